import { WORK_CLASSES, type Work, type WorkVersion } from '../../../engines/documents/index.ts';
import { compareText, type Lang } from '../../../kernel/index.ts';
import { formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, Choices, DateField, Disclosure, Field, HiddenFields, Select } from '../../../ui/index.ts';
import type { Named, NamedMeeting } from '../names.ts';
import { crumbs, fileWords, inLangOrder, titleIn } from './words.ts';

export interface ClassifyData {
  readonly work: Work;
  readonly versions: readonly WorkVersion[];
  readonly readers: readonly string[];
  readonly names: ReadonlyMap<string, Named>;
  readonly meetings: readonly NamedMeeting[];
  readonly likelyMeeting: NamedMeeting | undefined;
  /** The symbol it has, or the next free one. */
  readonly proposed: string;
}

/** What a document is and who may see it. What its text says of itself is there already, to be confirmed. */
export function classifyView(ctx: ViewContext, data: ClassifyData): View {
  const { t, lang } = ctx;
  const { work, names } = data;
  const form = formState(ctx, 'library.classified', presentOf(data));
  const common = (name: string) => ({ lang, name, value: form.value(name), error: form.error(name) });
  const stale = form.code === 'http.changed-meanwhile';
  const waits = data.versions.some(({ state }) => state === 'checked' || state === 'classified');
  return {
    title: t('library.classify.title'),
    width: 'text',
    section: 'library.list',
    crumbs: crumbs(ctx, work),
    body: (
      <>
        {form.summary}
        {stale && (
          <p>{t('library.classify.now', { title: titleIn(work.title, lang).text, symbol: work.symbol ?? '—' })}</p>
        )}
        <p class="quiet">
          {inLangOrder(data.versions)
            .filter(({ state }) => state !== 'superseded' && state !== 'withdrawn')
            .map((version) => `${t(`library.lang.${version.lang}`)}: ${version.name} (${fileWords(version, lang)})`)
            .join(' · ')}
        </p>
        <form method="post" action={ctx.url('library.classified', { code: work.code })}>
          <HiddenFields fields={{ version: String(work.version) }} />
          <Field
            {...common('titlees')}
            label={t('library.field.title-es')}
            width="full"
            answerLang="es"
            optional
            maxLength={300}
          />
          <Field
            {...common('titleen')}
            label={t('library.field.title-en')}
            width="full"
            answerLang="en"
            optional
            maxLength={300}
          />
          <Field
            {...common('symbol')}
            label={t('library.field.symbol')}
            hint={t('library.hint.symbol', { proposed: data.proposed })}
            optional
            maxLength={60}
          />
          <Select
            {...common('body')}
            label={t('library.field.body')}
            empty={t('library.choose-none')}
            options={sorted(names, lang, ['body'])}
          />
          <DateField {...common('dated')} label={t('library.field.dated')} hint={t('library.hint.dated')} optional />
          <Select
            {...common('meeting')}
            label={t('library.field.meeting')}
            optional
            empty={t('library.choose-none')}
            options={data.meetings.map(({ code, title }) => ({ value: code, label: title[lang] }))}
          />
          <Choices
            lang={lang}
            name="class"
            label={t('library.field.class')}
            hint={work.status === 'received' ? t('library.hint.class') : undefined}
            answer="one"
            chosen={[form.value('class')]}
            error={form.error('class')}
            options={WORK_CLASSES.map((one) => ({
              value: one,
              label: t(`library.class.${one}`),
              hint: t(`library.class-about.${one}`),
            }))}
          />
          <Disclosure
            summary={t('library.classify.readers')}
            open={form.value('class') === 'restricted' && form.values('readers').length > 0}
          >
            <Choices
              lang={lang}
              name="readers"
              label={t('library.field.readers')}
              hint={t('library.hint.readers')}
              answer="many"
              optional
              layout="columns"
              chosen={form.values('readers')}
              error={form.error('readers')}
              options={sorted(names, lang, ['country', 'organisation', 'civil_society'])}
            />
          </Disclosure>
          <div class="button-row">
            {waits && (
              <Button name="act" value="show">
                {t('library.classify.show')}
              </Button>
            )}
            <Button kind={waits ? 'secondary' : 'primary'} name="act" value="save">
              {t('library.classify.save')}
            </Button>
          </div>
        </form>
      </>
    ),
  };
}

/** Names in the alphabetical order of the language. */
export function sorted(
  names: ReadonlyMap<string, Named>,
  lang: Lang,
  kinds: readonly string[],
): readonly { readonly value: string; readonly label: string }[] {
  return [...names.values()]
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ code, name }) => ({ value: code, label: name[lang] }))
    .toSorted((a, b) => compareText(a.label, b.label, lang));
}

function presentOf({
  work,
  readers,
  meetings,
  likelyMeeting,
  proposed,
}: ClassifyData): Readonly<Record<string, string>> {
  const meeting = meetings.find(({ id }) => id === work.meeting) ?? likelyMeeting;
  return {
    titlees: work.title.es ?? '',
    titleen: work.title.en ?? '',
    symbol: work.symbol ?? (work.status === 'received' ? proposed : ''),
    body: work.body ?? '',
    meeting: meeting?.code ?? '',
    dated: work.dated ?? '',
    // A class is never assumed: who may see a document is said by a person.
    class: work.status === 'received' && work.version === 1 ? '' : work.class,
    readers: readers.join('\n'),
  };
}
