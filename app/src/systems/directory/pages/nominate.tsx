import type { VNode } from 'preact';
import { type AppointmentFunction, compareText, formatDate } from '../../../kernel/index.ts';
import { type FormState, formState } from '../../../platform/page/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, Choices, DateField, Disclosure, Field, FileField, Select } from '../../../ui/index.ts';
import type { Entry, Person } from '../listing.ts';
import { crumbs, functionOptions, type Known, partyName, seatName, topicOptions } from './words.ts';

export interface NominateData {
  readonly party: string;
  readonly people: readonly Person[];
  /** Whom the nominated person may replace: those who hold a function of this party now. */
  readonly holders: readonly Entry[];
  readonly known: Known;
  /** The reader signs for the party; otherwise they propose a draft. */
  readonly signs: boolean;
}

/** What the address fills in: the function of a vacancy, or whose successor is named. */
export interface NominateQuery {
  readonly fn?: AppointmentFunction | undefined;
  readonly topic?: string | undefined;
  readonly person?: string | undefined;
  readonly replaces?: string | undefined;
  readonly starts?: string | undefined;
}

/** Naming somebody for a function, on one page. */
export function nominateView(ctx: ViewContext, data: NominateData, query: NominateQuery): View {
  const { t, lang } = ctx;
  const form = formState(ctx, 'directory.nominate-send', {
    fn: query.fn ?? '',
    topic: query.topic ?? '',
    person: query.person ?? '',
    replaces: query.replaces ?? '',
    starts: query.starts ?? ctx.today,
    langs: 'es',
  });
  const party = partyName(data.known, data.party, lang);
  return {
    title: t(data.signs ? 'directory.nominate.title' : 'directory.nominate.title-propose', { party }),
    lede: t(data.signs ? 'directory.nominate.lede' : 'directory.nominate.lede-propose'),
    section: 'directory.list',
    width: 'text',
    crumbs: crumbs(ctx, { label: t('directory.upkeep.title'), href: ctx.url('directory.upkeep') }),
    body: (
      <>
        {form.summary}
        <form
          method="post"
          enctype="multipart/form-data"
          action={ctx.url('directory.nominate-send', { party: data.party })}
        >
          <Select
            lang={lang}
            name="fn"
            label={t('directory.field.function')}
            empty={t('directory.choose')}
            options={functionOptions(ctx)}
            value={form.value('fn')}
            error={form.error('fn')}
          />
          <Select
            lang={lang}
            name="topic"
            label={t('directory.field.topic')}
            empty={t('directory.topic.all')}
            options={topicOptions(ctx, data.known)}
            value={form.value('topic')}
            error={form.error('topic')}
          />
          <WhoFields ctx={ctx} form={form} people={data.people} />
          <DateField
            lang={lang}
            name="starts"
            label={t('directory.field.starts')}
            value={form.value('starts')}
            error={form.error('starts')}
          />
          <Replaces ctx={ctx} form={form} data={data} />
          <Field
            lang={lang}
            name="note"
            label={t('directory.field.note')}
            hint={t('directory.hint.note')}
            optional={!data.signs}
            width="full"
            maxLength={200}
            value={form.value('note')}
            error={form.error('note')}
          />
          <FileField
            lang={lang}
            name="file"
            label={t('directory.field.file')}
            hint={t('directory.hint.file')}
            optional
            accept=".pdf,.docx,.png,.jpg"
            error={form.error('file')}
          />
          <div class="button-row">
            <Button>{t(data.signs ? 'directory.act.nominate' : 'directory.act.propose')}</Button>
            <a href={ctx.url('directory.upkeep')}>{t('directory.cancel')}</a>
          </div>
          <p class="hint">{t(data.signs ? 'directory.nominate.then' : 'directory.nominate.then-propose')}</p>
        </form>
      </>
    ),
  };
}

function WhoFields({
  ctx,
  form,
  people,
}: {
  readonly ctx: ViewContext;
  readonly form: FormState;
  readonly people: readonly Person[];
}): VNode {
  const { t, lang } = ctx;
  const options = people
    .toSorted((a, b) => compareText(a.name, b.name, lang))
    .map(({ id, name }) => ({ value: id, label: name }));
  const fields = <PersonFields ctx={ctx} form={form} />;
  if (options.length === 0) return fields;
  const isNew = form.value('person') === '';
  return (
    <>
      <Select
        lang={lang}
        name="person"
        label={t('directory.field.person')}
        empty={t('directory.nominate.new-person')}
        options={options}
        value={form.value('person')}
        error={form.error('person')}
      />
      <Disclosure summary={t('directory.nominate.new-person-fields')} open={isNew}>
        {fields}
      </Disclosure>
    </>
  );
}

