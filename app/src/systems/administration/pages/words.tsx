import type { VNode } from 'preact';
import {
  CONFERENCE_ZONE,
  COUNTRIES,
  formatDate,
  formatMoment,
  isMemberCode,
  type LocalDate,
  type Role,
} from '../../../kernel/index.ts';
import type { Crumb, ViewContext } from '../../../platform/system/index.ts';
import { StatusTag, type Tone } from '../../../ui/index.ts';
import type { Standing } from '../standing.ts';

/** An organisation by its name in the reader's language; its code when nobody knows it any more. */
export type NameOf = (code: string) => string;

export function rolesInWords({ t }: ViewContext, roles: readonly Role[]): string {
  return roles.map((role) => t(`access.role.${role}`)).join(', ');
}

/** The hour of the reader's own capital; of the Conference's zone for those who have none. */
export function moment({ who, lang }: ViewContext, at: Date): string {
  return formatMoment(at, lang, isMemberCode(who.country) ? COUNTRIES[who.country].zone : CONFERENCE_ZONE);
}

/** A day, or the word for none. */
export function dayOr(ctx: ViewContext, day: LocalDate | undefined, none: string): string {
  return day === undefined ? ctx.t(none) : formatDate(day, ctx.lang);
}

export function yesOrNo({ t }: ViewContext, answer: boolean): string {
  return t(answer ? 'administration.yes' : 'administration.no');
}

const TONES: Readonly<Record<Standing, Tone>> = {
  active: 'done',
  invited: 'active',
  'invitation-over': 'soon',
  'not-yet': 'neutral',
  ended: 'none',
  disabled: 'none',
};

export function StandingTag({ ctx, standing }: { readonly ctx: ViewContext; readonly standing: Standing }): VNode {
  return <StatusTag tone={TONES[standing]}>{ctx.t(`administration.standing.${standing}`)}</StatusTag>;
}

/** The way back up from a page of one thing. */
export function crumbs(ctx: ViewContext, ...above: readonly Crumb[]): readonly Crumb[] {
  return [{ label: ctx.t('administration.title'), href: ctx.url('administration.accounts') }, ...above];
}
