import { WORD_LISTS, type WordChange, type WordList } from '@enlace/minutes';
import { compareText, type Lang } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ButtonLink, DataTable, Field, FilterBar, HiddenFields, Select } from '../../../ui/index.ts';
import { crumbs } from './words.ts';

export interface WordListsData {
  /** The list that is shown. */
  readonly shown: { readonly lang: Lang; readonly list: WordList };
  /** Its words as the next reading uses them. */
  readonly words: readonly string[];
  readonly changes: readonly WordChange[];
}

/** The words that make a sentence an agreement, a request, a word of thanks: what counts, and what the secretariat changed. */
export function wordListsView(ctx: ViewContext, { shown, words, changes }: WordListsData): View {
  const { t, lang } = ctx;
  const form = formState(ctx, 'meetings.word-change', { counts: 'yes' });
  const listName = (list: WordList): string => t(`meetings.words.list.${list}`);
  const langName = (of: Lang): string => t(of === 'es' ? 'meetings.names.es' : 'meetings.names.en');
  const languages = [
    { value: 'es', label: t('meetings.names.es') },
    { value: 'en', label: t('meetings.names.en') },
  ];
  return {
    title: t('meetings.words.title'),
    lede: t('meetings.words.lede'),
    section: 'meetings.list',
    crumbs: crumbs(ctx),
    body: (
      <>
        {form.summary}
        <FilterBar lang={lang} action={ctx.url('meetings.words')}>
          <Select
            lang={lang}
            id="shown-list"
            name="list"
            label={t('meetings.words.list')}
            options={WORD_LISTS.map((list) => ({ value: list, label: listName(list) }))}
            value={shown.list}
          />
          <Select
            lang={lang}
            id="shown-lang"
            name="textlang"
            label={t('meetings.names.lang')}
            options={languages}
            value={shown.lang}
          />
        </FilterBar>
        <h2>
          {listName(shown.list)} ({langName(shown.lang)})
        </h2>
        <p>{t(`meetings.words.about.${shown.list}`)}</p>
        <p lang={shown.lang}>{words.toSorted((a, b) => compareText(a, b, shown.lang)).join(', ')}</p>
        <h2>{t('meetings.words.change')}</h2>
        <form method="post" action={ctx.url('meetings.word-change', { textlang: shown.lang, list: shown.list })}>
          <Field
            lang={lang}
            name="word"
            label={t('meetings.words.word')}
            hint={t('meetings.words.word-hint')}
            maxLength={60}
            value={form.value('word')}
            error={form.error('word')}
          />
          <Select
            lang={lang}
            name="counts"
            label={t('meetings.words.counts')}
            options={[
              { value: 'yes', label: t('meetings.words.add') },
              { value: 'no', label: t('meetings.words.take-out') },
            ]}
            value={form.value('counts')}
            error={form.error('counts')}
          />
          <Button>{t('meetings.words.save')}</Button>
        </form>
        <h2>{t('meetings.words.changes')}</h2>
        <DataTable
          id="changes"
          caption={t('meetings.words.changes')}
          captionHidden
          rows={changes}
          empty={<p>{t('meetings.words.none')}</p>}
          columns={[
            {
              head: t('meetings.words.word'),
              rowHead: true,
              cell: ({ word, lang: of }) => <span lang={of}>{word}</span>,
            },
            { head: t('meetings.words.list'), cell: ({ list }) => listName(list) },
            { head: t('meetings.names.lang'), cell: ({ lang: of }) => langName(of) },
            {
              head: t('meetings.words.counts'),
              cell: ({ counts }) => t(counts ? 'meetings.words.added' : 'meetings.words.taken-out'),
            },
            {
              head: t('meetings.names.act'),
              cell: ({ word, list, lang: of }) => (
                <form method="post" action={ctx.url('meetings.word-restore')}>
                  <HiddenFields fields={{ textlang: of, list, word }} />
                  <Button kind="quiet">
                    {t('meetings.words.restore')}
                    <span class="vh">: {word}</span>
                  </Button>
                </form>
              ),
            },
          ]}
        />
        <p>
          <ButtonLink href={ctx.url('meetings.names')}>{t('meetings.names.link')}</ButtonLink>
        </p>
      </>
    ),
  };
}
