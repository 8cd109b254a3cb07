import type { VNode } from 'preact';
import type { Lang, Role, Translate } from '../../../kernel/index.ts';
import { DataTable, FilterBar, Select } from '../../../ui/index.ts';
import type { Grant, PolicySection, ReaderKind } from '../policy-table.ts';

export interface PolicyProps {
  readonly lang: Lang;
  readonly t: Translate;
  readonly sections: readonly PolicySection[];
  readonly roles: readonly Role[];
  /** The role that the page is narrowed to. */
  readonly role: Role | undefined;
  readonly action: string;
}

/** The policy table in words: for each kind of record, who may do what, and on which condition. */
export function PolicyPage(props: PolicyProps): VNode {
  const { lang, t, sections, role } = props;
  return (
    <>
      <p class="measure">{t('access.policy.about')}</p>
      <FilterBar lang={lang} action={props.action} clearHref={role && props.action}>
        <Select
          lang={lang}
          name="role"
          label={t('access.policy.role')}
          empty={t('access.policy.all-roles')}
          value={role}
          options={props.roles.map((value) => ({ value, label: t(`access.role.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        id="policy"
        caption={role === undefined ? t('access.policy.caption') : t(`access.role.${role}`)}
        dense
        rows={sections.flatMap(({ name, lines }) => lines.map((line) => ({ name, ...line })))}
        columns={[
          { head: t('access.policy.resource'), rowHead: true, cell: ({ name }) => name },
          { head: t('access.policy.action'), cell: ({ action }) => action },
          role === undefined
            ? { head: t('access.policy.who'), cell: ({ grants }) => <WhoMay t={t} grants={grants} /> }
            : { head: t('access.policy.may'), cell: ({ grants }) => <MayIt t={t} grants={grants} /> },
        ]}
      />
    </>
  );
}

/** Who may, each group with its condition. */
function WhoMay({ t, grants }: { readonly t: Translate; readonly grants: readonly Grant[] }): VNode {
  if (grants.length === 0) return <>{t('access.policy.nobody')}</>;
  return (
    <>
      {grants.map(({ who, condition, always }) => (
        <div>
          {who.map((kind) => nameOf(t, kind)).join(', ')}
          {!always && <em>, {condition}</em>}
        </div>
      ))}
    </>
  );
}

/** May the one role that was chosen? Without a condition no other rule counts. */
function MayIt({ t, grants }: { readonly t: Translate; readonly grants: readonly Grant[] }): VNode {
  if (grants.length === 0) return <span class="quiet">{t('access.policy.no')}</span>;
  if (grants.some(({ always }) => always)) return <>{t('access.policy.yes')}</>;
  return (
    <>
      {t('access.policy.yes')}, {grants.map(({ condition }) => condition).join('; ')}
    </>
  );
}

function nameOf(t: Translate, kind: ReaderKind): string {
  if (kind === 'everybody') return t('access.policy.everybody');
  return kind === 'signed-in' ? t('access.policy.signed-in') : t(`access.role.${kind}`);
}
