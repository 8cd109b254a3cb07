import type { VNode } from 'preact';
import {
  blockAnchor,
  type FrozenText,
  type Gap,
  NOTE_LABEL,
  numberAnchor,
  opening,
  parityOf,
  type TextBlock,
  type TextHead,
} from '../../../engines/texts/index.ts';
import { LANGS, type Lang, otherLang } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ButtonLink, EmptyState, HiddenFields, StatusTag } from '../../../ui/index.ts';
import type { Meeting } from '../meeting.ts';
import { crumbs, dateWords, langIfOther, placeWords } from './words.ts';

export interface ReportData {
  readonly meeting: Meeting;
  readonly text: TextHead;
  readonly blocks: readonly TextBlock[];
  readonly gaps: readonly Gap[];
  readonly frozen: readonly FrozenText[];
  /** Open proposals by paragraph. */
  readonly proposals: ReadonlyMap<string, number>;
  /** Codes of agreements that quote a paragraph. */
  readonly agreements: ReadonlyMap<string, readonly string[]>;
  readonly can: {
    readonly write: boolean;
    readonly propose: boolean;
    readonly adopt: boolean;
    readonly publish: boolean;
  };
}

/** A report as a tree of paragraphs in the reader's language, with what is missing in it and what may be done. */
export function reportView(ctx: ViewContext, data: ReportData): View {
  const { t, lang } = ctx;
  const { meeting, text, blocks } = data;
  const form = formState(ctx, 'meetings.report-move');
  return {
    title: t('meetings.report.title', { meeting: meeting.title[lang] }),
    width: 'wide',
    section: 'meetings.list',
    crumbs: crumbs(ctx, meeting),
    printLine: [text.symbol, dateWords(meeting, lang, t), placeWords(meeting, lang)].filter(Boolean).join(' · '),
    lede: (
      <>
        {text.symbol}{' '}
        <StatusTag tone={text.state === 'draft' ? 'neutral' : text.state === 'in_review' ? 'soon' : 'done'}>
          {t(`meetings.report.state.${text.state}`)}
        </StatusTag>
      </>
    ),
    actions: <Downloads ctx={ctx} meeting={meeting} />,
    body: (
      <>
        {form.summary}
        <ReportActs ctx={ctx} data={data} />
        {[...data.agreements.values()].some((codes) => codes.length > 0) && (
          <p>
            <a href={ctx.url('agreements.list', { meeting: meeting.code })}>{t('meetings.detail.register')}</a>
          </p>
        )}
        <ParityLine ctx={ctx} data={data} />
        {blocks.length === 0 ? (
          <EmptyState title={t('meetings.report.empty')} />
        ) : (
          <div class="source-text measure">
            {blocks.map((block) => (
              <Paragraph ctx={ctx} data={data} block={block} />
            ))}
          </div>
        )}
        {data.frozen.length > 0 && <Hashes ctx={ctx} frozen={data.frozen} />}
        {data.can.write && (
          <p class="button-row">
            <ButtonLink href={ctx.url('meetings.paragraph-new', { code: meeting.code, after: blocks.at(-1)?.id })}>
              {t('meetings.report.add')}
            </ButtonLink>
          </p>
        )}
      </>
    ),
  };
}

function Downloads({ ctx, meeting }: { readonly ctx: ViewContext; readonly meeting: Meeting }): VNode {
  const { t, lang } = ctx;
  const formats = (['docx', 'pdf'] as const).flatMap((format) =>
    [lang, otherLang(lang)].map((textlang) => ({ format, textlang })),
  );
  return (
    <>
      {formats.map(({ format, textlang }) => (
        <ButtonLink href={ctx.url('meetings.report-file', { code: meeting.code, textlang, format })} download>
          {t(`meetings.download.${format}`)} {textlang.toUpperCase()}
        </ButtonLink>
      ))}
    </>
  );
}

