import type { VNode } from 'preact';
import { COUNTRIES, compareText, isMemberCode, type Lang, type Translate } from '../../../kernel/index.ts';
import { Button, ButtonLink, ErrorSummary, Field, type FieldFault, HiddenFields } from '../../../ui/index.ts';
import { faultOf, faultsOf, type Returned } from './faults.ts';

/** One account of the example conference, as the page needs it. */
export interface ExampleEntry {
  readonly key: string;
  readonly organisation: string;
  readonly roles: readonly string[];
}

export interface SignInProps {
  readonly lang: Lang;
  readonly t: Translate;
  /** Empty outside example mode. */
  readonly examples: readonly ExampleEntry[];
  /** Where to go afterwards. */
  readonly next: string | undefined;
  readonly enterAction: string;
  readonly exampleAction: string;
  /** Organisations that let their own people in, each with its way. */
  readonly signOns: readonly { readonly name: string; readonly href: string }[];
  readonly passkeyHref: string;
  readonly forgottenHref: string;
  readonly returned: Returned | undefined;
}

/** The way in: in example mode one button for each person of the example conference, and always the ordinary form. */
export function SignIn(props: SignInProps): VNode {
  const { t, lang, returned } = props;
  return (
    <>
      <ErrorSummary lang={lang} faults={labelled(props)} />
      {props.examples.length > 0 && <Examples {...props} />}
      <section aria-labelledby="with-password">
        <h2 id="with-password">{t('access.password.heading')}</h2>
        <form method="post" action={props.enterAction} class="measure">
          <HiddenFields fields={nextField(props)} />
          <Field
            lang={lang}
            name="email"
            type="email"
            label={t('access.password.email')}
            autocomplete="username"
            maxLength={200}
            value={returned?.values['email']}
            error={faultOf(t, returned, 'email')}
          />
          <Field
            lang={lang}
            name="password"
            type="password"
            label={t('access.password.password')}
            autocomplete="current-password"
            maxLength={200}
            error={faultOf(t, returned, 'password')}
          />
          <Button>{t('access.password.enter')}</Button>
        </form>
        <ButtonLink kind="quiet" href={props.forgottenHref}>
          {t('access.forgotten.title')}
        </ButtonLink>
      </section>
      <section aria-labelledby="other-ways">
        <h2 id="other-ways">{t('access.other-ways')}</h2>
        <div class="button-row">
          <ButtonLink href={props.passkeyHref}>{t('access.passkey.enter-title')}</ButtonLink>
          {props.signOns
            .toSorted((one, two) => compareText(one.name, two.name, lang))
            .map(({ name, href }) => (
              <ButtonLink href={href}>{t('access.sign-on.enter', { organisation: name })}</ButtonLink>
            ))}
        </div>
        <p class="hint">{t('access.password.invitation')}</p>
      </section>
    </>
  );
}

function labelled({ t, returned }: SignInProps): readonly FieldFault[] {
  return faultsOf(t, returned, 'email').map(({ field, text }) =>
    returned && Object.keys(returned.fields).length > 0 && field !== undefined
      ? { field, text: `${t(`access.password.${field === 'email' ? 'email' : 'password'}`)}: ${text}` }
      : { field, text },
  );
}

function nextField({ next }: SignInProps): Readonly<Record<string, string>> {
  return next === undefined ? {} : { next };
}

const GROUPS = ['leading', 'focal_point', 'delegation', 'observer', 'control'] as const;

type Group = (typeof GROUPS)[number];

const GROUP_OF_ROLE: Readonly<Record<string, Group>> = {
  secretariat: 'leading',
  presidency: 'leading',
  focal_point: 'focal_point',
  head_of_delegation: 'delegation',
  validator: 'delegation',
  observer: 'observer',
  civil_society: 'observer',
  auditor: 'control',
  administrator: 'control',
};

function Examples(props: SignInProps): VNode {
  const { t, lang } = props;
  return (
    <section aria-labelledby="examples">
      <h2 id="examples">{t('access.examples.heading')}</h2>
      <p class="hint">{t('access.examples.about')}</p>
      <form method="post" action={props.exampleAction}>
        <HiddenFields fields={nextField(props)} />
        {GROUPS.map((group) => {
          const entries = props.examples.filter(({ roles }) => GROUP_OF_ROLE[roles[0] ?? ''] === group);
          const labelled = entries.map(({ key, ...entry }) => ({ key, label: labelOf(t, lang, group, entry) }));
          return (
            <fieldset class="field">
              <legend>{t(`access.examples.${group}`)}</legend>
              <div class="button-row">
                {labelled
                  .toSorted((a, b) => (group === 'leading' ? 0 : compareText(a.label, b.label, lang)))
                  .map(({ key, label }) => (
                    <Button kind="secondary" name="account" value={key}>
                      {label}
                    </Button>
                  ))}
              </div>
            </fieldset>
          );
        })}
      </form>
    </section>
  );
}

/** Focal points are told apart by country, delegates by country and role, the others by what they are. */
function labelOf(t: Translate, lang: Lang, group: Group, entry: Omit<ExampleEntry, 'key'>): string {
  const { organisation, roles } = entry;
  const place = isMemberCode(organisation) ? COUNTRIES[organisation].name[lang] : organisation;
  const role = t(`access.role.${roles[0] ?? ''}`);
  if (group === 'focal_point') return place;
  if (group === 'observer') return t(`access.organisation.${organisation}`);
  return group === 'delegation' || (group === 'leading' && isMemberCode(organisation)) ? `${place}: ${role}` : role;
}
