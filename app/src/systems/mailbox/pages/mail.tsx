import type { VNode } from 'preact';
import { CONFERENCE_ZONE, formatMoment } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Disclosure, Facts } from '../../../ui/index.ts';
import type { Mail } from '../kept.ts';

/** One mail, as its plain text went out, in the language in which it went; its first line is the subject again. */
export function mailView(ctx: ViewContext, mail: Mail): View {
  const { t, lang } = ctx;
  const subject = mail.subject ?? t('mailbox.erased');
  return {
    title: subject,
    width: 'text',
    crumbs: [{ label: t('mailbox.title'), href: ctx.url('mailbox.list') }],
    body: (
      <>
        <Facts
          lang={lang}
          facts={[
            { label: t('mailbox.at'), value: formatMoment(mail.at, lang, CONFERENCE_ZONE) },
            { label: t('mailbox.cause'), value: t(`mailbox.cause.${mail.cause}`) },
          ]}
        />
        {mail.words === null ? (
          <p>{t('mailbox.erased-why')}</p>
        ) : (
          <article lang={mail.lang} aria-label={subject}>
            {mail.words.trim().split('\n\n').slice(1).map(block)}
          </article>
        )}
        {mail.calendar !== null && (
          <Disclosure summary={t('mailbox.calendar-part')}>
            <pre>{mail.calendar}</pre>
          </Disclosure>
        )}
      </>
    ),
  };
}

/** A paragraph of the plain text: lists and the one link as what they are. */
function block(text: string): VNode {
  const lines = text.split('\n');
  const items = lines.filter((line) => line.startsWith('- '));
  const link = lines.find((line) => /^https?:\/\//.test(line));
  const words = lines.filter((line) => !items.includes(line) && line !== link && line !== '--');
  return (
    <>
      {words.map((line) =>
        items.length > 0 ? (
          <h2>{line}</h2>
        ) : (
          <p>{link === undefined ? line : <a href={pathOf(link)}>{line.replace(/:$/, '')}</a>}</p>
        ),
      )}
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li>{item.slice(2)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The link stays on this site, whatever address the site had when the mail was written. */
function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return `${pathname}${search}`;
}
