import type { VNode } from 'preact';
import { type Kind, type Obligation, type Party, partyNames } from '../../../engines/obligations/index.ts';
import { formatDate } from '../../../kernel/index.ts';
import type { Typed } from '../../../platform/page/index.ts';
import type { ViewContext } from '../../../platform/system/index.ts';
import { Choices, DateField, Field, Select } from '../../../ui/index.ts';
import { partyOptions } from './party-options.ts';

interface Props {
  readonly ctx: ViewContext;
  /** Prefix of the ids, as several forms may stand on one page. */
  readonly id: string;
  readonly form: Typed;
  readonly kinds: readonly Kind[];
  readonly parties: ReadonlyMap<string, Party>;
  readonly bodies: readonly string[];
  /** What is stored; absent for a new agreement. */
  readonly stored?: Obligation | undefined;
  /** Somebody else saved meanwhile: each question also says what is there now. */
  readonly showStored?: boolean | undefined;
}

/** The questions about an agreement that only a person can answer: what, who, for whom, by when. */
export function CandidateFields(props: Props): VNode {
  const { ctx, id, form, kinds, parties, bodies, stored } = props;
  const { t, lang } = ctx;
  const now = (value: string | null | undefined): string | undefined =>
    props.showStored ? t('agreements.now-is', { value: value || t('agreements.nothing') }) : undefined;
  const names = (codes: readonly string[] | undefined): string => partyNames(codes ?? [], parties, lang).join(', ');
  return (
    <>
      <Choices
        lang={lang}
        id={`${id}kind`}
        name="kind"
        answer="one"
        layout="inline"
        label={t('agreements.fact.kind')}
        hint={now(stored && t(`obligations.kind.${stored.kind}`))}
        chosen={form.values('kind', stored ? [stored.kind] : [])}
        error={form.error('kind')}
        options={kinds.map((kind) => ({ value: kind, label: t(`obligations.kind.${kind}`) }))}
      />
      {(['es', 'en'] as const).map((language) => (
        <Field
          lang={lang}
          id={`${id}${language}`}
          name={language}
          optional
          width="full"
          label={t(`agreements.edit.title-${language}`)}
          hint={now(stored?.title[language]) ?? t('agreements.edit.title-hint')}
          value={form.value(language, stored?.title[language])}
          error={form.error(language)}
          answerLang={language}
          maxLength={300}
        />
      ))}
      <Choices
        lang={lang}
        id={`${id}responsible`}
        name="responsible"
        answer="many"
        layout="columns"
        label={t('agreements.fact.responsible')}
        hint={now(names(stored?.responsible))}
        chosen={form.values('responsible', stored?.responsible)}
        error={form.error('responsible')}
        options={partyOptions(parties, lang)}
      />
      <Choices
        lang={lang}
        id={`${id}recipients`}
        name="recipients"
        answer="many"
        layout="columns"
        optional
        label={t('agreements.fact.recipients')}
        hint={now(names(stored?.recipients))}
        chosen={form.values('recipients', stored?.recipients)}
        error={form.error('recipients')}
        options={partyOptions(parties, lang)}
      />
      <Select
        lang={lang}
        id={`${id}forum`}
        name="forum"
        optional
        label={t('agreements.fact.next-forum')}
        empty={t('agreements.nothing')}
        value={form.value('forum', stored?.nextForum)}
        error={form.error('forum')}
        options={bodies.map((code) => ({ value: code, label: parties.get(code)?.name[lang] ?? code }))}
      />
      <DateField
        lang={lang}
        id={`${id}due`}
        name="due"
        optional
        label={t('agreements.edit.due')}
        hint={now(stored?.due.to && formatDate(stored.due.to, lang)) ?? t('agreements.edit.due-hint')}
        value={form.value('due', stored?.dueByPerson ? stored.due.to : undefined)}
        error={form.error('due')}
      />
    </>
  );
}