/** The questions about a person, for a new entry and for correcting one. */
export function PersonFields({ ctx, form }: { readonly ctx: ViewContext; readonly form: FormState }): VNode {
  const { t, lang } = ctx;
  const common = (name: string) => ({ lang, name, value: form.value(name), error: form.error(name) });
  return (
    <>
      <Field {...common('name')} label={t('directory.field.name')} width="full" maxLength={120} autocomplete="off" />
      <Field
        {...common('postes')}
        label={t('directory.field.post-es')}
        optional
        width="full"
        answerLang="es"
        maxLength={200}
      />
      <Field
        {...common('posten')}
        label={t('directory.field.post-en')}
        optional
        width="full"
        answerLang="en"
        maxLength={200}
      />
      <Field {...common('unit')} label={t('directory.field.unit')} optional width="full" maxLength={200} />
      <Field {...common('email')} label={t('directory.field.email')} type="email" maxLength={254} autocomplete="off" />
      <Field
        {...common('phone')}
        label={t('directory.field.phone')}
        hint={t('directory.hint.phone')}
        optional
        type="tel"
        maxLength={40}
        autocomplete="off"
      />
      <Field
        {...common('mobile')}
        label={t('directory.field.mobile')}
        optional
        type="tel"
        maxLength={40}
        autocomplete="off"
      />
      <Choices
        lang={lang}
        name="langs"
        label={t('directory.field.langs')}
        answer="many"
        layout="inline"
        chosen={form.value('langs').split('\n')}
        error={form.error('langs')}
        options={[
          { value: 'es', label: t('directory.lang.es') },
          { value: 'en', label: t('directory.lang.en') },
        ]}
      />
    </>
  );
}

function Replaces({
  ctx,
  form,
  data,
}: {
  readonly ctx: ViewContext;
  readonly form: FormState;
  readonly data: NominateData;
}): VNode | null {
  const { t, lang } = ctx;
  if (data.holders.length === 0) return null;
  return (
    <Select
      lang={lang}
      name="replaces"
      label={t('directory.field.replaces')}
      hint={t('directory.hint.replaces')}
      optional
      empty={t('directory.nominate.replaces-nobody')}
      options={data.holders.map(({ person, appointment }) => ({
        value: appointment.id,
        label: `${person.name} (${seatName(ctx, data.known, appointment)}, ${t('directory.term.since', { from: formatDate(appointment.startsOn, lang) })})`,
      }))}
      value={form.value('replaces')}
      error={form.error('replaces')}
    />
  );
}

/** Correcting an entry of the directory. */
export function editView(
  ctx: ViewContext,
  { person, known }: { readonly person: Person; readonly known: Known },
): View {
  const { t, lang } = ctx;
  const form = formState(ctx, 'directory.person-save', {
    name: person.name,
    postes: person.post.es ?? '',
    posten: person.post.en ?? '',
    unit: person.unit ?? '',
    email: person.email ?? '',
    phone: person.phone ?? '',
    mobile: person.mobile ?? '',
    langs: person.langs.join('\n'),
  });
  const stale = form.code === 'http.changed-meanwhile';
  return {
    title: t('directory.edit.title'),
    windowTitle: t('directory.edit.title'),
    lede: t('directory.edit.lede', { party: partyName(known, person.party, lang) }),
    section: 'directory.list',
    width: 'text',
    crumbs: crumbs(ctx),
    body: (
      <>
        {form.summary}
        {stale && (
          <p>
            {t('directory.edit.now', {
              name: person.name,
              email: person.email ?? '—',
              phone: person.phone ?? '—',
              mobile: person.mobile ?? '—',
            })}
          </p>
        )}
        <form method="post" action={ctx.url('directory.person-save', { id: person.id })}>
          <input type="hidden" name="version" value={String(person.version)} />
          <PersonFields ctx={ctx} form={form} />
          <div class="button-row">
            <Button>{t('directory.edit.save')}</Button>
            <a
              href={
                ctx.can('directory.read') ? ctx.url('directory.person', { id: person.id }) : ctx.url('directory.own')
              }
            >
              {t('directory.cancel')}
            </a>
          </div>
        </form>
      </>
    ),
  };
}
