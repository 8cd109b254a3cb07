import { CONFERENCE_ZONE, COUNTRIES, isMemberCode, type Lang, type Principal, type Role } from '../../kernel/index.ts';
import type { Hour } from '../jobs/schedule.ts';

export const DIGESTS = ['weekly', 'daily', 'none'] as const;

/** How often the summary of what is due and new comes. */
export type Digest = (typeof DIGESTS)[number];

/** How a person wants to be told. */
export interface NotificationSetting {
  /** Null: the zone of the person's country. */
  readonly zone: string | null;
  /** Null: the language of the account. */
  readonly lang: Lang | null;
  readonly digest: Digest;
  /** 0 while the person has chosen nothing. */
  readonly version: number;
}

export const DEFAULT_SETTING: NotificationSetting = { zone: null, lang: null, digest: 'weekly', version: 0 };

/** The hour of summaries and reminders, in the reader's zone: on Mondays, or every day. */
export const WEEKLY: Hour = { at: '07:00', weekday: 1 };
export const DAILY: Hour = { at: '07:00' };

/** Those through whom a country or the secretariat answers. */
const ANSWERABLE: ReadonlySet<Role> = new Set([
  'secretariat',
  'presidency',
  'head_of_delegation',
  'focal_point',
  'validator',
]);

/**
 * May this person do without the summary? Not those through whom a country or the secretariat answers: for them the
 * mail is how the Conference asks. Silence must never be the effect of a setting.
 */
export function mayStopDigest(roles: readonly Role[]): boolean {
  return !roles.some((role) => ANSWERABLE.has(role));
}

/** What holds for a person: a choice that is not theirs to make (any more) falls back to weekly. */
export function digestOf(setting: NotificationSetting, roles: readonly Role[]): Digest {
  return setting.digest === 'none' && !mayStopDigest(roles) ? 'weekly' : setting.digest;
}

/** Zone in which this person's hours are read. */
export function zoneOf(setting: NotificationSetting, who: Pick<Principal, 'country'>): string {
  return setting.zone ?? zoneOfCountry(who.country);
}

/** The capital's zone; for those who act for no country, the Conference's. */
export function zoneOfCountry(country: string | null): string {
  return isMemberCode(country) ? COUNTRIES[country].zone : CONFERENCE_ZONE;
}
