import { z } from 'zod';
import { ok, refuse } from '../../kernel/index.ts';
import { optional, optionalText, text } from '../../platform/http/inputs.ts';
import type { Factors } from '../../platform/session/index.ts';
import {
  command,
  type KeptForm,
  type Next,
  page,
  type Route,
  type View,
  type ViewContext,
} from '../../platform/system/index.ts';
import { accountCrumb, browserInWords, moment, returnedOf } from './in-words.tsx';
import { Account, type FactorsShown } from './pages/account.tsx';
import { BackupCodes, CodeSetUp, PasskeySetUp, PasswordChange } from './pages/factors.tsx';
import { Proof } from './pages/proof.tsx';

const nothing = z.strictObject({});
const passkeyAnswer = { credential: text(20_000), challenge: text(1_000) };
const password = z.string('http.input.missing').min(1, 'http.input.missing').max(200, 'http.input.too-long');
/** The form that waits, as the page of proof carries it. */
const form = optionalText(500_000);
const kept = z.strictObject({
  command: z.string().max(100),
  params: z.record(z.string().max(100), z.string().max(1_000)),
  values: z.record(z.string().max(100), z.string()),
});

/** The person's own account: what protects it, and where it is open. */
export const accountRoutes: readonly Route[] = [
  page({
    id: 'access.account',
    path: { es: '/cuenta', en: '/account' },
    permission: 'own-account.manage',
    audit: 'access.account-opened',
    input: nothing,
    load: async (ctx) => ok({ sessions: await ctx.session.sessions(), factors: await ctx.session.factors() }),
    view: (ctx, { sessions, factors }) => ({
      title: ctx.t('access.account.title'),
      body: (
        <Account
          lang={ctx.lang}
          t={ctx.t}
          name={ctx.who.name}
          organisation={ctx.who.organisationName?.[ctx.lang]}
          roles={ctx.who.roles.filter((role) => role !== 'public').map((role) => ctx.t(`access.role.${role}`))}
          factors={factorsShown(ctx, factors)}
          sessions={sessions.map((session) => ({
            id: session.id,
            browser: browserInWords(ctx.t, session.userAgent),
            startedAt: moment(ctx, session.startedAt),
            lastSeenAt: moment(ctx, session.lastSeenAt),
            current: session.current,
          }))}
          returned={returnedOf(ctx.attempt)}
          to={{
            signOutEverywhere: ctx.url('access.sign-out-everywhere'),
            endSession: ctx.url('access.end-session'),
            code: ctx.url('access.code'),
            removeCode: ctx.url('access.remove-code'),
            passkey: ctx.url('access.new-passkey'),
            removePasskey: ctx.url('access.remove-passkey'),
            newBackupCodes: ctx.url('access.new-backup-codes'),
            password: ctx.url('access.change-password'),
            withdrawRecovery: ctx.url('access.withdraw-recovery'),
            accesses: ctx.url('access.accesses'),
            notifications: ctx.url('mailbox.settings'),
            recoveries: ctx.can('recovery.confirm') ? ctx.url('access.recoveries') : undefined,
            policy: ctx.url('access.policy', { role: ctx.who.roles[0] }),
          }}
        />
      ),
    }),
  }),
  command({
    id: 'access.sign-out',
    path: { es: '/salir', en: '/sign-out' },
    permission: 'own-account.manage',
    audit: 'access.signed-out',
    input: nothing,
    back: 'access.account',
    run: async (ctx) => ok(await ctx.session.signOut()),
    then: (ctx, cookies) => ({ to: ctx.url('access.sign-in'), cookies, say: 'access.signed-out' }),
  }),
  command({
    id: 'access.sign-out-everywhere',
    path: { es: '/salir/de-todo', en: '/sign-out/everywhere' },
    permission: 'own-account.manage',
    audit: 'access.signed-out-everywhere',
    input: nothing,
    back: 'access.account',
    run: async (ctx) => ok(await ctx.session.signOutEverywhere()),
    then: (ctx, cookies) => ({ to: ctx.url('access.sign-in'), cookies, say: 'access.signed-out-everywhere' }),
  }),
  command({
    id: 'access.end-session',
    path: { es: '/cuenta/sesiones/cerrar', en: '/account/sessions/end' },
    permission: 'own-account.manage',
    audit: 'access.session-ended',
    input: z.strictObject({ id: text(100) }),
    back: 'access.account',
    run: async (ctx, { id }) =>
      (await ctx.session.endSession(id)) ? ok(undefined) : refuse('not-found', 'http.not-found'),
    then: (ctx) => ({ to: ctx.url('access.account'), say: 'access.sessions.ended' }),
  }),
  page({
    id: 'access.proof',
    path: { es: '/confirmar-identidad', en: '/confirm-identity' },
    permission: 'own-account.manage',
    audit: 'access.proof-opened',
    input: nothing,
    load: async (ctx) => {
      const ways = await ctx.session.proofWays();
      return ok({ ways, question: ways.passkey ? await ctx.session.askPasskey() : undefined });
    },
    view: (ctx, { ways, question }) => ({
      title: ctx.t('access.proof.title'),
      width: 'text',
      ...(question ? { islands: ['passkey'] } : {}),
      body: (
        <Proof
          lang={ctx.lang}
          t={ctx.t}
          ways={ways}
          question={question}
          action={ctx.url('access.prove')}
          passkeyAction={ctx.url('access.prove-passkey')}
          returned={ctx.attempt?.kept ? undefined : returnedOf(ctx.attempt)}
          form={ctx.attempt?.kept ? JSON.stringify(ctx.attempt.kept) : ctx.attempt?.values['form']}
        />
      ),
    }),
  }),
  command({
    id: 'access.prove',
    path: { es: '/confirmar-identidad', en: '/confirm-identity' },
    permission: 'own-account.manage',
    audit: 'access.identity-proved',
    input: z.strictObject({ password: optional(password), factor: optionalText(40), form }),
    back: 'access.proof',
    run: async (ctx, input) =>
      await ctx.session.prove({
        ...(input.password === undefined ? {} : { password: input.password }),
        ...(input.factor === undefined ? {} : { code: input.factor }),
      }),
    then: (ctx, _, input) => backTo(ctx, input.form),
  }),
  command({
    id: 'access.prove-passkey',
    path: { es: '/confirmar-identidad/llave', en: '/confirm-identity/passkey' },
    permission: 'own-account.manage',
    audit: 'access.identity-proved-by-passkey',
    input: z.strictObject({ ...passkeyAnswer, form }),
    back: 'access.proof',
    run: async (ctx, { credential, challenge }) =>
      await ctx.session.provePasskey({ response: credential, proof: challenge }),
    then: (ctx, { cookies }, input) => ({ ...backTo(ctx, input.form), cookies }),
  }),
  page({
    id: 'access.code',
    path: { es: '/cuenta/aplicacion', en: '/account/app' },
    permission: 'own-account.manage',
    audit: 'access.code-opened',
    input: nothing,
    load: async (ctx) => {
      const { totp } = await ctx.session.factors();
      return ok({ active: totp !== undefined, setUp: totp ? undefined : await ctx.session.codeSetUp() });
    },
    view: (ctx, { active, setUp }) => ({
      title: ctx.t('access.code.title'),
      width: 'text',
      crumbs: [accountCrumb(ctx)],
      body: (
        <CodeSetUp
          lang={ctx.lang}
          t={ctx.t}
          active={active}
          setUp={setUp}
          beginAction={ctx.url('access.begin-code')}
          confirmAction={ctx.url('access.confirm-code')}
          accountHref={ctx.url('access.account')}
          returned={returnedOf(ctx.attempt)}
        />
      ),
    }),
  }),
  command({
    id: 'access.begin-code',
    path: { es: '/cuenta/aplicacion', en: '/account/app' },
    permission: 'own-account.manage',
    audit: 'access.code-begun',
    input: nothing,
    stepUp: true,
    back: 'access.code',
    run: async (ctx) => await ctx.session.beginCode(),
    then: (ctx) => ({ to: ctx.url('access.code') }),
  }),
  command({
    id: 'access.confirm-code',
    path: { es: '/cuenta/aplicacion/activar', en: '/account/app/activate' },
    permission: 'own-account.manage',
    audit: 'access.code-added',
    input: z.strictObject({ factor: text(40) }),
    back: 'access.code',
    run: async (ctx, { factor }) => await ctx.session.confirmCode(factor),
    then: (ctx, { backupCodes }) => factorAdded(ctx, backupCodes, 'access.code.added'),
  }),
  command({
    id: 'access.remove-code',
    path: { es: '/cuenta/aplicacion/quitar', en: '/account/app/remove' },
    permission: 'own-account.manage',
    audit: 'access.code-removed',
    input: nothing,
    stepUp: true,
    back: 'access.account',
    run: async (ctx) => await ctx.session.removeCode(),
    then: (ctx) => ({ to: ctx.url('access.account'), say: 'access.code.removed' }),
  }),
  command({
    id: 'access.new-backup-codes',
    path: { es: '/cuenta/codigos-de-respaldo', en: '/account/backup-codes' },
    permission: 'own-account.manage',
    audit: 'access.backup-codes-made',
    input: nothing,
    stepUp: true,
    back: 'access.account',
    run: async (ctx) => await ctx.session.newBackupCodes(),
    then: (ctx, codes) => ({ to: ctx.url('access.account'), once: codesView(ctx, codes) }),
  }),
  page({
    id: 'access.new-passkey',
    path: { es: '/cuenta/llave', en: '/account/passkey' },
    permission: 'own-account.manage',
    audit: 'access.new-passkey-opened',
    input: nothing,
    load: async (ctx) => ok({ question: await ctx.session.askNewPasskey() }),
    view: (ctx, { question }) => ({
      title: ctx.t('access.passkey.add'),
      width: 'text',
      islands: ['passkey'],
      crumbs: [accountCrumb(ctx)],
      body: (
        <PasskeySetUp
          lang={ctx.lang}
          t={ctx.t}
          question={question}
          action={ctx.url('access.add-passkey')}
          returned={returnedOf(ctx.attempt)}
        />
      ),
    }),
  }),
  command({
    id: 'access.add-passkey',
    path: { es: '/cuenta/llave', en: '/account/passkey' },
    permission: 'own-account.manage',
    audit: 'access.passkey-added',
    input: z.strictObject({ ...passkeyAnswer, name: text(60) }),
    stepUp: true,
    back: 'access.new-passkey',
    run: async (ctx, { name, credential, challenge }) =>
      await ctx.session.addPasskey(name, { response: credential, proof: challenge }),
    then: (ctx, { backupCodes }) => factorAdded(ctx, backupCodes, 'access.passkey.added'),
  }),
  command({
    id: 'access.remove-passkey',
    path: { es: '/cuenta/llave/quitar', en: '/account/passkey/remove' },
    permission: 'own-account.manage',
    audit: 'access.passkey-removed',
    input: z.strictObject({ id: text(100) }),
    stepUp: true,
    back: 'access.account',
    run: async (ctx, { id }) => await ctx.session.removePasskey(id),
    then: (ctx) => ({ to: ctx.url('access.account'), say: 'access.passkey.removed' }),
  }),
  page({
    id: 'access.change-password',
    path: { es: '/cuenta/contrasena', en: '/account/password' },
    permission: 'own-account.manage',
    audit: 'access.password-opened',
    input: nothing,
    load: async () => ok({}),
    view: (ctx) => ({
      title: ctx.t('access.change.title'),
      width: 'text',
      crumbs: [accountCrumb(ctx)],
      body: (
        <PasswordChange
          lang={ctx.lang}
          t={ctx.t}
          action={ctx.url('access.set-password')}
          returned={returnedOf(ctx.attempt)}
        />
      ),
    }),
  }),
  command({
    id: 'access.set-password',
    path: { es: '/cuenta/contrasena', en: '/account/password' },
    permission: 'own-account.manage',
    audit: 'access.password-changed',
    input: z.strictObject({ password }),
    stepUp: true,
    back: 'access.change-password',
    run: async (ctx, { password: chosen }) => await ctx.session.changePassword(chosen),
    then: (ctx) => ({ to: ctx.url('access.account'), say: 'access.change.done' }),
  }),
  command({
    id: 'access.withdraw-recovery',
    path: { es: '/cuenta/solicitud-de-acceso/retirar', en: '/account/recovery/withdraw' },
    permission: 'own-account.manage',
    audit: 'access.recovery-withdrawn',
    input: nothing,
    back: 'access.account',
    run: async (ctx) => await ctx.session.withdrawRecovery(),
    then: (ctx) => ({ to: ctx.url('access.account'), say: 'access.recovery.withdrawn' }),
  }),
];