function ReportActs({ ctx, data }: { readonly ctx: ViewContext; readonly data: ReportData }): VNode | null {
  const { t } = ctx;
  const { meeting, text, can } = data;
  const events = [
    ...(can.write && text.state === 'draft' ? (['circulate'] as const) : []),
    ...(can.write && text.state === 'in_review' ? (['withdraw'] as const) : []),
    ...(can.publish && text.state === 'adopted' ? (['publish'] as const) : []),
  ];
  const mayAdopt = can.adopt && text.state === 'in_review';
  if (events.length === 0 && !mayAdopt && !can.write) return null;
  return (
    <form class="button-row" method="post" action={ctx.url('meetings.report-move', { code: meeting.code })}>
      <HiddenFields fields={{ version: String(text.version) }} />
      {mayAdopt && (
        <ButtonLink kind="primary" href={ctx.url('meetings.adoption', { code: meeting.code })}>
          {t('meetings.report.adopt')}
        </ButtonLink>
      )}
      {events.map((event) => (
        <Button kind={event === 'withdraw' ? 'quiet' : 'primary'} name="event" value={event}>
          {t(`meetings.report.event.${event}`)}
        </Button>
      ))}
      {can.write && <a href={ctx.url('agreements.review', { meeting: meeting.code })}>{t('meetings.detail.review')}</a>}
      {can.write && (
        <a href={ctx.url('meetings.import', { code: meeting.code })}>{t('meetings.report.upload-other')}</a>
      )}
    </form>
  );
}

/** What is missing before both languages say the same, in one line with the way to the first. */
function ParityLine({ ctx, data }: { readonly ctx: ViewContext; readonly data: ReportData }): VNode | null {
  const { t } = ctx;
  const [first] = data.gaps;
  if (first === undefined || !data.can.write) return null;
  const missing = data.gaps.filter((gap) => gap.why === 'missing').length;
  return (
    <p>
      <StatusTag tone="soon">{first.lang.toUpperCase()}</StatusTag>{' '}
      {t('meetings.parity.line', { missing, behind: data.gaps.length - missing })}{' '}
      <a href={ctx.url('meetings.paragraph', { code: data.meeting.code, block: first.block })}>
        {t('meetings.parity.first')}
      </a>
    </p>
  );
}

function Hashes({ ctx, frozen }: { readonly ctx: ViewContext; readonly frozen: readonly FrozenText[] }): VNode {
  return (
    <ul class="plain quiet">
      {frozen.map((one) => (
        <li>
          SHA-256 {one.lang.toUpperCase()} <code>{one.sha256}</code>
        </li>
      ))}
      <li>{ctx.t('meetings.report.frozen')}</li>
    </ul>
  );
}

/** The words of a paragraph in the reader's language, or in the other one with the mark that says so. */
export function wordsShown(block: TextBlock, lang: Lang): { readonly content: string; readonly lang: Lang } {
  const own = block.words[lang]?.content;
  if (own !== undefined && own !== '') return { content: own, lang };
  const other = otherLang(lang);
  return { content: block.words[other]?.content ?? '', lang: other };
}

function Paragraph({
  ctx,
  data,
  block,
}: {
  readonly ctx: ViewContext;
  readonly data: ReportData;
  readonly block: TextBlock;
}): VNode {
  const { t, lang } = ctx;
  const { meeting, can } = data;
  const shown = wordsShown(block, lang);
  const label = block.kind === 'note' ? NOTE_LABEL[shown.lang] : block.label;
  const proposals = data.proposals.get(block.id) ?? 0;
  const codes = data.agreements.get(block.id) ?? [];
  const href = ctx.url('meetings.paragraph', { code: meeting.code, block: block.id });
  const shownLang = langIfOther(shown.lang, lang);
  if (block.kind === 'heading') {
    return (
      <h2 id={blockAnchor(block.id)} lang={shownLang}>
        {shown.content}
      </h2>
    );
  }
  return (
    <p class={`depth-${Math.min(block.depth, 3)}`} id={blockAnchor(block.id)}>
      {label !== '' && (
        <span class="para-number" id={numberAnchor(block.number)}>
          {label}
        </span>
      )}
      <span>
        <span lang={shownLang}>{block.kind === 'title' ? <strong>{shown.content}</strong> : shown.content}</span>{' '}
        <ParityMark ctx={ctx} block={block} original={data.text.originalLang} />
        {codes.map((code) => (
          <>
            {' '}
            <a href={ctx.url('agreements.detail', { code })}>{code}</a>
          </>
        ))}
        {(can.write || can.propose) && (
          <>
            {' '}
            <a class="screen-only" href={href}>
              {t(can.write ? 'meetings.paragraph.edit' : 'meetings.paragraph.propose')}
              <span class="vh"> {block.number || opening(shown.content, 40)}</span>
            </a>
          </>
        )}
        {proposals > 0 && (
          <>
            {' '}
            <StatusTag tone="active">{t('meetings.paragraph.proposals', { count: proposals })}</StatusTag>
          </>
        )}
      </span>
    </p>
  );
}

