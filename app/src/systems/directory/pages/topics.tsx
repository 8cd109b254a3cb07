import { compareText } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, Choices, DataTable, Field } from '../../../ui/index.ts';
import type { Topic } from '../listing.ts';
import { crumbs } from './words.ts';

/** The subjects for which people are named; the secretariat adds what a meeting decides. */
export function topicsView(ctx: ViewContext, { topics }: { readonly topics: readonly Topic[] }): View {
  const { t, lang } = ctx;
  const form = formState(ctx, 'directory.topic-add');
  const common = (name: string) => ({ lang, name, value: form.value(name), error: form.error(name) });
  return {
    title: t('directory.topics.title'),
    lede: t('directory.topics.lede'),
    section: 'directory.list',
    crumbs: crumbs(ctx, { label: t('directory.upkeep.title'), href: ctx.url('directory.upkeep') }),
    body: (
      <>
        {form.summary}
        <DataTable
          id="topics"
          caption={t('directory.topics.title')}
          rows={topics.toSorted((a, b) => compareText(a.name[lang], b.name[lang], lang))}
          columns={[
            { head: t('directory.field.topic'), rowHead: true, cell: ({ name }) => name[lang] },
            { head: t('directory.topics.code'), cell: ({ code }) => <code>{code}</code> },
            {
              head: t('directory.topics.expected'),
              cell: ({ focalPointExpected }) => t(focalPointExpected ? 'directory.yes' : 'directory.no'),
            },
          ]}
        />
        <h2>{t('directory.topics.add')}</h2>
        <form method="post" action={ctx.url('directory.topic-add')}>
          <Field
            {...common('code')}
            label={t('directory.topics.code')}
            hint={t('directory.hint.code')}
            maxLength={32}
          />
          <Field
            {...common('namees')}
            label={t('directory.topics.name-es')}
            answerLang="es"
            width="full"
            maxLength={120}
          />
          <Field
            {...common('nameen')}
            label={t('directory.topics.name-en')}
            answerLang="en"
            width="full"
            maxLength={120}
          />
          <Choices
            lang={lang}
            name="expected"
            label={t('directory.topics.expected')}
            answer="many"
            chosen={form.value('expected') === '' ? [] : [form.value('expected')]}
            options={[{ value: 'on', label: t('directory.topics.expected-yes') }]}
          />
          <Button>{t('directory.topics.add')}</Button>
        </form>
      </>
    ),
  };
}
