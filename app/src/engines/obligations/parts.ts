import type { LocalDate } from '../../kernel/index.ts';
import { ok, type Result, refuse } from '../../kernel/index.ts';
import type { DueChange } from './deadline.ts';
import type { ShareState, State } from './obligation.ts';

/** A party as far as parts of obligations need it. */
export interface PartyFacts {
  readonly code: string;
  readonly kind: 'country' | 'organisation' | 'secretariat' | 'civil_society' | 'body' | 'group';
}

/** One line of a body's roll. */
export interface RollEntry {
  readonly party: string;
  readonly body: string;
  readonly role: string;
}

/**
 * Who owes a part: each responsible party, a group or a body through its members on the roll of that day, absent
 * ones included (Belize was not in San Pedro Sula and is still asked). A body without members owes itself.
 */
export function expandParts(
  responsible: readonly string[],
  body: string,
  parties: ReadonlyMap<string, PartyFacts>,
  roll: readonly RollEntry[],
): readonly string[] {
  const membersOf = (of: string): readonly string[] =>
    roll.filter((entry) => entry.body === of && entry.role === 'member').map((entry) => entry.party);
  const owing = responsible.flatMap((code) => {
    const kind = parties.get(code)?.kind;
    const members = kind === 'group' ? membersOf(body) : kind === 'body' ? membersOf(code) : [];
    return members.length > 0 ? members : [code];
  });
  return [...new Set(owing)].toSorted();
}

/** Whose move it is. */
export type NextActor =
  | { readonly who: 'secretariat'; readonly to: 'review' | 'publish' | 'accept' | 'set-date' }
  | { readonly who: 'parties'; readonly missing: number; readonly parties: readonly string[] }
  | { readonly who: 'condition' }
  | { readonly who: 'nobody' };

/** Who acts next, from the facts the reader may see: `owing` lists only the parts visible to them. */
export function nextActor(facts: {
  readonly state: State;
  readonly waiting: boolean;
  readonly answered: number;
  readonly total: number;
  readonly owing: readonly string[];
}): NextActor {
  switch (facts.state) {
    case 'candidate':
      return { who: 'secretariat', to: 'review' };
    case 'confirmed':
      return { who: 'secretariat', to: 'publish' };
    case 'delivered':
      return { who: 'secretariat', to: 'accept' };
    case 'open':
    case 'in_progress':
      return facts.waiting
        ? { who: 'condition' }
        : { who: 'parties', missing: facts.total - facts.answered, parties: facts.owing };
    case 'accepted':
    case 'rejected':
    case 'superseded':
    case 'dropped':
      return { who: 'nobody' };
  }
}

/** Would `from` waiting for `to` close a circle? `waits` lists what is already there, who waits for whom. */
export function closesCircle(
  from: string,
  to: string,
  waits: readonly { readonly obligation: string; readonly dependsOn: string }[],
): boolean {
  const seen = new Set<string>();
  const open = [to];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === from) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...waits.filter((edge) => edge.obligation === at).map((edge) => edge.dependsOn));
  }
  return false;
}

/** `A-2016-014`: the year of the meeting and the order of publication in it. */
export function agreementCode(year: number, ordinal: number): string {
  return `A-${year}-${String(ordinal).padStart(3, '0')}`;
}

/**
 * A first date only completes what the words left open. Moving a date that already stood needs a reason or the
 * decision of a body, so that nothing slips without a trace.
 */
export function admitDue(present: LocalDate | null, change: DueChange): Result<'dated' | 'extended' | 'advanced'> {
  if (present === null) return ok('dated');
  if (change.to === present) return refuse('invalid', 'obligations.same-date');
  if (change.reason === undefined && change.decision === undefined) return refuse('invalid', 'obligations.no-reason');
  return ok(change.to > present ? 'extended' : 'advanced');
}

/** May this party still report on its part? A returned delivery is owed again; a waived part is not asked. */
export function admitReport(state: State, share: ShareState | null): Result<true> {
  if (share === null) return refuse('not-found', 'http.not-found');
  if (state !== 'open' && state !== 'in_progress' && state !== 'delivered')
    return refuse('conflict', 'obligations.wrong-state');
  if (share === 'accepted' || share === 'waived') return refuse('conflict', 'obligations.part-done');
  return ok(true);
}
