import { z } from 'zod';
import { ok } from '../../kernel/index.ts';
import { optionalText, text } from '../../platform/http/inputs.ts';
import type { Entered } from '../../platform/session/index.ts';
import { command, type Next, page, type Route, type ViewContext } from '../../platform/system/index.ts';
import { returnedOf } from './in-words.tsx';
import { localPath } from './local-path.ts';
import { AskByEmail, LinkPage, PasskeyEntry, SecondStep } from './pages/entry.tsx';
import { SignIn } from './pages/sign-in.tsx';

const nothing = z.strictObject({});
const next = optionalText(500);
/** Taken as it was typed: no trimming, no normal form. */
const password = z.string('http.input.missing').min(1, 'http.input.missing').max(200, 'http.input.too-long');
const passkeyAnswer = { credential: text(20_000), challenge: text(1_000) };
const byEmail = z.strictObject({ email: text(200) });

/** The ways in: password, second step, passkey, the organisation's own provider, and back in after a loss. */
export const entryRoutes: readonly Route[] = [
  page({
    id: 'access.sign-in',
    path: { es: '/entrar', en: '/sign-in' },
    permission: 'site.enter',
    audit: 'access.sign-in-opened',
    input: z.strictObject({ next }),
    load: async (ctx) => ok({ examples: ctx.session.examples(), signOns: await ctx.session.signOns() }),
    view: (ctx, { examples, signOns }, input) => {
      const target = localPath(ctx.attempt?.values['next'] ?? input.next);
      return {
        title: ctx.t('access.sign-in.title'),
        body: (
          <SignIn
            lang={ctx.lang}
            t={ctx.t}
            examples={examples}
            signOns={signOns.map(({ id, name }) => ({
              name: name[ctx.lang],
              href: ctx.url('access.begin-sign-on', { id }),
            }))}
            next={target}
            enterAction={ctx.url('access.enter')}
            exampleAction={ctx.url('access.enter-example')}
            passkeyHref={ctx.url('access.passkey', { next: target })}
            forgottenHref={ctx.url('access.forgotten')}
            returned={returnedOf(ctx.attempt)}
          />
        ),
      };
    },
  }),
  command({
    id: 'access.enter',
    path: { es: '/entrar', en: '/sign-in' },
    permission: 'site.enter',
    audit: 'access.signed-in',
    input: z.strictObject({ email: text(200), password, next }),
    back: 'access.sign-in',
    run: async (ctx, { email, password: typed }) => {
      const entered = await ctx.session.signIn(email, typed);
      if (entered.ok) ctx.subject(entered.value.person);
      return entered;
    },
    then: (ctx, entered, input) => afterFirstFactor(ctx, entered, input.next),
  }),
  command({
    id: 'access.enter-example',
    path: { es: '/entrar/ejemplo', en: '/sign-in/example' },
    permission: 'site.enter',
    audit: 'access.example-entered',
    input: z.strictObject({ account: text(40), next }),
    back: 'access.sign-in',
    run: async (ctx, { account }) => {
      const entered = await ctx.session.enterExample(account);
      if (entered.ok) ctx.subject(entered.value.person);
      return entered;
    },
    then: (ctx, { cookies }, input) => ({ to: localPath(input.next) ?? ctx.url('home.start'), cookies }),
  }),
  page({
    id: 'access.second-step',
    path: { es: '/entrar/segundo-paso', en: '/sign-in/second-step' },
    permission: 'site.enter',
    audit: 'access.second-step-opened',
    input: z.strictObject({ next }),
    load: async (ctx) => {
      const ways = await ctx.session.secondStep();
      return ok({ ways, question: ways?.passkey ? await ctx.session.askPasskey() : undefined });
    },
    view: (ctx, { ways, question }, input) => ({
      title: ctx.t('access.second.title'),
      width: 'text',
      ...(question ? { islands: ['passkey'] } : {}),
      body: (
        <SecondStep
          lang={ctx.lang}
          t={ctx.t}
          ways={ways}
          question={question}
          next={localPath(ctx.attempt?.values['next'] ?? input.next)}
          codeAction={ctx.url('access.enter-code')}
          passkeyAction={ctx.url('access.enter-passkey')}
          lostHref={ctx.url('access.lost')}
          signInHref={ctx.url('access.sign-in')}
          returned={returnedOf(ctx.attempt)}
        />
      ),
    }),
  }),
  command({
    id: 'access.enter-code',
    path: { es: '/entrar/segundo-paso', en: '/sign-in/second-step' },
    permission: 'site.enter',
    audit: 'access.code-entered',
    input: z.strictObject({ factor: text(40), next }),
    back: 'access.second-step',
    run: async (ctx, { factor }) => {
      const entered = await ctx.session.enterCode(factor);
      if (entered.ok) ctx.subject(entered.value.person);
      return entered;
    },
    then: (ctx, { cookies }, input) => ({ to: localPath(input.next) ?? ctx.url('home.start'), cookies }),
  }),
  page({
    id: 'access.passkey',
    path: { es: '/entrar/llave', en: '/sign-in/passkey' },
    permission: 'site.enter',
    audit: 'access.passkey-opened',
    input: z.strictObject({ next }),
    load: async (ctx) => ok(await ctx.session.askPasskey()),
    view: (ctx, question, input) => ({
      title: ctx.t('access.passkey.enter-title'),
      width: 'text',
      islands: ['passkey'],
      body: (
        <PasskeyEntry
          lang={ctx.lang}
          t={ctx.t}
          question={question}
          next={localPath(ctx.attempt?.values['next'] ?? input.next)}
          action={ctx.url('access.enter-passkey')}
          signInHref={ctx.url('access.sign-in')}
          returned={returnedOf(ctx.attempt)}
        />
      ),
    }),
  }),
  command({
    id: 'access.enter-passkey',
    path: { es: '/entrar/llave', en: '/sign-in/passkey' },
    permission: 'site.enter',
    audit: 'access.passkey-entered',
    input: z.strictObject({ ...passkeyAnswer, next }),
    back: 'access.passkey',
    run: async (ctx, { credential, challenge }) => {
      const entered = await ctx.session.enterPasskey({ response: credential, proof: challenge });
      if (entered.ok) ctx.subject(entered.value.person);
      return entered;
    },
    then: (ctx, { cookies }, input) => ({ to: localPath(input.next) ?? ctx.url('home.start'), cookies }),
  }),
  command({
    id: 'access.begin-sign-on',
    path: { es: '/entrar/organizacion/:id', en: '/sign-in/organisation/:id' },
    permission: 'site.enter',
    audit: 'access.sign-on-begun',
    input: z.strictObject({ id: z.uuid('http.input.id') }),
    byLink: true,
    back: 'access.sign-in',
    run: async (ctx, { id }) => await ctx.session.beginSignOn(id, ctx.url('access.sign-on')),
    then: (_, { to, cookies }) => ({ to, cookies }),
  }),
  command({
    id: 'access.sign-on',
    path: { es: '/entrar/respuesta', en: '/sign-in/answer' },
    permission: 'site.enter',
    audit: 'access.signed-on',
    // A provider may add members of its own; the library reads what it knows and checks it.
    input: z.object({ state: text(200) }).catchall(text(8_000)),
    byLink: true,
    back: 'access.sign-in',
    run: async (ctx, { state, ...rest }) => {
      const entered = await ctx.session.finishSignOn({ state, query: { state, ...rest } });
      if (entered.ok) ctx.subject(entered.value.person);
      return entered;
    },
    then: (ctx, entered) => afterFirstFactor(ctx, entered, undefined),
  }),
  page({
    id: 'access.forgotten',
    path: { es: '/entrar/olvido', en: '/sign-in/forgotten' },
    permission: 'site.enter',
    audit: 'access.forgotten-opened',
    input: nothing,
    load: async () => ok({}),
    view: (ctx) => ({
      title: ctx.t('access.forgotten.title'),
      width: 'text',
      body: (
        <AskByEmail
          lang={ctx.lang}
          t={ctx.t}
          about={[ctx.t('access.forgotten.about'), ctx.t('access.forgotten.factor')]}
          button={ctx.t('access.forgotten.send')}
          action={ctx.url('access.ask-link')}
          returned={returnedOf(ctx.attempt)}
        />
      ),
    }),
  }),
  command({
    id: 'access.ask-link',
    path: { es: '/entrar/olvido', en: '/sign-in/forgotten' },
    permission: 'site.enter',
    audit: 'access.link-asked',
    input: byEmail,
    back: 'access.forgotten',
    run: async (ctx, { email }) => await ctx.session.forgotPassword(email),
    then: (ctx) => ({ to: ctx.url('access.sign-in'), say: 'access.forgotten.sent' }),
  }),
  page({
    id: 'access.lost',
    path: { es: '/entrar/sin-acceso', en: '/sign-in/no-access' },
    permission: 'site.enter',
    audit: 'access.lost-opened',
    input: nothing,
    load: async () => ok({}),
    view: (ctx) => ({
      title: ctx.t('access.lost.title'),
      width: 'text',
      body: (
        <AskByEmail
          lang={ctx.lang}
          t={ctx.t}
          about={[ctx.t('access.lost.about'), ctx.t('access.lost.two'), ctx.t('access.lost.told')]}
          button={ctx.t('access.lost.ask')}
          action={ctx.url('access.ask-recovery')}
          returned={returnedOf(ctx.attempt)}
        />
      ),
    }),
  }),
  command({
    id: 'access.ask-recovery',
    path: { es: '/entrar/sin-acceso', en: '/sign-in/no-access' },
    permission: 'site.enter',
    audit: 'access.recovery-asked',
    input: byEmail,
    back: 'access.lost',
    run: async (ctx, { email }) => await ctx.session.askRecovery(email),
    then: (ctx) => ({ to: ctx.url('access.sign-in'), say: 'access.lost.asked' }),
  }),
  page({
    id: 'access.link',
    path: { es: '/entrar/enlace/:token', en: '/sign-in/link/:token' },
    permission: 'site.enter',
    audit: 'access.link-opened',
    input: z.strictObject({ token: text(100) }),
    load: async (ctx, { token }) => ok({ link: await ctx.session.findLink(token) }),
    view: (ctx, { link }, { token }) => ({
      title: ctx.t('access.link.title'),
      width: 'text',
      body: (
        <LinkPage
          lang={ctx.lang}
          t={ctx.t}
          link={link}
          action={ctx.url('access.use-link', { token })}
          forgottenHref={ctx.url('access.forgotten')}
          returned={returnedOf(ctx.attempt)}
        />
      ),
    }),
  }),
  command({
    id: 'access.use-link',
    path: { es: '/entrar/enlace/:token', en: '/sign-in/link/:token' },
    permission: 'site.enter',
    audit: 'access.link-used',
    input: z.strictObject({ token: text(100), password, factor: optionalText(40) }),
    back: 'access.link',
    run: async (ctx, { token, password: chosen, factor }) => {
      const used = await ctx.session.useLink(token, chosen, factor);
      if (used.ok) ctx.subject(used.value);
      return used;
    },
    then: (ctx) => ({ to: ctx.url('access.sign-in'), say: 'access.link.done' }),
  }),
];

/** Home, or the second step when it is owed. */
function afterFirstFactor(ctx: ViewContext, { secondStep, cookies }: Entered, asked: string | undefined): Next {
  const target = localPath(asked);
  return {
    to: secondStep ? ctx.url('access.second-step', { next: target }) : (target ?? ctx.url('home.start')),
    cookies,
  };
}
