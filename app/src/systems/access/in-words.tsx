import {
  CONFERENCE_ZONE,
  COUNTRIES,
  formatMoment,
  isMemberCode,
  type Lang,
  ROLES,
  type Role,
  type Translate,
} from '../../kernel/index.ts';
import type { LogEntry } from '../../platform/audit/index.ts';
import { type Permission, type Policy, parsePermission } from '../../platform/policy/index.ts';
import type { Attempt, Crumb, ViewContext } from '../../platform/system/index.ts';
import { nameBrowser } from './browser-name.ts';
import type { Returned } from './pages/faults.ts';
import type { ActLine } from './pages/log.tsx';

/** The hour of the reader's own capital; of the Conference's zone for those who have none. */
export function moment({ who, lang }: ViewContext, at: Date): string {
  return formatMoment(at, lang, isMemberCode(who.country) ? COUNTRIES[who.country].zone : CONFERENCE_ZONE);
}

export function browserInWords(t: Translate, userAgent: string | undefined): string {
  const { browser, system } = nameBrowser(userAgent ?? '');
  if (browser !== undefined && system !== undefined) return t('access.sessions.browser-on', { browser, system });
  return browser ?? system ?? t('access.sessions.unknown-browser');
}

/** The person's own page, above those that change something about it. */
export function accountCrumb(ctx: ViewContext): Crumb {
  return { label: ctx.t('access.account.title'), href: ctx.url('access.account') };
}

/** The form that came back to this page, as its markup needs it. */
export function returnedOf(attempt: Attempt | undefined): Returned | undefined {
  if (!attempt) return undefined;
  const { command, values, refusal } = attempt;
  return { command, values, code: refusal.code, fields: refusal.fields ?? {} };
}

/** One act of the log in the reader's words. */
export function actLine(ctx: ViewContext, entry: LogEntry, names?: ReadonlyMap<string, string>): ActLine {
  const { organisation, person, outcome, code } = entry;
  // Whoever comes in is nobody yet: the act is on the account that it opened.
  const entering = person === null && entry.subject !== undefined && !entry.roles.includes('system');
  const own = ctx.who.person !== null && (entering ? entry.subject : person) === ctx.who.person;
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
    person: (person === null ? undefined : names?.get(person)) ?? person?.slice(0, 8),
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
  const words = `access.act.${act.slice('access.'.length)}`;
  if (!route) return act.startsWith('access.') && words in house.catalogues[lang] ? t(words) : act;
  if (route.id.startsWith('access.')) return t(words);
  return `${permissionInWords(house.policy, route.permission, lang)} (${act})`;
}

export function permissionInWords(policy: Policy, permission: Permission, lang: Lang): string {
  const { resource, action } = parsePermission(policy, permission);
  return `${resource.name[lang]}: ${resource.actions[action]?.name[lang] ?? action}`;
}

/** The sentence that the reader was told, when it stands without its blanks. */
function reasonInWords({ house, lang }: ViewContext, code: string): string {
  const message = house.catalogues[lang][code];
  return typeof message === 'string' && !message.includes('{') ? message : code;
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}