/** "sin traducción", or "EN va detrás de ES v3". */
export function ParityMark({
  ctx,
  block,
  original,
}: {
  readonly ctx: ViewContext;
  readonly block: TextBlock;
  readonly original: Lang;
}): VNode | null {
  const parity = parityOf(block, original);
  if (parity === 'level') return null;
  const version = block.words[original]?.version ?? 0;
  const names = { lang: otherLang(original).toUpperCase(), original: original.toUpperCase(), version };
  return (
    <StatusTag tone={parity === 'missing' ? 'none' : 'soon'}>{ctx.t(`meetings.parity.${parity}`, names)}</StatusTag>
  );
}

export interface AdoptionData {
  readonly meeting: Meeting;
  readonly text: TextHead;
  readonly paragraphs: number;
  readonly gaps: readonly Gap[];
  readonly openComments: number;
  readonly hashes: Readonly<Record<Lang, string>>;
}

/** The last look before adoption: what is missing, or the hashes of what will be frozen. */
export function adoptionView(ctx: ViewContext, data: AdoptionData): View {
  const { t, lang } = ctx;
  const { meeting, gaps } = data;
  const form = formState(ctx, 'meetings.adopt');
  const ready = gaps.length === 0 && data.openComments === 0 && data.paragraphs > 0;
  return {
    title: t('meetings.adoption.title'),
    width: 'text',
    section: 'meetings.list',
    crumbs: [
      ...crumbs(ctx, meeting),
      { label: t('meetings.detail.report'), href: ctx.url('meetings.report', { code: meeting.code }) },
    ],
    body: (
      <>
        {form.summary}
        <p>{t('meetings.adoption.what', { meeting: meeting.title[lang], count: data.paragraphs })}</p>
        {data.openComments > 0 && <p>{t('texts.open-comments', { count: data.openComments })}</p>}
        {gaps.length > 0 && (
          <>
            <p>{t('texts.incomplete', { count: gaps.length })}</p>
            <ul>
              {gaps.map((gap) => (
                <li>
                  <a href={ctx.url('meetings.paragraph', { code: meeting.code, block: gap.block })}>
                    {gap.number} {gap.opening}
                  </a>
                  : {gapWords(ctx, gap)}
                </li>
              ))}
            </ul>
          </>
        )}
        {ready && (
          <form method="post" action={ctx.url('meetings.adopt', { code: meeting.code })}>
            <ul>
              {LANGS.map((one) => (
                <li>
                  SHA-256 {one.toUpperCase()}: <code>{data.hashes[one]}</code>
                </li>
              ))}
            </ul>
            <p>{t('meetings.adoption.consequence')}</p>
            <HiddenFields fields={{ es: data.hashes.es, en: data.hashes.en }} />
            <div class="button-row">
              <Button>{t('meetings.adoption.confirm')}</Button>
              <a href={ctx.url('meetings.report', { code: meeting.code })}>{t('meetings.cancel-edit')}</a>
            </div>
          </form>
        )}
      </>
    ),
  };
}

function gapWords(ctx: ViewContext, gap: Gap): string {
  const names = { lang: gap.lang.toUpperCase(), original: otherLang(gap.lang).toUpperCase(), version: gap.version };
  return ctx.t(`meetings.parity.${gap.why}`, names);
}
