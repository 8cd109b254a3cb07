import { z } from 'zod';
import {
  CONFERENCE_ZONE,
  endOfDay,
  type LocalDate,
  ok,
  type Result,
  type Role,
  refuse,
  refuseFields,
} from '../../kernel/index.ts';
import { choice, optional, text } from '../../platform/http/inputs.ts';
import { mayEver, type Policy } from '../../platform/policy/index.ts';
import type { AccountLine, Invited, NewInvitation, NewSignOn, SignOnLine } from '../../platform/session/index.ts';
import type { Context, House } from '../../platform/system/index.ts';
import { parseTypedDate } from '../../ui/index.ts';
import { faultOfRoles, GIVEN_ROLES, programRoles } from './fitting-roles.ts';
import { leavesNobody } from './standing.ts';
import { listOrganisations, lockAccounts, type Organisation } from './store.ts';

/*
 * What an administrator may do to accounts, beyond what the sign-in itself asks: roles that fit the organisation, never
 * to oneself, never so that nobody is left to administer. No act here shows or sets a password, and none touches a
 * second factor: for that two persons must confirm (platform/session/recovery.ts).
 *
 * Not promised: that whoever administers cannot invite a person of their own choice in the name of an organisation. The
 * act is in the log, and those who answer for the organisation see every account, program and sign-on of theirs.
 */

const NOT_FOUND = refuse('not-found', 'http.not-found');

export async function findOrganisation(ctx: Context, code: string): Promise<Organisation | undefined> {
  return (await listOrganisations(ctx.db)).find((organisation) => organisation.code === code);
}

/** Invites a person for an organisation, with roles that fit it. */
export async function invitePerson(ctx: Context, invitation: NewInvitation): Promise<Result<Invited>> {
  const organisation = await findOrganisation(ctx, invitation.organisation);
  if (!organisation) return refuseFields('http.input', { organisation: 'http.input.choice' });
  const fault = faultOfRoles(organisation.kind, invitation.roles);
  if (fault !== undefined) return refuseFields('http.input', { roles: fault });
  if (
    invitation.validTo !== undefined &&
    invitation.validTo < ctx.today &&
    invitation.validTo >= invitation.validFrom
  ) {
    return refuseFields('http.input', { validTo: 'administration.ended-already' });
  }
  await lockAccounts(ctx.db);
  const invited = await ctx.accounts.invite(invitation);
  if (invited.ok) ctx.subject(invited.value.account);
  if (!invited.ok && invited.refusal.code === 'session.email-taken') {
    return refuseFields('http.input', { email: 'session.email-taken' });
  }
  return invited;
}

/** A new one-time address for a person who has not entered yet. */
export async function inviteAgain(ctx: Context, id: string): Promise<Result<Invited>> {
  const account = await accountToChange(ctx, id);
  return account.ok ? await ctx.accounts.inviteAgain(id) : account;
}

/** Name, language and days of access. */
export async function changeAccount(
  ctx: Context,
  id: string,
  version: number,
  change: Pick<NewInvitation, 'name' | 'lang' | 'validFrom' | 'validTo'>,
): Promise<Result<undefined>> {
  const account = await accountToChange(ctx, id, version);
  if (!account.ok) return account;
  const left = await mayLeave(ctx, { ...account.value, validFrom: change.validFrom, validTo: change.validTo });
  return left.ok ? await ctx.accounts.change(id, change) : left;
}

/** What a person is in the Conference. Every session of theirs ends. */
export async function giveRoles(
  ctx: Context,
  id: string,
  version: number,
  roles: readonly Role[],
): Promise<Result<undefined>> {
  const account = await accountToChange(ctx, id, version);
  if (!account.ok) return account;
  const organisation = await findOrganisation(ctx, account.value.organisation);
  const fault = organisation ? faultOfRoles(organisation.kind, roles) : 'administration.roles.unfit';
  if (fault !== undefined) return refuseFields('http.input', { roles: fault });
  const left = await mayLeave(ctx, { ...account.value, roles });
  return left.ok ? await ctx.accounts.setRoles(id, roles) : left;
}

export async function endAccess(ctx: Context, id: string): Promise<Result<undefined>> {
  const account = await accountToChange(ctx, id);
  if (!account.ok) return account;
  const left = await mayLeave(ctx, { ...account.value, disabledAt: ctx.now });
  return left.ok ? await ctx.accounts.end(id) : left;
}

export async function restoreAccess(ctx: Context, id: string): Promise<Result<undefined>> {
  const account = await accountToChange(ctx, id);
  return account.ok ? await ctx.accounts.restore(id) : account;
}

export async function endSessionsOf(ctx: Context, id: string): Promise<Result<undefined>> {
  const account = await accountToChange(ctx, id);
  return account.ok ? await ctx.accounts.endSessions(id) : account;
}

/** The account, if it is another person's and still as the form saw it. */
async function accountToChange(ctx: Context, id: string, version?: number): Promise<Result<AccountLine>> {
  await lockAccounts(ctx.db);
  const account = await ctx.accounts.find(id);
  if (!account) return NOT_FOUND;
  ctx.subject(id);
  if (id === ctx.who.person) return refuse('forbidden', 'administration.not-yourself');
  if (version !== undefined && version !== versionOf(account)) return refuse('conflict', 'http.changed-meanwhile');
  return ok(account);
}

