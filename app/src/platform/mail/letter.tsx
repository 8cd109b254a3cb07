import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { formatDate, type Lang, type LocalDate, type Translate } from '../../kernel/index.ts';

/** One thing that a mail says: its sentence, with an identifier and a day at most. */
export interface Line {
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What a mail says. There is one link; what it leads to is said by a message key. */
export interface Said {
  readonly lang: Lang;
  readonly title: string;
  readonly groups: readonly { readonly heading: string | null; readonly lines: readonly Line[] }[];
  /** A closing sentence, such as how much is due in all. */
  readonly sum: string | null;
  readonly link: { readonly label: string; readonly url: string };
  /** A part for the calendar says title, place and day of a meeting. */
  readonly hasMeeting: boolean;
  readonly exampleMode: boolean;
}

/** A mail in both forms. */
export interface Written {
  readonly subject: string;
  readonly words: string;
  readonly markup: string;
}

/** `A-2016-007: Vence mañana, el 21 ene 2017`. Days among the parameters are written as people write them. */
export function sentenceOf({ kind, params }: Line, t: Translate, lang: Lang): string {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isDay(value) ? formatDate(value, lang) : value]),
  );
  const sentence = t(kind, shown);
  const code = params['code'];
  return code === undefined || sentence.includes(code) ? sentence : `${code}: ${sentence}`;
}

function isDay(value: string): value is LocalDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** Plain text first, the same as small HTML beside it: no picture, no style of others, nothing that reports back. */
export function writeLetter(said: Said, t: Translate): Written {
  return {
    subject: said.title,
    words: wordsOf(said, t),
    markup: `<!DOCTYPE html>\n${renderToString(<Markup said={said} t={t} />)}`,
  };
}

function wordsOf(said: Said, t: Translate): string {
  const { lang, title, groups, sum, link } = said;
  const parts = [
    title,
    ...groups.map(({ heading, lines }) =>
      [...(heading === null ? [] : [heading]), ...itemsOf(lines, t, lang).map((item) => `- ${item}`)].join('\n'),
    ),
    ...(sum === null ? [] : [sum]),
    `${link.label}:\n${link.url}`,
    ['--', ...closing(said, t)].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What is beyond this is on the page to which the mail leads. */
const MOST_LINES = 30;

function itemsOf(lines: readonly Line[], t: Translate, lang: Lang): readonly string[] {
  const rest = lines.length - MOST_LINES;
  const items = lines.slice(0, MOST_LINES).map((line) => sentenceOf(line, t, lang));
  return rest > 0 ? [...items, t('mail.digest.more', { count: rest })] : items;
}

function closing({ hasMeeting, exampleMode }: Said, t: Translate): readonly string[] {
  return [t(hasMeeting ? 'mail.closing-meeting' : 'mail.closing'), ...(exampleMode ? [t('mail.example')] : [])];
}

/** Mail programs know no style sheets of ours: the few rules are written on the elements. */
const BODY = 'font:16px/1.45 sans-serif;color:#16212b;max-width:40em;margin:0 auto;padding:16px';
const BUTTON =
  'display:inline-block;background:#0b4f6c;color:#ffffff;padding:10px 16px;text-decoration:none;border-radius:2px';
const SMALL = 'font-size:14px;color:#44525f';

function Markup({ said, t }: { readonly said: Said; readonly t: Translate }): VNode {
  const { lang, title, groups, sum, link } = said;
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
      </head>
      <body style={BODY}>
        <h1 style="font-size:20px">{title}</h1>
        {groups.map(({ heading, lines }) => (
          <>
            {heading !== null && <h2 style="font-size:17px">{heading}</h2>}
            <ul>
              {itemsOf(lines, t, lang).map((item) => (
                <li>{item}</li>
              ))}
            </ul>
          </>
        ))}
        {sum !== null && <p>{sum}</p>}
        <p>
          <a href={link.url} style={BUTTON}>
            {link.label}
          </a>
        </p>
        {closing(said, t).map((sentence) => (
          <p style={SMALL}>{sentence}</p>
        ))}
      </body>
    </html>
  );
}
