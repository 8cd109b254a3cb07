import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  type Clock,
  CONFERENCE_ZONE,
  dayIn,
  type Lang,
  type Principal,
  type Refusal,
  type Result,
} from '../../kernel/index.ts';
import type { AuditEvent, AuditLog, LogReader } from '../audit/index.ts';
import type { Database, Transaction } from '../database/index.ts';
import { tell } from '../mail/telling.ts';
import { decide, mayEver } from '../policy/index.ts';
import type { SessionPort, Visitor } from '../session/port.ts';
import { type Context, type House, pathTo, type Route, type SessionActs, type ViewContext } from '../system/index.ts';

/** What the way of a request needs, given by the composition root. */
export interface Machinery {
  readonly house: House;
  readonly database: Database;
  readonly audit: AuditLog;
  readonly log: LogReader;
  readonly session: SessionPort;
  readonly clock: Clock;
  /** Example data: announced on every page and every export, with one-click accounts. */
  readonly exampleMode: boolean;
  /** Reports a fault to the operator's log and returns the number that the reader is told. */
  fault(error: unknown, where: string): string;
}

/** One request for one route, whoever sent it: a browser's form, the machine API, the command line or a job. */
export interface Asked {
  readonly who: Principal;
  readonly lang: Lang;
  readonly visitor: Visitor;
  /** Path parameters with query or body, not checked yet. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export type Outcome =
  | { readonly kind: 'done'; readonly data: unknown; readonly input: unknown; readonly ctx: Omit<ViewContext, 'here'> }
  | { readonly kind: 'denied' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * The way of every request: policy, strict input, one transaction with the reader's claims in which the handler
 * works and the act is logged. A refusal or a fault rolls the work back and is logged in a transaction of its own,
 * since otherwise the log would lose just what matters.
 */
export async function perform(machinery: Machinery, route: Route, asked: Asked): Promise<Outcome> {
  const { house, audit } = machinery;
  const event = startEvent(route, asked, machinery.clock.now());
  if (!mayEver(house.policy, asked.who, route.permission)) {
    await audit.append({ ...event, outcome: 'denied' });
    return { kind: 'denied' };
  }
  const parsed = route.input.safeParse(asked.raw);
  if (!parsed.success) {
    const refusal = inputRefusal(parsed.error);
    await audit.append({ ...event, outcome: 'refused', code: refusal.code });
    return { kind: 'refused', refusal };
  }
  try {
    return await work(machinery, route, asked, parsed.data, event);
  } catch (error) {
    if (error instanceof RolledBack) {
      await audit.append({ ...event, ...error.subject, outcome: 'refused', code: error.refusal.code });
      return { kind: 'refused', refusal: error.refusal };
    }
    if (isCollision(error)) {
      const refusal: Refusal = { kind: 'conflict', code: 'http.changed-meanwhile' };
      await audit.append({ ...event, outcome: 'refused', code: refusal.code });
      return { kind: 'refused', refusal };
    }
    await audit.append({ ...event, outcome: 'fault' }).catch(() => undefined);
    throw error;
  }
}

async function work(
  machinery: Machinery,
  route: Route,
  asked: Asked,
  input: Readonly<Record<string, unknown>>,
  event: AuditEvent,
): Promise<Outcome> {
  const subject: { subject?: string } = {};
  const base = contextBase(machinery, asked);
  const data = await machinery.database.transaction(claimsOf(asked.who), async (db) => {
    const ctx = openContext(machinery, base, db, subject, asked.visitor);
    const result: Result<unknown> = await (route.kind === 'command' ? route.run(ctx, input) : route.load(ctx, input));
    if (!result.ok) throw new RolledBack(result.refusal, subject);
    await machinery.audit.appendIn(db, { ...event, ...subject, outcome: 'done' });
    return result.value;
  });
  return { kind: 'done', data, input, ctx: base };
}

/**
 * One act outside a request (a job, the example data): the same transaction, claims and log entry as a request's.
 * A handler's refusal throws here: nobody is there to read it.
 */
export async function performAct<T>(
  machinery: Machinery,
  who: Principal,
  act: string,
  work: (ctx: Context) => Promise<T>,
  at: Date = machinery.clock.now(),
): Promise<T> {
  const subject: { subject?: string } = {};
  const base = contextBase({ ...machinery, clock: { now: () => at } }, { who, lang: who.lang });
  return await machinery.database.transaction(claimsOf(who), async (db) => {
    const value = await work(openContext(machinery, base, db, subject, NO_VISITOR));
    await machinery.audit.appendIn(db, {
      at: at.toISOString(),
      organisation: who.organisation,
      person: who.person,
      roles: who.roles,
      act,
      permission: null,
      ...subject,
      outcome: 'done',
    });
    return value;
  });
}

/** The claims that the database sees for this reader. */
export function claimsOf(who: Principal): {
  person: string | null;
  org: string | null;
  country: string | null;
  roles: readonly string[];
  lang: string;
} {
  return { person: who.person, org: who.organisation, country: who.country, roles: who.roles, lang: who.lang };
}

function contextBase(machinery: Machinery, asked: Pick<Asked, 'who' | 'lang'>): Omit<ViewContext, 'here'> {
  const { house } = machinery;
  const now = machinery.clock.now();
  return {
    who: asked.who,
    lang: asked.lang,
    t: house.translate[asked.lang],
    now,
    exampleMode: machinery.exampleMode,
    house,
    today: dayIn(CONFERENCE_ZONE, now),
    can: (permission, facts) =>
      facts === undefined
        ? mayEver(house.policy, asked.who, permission)
        : decide(house.policy, asked.who, permission, facts),
    url: (id, params) => pathTo(house, asked.lang, id, params),
  };
}

const NO_VISITOR: Visitor = { cookie: undefined, address: '', userAgent: undefined };

function sessionActs(session: SessionPort, visitor: Visitor): SessionActs {
  return {
    signIn: (email, password) => session.signIn(visitor, email, password),
    enterExample: (account) => session.enterExample(visitor, account),
    examples: () => session.examples(),
    signOut: () => session.signOut(visitor),
    signOutEverywhere: () => session.signOutEverywhere(visitor),
    sessions: () => session.sessions(visitor),
  };
}

function openContext(
  { session, log }: Machinery,
  base: Omit<ViewContext, 'here'>,
  db: Transaction,
  subject: { subject?: string },
  visitor: Visitor,
): Context {
  return {
    ...base,
    db,
    session: sessionActs(session, visitor),
    log,
    subject: (id) => {
      subject.subject = id;
    },
    tell: (telling) => tell(db, base.house, telling, base.now),
    enqueue: async (kind, payload) => {
      const job = randomUUID();
      await db
        .insertInto('platform.job')
        .values({
          id: job,
          kind,
          payload: JSON.stringify(payload),
          starter: base.who.person,
          lang: base.lang,
          created_at: base.now,
          run_after: base.now,
        })
        .execute();
      return job;
    },
  };
}

function startEvent(route: Route, asked: Asked, now: Date): AuditEvent {
  return {
    at: now.toISOString(),
    organisation: asked.who.organisation,
    person: asked.who.person,
    roles: asked.who.roles,
    act: route.audit,
    permission: route.permission,
    outcome: 'done',
  };
}

/** The first complaint about each field, as message keys. */
export function inputRefusal(error: z.ZodError): Refusal {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')];
    for (const name of names) {
      fields[name] ??= issue.code === 'unrecognized_keys' ? 'http.input.unknown' : messageKey(issue.message);
    }
  }
  return { kind: 'invalid', code: 'http.input', fields };
}

function messageKey(message: string): string {
  return /^[a-z]+(\.[a-z0-9-]+)+$/.test(message) ? message : 'http.input.invalid';
}

/** Unique violation, foreign key violation, serialisation failure, deadlock: what two acts at the same moment meet. */
const COLLISIONS: ReadonlySet<string> = new Set(['23505', '23503', '40001', '40P01']);

/** Two acts met at the same moment and the database kept one; the other is told that something changed meanwhile. */
function isCollision(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && COLLISIONS.has(String(error.code));
}

class RolledBack extends Error {
  readonly refusal: Refusal;
  readonly subject: { subject?: string };
  constructor(refusal: Refusal, subject: { subject?: string }) {
    super(refusal.code);
    this.refusal = refusal;
    this.subject = subject;
  }
}
