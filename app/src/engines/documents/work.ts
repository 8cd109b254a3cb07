import type { Lang, PartialBilingual } from '../../kernel/index.ts';

/** Who reads a work once it is available, from wide to narrow. */
export const WORK_CLASSES = ['public', 'members', 'delegations', 'restricted'] as const;
export type WorkClass = (typeof WORK_CLASSES)[number];

/** Where a work stands: brought but not shown yet, shown to its readers, or taken back with a reason. */
export type WorkStatus = 'received' | 'available' | 'withdrawn';

/**
 * Where one file of a work stands. `checked`: its bytes are what its name says and its text was read, as far as it has
 * one. `classified`: somebody said who may see it.
 */
export type VersionState = 'uploaded' | 'checked' | 'classified' | 'available' | 'superseded' | 'withdrawn';

/** What happens to a version. */
export type VersionEvent = 'check' | 'classify' | 'publish' | 'supersede' | 'withdraw';

const MOVES: Readonly<Record<VersionState, Readonly<Partial<Record<VersionEvent, VersionState>>>>> = {
  uploaded: { check: 'checked', withdraw: 'withdrawn' },
  checked: { classify: 'classified', withdraw: 'withdrawn' },
  classified: { publish: 'available', withdraw: 'withdrawn' },
  available: { supersede: 'superseded', withdraw: 'withdrawn' },
  superseded: { withdraw: 'withdrawn' },
  withdrawn: {},
};

/** The state after the event, or undefined where it cannot happen. */
export function moveVersion(state: VersionState, event: VersionEvent): VersionState | undefined {
  return MOVES[state][event];
}

/** A title in at least one language; the other may follow with its version. */
export type WorkTitle = PartialBilingual;

/** A work without its versions. */
export interface Work {
  readonly id: string;
  /** In addresses: the symbol with hyphens, or the beginning of the identifier while there is none. */
  readonly code: string;
  readonly symbol: string | null;
  readonly title: WorkTitle;
  readonly body: string | null;
  readonly meeting: string | null;
  readonly dated: string | null;
  readonly class: WorkClass;
  readonly status: WorkStatus;
  readonly ownerParty: string;
  readonly withdrawnReason: string | null;
  readonly version: number;
  readonly createdAt: Date;
}

/** One file of a work. `sha256` in hexadecimal. */
export interface WorkVersion {
  readonly id: string;
  readonly work: string;
  readonly lang: Lang;
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly mime: string;
  readonly state: VersionState;
  /** Length of the text that was read from it; null when none could be. */
  readonly characters: number | null;
  /** Why not, as a message key. */
  readonly unread: string | null;
  readonly addedAt: Date;
  readonly availableAt: Date | null;
  readonly endedAt: Date | null;
}

/**
 * The languages in which readers have no current version: a work of the Conference is complete in both. Nothing is
 * missing while nothing is available.
 */
export function missingLangs(versions: readonly Pick<WorkVersion, 'lang' | 'state'>[]): readonly Lang[] {
  const there = new Set(versions.filter(({ state }) => state === 'available').map(({ lang }) => lang));
  return there.size === 1 ? (['es', 'en'] as const).filter((lang) => !there.has(lang)) : [];
}

/** A recipient with what it did, as people ask for it: pending first of all. */
export type ReceiptState = 'notified' | 'opened' | 'acknowledged';

export interface Receipt {
  readonly distribution: string;
  readonly party: string;
  readonly notices: number;
  readonly notifiedAt: Date;
  readonly openedAt: Date | null;
  readonly acknowledgedAt: Date | null;
}

export function receiptState(receipt: Pick<Receipt, 'openedAt' | 'acknowledgedAt'>): ReceiptState {
  if (receipt.acknowledgedAt !== null) return 'acknowledged';
  return receipt.openedAt === null ? 'notified' : 'opened';
}

/**
 * Is something still awaited from this recipient? Where an acknowledgement was asked for, opening is not enough: who
 * downloads has not yet said that the document arrived where it must.
 */
export function isPending(receipt: Pick<Receipt, 'openedAt' | 'acknowledgedAt'>, acknowledge: boolean): boolean {
  return acknowledge ? receipt.acknowledgedAt === null : receipt.openedAt === null && receipt.acknowledgedAt === null;
}

/** A party as far as the reach of a class goes. */
export interface Recipient {
  readonly code: string;
  readonly kind: string;
}

/**
 * May this party read a work of that class? `delegations`: those of its meeting. A restricted work's readers are the
 * parties named, so that sending it names them.
 */
export function canReceive(party: Recipient, work: Pick<Work, 'class'>, delegations: readonly string[]): boolean {
  switch (work.class) {
    case 'public':
    case 'restricted':
      return true;
    case 'members':
      return party.kind === 'country' || party.kind === 'organisation' || party.kind === 'secretariat';
    case 'delegations':
      return delegations.includes(party.code);
  }
}
