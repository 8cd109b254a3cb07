import { sql } from 'kysely';
import { type AppointmentFunction, isHeldOn, type Lang, type LocalDate, type Term } from '../../kernel/index.ts';
import type { Transaction } from '../database/index.ts';

/** Somebody who holds a function on the day that was asked for. */
export interface Holder extends Term {
  readonly party: string;
  readonly function: AppointmentFunction;
  /** Null: for the Conference's work as a whole. */
  readonly topic: string | null;
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  /** Languages in which the person can be written to. */
  readonly langs: readonly Lang[];
  /** The person's account; null while they cannot sign in. */
  readonly account: string | null;
}

export interface HolderQuery {
  readonly on: LocalDate;
  readonly parties?: readonly string[];
  readonly functions?: readonly AppointmentFunction[];
}

/**
 * Who holds a function on that day, for mail and distribution: confirmed appointments as far as the reader may see
 * them (members, observers, the secretariat and the program itself), in the order of party and start.
 */
export async function listHolders(db: Transaction, query: HolderQuery): Promise<readonly Holder[]> {
  const { on, parties, functions } = query;
  let rows = db
    .selectFrom('conf.appointment as a')
    .innerJoin('conf.person as p', 'p.id', 'a.person')
    .select(['a.party', 'a.function', 'a.topic', 'a.starts_on', 'a.ends_on', 'p.id', 'p.name', 'p.email', 'p.langs'])
    .select(sql<string | null>`conf.account_of(p.id)`.as('account'))
    .where('a.state', '=', 'confirmed')
    .where('a.starts_on', '<=', on)
    .where((eb) => eb.or([eb('a.ends_on', 'is', null), eb('a.ends_on', '>', on)]));
  if (parties) rows = rows.where('a.party', 'in', [...parties, '']);
  if (functions) rows = rows.where('a.function', 'in', [...functions, '']);
  const found = await rows.orderBy('a.party').orderBy('a.starts_on').orderBy('a.id').execute();
  return found.map((row) => ({
    party: row.party,
    function: row.function as AppointmentFunction,
    topic: row.topic,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    person: row.id,
    name: row.name,
    email: row.email,
    langs: row.langs as Lang[],
    account: row.account,
  }));
}

/** What can be held: by whom, for whom, for what, when. */
export interface Held extends Term {
  readonly party: string;
  readonly function: AppointmentFunction;
  readonly topic: string | null;
}

/** In which order somebody is looked for when a topic has no focal point of its own. */
const NEXT_BEST: readonly AppointmentFunction[] = ['focal_point', 'alternate', 'liaison', 'head'];

/**
 * Whom to address for a topic in one party on that day: its focal point for it; else an alternate, a liaison officer or
 * the head of delegation, each first for that topic and then for the work as a whole. Never somebody of another topic.
 */
export function whoAnswers<T extends Held>(
  held: readonly T[],
  asked: { readonly party: string; readonly topic: string | null; readonly on: LocalDate },
): readonly T[] {
  const here = held.filter((one) => one.party === asked.party && isHeldOn(one, asked.on));
  for (const wanted of NEXT_BEST) {
    for (const topic of new Set([asked.topic, null])) {
      const found = here.filter((one) => one.function === wanted && one.topic === topic);
      if (found.length > 0) return found;
    }
  }
  return [];
}
