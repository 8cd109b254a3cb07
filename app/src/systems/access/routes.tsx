import { z } from 'zod';
import {
  CONFERENCE_ZONE,
  COUNTRIES,
  formatMoment,
  formatNumber,
  isMemberCode,
  type Lang,
  ok,
  ROLES,
  type Role,
  type Translate,
} from '../../kernel/index.ts';
import type { LogEntry } from '../../platform/audit/index.ts';
import { choice, flag, integer, optional, optionalText, text } from '../../platform/http/inputs.ts';
import { apiFace } from '../../platform/http/openapi.ts';
import { type Permission, type Policy, parsePermission } from '../../platform/policy/index.ts';
import { command, page, type Route, type ViewContext } from '../../platform/system/index.ts';
import { GALLERY_SECTIONS, Gallery } from '../../ui/index.ts';
import { nameBrowser } from './browser-name.ts';
import { localPath } from './local-path.ts';
import { Account } from './pages/account.tsx';
import { type ApiCall, ApiPage } from './pages/api.tsx';
import { type ActLine, LogPage } from './pages/log.tsx';
import { PolicyPage } from './pages/policy.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { readPolicy } from './policy-table.ts';

const nothing = z.strictObject({});
const next = optionalText(500);

export const routes: readonly Route[] = [
  page({
    id: 'access.sign-in',
    path: { es: '/entrar', en: '/sign-in' },
    permission: 'site.enter',
    audit: 'access.sign-in-opened',
    input: z.strictObject({ next }),
    load: async (ctx) => ok({ examples: ctx.session.examples() }),
    view: (ctx, { examples }, input) => ({
      title: ctx.t('access.sign-in.title'),
      body: (
        <SignIn
          lang={ctx.lang}
          t={ctx.t}
          examples={examples}
          next={localPath(ctx.attempt?.values['next'] ?? input.next)}
          enterAction={ctx.url('access.enter')}
          exampleAction={ctx.url('access.enter-example')}
          attempt={
            ctx.attempt && {
              email: ctx.attempt.values['email'] ?? '',
              code: ctx.attempt.refusal.code,
              fields: ctx.attempt.refusal.fields ?? {},
            }
          }
        />
      ),
    }),
  }),
  command({
    id: 'access.enter',
    path: { es: '/entrar', en: '/sign-in' },
    permission: 'site.enter',
    audit: 'access.signed-in',
    // The password is taken as it was typed: no trimming, no normal form.
    input: z.strictObject({
      email: text(200),
      password: z.string('http.input.missing').min(1, 'http.input.missing').max(200, 'http.input.too-long'),
      next,
    }),
    back: 'access.sign-in',
    run: async (ctx, { email, password }) => {
      const entered = await ctx.session.signIn(email, password);
      if (entered.ok) ctx.subject(entered.value.person);
      return entered;
    },
    then: (ctx, { cookies }, input) => ({ to: localPath(input.next) ?? ctx.url('home.start'), cookies }),
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
  page({
    id: 'access.account',
    path: { es: '/cuenta', en: '/account' },
    permission: 'own-account.manage',
    audit: 'access.account-opened',
    input: nothing,
    load: async (ctx) => ok({ sessions: await ctx.session.sessions() }),
    view: (ctx, { sessions }) => ({
      title: ctx.t('access.account.title'),
      body: (
        <Account
          lang={ctx.lang}
          t={ctx.t}
          name={ctx.who.name}
          organisation={ctx.who.organisationName?.[ctx.lang]}
          roles={ctx.who.roles.filter((role) => role !== 'public').map((role) => ctx.t(`access.role.${role}`))}
          sessions={sessions.map((session) => ({
            browser: browserInWords(ctx.t, session.userAgent),
            startedAt: moment(ctx, session.startedAt),
            lastSeenAt: moment(ctx, session.lastSeenAt),
            current: session.current,
          }))}
          signOutEverywhereAction={ctx.url('access.sign-out-everywhere')}
          ownActsHref={ctx.url('access.log')}
          policyHref={ctx.url('access.policy', { role: ctx.who.roles[0] })}
        />
      ),
    }),
  }),
  page({
    id: 'access.policy',
    path: { es: '/quien-puede-que', en: '/who-may-do-what' },
    permission: 'site.read',
    audit: 'access.policy-opened',
    input: z.strictObject({ role: optional(choice(ROLES)) }),
    load: async () => ok({}),
    view: (ctx, _, { role }) => ({
      title: ctx.t('access.policy.title'),
      body: (
        <PolicyPage
          lang={ctx.lang}
          t={ctx.t}
          sections={readPolicy(ctx.house.policy, ctx.lang, role)}
          roles={ROLES}
          role={role}
          action={ctx.url('access.policy')}
        />
      ),
    }),
  }),
  page({
    id: 'access.log',
    path: { es: '/registro', en: '/log' },
    permission: 'site.read',
    audit: 'access.log-opened',
    input: z.strictObject({
      outcome: optional(choice(['done', 'denied', 'refused', 'fault'])),
      mine: flag(),
      before: optional(integer({ min: 0, max: 1e15 })),
    }),
    load: async (ctx, { outcome, mine, before }) => {
      const { person } = ctx.who;
      const all = ctx.can('log.read', {});
      const own = ctx.can('log.read', { person });
      const query = { outcome, before, limit: ACTS_PER_PAGE, person: all && !mine ? undefined : (person ?? '') };
      return ok({
        head: await ctx.log.head(),
        verifierKey: ctx.log.verifierKey,
        all,
        entries: all || own ? await ctx.log.read(query) : undefined,
      });
    },
    view: (ctx, { head, verifierKey, all, entries }, { outcome, mine, before }) => {
      const filter = { outcome, ...(mine ? { mine: 'on' } : {}) };
      const last = entries?.at(-1)?.seq;
      const more = entries?.length === ACTS_PER_PAGE && last !== undefined && last > 0;
      return {
        title: ctx.t('access.log.title'),
        body: (
          <LogPage
            lang={ctx.lang}
            t={ctx.t}
            action={ctx.url('access.log')}
            head={
              head && {
                size: formatNumber(head.size, ctx.lang, ctx.who.country),
                madeAt: moment(ctx, head.madeAt),
                note: head.note,
              }
            }
            verifierKey={verifierKey}
            watchCommand={watchCommand(ctx.t, verifierKey)}
            acts={
              entries && {
                lines: entries.map((entry) => actLine(ctx, entry)),
                all,
                mine,
                outcome,
                olderHref: more ? ctx.url('access.log', { ...filter, before: last }) : undefined,
                newestHref: before === undefined ? undefined : ctx.url('access.log', filter),
              }
            }
          />
        ),
      };
    },
  }),
  page({
    id: 'access.api',
    path: { es: '/api', en: '/api' },
    permission: 'site.read',
    audit: 'access.api-opened',
    input: nothing,
    load: async () => ok({}),
    view: (ctx) => ({
      title: ctx.t('access.api.title'),
      body: <ApiPage t={ctx.t} calls={callsOf(ctx)} />,
    }),
  }),
  page({
    id: 'access.gallery',
    path: { es: '/galeria', en: '/gallery' },
    permission: 'site.read',
    audit: 'access.gallery-opened',
    input: z.strictObject({ section: optional(choice(GALLERY_SECTIONS)) }),
    load: async () => ok({}),
    view: (ctx, _, { section }) => ({
      title: ctx.t('access.gallery.title'),
      lede: ctx.t('access.gallery.about'),
      body: (
        <Gallery
          lang={ctx.lang}
          section={section ?? GALLERY_SECTIONS[0]}
          hrefOf={(to) => ctx.url('access.gallery', { section: to })}
        />
      ),
    }),
  }),
];

const ACTS_PER_PAGE = 50;

function watchCommand(t: Translate, key: string): string {
  return `node enlace-verify.mjs watch ${t('access.log.address')} --key ${key} --state ${t('access.log.state-file')}`;
}

function actLine(ctx: ViewContext, entry: LogEntry): ActLine {
  const { organisation, person, outcome, code } = entry;
  const own = person !== null && person === ctx.who.person;
  return {
    seq: entry.seq,
    at: moment(ctx, new Date(entry.at)),
    what: actInWords(ctx, entry.act),
    organisation: organisation ?? undefined,
    roles: entry.roles
      .filter((role) => role !== 'public' && isRole(role))
      .map((role) => ctx.t(`access.role.${role}`))
      .join(', '),
    own,
    person: person?.slice(0, 8),
    outcome,
    reason: code === undefined ? undefined : reasonInWords(ctx, code),
  };
}

/**
 * What was done, by the names of the policy and the act's own name, which jobs have too. The acts of this system have
 * words of their own: opening the door and going in ask for the same permission.
 */
function actInWords({ house, lang, t }: ViewContext, act: string): string {
  const route = [...house.routes.values()].find(({ audit }) => audit === act);
  if (!route) return act;
  if (route.id.startsWith('access.')) return t(`access.act.${act.slice('access.'.length)}`);
  return `${permissionInWords(house.policy, route.permission, lang)} (${act})`;
}

function permissionInWords(policy: Policy, permission: Permission, lang: Lang): string {
  const { resource, action } = parsePermission(policy, permission);
  return `${resource.name[lang]}: ${resource.actions[action]?.name[lang] ?? action}`;
}

/** The sentence that the reader was told, when it stands without its blanks. */
function reasonInWords({ house, lang }: ViewContext, code: string): string {
  const message = house.catalogues[lang][code];
  return typeof message === 'string' && !message.includes('{') ? message : code;
}

function callsOf({ house, lang }: ViewContext): readonly ApiCall[] {
  return [...house.routes.values()]
    .flatMap((route) => {
      const face = apiFace(route);
      return face ? [{ ...face, what: permissionInWords(house.policy, route.permission, lang) }] : [];
    })
    .toSorted((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}

/** The hour of the reader's own capital; of the Conference's zone for those who have none. */
function moment({ who, lang }: ViewContext, at: Date): string {
  return formatMoment(at, lang, isMemberCode(who.country) ? COUNTRIES[who.country].zone : CONFERENCE_ZONE);
}

function browserInWords(t: Translate, userAgent: string | undefined): string {
  const { browser, system } = nameBrowser(userAgent ?? '');
  if (browser !== undefined && system !== undefined) return t('access.sessions.browser-on', { browser, system });
  return browser ?? system ?? t('access.sessions.unknown-browser');
}
