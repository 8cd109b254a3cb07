import { foldForSearch, formatDate } from '../../kernel/index.ts';
import { type Context, type DueItem, defineSystem, type SearchHit, type System } from '../../platform/system/index.ts';
import { appointmentRoutes, listState } from './appointment-routes.tsx';
import { demo } from './demo.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { knownOf, listRoutes, memberCodes, vacanciesOf } from './list-routes.tsx';
import { type Entry, entriesOn } from './listing.ts';
import { type Known, namesOf, partyName, seatName } from './pages/words.ts';
import { personRoutes } from './person-routes.tsx';
import { directoryPolicy } from './policy.ts';
import { isAsked } from './reconfirmation.ts';
import { listEntries } from './store.ts';
import { fillOf } from './vacancy.ts';

/** Who holds which function for which country: found and called in two screens, kept true by those who know. */
export const directory: System = defineSystem({
  id: 'directory',
  navigation: [{ route: 'directory.list', label: 'directory.navigation', order: 75 }],
  policy: directoryPolicy,
  routes: [...listRoutes, ...personRoutes, ...appointmentRoutes],
  messages: { es, en },
  due,
  search,
  demo,
});

/** What the reader must decide, fill or confirm. Items name functions and countries, never persons: they go into mail. */
async function due(ctx: Context): Promise<readonly DueItem[]> {
  const { organisation } = ctx.who;
  if (organisation === null || !ctx.can('person.reconfirm')) return [];
  const known = await knownOf(ctx);
  if (ctx.can('appointment.confirm')) return secretariatDue(ctx, known, await listEntries(ctx.db));
  const entries = await listEntries(ctx.db, { party: organisation });
  return [
    ...toSign(ctx, known, entries),
    ...toFill(ctx, known, organisation, entries),
    ...toReconfirm(ctx, organisation, entries),
  ];
}

/** Nominations to decide one by one; vacancies and old lists as one item for each country. */
function secretariatDue(ctx: Context, known: Known, entries: readonly Entry[]): readonly DueItem[] {
  const { t, lang } = ctx;
  const nominated = entries
    .filter(({ appointment }) => appointment.state === 'nominated')
    .map(({ appointment }) => ({
      id: `N-${appointment.id.slice(0, 8)}`,
      what: t('directory.due.confirm', {
        seat: seatName(ctx, known, appointment),
        party: partyName(known, appointment.party, lang),
      }),
      href: ctx.url('directory.appointment', { id: appointment.id }),
      due: appointment.startsOn < ctx.today ? ctx.today : appointment.startsOn,
      action: t('directory.act.decide'),
    }));
  const countries = memberCodes(known).flatMap((party) => {
    const vacant = vacanciesOf(known, [party], entries, ctx.today).filter(({ underway }) => !underway);
    const { stale } = listState(ctx, party, entries);
    if (vacant.length === 0 && !stale) return [];
    const notes = [
      ...(vacant.length > 0 ? [t('directory.due.vacancies', { count: vacant.length })] : []),
      ...(stale ? [t('directory.lists.stale')] : []),
    ];
    return [
      {
        id: `D-${party}`,
        what: t('directory.due.ask', { party: partyName(known, party, lang) }),
        href: ctx.url('directory.upkeep', { party }),
        due: null,
        action: t('directory.act.see'),
        note: notes.join(' · '),
      },
    ];
  });
  return [...nominated, ...countries];
}

/** Drafts of colleagues that wait for a signature. */
function toSign(ctx: Context, known: Known, entries: readonly Entry[]): readonly DueItem[] {
  return entries
    .filter(
      ({ appointment: { state, party } }) => state === 'proposed' && ctx.can('appointment.sign', { party, state }),
    )
    .map(({ appointment }) => ({
      id: `N-${appointment.id.slice(0, 8)}`,
      what: ctx.t('directory.due.sign', { seat: seatName(ctx, known, appointment) }),
      href: ctx.url('directory.appointment', { id: appointment.id }),
      due: appointment.startsOn < ctx.today ? ctx.today : appointment.startsOn,
      action: ctx.t('directory.act.nominate'),
    }));
}

/** Functions of the own country that nobody holds, or soon nobody will. */
function toFill(ctx: Context, known: Known, party: string, entries: readonly Entry[]): readonly DueItem[] {
  if (!memberCodes(known).includes(party)) return [];
  return vacanciesOf(known, [party], entries, ctx.today)
    .filter(({ underway }) => !underway)
    .map((vacancy) => ({
      id: `V-${party}-${vacancy.number}`,
      what: ctx.t('directory.due.fill', { seat: seatName(ctx, known, vacancy) }),
      href: ctx.url('directory.nominate', { party, ...fillOf(vacancy, ctx.today) }),
      due: vacancy.since !== null && vacancy.since > ctx.today ? vacancy.since : null,
      action: ctx.t('directory.act.nominate'),
      ...(vacancy.since !== null &&
        vacancy.since <= ctx.today && {
          note: ctx.t('directory.vacant.since', { date: formatDate(vacancy.since, ctx.lang) }),
        }),
    }));
}

/** The own list, once its oldest contact is nearly six months old. */
function toReconfirm(ctx: Context, party: string, entries: readonly Entry[]): readonly DueItem[] {
  const { due: by, people } = listState(ctx, party, entries);
  if (by === null || !isAsked(by, ctx.today)) return [];
  return [
    {
      id: `R-${party}-${by.slice(2, 7).replace('-', '')}`,
      what: ctx.t('directory.due.reconfirm', { count: people }),
      href: ctx.url('directory.upkeep'),
      due: by,
      action: ctx.t('directory.act.review'),
    },
  ];
}

const MOST_HITS = 10;

/** People by name, post, country or topic, for those who may call them. */
async function search(ctx: Context, query: string): Promise<readonly SearchHit[]> {
  if (!ctx.can('directory.read') || foldForSearch(query) === '') return [];
  const known = await knownOf(ctx);
  const entries = entriesOn(
    await listEntries(ctx.db, { states: ['confirmed'] }),
    ctx.today,
    { q: query },
    namesOf(known),
  );
  const ids = [...new Set(entries.map(({ person }) => person.id))].slice(0, MOST_HITS);
  return ids.flatMap((id) => {
    const held = entries.filter(({ person }) => person.id === id);
    const [first] = held;
    if (!first) return [];
    const seats = held.map(({ appointment }) => seatName(ctx, known, appointment)).join(', ');
    return [
      {
        kind: ctx.t('directory.search.kind'),
        title: first.person.name,
        detail: `${seats} · ${partyName(known, first.person.party, ctx.lang)}`,
        href: ctx.url('directory.person', { id }),
      },
    ];
  });
}
