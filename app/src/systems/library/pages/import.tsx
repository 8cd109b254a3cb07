import type { VNode } from 'preact';
import { ARCHIVE_CLASSES, groupPairs, type ImportBatch, type ImportFile } from '../../../engines/documents/index.ts';
import { CONFERENCE_ZONE, dayIn, formatDate } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import {
  Button,
  ButtonLink,
  Choices,
  DataTable,
  FileField,
  PostButton,
  StatusTag,
  type Tone,
} from '../../../ui/index.ts';
import { crumbs, dateWords } from './words.ts';

export interface ImportData {
  readonly batches: readonly (Pick<ImportBatch, 'id' | 'startedAt' | 'state'> & { readonly files: number })[];
}

/** The form that takes an old archive, several files or a zip of folders, and the archives that came before. */
export function importView(ctx: ViewContext, { batches }: ImportData): View {
  const { t, lang } = ctx;
  const form = formState(ctx, 'library.import-begin', { class: 'members' });
  return {
    title: t('library.import.title'),
    width: 'text',
    section: 'library.list',
    crumbs: crumbs(ctx),
    body: (
      <>
        {form.summary}
        <p>{t('library.import.what')}</p>
        <form method="post" enctype="multipart/form-data" action={ctx.url('library.import-begin')}>
          <FileField
            lang={lang}
            name="files"
            label={t('library.import.files')}
            hint={t('library.import.files-hint')}
            accept=".zip,.docx,.doc,.pdf,.txt,.xlsx"
            multiple
            error={form.error('files')}
          />
          <Choices
            lang={lang}
            name="class"
            label={t('library.import.class')}
            answer="one"
            chosen={[form.value('class')]}
            error={form.error('class')}
            options={ARCHIVE_CLASSES.map((one) => ({
              value: one,
              label: t(`library.class.${one}`),
              hint: t(`library.class-about.${one}`),
            }))}
          />
          <Button>{t('library.import.send')}</Button>
        </form>
        <p class="hint">{t('library.import.command')}</p>
        {batches.length > 0 && (
          <section aria-labelledby="before">
            <h2 id="before">{t('library.import.before')}</h2>
            <ul class="sent">
              {batches.map(({ id, startedAt, state, files }) => (
                <li>
                  <a href={ctx.url('library.import-batch', { id })}>
                    {formatDate(dayIn(CONFERENCE_ZONE, startedAt), lang)}
                  </a>{' '}
                  · {t('library.import.size', { count: files })} · {t(`library.import.state-${state}`)}
                </li>
              ))}
            </ul>
          </section>
        )}
      </>
    ),
  };
}

export interface BatchData {
  readonly batch: ImportBatch;
  readonly files: readonly ImportFile[];
}

const TONES: Readonly<Record<ImportFile['outcome'], Tone>> = {
  proposed: 'neutral',
  taken: 'done',
  duplicate: 'none',
  refused: 'overdue',
};

/** What would come in, before; what came in and what did not, and why, after. Refused files stand first. */
export function batchView(ctx: ViewContext, { batch, files }: BatchData): View {
  const { t } = ctx;
  const form = formState(ctx, 'library.import-apply');
  const refused = files.filter(({ outcome }) => outcome === 'refused');
  const others = files.filter(({ outcome }) => outcome !== 'refused');
  const read = others.flatMap((file) => (file.found === null ? [] : [{ ...file, proposed: file.found }]));
  const pairs = groupPairs(read).filter((group) => group.length > 1).length;
  return {
    title: t(batch.state === 'done' ? 'library.import.report' : 'library.import.preview-title'),
    width: 'wide',
    section: 'library.list',
    crumbs: [...crumbs(ctx), { label: t('library.import.title'), href: ctx.url('library.import') }],
    lede: t('library.import.counts', { count: files.length, pairs, refused: refused.length }),
    actions:
      batch.state === 'proposed' && others.length > 0 ? (
        <PostButton action={ctx.url('library.import-apply', { id: batch.id })}>
          {t('library.import.apply', { count: others.length })}
        </PostButton>
      ) : batch.job !== null && (batch.state === 'reading' || batch.state === 'running') ? (
        <ButtonLink href={ctx.url('home.job', { id: batch.job })}>{t('library.import.progress')}</ButtonLink>
      ) : undefined,
    body: (
      <>
        {form.summary}
        {refused.length > 0 && (
          <DataTable
            id="refused"
            caption={t('library.import.refused')}
            rows={refused}
            columns={[
              { head: t('library.import.file'), rowHead: true, cell: ({ path }) => path },
              {
                head: t('library.import.why'),
                cell: ({ refusal }) => (refusal === null ? '' : t(refusal.code, refusal.details)),
              },
            ]}
          />
        )}
        {others.length > 0 && <Files ctx={ctx} files={others} />}
      </>
    ),
  };
}

function Files({ ctx, files }: { readonly ctx: ViewContext; readonly files: readonly ImportFile[] }): VNode {
  const { t, lang } = ctx;
  return (
    <DataTable
      id="files"
      caption={t('library.import.caption')}
      rows={files}
      columns={[
        { head: t('library.import.file'), rowHead: true, cell: ({ path }) => path },
        {
          head: t('library.import.title-found'),
          cell: ({ found }) =>
            found === null ? (
              t('library.import.unread')
            ) : (
              <span lang={found.lang === lang ? undefined : found.lang}>{found.title}</span>
            ),
        },
        { head: t('library.field.symbol'), nowrap: true, cell: ({ found }) => found?.symbol ?? '—' },
        {
          head: t('library.filter.lang'),
          cell: ({ found }) => (found === null ? '' : t(`library.lang.${found.lang}`)),
        },
        {
          head: t('library.field.dated'),
          nowrap: true,
          cell: ({ found }) => (found === null ? '' : dateWords(found.dated, ctx)),
        },
        {
          head: t('library.import.outcome'),
          nowrap: true,
          cell: ({ outcome, work }) => (
            <>
              <StatusTag tone={TONES[outcome]}>{t(`library.outcome.${outcome}`)}</StatusTag>{' '}
              {work !== null && <a href={ctx.url('library.detail', { code: work.code })}>{work.symbol ?? work.code}</a>}
            </>
          ),
        },
      ]}
    />
  );
}
