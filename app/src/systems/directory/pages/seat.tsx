import { formatDate, type LocalDate } from '../../../kernel/index.ts';
import type { View, ViewContext } from '../../../platform/system/index.ts';
import { Button, ButtonLink, ContactList, DateField, EmptyState } from '../../../ui/index.ts';
import { isActiveOn, type Seat } from '../appointment.ts';
import { byPerson, type Entry } from '../listing.ts';
import { Functions } from './person.tsx';
import { contactOf, crumbs, type Known, partyName, seatName } from './words.ts';

export interface SeatData {
  readonly seat: Seat;
  /** Confirmed appointments of this function, and open ones that the reader may see. */
  readonly entries: readonly Entry[];
  /** Alternates for the same topic. */
  readonly alternates: readonly Entry[];
  readonly known: Known;
  readonly on: LocalDate;
  readonly onTyped: string | undefined;
  readonly onFault: string | undefined;
  readonly canNominate: boolean;
}

/** A function of a country: who holds it, who stands in, and who held it before. */
export function seatView(ctx: ViewContext, data: SeatData): View {
  const { t, lang } = ctx;
  const { seat, known, on } = data;
  const isPast = on !== ctx.today;
  const holders = data.entries.filter(({ appointment }) => isActiveOn(appointment, on));
  const role = seatName(ctx, known, seat);
  const title = `${role}, ${partyName(known, seat.party, lang)}`;
  const sections = [
    {
      id: 'holder',
      title: isPast ? t('directory.seat.holder-on', { date: formatDate(on, lang) }) : t('directory.seat.holder'),
      entries: holders,
    },
    { id: 'alternates', title: t('directory.function.alternate'), entries: data.alternates },
  ].filter(({ entries }) => entries.length > 0);
  return {
    title,
    section: 'directory.list',
    crumbs: crumbs(ctx, {
      label: partyName(known, seat.party, lang),
      href: ctx.url('directory.list', { country: seat.party }),
    }),
    actions: data.canNominate ? <Nominate ctx={ctx} seat={seat} holder={holders[0]} /> : undefined,
    printLine: t('directory.print-line', { date: formatDate(on, lang) }),
    body: (
      <>
        {holders.length === 0 && (
          <EmptyState
            title={isPast ? t('directory.seat.nobody-on', { date: formatDate(on, lang) }) : t('directory.seat.nobody')}
          >
            {data.canNominate ? t('directory.seat.nobody-nominate') : t('directory.seat.nobody-ask')}
          </EmptyState>
        )}
        <ContactList
          groups={sections.map(({ entries, ...section }) => ({
            ...section,
            contacts: byPerson(entries).map((held) =>
              contactOf(ctx, held, { roleOf: (one) => seatName(ctx, known, one), on }),
            ),
          }))}
        />
        <Functions
          ctx={ctx}
          entries={data.entries.toSorted((a, b) => b.appointment.startsOn.localeCompare(a.appointment.startsOn))}
          known={known}
          withPerson
        />
        <form
          method="get"
          action={ctx.url('directory.seat', { party: seat.party, fn: seat.function })}
          class="screen-only"
        >
          {seat.topic !== null && <input type="hidden" name="topic" value={seat.topic} />}
          <DateField
            lang={lang}
            name="on"
            label={t('directory.seat.ask-on')}
            value={data.onTyped}
            error={data.onFault === undefined ? undefined : t(data.onFault)}
          />
          <Button kind="secondary">{t('directory.seat.show')}</Button>
        </form>
      </>
    ),
  };
}

function Nominate({
  ctx,
  seat,
  holder,
}: {
  readonly ctx: ViewContext;
  readonly seat: Seat;
  readonly holder: Entry | undefined;
}) {
  return (
    <ButtonLink
      kind="primary"
      href={ctx.url('directory.nominate', {
        party: seat.party,
        fn: seat.function,
        topic: seat.topic ?? undefined,
        replaces: holder?.appointment.id,
      })}
    >
      {holder ? ctx.t('directory.act.successor') : ctx.t('directory.act.nominate')}
    </ButtonLink>
  );
}