async function mayLeave(ctx: Context, changed: AccountLine): Promise<Result<undefined>> {
  const before = await ctx.accounts.list();
  const after = before.map((account) => (account.id === changed.id ? changed : account));
  return leavesNobody(before, after, ctx.today) ? refuse('conflict', 'administration.last-one') : ok(undefined);
}

/** What a form says that it was filled in upon. */
export function versionOf({ updatedAt }: Pick<AccountLine, 'updatedAt'>): number {
  return updatedAt.getTime();
}

export async function findSignOn(ctx: Context, id: string): Promise<SignOnLine | undefined> {
  return (await ctx.accounts.signOns()).find((line) => line.id === id);
}

/**
 * Writes the settings of a provider. The secret is for that provider: it is never sent to another address than the one
 * that it was given for, so whoever changes the address writes it again.
 */
export async function saveSignOn(
  ctx: Context,
  id: string | undefined,
  wanted: NewSignOn,
): Promise<Result<{ readonly id: string; readonly organisation: string }>> {
  await lockAccounts(ctx.db);
  const all = await ctx.accounts.signOns();
  const before = all.find((line) => line.id === id);
  if (id !== undefined && !before) return NOT_FOUND;
  const organisation = before?.organisation ?? wanted.organisation;
  if (!(await findOrganisation(ctx, organisation))) return NOT_FOUND;
  ctx.subject(organisation);
  if (all.some((line) => line.id !== id && line.organisation === organisation && line.issuer === wanted.issuer)) {
    return refuseFields('http.input', { issuer: 'administration.sign-on.exists' });
  }
  if (before && before.issuer !== wanted.issuer && wanted.clientSecret === '') {
    return refuseFields('http.input', { clientsecret: 'administration.sign-on.secret-again' });
  }
  const saved = await ctx.accounts.saveSignOn(id, { ...wanted, organisation });
  return saved.ok ? ok({ id: saved.value, organisation }) : saved;
}

/** An account for a program, with the rights of one role that fits its organisation. */
export async function createProgram(
  ctx: Context,
  program: { readonly name: string; readonly organisation: string; readonly role: Role; readonly lang: 'es' | 'en' },
): Promise<Result<string>> {
  const organisation = await findOrganisation(ctx, program.organisation);
  if (!organisation) return refuseFields('http.input', { organisation: 'http.input.choice' });
  if (!programRoles(organisation.kind).includes(program.role)) {
    return refuseFields('http.input', { role: 'administration.roles.unfit' });
  }
  const made = await ctx.accounts.createServiceAccount({ ...program, madeBy: ctx.who.person });
  if (made.ok) ctx.subject(made.value);
  return made;
}

/** A token for a program. Its last day counts whole; only what its role may do through the machine API can be in it. */
export async function issueToken(
  ctx: Context,
  id: string,
  token: { readonly scopes: readonly string[]; readonly expires: LocalDate },
): Promise<Result<string>> {
  const program = (await ctx.accounts.serviceAccounts()).find((account) => account.id === id);
  if (!program) return NOT_FOUND;
  ctx.subject(id);
  const offered = scopesOf(ctx.house, program.role);
  if (!token.scopes.every((scope) => offered.includes(scope))) {
    return refuseFields('http.input', { scopes: 'http.input.choice' });
  }
  const expiresAt = endOfDay(token.expires, CONFERENCE_ZONE);
  return await ctx.accounts.issueToken({ serviceAccount: id, scopes: token.scopes, expiresAt });
}

/** Permissions that a call of the machine API asks for and that this role may have, in the order of the calls. */
export function scopesOf(
  { routes, policy }: Pick<House, 'routes'> & { readonly policy: Policy },
  role: Role,
): readonly string[] {
  const who = { person: null, name: '', organisation: null, country: null, roles: [role], lang: 'es' } as const;
  const asked = [...routes.values()].flatMap((route) =>
    route.kind !== 'file' && route.api !== undefined ? [route.permission] : [],
  );
  return [...new Set(asked)].filter((permission) => mayEver(policy, who, permission));
}

/** Outside these a year is a slip of the hand. */
const EARLIEST = '1990-01-01';
const LATEST = '2199-12-31';

/** A day as people write it, `15 nov 2016` or `2016-11-15`; it becomes `YYYY-MM-DD`. */
export function typedDate(): z.ZodType<string, string> {
  return z
    .string('http.input.missing')
    .trim()
    .min(1, 'http.input.missing')
    .max(40, 'http.input.date')
    .transform((typed, refinement) => {
      const day = parseTypedDate(typed);
      if (day.ok && day.value >= EARLIEST && day.value <= LATEST) return day.value;
      refinement.addIssue({ code: 'custom', message: day.ok ? 'http.input.date' : day.refusal.code });
      return z.NEVER;
    });
}

export function optionalTypedDate(): z.ZodType<string | undefined, string | undefined> {
  return optional(typedDate());
}

/** An address; only a mail to it shows whether it is one. */
export function email(): z.ZodString {
  return text(200).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'administration.email.wrong');
}

/** A role that somebody may be given; whether it fits the organisation is asked afterwards. */
export function givenRole(): z.ZodType<Role, string> {
  return choice(GIVEN_ROLES as readonly [Role, ...Role[]]);
}
