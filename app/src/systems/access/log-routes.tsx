import { z } from 'zod';
import {
  addDays,
  CONFERENCE_ZONE,
  endOfDay,
  formatNumber,
  type LocalDate,
  ok,
  refuse,
  type Translate,
} from '../../kernel/index.ts';
import { choice, flag, integer, optional, optionalText } from '../../platform/http/inputs.ts';
import { page, type Route } from '../../platform/system/index.ts';
import { parseTypedDate } from '../../ui/index.ts';
import { accountCrumb, actLine, moment } from './in-words.tsx';
import { Accesses } from './pages/accesses.tsx';
import { LogPage } from './pages/log.tsx';

const LINES = 50;
const before = optional(integer({ min: 0, max: 1e15 }));

/** The log of every act: what it is and how to verify it, and what it says about one's own account. */
export const logRoutes: readonly Route[] = [
  page({
    id: 'access.log',
    path: { es: '/registro', en: '/log' },
    permission: 'site.read',
    audit: 'access.log-opened',
    input: z.strictObject({
      outcome: optional(choice(['done', 'denied', 'refused', 'fault'])),
      mine: flag(),
      before,
    }),
    load: async (ctx, { outcome, mine, before: asked }) => {
      const { person } = ctx.who;
      const all = ctx.can('log.read', {});
      const own = ctx.can('log.read', { person });
      const query = { outcome, before: asked, limit: LINES, person: all && !mine ? undefined : (person ?? '') };
      return ok({
        head: await ctx.log.head(),
        verifierKey: ctx.log.verifierKey,
        all,
        entries: all || own ? await ctx.log.read(query) : undefined,
      });
    },
    view: (ctx, { head, verifierKey, all, entries }, { outcome, mine, before: asked }) => {
      const filter = { outcome, ...(mine ? { mine: 'on' } : {}) };
      const last = entries?.at(-1)?.seq;
      const more = entries?.length === LINES && last !== undefined && last > 0;
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
                newestHref: asked === undefined ? undefined : ctx.url('access.log', filter),
              }
            }
          />
        ),
      };
    },
  }),
  page({
    id: 'access.accesses',
    path: { es: '/cuenta/accesos', en: '/account/accesses' },
    permission: 'own-account.manage',
    audit: 'access.accesses-opened',
    input: z.strictObject({
      whose: optional(choice(['mine', 'organisation'])),
      from: optionalText(40),
      to: optionalText(40),
      before,
    }),
    load: async (ctx, { whose, from, to, before: asked }) => {
      const { person, organisation } = ctx.who;
      const mayAll = organisation !== null && ctx.can('log.read', { organisation });
      if (whose === 'organisation' && !mayAll) return refuse('not-found', 'http.not-found');
      const days = daysAsked(from, to);
      const reach = whose === 'organisation' ? { organisation: organisation ?? '' } : { about: person ?? '' };
      const entries = await ctx.log.read({ ...reach, ...days.moments, before: asked, limit: LINES });
      const people = entries.flatMap((entry) => entry.person ?? []);
      return ok({ mayAll, days, entries, names: await ctx.accounts.names(mayAll ? [...new Set(people)] : []) });
    },
    view: (ctx, { mayAll, days, entries, names }, { whose, from, to, before: asked }) => {
      const filter = { whose, from, to };
      const last = entries.at(-1)?.seq;
      return {
        title: ctx.t('access.accesses.title'),
        crumbs: [accountCrumb(ctx)],
        body: (
          <Accesses
            lang={ctx.lang}
            t={ctx.t}
            action={ctx.url('access.accesses')}
            filter={filter}
            faults={days.faults}
            mayAll={mayAll}
            lines={entries.map((entry) => actLine(ctx, entry, whose === 'organisation' ? names : undefined))}
            olderHref={
              entries.length === LINES && last !== undefined
                ? ctx.url('access.accesses', { ...filter, before: last })
                : undefined
            }
            newestHref={asked === undefined ? undefined : ctx.url('access.accesses', filter)}
          />
        ),
      };
    },
  }),
];

/** A first and a last day as people write them, as moments of the Conference; one that cannot be read narrows nothing. */
function daysAsked(from: string | undefined, to: string | undefined) {
  const [first, last] = [dayOf(from), dayOf(to)];
  return {
    moments: {
      from: first && startOf(first),
      until: last && endOfDay(last, CONFERENCE_ZONE),
    },
    faults: [...(from && !first ? ['from'] : []), ...(to && !last ? ['to'] : [])],
  };
}

function dayOf(typed: string | undefined): LocalDate | undefined {
  const day = typed === undefined ? undefined : parseTypedDate(typed);
  return day?.ok ? day.value : undefined;
}

function startOf(day: LocalDate): Date {
  return endOfDay(addDays(day, -1), CONFERENCE_ZONE);
}

function watchCommand(t: Translate, key: string): string {
  return `node enlace-verify.mjs watch ${t('access.log.address')} --key ${key} --state ${t('access.log.state-file')}`;
}