function factorAdded(ctx: ViewContext, codes: readonly string[] | undefined, say: string): Next {
  const to = ctx.url('access.account');
  return codes ? { to, once: codesView(ctx, codes) } : { to, say };
}

function codesView(ctx: ViewContext, codes: readonly string[]): View {
  return {
    title: ctx.t('access.backup.title'),
    width: 'text',
    crumbs: [accountCrumb(ctx)],
    body: <BackupCodes t={ctx.t} codes={codes} accountHref={ctx.url('access.account')} />,
  };
}

/** Back to the form that waited; to the account when there was none. */
function backTo(ctx: ViewContext, carried: string | undefined): Next {
  const found = carried === undefined ? undefined : parsedForm(carried);
  return { to: ctx.url('access.account'), say: 'access.proof.done', ...(found ? { form: found } : {}) };
}

function parsedForm(carried: string): KeptForm | undefined {
  try {
    return kept.safeParse(JSON.parse(carried)).data;
  } catch {
    return undefined;
  }
}

function factorsShown(ctx: ViewContext, factors: Factors): FactorsShown {
  const { totp } = factors;
  return {
    missing: factors.missing,
    recoveryAsked: factors.recoveryAsked,
    hasPassword: factors.hasPassword,
    backupCodesLeft: factors.backupCodesLeft,
    code: totp && {
      since: moment(ctx, totp.confirmedAt),
      lastUse: totp.lastUsedAt && moment(ctx, totp.lastUsedAt),
      held: totp.held,
    },
    passkeys: factors.passkeys.map(({ id, name, addedAt, lastUsedAt }) => ({
      id,
      name: name ?? ctx.t('access.passkey.unnamed'),
      since: addedAt && moment(ctx, addedAt),
      lastUse: lastUsedAt && moment(ctx, lastUsedAt),
    })),
  };
}
