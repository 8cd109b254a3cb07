import { randomUUID } from 'node:crypto';
import { LANGS, type Lang, type LocalDate } from '../../kernel/index.ts';
import type { Transaction } from '../database/index.ts';
import { type House, pathTo } from '../system/assemble.ts';

/** Why something may be told at once (interface.md, 10); everything else waits for the periodic summary. */
export type UrgentReason =
  /** Due in three days or less, or three days late. */
  | 'due-soon'
  /** A consultation awaits the reader's answer. */
  | 'consultation'
  /** Somebody asks the reader by name. */
  | 'mention'
  /** A meeting to put into the calendar, or to take out of it. */
  | 'meeting'
  /** The reader's own access: an invitation, a recovery, a sign-in from a new place. */
  | 'account';

/** A meeting as calendars hold it. Hours are those of the place; without them it takes whole days. */
export interface Invitation {
  readonly method: 'request' | 'cancel';
  /** The same for ever: changes and the cancellation find the entry by it. */
  readonly uid: string;
  readonly title: Readonly<Record<Lang, string>>;
  readonly place: Readonly<Record<Lang, string | null>>;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly zone: string;
}

/** What somebody is to be told: that there is something to see, and where. Never what it says, never about whom. */
export interface Telling {
  readonly to: { readonly accounts?: readonly string[]; readonly parties?: readonly string[] };
  /** Message key of the sentence, in the words of whoever reads it. */
  readonly kind: string;
  /** `now` only for kinds that their system declares urgent (`defineSystem({ urgent })`). */
  readonly urgency: 'now' | 'digest';
  /** The page that the mail leads to. */
  readonly route: string;
  /** Parameters of the page and blanks of the sentence: identifiers and dates, without spaces. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** Makes it unique: the same kind and key is told to the same recipient one time only. */
  readonly key: string;
  readonly invitation?: Invitation;
}

/** Codes, symbols, dates and tokens; a name or an address of mail does not fit. */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/;

/**
 * Writes one outbox row for each recipient, in the transaction of the act: what is rolled back is told to nobody, and
 * what is committed is told although the program dies right after. Mail is sent later, by `mailRoom`.
 * A sentence that does not exist, a blank with free text or an undeclared urgency is a fault of ours and throws.
 */
export async function tell(db: Transaction, house: House, telling: Telling, now: Date): Promise<void> {
  checkTelling(house, telling);
  const { to, kind, urgency, route, params = {}, key } = telling;
  const recipients = [
    ...[...new Set(to.accounts)].map((account) => ({ to_account: account, to_party: null })),
    ...[...new Set(to.parties)].map((party) => ({ to_account: null, to_party: party })),
  ];
  if (recipients.length === 0) return;
  await db
    .insertInto('platform.outbox')
    .values(
      recipients.map((recipient) => ({
        ...recipient,
        id: randomUUID(),
        kind,
        urgency,
        route,
        params: JSON.stringify(params),
        key,
        invitation: telling.invitation ? JSON.stringify(telling.invitation) : null,
        told_at: now,
      })),
    )
    // Without naming the columns: who tells may not read the outbox.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function checkTelling(house: House, { kind, urgency, route, params = {} }: Telling): void {
  if (urgency === 'now' && !house.urgent.has(kind))
    throw new Error(`"${kind}" is told at once and not declared urgent`);
  for (const [name, value] of Object.entries(params)) {
    if (!IDENTIFIER.test(String(value))) throw new Error(`"${kind}": {${name}} must be an identifier, never free text`);
  }
  for (const lang of LANGS) {
    house.translate[lang](kind, params);
    pathTo(house, lang, route, params);
  }
}
