import type { VNode } from 'preact';
import {
  type ListedWork,
  MOST_RANKED,
  snippetPieces,
  WORK_CLASSES,
  type WorkClass,
} from '../../../engines/documents/index.ts';
import { compareText, type Lang } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { ButtonLink, EmptyState, Field, FilterBar, Pagination, Select, StatusTag } from '../../../ui/index.ts';
import type { Named, NamedMeeting } from '../names.ts';
import { classTone, dateWords, langIfOther, titleIn } from './words.ts';

/** Works on one page of the list. */
export const PAGE_SIZE = 20;

export interface ListData {
  readonly works: readonly ListedWork[];
  readonly count: number;
  readonly corrected: string | undefined;
  readonly suggested: string | undefined;
  readonly names: ReadonlyMap<string, Named>;
  readonly meetings: readonly NamedMeeting[];
  readonly years: readonly string[];
}

export interface ListInput {
  readonly q?: string | undefined;
  readonly body?: string | undefined;
  readonly meeting?: string | undefined;
  readonly year?: string | undefined;
  readonly class?: WorkClass | undefined;
  readonly lang?: Lang | undefined;
  readonly page?: number | undefined;
}

/** The documents that the reader may see, by words and by what they are. */
export function listView(ctx: ViewContext, data: ListData, input: ListInput): View {
  const { t, lang } = ctx;
  const { page = 1, ...filter } = input;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const here = (change: Partial<ListInput>): string => ctx.url('library.list', { ...filter, ...change });
  const pages = Math.ceil((input.q === undefined ? data.count : Math.min(data.count, MOST_RANKED)) / PAGE_SIZE);
  return {
    title: t('library.list.title'),
    width: 'wide',
    section: 'library.list',
    lede: ctx.who.person === null ? t('library.list.public') : undefined,
    actions: ctx.can('work.add') ? (
      <>
        <ButtonLink kind="primary" href={ctx.url('library.upload')}>
          {t('library.list.upload')}
        </ButtonLink>
        {ctx.can('import-batch.add') && (
          <ButtonLink href={ctx.url('library.import')}>{t('library.list.import')}</ButtonLink>
        )}
      </>
    ) : undefined,
    body: (
      <>
        <Filters ctx={ctx} data={data} input={input} clearHref={isFiltered ? ctx.url('library.list') : undefined} />
        {data.corrected !== undefined && (
          <p>
            {t('library.search.corrected', { query: input.q ?? '' })} <strong>{data.corrected}</strong>.
          </p>
        )}
        {data.suggested !== undefined && (
          <p>
            {t('library.search.suggested')} <a href={here({ q: data.suggested })}>{data.suggested}</a>?
          </p>
        )}
        {data.works.length === 0 ? (
          <EmptyState title={t('library.list.none')}>
            {t(isFiltered ? 'library.list.none-filtered' : 'library.list.none-yet')}
          </EmptyState>
        ) : (
          <ol class="works">
            {data.works.map((work) => (
              <WorkLine ctx={ctx} work={work} names={data.names} />
            ))}
          </ol>
        )}
        <Pagination lang={lang} page={page} pages={pages} hrefOf={(to) => here({ page: to })} />
      </>
    ),
  };
}

function Filters({
  ctx,
  data,
  input,
  clearHref,
}: {
  readonly ctx: ViewContext;
  readonly data: ListData;
  readonly input: ListInput;
  readonly clearHref: string | undefined;
}): VNode {
  const { t, lang } = ctx;
  const bodies = [...data.names.values()]
    .filter(({ kind }) => kind === 'body')
    .toSorted((a, b) => compareText(a.short[lang], b.short[lang], lang));
  const all = t('library.filter.all');
  return (
    <FilterBar
      lang={lang}
      action={ctx.url('library.list')}
      clearHref={clearHref}
      result={
        input.q === undefined
          ? t('library.list.count', { count: data.count })
          : t('library.search.count', { count: data.count, query: data.corrected ?? input.q })
      }
    >
      <Field lang={lang} name="q" type="search" label={t('library.filter.words')} value={input.q} maxLength={200} />
      <Select
        lang={lang}
        name="body"
        label={t('library.field.body')}
        value={input.body}
        empty={all}
        options={bodies.map(({ code, short }) => ({ value: code, label: short[lang] }))}
      />
      {data.meetings.length > 0 && (
        <Select
          lang={lang}
          name="meeting"
          label={t('library.field.meeting')}
          value={input.meeting}
          empty={all}
          options={data.meetings.map(({ code, title }) => ({ value: code, label: title[lang] }))}
        />
      )}
      <Select
        lang={lang}
        name="year"
        label={t('library.filter.year')}
        value={input.year}
        empty={all}
        options={data.years.map((year) => ({ value: year, label: year }))}
      />
      <Select
        lang={lang}
        name="lang"
        label={t('library.filter.lang')}
        value={input.lang}
        empty={all}
        options={(['es', 'en'] as const).map((one) => ({ value: one, label: t(`library.lang.${one}`) }))}
      />
      {ctx.who.person !== null && (
        <Select
          lang={lang}
          name="class"
          label={t('library.field.class')}
          value={input.class}
          empty={all}
          options={WORK_CLASSES.map((one) => ({ value: one, label: t(`library.class.${one}`) }))}
        />
      )}
    </FilterBar>
  );
}

function WorkLine({
  ctx,
  work,
  names,
}: {
  readonly ctx: ViewContext;
  readonly work: ListedWork;
  readonly names: ReadonlyMap<string, Named>;
}): VNode {
  const { t, lang } = ctx;
  const title = titleIn(work.title, lang);
  const body = work.body === null ? undefined : names.get(work.body);
  const facts = [
    work.symbol,
    body?.short[lang],
    dateWords(work.dated, ctx),
    work.langs.map((one) => t(`library.lang.${one}`)).join(', '),
  ].filter((fact) => fact !== null && fact !== undefined && fact !== '');
  return (
    <li class="work">
      <p class="work-title">
        <a href={ctx.url('library.detail', { code: work.code })} lang={langIfOther(title.lang, lang)}>
          {title.text}
        </a>{' '}
        {ctx.who.person !== null && (
          <StatusTag tone={work.status === 'available' ? classTone(work.class) : 'overdue'}>
            {work.status === 'available' ? t(`library.class.${work.class}`) : t(`library.status.${work.status}`)}
          </StatusTag>
        )}
      </p>
      <p class="quiet work-facts">{facts.join(' · ')}</p>
      {work.snippet !== null && work.snippet.text !== '' && (
        <p class="work-snippet" lang={langIfOther(work.snippet.lang, lang)}>
          {snippetPieces(work.snippet.text).map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}
        </p>
      )}
    </li>
  );
}
