import { formatDate, formatLongDate, type LocalDate } from '../../../kernel/index.ts';
import type { PrintDocument, Sheet } from '../../../platform/export/index.ts';
import type { ViewContext } from '../../../platform/system/index.ts';
import { byPerson, type Entry, inGroups } from '../listing.ts';
import { parsePhone } from '../phone.ts';
import { type Card, renderCards } from '../vcard.ts';
import { functionName, type Known, namesOf, partyName, postIn, seatName } from './words.ts';

type ExportContext = Pick<ViewContext, 't' | 'lang' | 'url' | 'today' | 'now' | 'exampleMode'>;

/** What of the directory leaves the house, and on which day it was so. */
export interface Exported {
  readonly entries: readonly Entry[];
  readonly known: Known;
  readonly on: LocalDate;
}

/** The list as a table: one row for each function, dates as ISO days. */
export function directorySheet(ctx: ExportContext, { entries, known, on }: Exported): Sheet {
  const { t, lang } = ctx;
  const contacts = on === ctx.today;
  return {
    name: t('directory.navigation'),
    columns: [
      { key: 'party', header: t('directory.field.party'), type: 'text', width: 24 },
      { key: 'function', header: t('directory.field.function'), type: 'text', width: 24 },
      { key: 'topic', header: t('directory.field.topic'), type: 'text', width: 30 },
      { key: 'name', header: t('directory.field.name'), type: 'text', width: 34 },
      { key: 'post', header: t('directory.field.post'), type: 'text', width: 34 },
      { key: 'unit', header: t('directory.field.unit'), type: 'text', width: 34 },
      { key: 'email', header: t('directory.field.email'), type: 'text', width: 34 },
      { key: 'phone', header: t('directory.field.phone'), type: 'text', width: 20 },
      { key: 'mobile', header: t('directory.field.mobile'), type: 'text', width: 20 },
      { key: 'starts', header: t('directory.field.starts'), type: 'date', width: 12 },
      { key: 'ends', header: t('directory.field.ends'), type: 'date', width: 12 },
      { key: 'verified', header: t('directory.field.verified'), type: 'date', width: 12 },
    ],
    rows: grouped(ctx, entries, known).map(({ person, appointment }) => ({
      party: partyName(known, appointment.party, lang),
      function: functionName(ctx, appointment.function),
      topic: appointment.topic === null ? t('directory.topic.all') : namesOf(known).topic(appointment.topic)[lang],
      name: person.name,
      post: postIn(person, lang)?.text,
      unit: person.unit,
      email: contacts ? person.email : null,
      phone: contacts ? person.phone : null,
      mobile: contacts ? person.mobile : null,
      starts: appointment.startsOn,
      ends: appointment.endsOn,
      verified: person.verifiedOn,
    })),
  };
}

/** The list as a document for Word, in the order of the screen. */
export function directoryDocument(ctx: ExportContext, { entries, known, on }: Exported): PrintDocument {
  const { t, lang } = ctx;
  const contacts = on === ctx.today;
  const title = t('directory.export.title');
  return {
    lang,
    title,
    issuedAt: ctx.now,
    orientation: 'landscape',
    ...(ctx.exampleMode && { exampleNotice: t('ui.demo') }),
    footer: t('directory.print-line', { date: formatDate(on, lang) }),
    blocks: [
      {
        kind: 'title',
        lines: [
          { level: 'title', text: title },
          { level: 'detail', text: formatLongDate(on, lang) },
        ],
      },
      {
        kind: 'table',
        columns: [
          { header: t('directory.field.party'), width: 14 },
          { header: t('directory.field.function'), width: 22 },
          { header: t('directory.field.name'), width: 24 },
          { header: t('directory.list.reach'), width: 28 },
          { header: t('directory.field.verified'), width: 12 },
        ],
        rows: grouped(ctx, entries, known).map(({ person, appointment }) => [
          partyName(known, appointment.party, lang),
          seatName(ctx, known, appointment),
          [person.name, postIn(person, lang)?.text].filter(Boolean).join(', '),
          contacts ? [person.mobile, person.phone, person.email].filter(Boolean).join(' · ') : '',
          formatDate(person.verifiedOn, lang),
        ]),
      },
    ],
  };
}

function grouped({ lang }: ExportContext, entries: readonly Entry[], known: Known): readonly Entry[] {
  return inGroups(entries, 'country', namesOf(known), lang).flatMap((group) => group.entries);
}

/** One card for each person, with all that they hold. */
export function directoryCards(ctx: ExportContext, { entries, known }: Exported): string {
  return renderCards(byPerson(grouped(ctx, entries, known)).map((held) => cardOf(ctx, known, held)));
}

function cardOf(ctx: ExportContext, known: Known, held: readonly [Entry, ...Entry[]]): Card {
  const [{ person }] = held;
  return {
    id: person.id,
    name: person.name,
    organisation: partyName(known, person.party, ctx.lang),
    unit: person.unit,
    post: postIn(person, ctx.lang)?.text ?? null,
    roles: held.map(({ appointment }) => seatName(ctx, known, appointment)),
    email: person.email,
    phone: telOf(person.phone),
    mobile: telOf(person.mobile),
    langs: person.langs,
    verifiedOn: person.verifiedOn,
  };
}

function telOf(number: string | null): string | null {
  const phone = number === null ? undefined : parsePhone(number);
  return phone?.ok ? phone.value.href : null;
}
