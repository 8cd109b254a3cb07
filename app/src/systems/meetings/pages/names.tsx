import { compareText } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ButtonLink, DataTable, Field, HiddenFields, Select } from '../../../ui/index.ts';
import { crumbs } from './words.ts';

export interface ReadingAlias {
  readonly lang: string;
  readonly alias: string;
  /** The party's name in Spanish. */
  readonly canonical: string;
}

export interface NamesData {
  readonly aliases: readonly ReadingAlias[];
  readonly parties: readonly { readonly code: string; readonly name: { readonly es: string; readonly en: string } }[];
}

/** Names as reports write them, beside whom they mean: what the secretariat adds is known at the next import. */
export function namesView(ctx: ViewContext, { aliases, parties }: NamesData): View {
  const { t, lang } = ctx;
  const form = formState(ctx, 'meetings.name-add');
  const inOrder = parties.toSorted((a, b) => compareText(a.name[lang], b.name[lang], lang));
  const nameOf = (canonical: string): string =>
    parties.find(({ name }) => name.es === canonical)?.name[lang] ?? canonical;
  return {
    title: t('meetings.names.title'),
    lede: t('meetings.names.lede'),
    section: 'meetings.list',
    crumbs: crumbs(ctx),
    body: (
      <>
        {form.summary}
        <DataTable
          id="names"
          caption={t('meetings.names.caption')}
          rows={aliases.toSorted((a, b) => compareText(a.alias, b.alias, lang))}
          empty={<p>{t('meetings.names.none')}</p>}
          columns={[
            {
              head: t('meetings.names.alias'),
              rowHead: true,
              cell: ({ alias, lang: of }) => <span lang={of}>{alias}</span>,
            },
            {
              head: t('meetings.names.lang'),
              cell: ({ lang: of }) => t(of === 'es' ? 'meetings.names.es' : 'meetings.names.en'),
            },
            { head: t('meetings.names.party'), cell: ({ canonical }) => nameOf(canonical) },
            {
              head: t('meetings.names.act'),
              cell: ({ alias, lang: of }) => (
                <form method="post" action={ctx.url('meetings.name-remove')}>
                  <HiddenFields fields={{ textlang: of, alias }} />
                  <Button kind="quiet">
                    {t('meetings.names.remove')}
                    <span class="vh">: {alias}</span>
                  </Button>
                </form>
              ),
            },
          ]}
        />
        <h2>{t('meetings.names.add')}</h2>
        <form method="post" action={ctx.url('meetings.name-add')}>
          <Field
            lang={lang}
            name="alias"
            label={t('meetings.names.alias')}
            hint={t('meetings.names.alias-hint')}
            width="full"
            maxLength={200}
            value={form.value('alias')}
            error={form.error('alias')}
          />
          <Select
            lang={lang}
            name="textlang"
            label={t('meetings.names.lang')}
            options={[
              { value: 'es', label: t('meetings.names.es') },
              { value: 'en', label: t('meetings.names.en') },
            ]}
            value={form.value('textlang')}
            error={form.error('textlang')}
          />
          <Select
            lang={lang}
            name="party"
            label={t('meetings.names.party')}
            options={inOrder.map(({ code, name }) => ({ value: code, label: name[lang] }))}
            value={form.value('party')}
            error={form.error('party')}
          />
          <Button>{t('meetings.names.add')}</Button>
        </form>
        <p>
          <ButtonLink href={ctx.url('meetings.words')}>{t('meetings.words.link')}</ButtonLink>
        </p>
      </>
    ),
  };
}
