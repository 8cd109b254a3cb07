import type { WordChange } from '@enlace/minutes';
import { sql } from 'kysely';
import type { Bilingual } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import type { AgendaItem, BodyName, Capacity, Delegation, Meeting, MeetingForm, MeetingMode } from './meeting.ts';
import type { MeetingState } from './states.ts';

function selectMeetings(db: Transaction) {
  return db
    .selectFrom('conf.meeting as m')
    .innerJoin('conf.party as p', 'p.code', 'm.body')
    .innerJoin('conf.body as b', 'b.code', 'm.body')
    .select(['m.id', 'm.code', 'm.body', 'm.title_es', 'm.title_en', 'm.starts_on', 'm.ends_on', 'm.zone'])
    .select(['m.opens_at', 'm.closes_at'])
    .select(['m.place_es', 'm.place_en', 'm.mode', 'm.status', 'm.linked_meeting', 'm.version'])
    .select(['p.name_es', 'p.name_en', 'p.acronym_es', 'p.acronym_en', 'b.reports_to']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMeetings>['executeTakeFirstOrThrow']>>;

function fromRow(row: Row): Meeting {
  return {
    id: row.id,
    code: row.code,
    body: row.body,
    title: { es: row.title_es, en: row.title_en },
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    opensAt: row.opens_at?.slice(0, 5) ?? null,
    closesAt: row.closes_at?.slice(0, 5) ?? null,
    zone: row.zone,
    place: { es: row.place_es, en: row.place_en },
    mode: row.mode as MeetingMode,
    status: row.status as MeetingState,
    linkedMeeting: row.linked_meeting,
    version: row.version,
    bodyName: { es: row.name_es, en: row.name_en },
    bodyAcronym: { es: row.acronym_es ?? row.name_es, en: row.acronym_en ?? row.name_en },
    reportsTo: row.reports_to,
  };
}

/** Every meeting, those without a date first, then the newest. */
export async function listMeetings(db: Transaction): Promise<readonly Meeting[]> {
  const rows = await selectMeetings(db)
    .orderBy('m.starts_on', (order) => order.desc().nullsFirst())
    .orderBy('m.code')
    .execute();
  return rows.map(fromRow);
}

export async function findMeeting(db: Transaction, code: string): Promise<Meeting | undefined> {
  const row = await selectMeetings(db).where('m.code', '=', code).executeTakeFirst();
  return row && fromRow(row);
}

export async function findMeetingById(db: Transaction, id: string): Promise<Meeting | undefined> {
  const row = await selectMeetings(db).where('m.id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

/** Addresses in use. */
export async function takenCodes(db: Transaction): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('conf.meeting').select('code').execute();
  return new Set(rows.map((row) => row.code));
}

/** Symbols in use. */
export async function takenSymbols(db: Transaction): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('conf.text').select('symbol').where('symbol', 'is not', null).execute();
  return new Set(rows.map((row) => row.symbol ?? ''));
}

function columnsOf(form: MeetingForm) {
  return {
    body: form.body,
    title_es: form.title.es,
    title_en: form.title.en,
    starts_on: form.startsOn,
    ends_on: form.endsOn,
    opens_at: form.opensAt,
    closes_at: form.closesAt,
    zone: form.zone,
    place_es: form.place.es,
    place_en: form.place.en,
    mode: form.mode,
    linked_meeting: form.linkedMeeting,
  };
}

export async function insertMeeting(
  db: Transaction,
  meeting: MeetingForm & { readonly code: string; readonly status: MeetingState; readonly at: Date },
): Promise<string> {
  const row = await db
    .insertInto('conf.meeting')
    .values({ ...columnsOf(meeting), code: meeting.code, status: meeting.status, created_at: meeting.at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Changes a meeting if nobody has since the version known; false when somebody has. */
export async function updateMeeting(db: Transaction, id: string, known: number, form: MeetingForm): Promise<boolean> {
  const changed = await db
    .updateTable('conf.meeting')
    .set({ ...columnsOf(form), version: known + 1 })
    .where('id', '=', id)
    .where('version', '=', known)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function setMeetingStatus(db: Transaction, id: string, status: MeetingState): Promise<void> {
  await db
    .updateTable('conf.meeting')
    .set((column) => ({ status, version: column('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Adds a new status only if the version is still the one known. */
export async function moveMeetingStatus(
  db: Transaction,
  id: string,
  known: number,
  status: MeetingState,
): Promise<boolean> {
  const changed = await db
    .updateTable('conf.meeting')
    .set({ status, version: known + 1 })
    .where('id', '=', id)
    .where('version', '=', known)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function listDelegations(db: Transaction, meeting: string): Promise<readonly Delegation[]> {
  const rows = await db
    .selectFrom('conf.delegation as d')
    .innerJoin('conf.party as p', 'p.code', 'd.party')
    .select(['d.party', 'd.capacity', 'd.attended', 'p.name_es', 'p.name_en'])
    .where('d.meeting', '=', meeting)
    .orderBy('d.party')
    .execute();
  return rows.map((row) => ({
    party: row.party,
    name: { es: row.name_es, en: row.name_en },
    capacity: row.capacity as Capacity,
    attended: row.attended,
  }));
}

/** Puts this list of delegations in the place of the present one; two who save at once wait for each other. */
export async function replaceDelegations(
  db: Transaction,
  meeting: string,
  delegations: readonly Pick<Delegation, 'party' | 'capacity' | 'attended'>[],
): Promise<void> {
  await db.selectFrom('conf.meeting').select('id').where('id', '=', meeting).forUpdate().execute();
  await db.deleteFrom('conf.delegation').where('meeting', '=', meeting).execute();
  if (delegations.length === 0) return;
  await db
    .insertInto('conf.delegation')
    .values(delegations.map((delegation) => ({ meeting, ...delegation })))
    .execute();
}

/** Who belongs to a body on a day, with the capacity in which it takes part. */
export async function rollOf(
  db: Transaction,
  body: string,
  day: string,
): Promise<readonly Omit<Delegation, 'attended'>[]> {
  const { rows } = await sql<{ party: string; role: string; name_es: string; name_en: string }>`
    select distinct m.party, m.role, p.name_es, p.name_en
    from conf.membership m join conf.party p on p.code = m.party
    where m.body = ${body} and m.valid_from <= ${day} and (m.valid_to is null or m.valid_to >= ${day})
      and m.role <> 'presidency'
    order by m.party`.execute(db);
  return rows.map((row) => ({
    party: row.party,
    name: { es: row.name_es, en: row.name_en },
    capacity: row.role as Capacity,
  }));
}

/** Whom a meeting concerns: the roll of its body that day, and whoever takes part besides. */
export async function listInvited(db: Transaction, meeting: Meeting, day: string): Promise<readonly string[]> {
  const roll = await rollOf(db, meeting.body, day);
  const delegations = await listDelegations(db, meeting.id);
  return [...new Set([...roll, ...delegations].map(({ party }) => party))].toSorted();
}

/** Meetings with a date, since a day, of the bodies to which a party belongs or at which it takes part. */
export async function listFollowed(db: Transaction, party: string, since: string): Promise<readonly Meeting[]> {
  const rows = await selectMeetings(db)
    .where('m.starts_on', '>=', since)
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('conf.membership as r')
            .select('r.party')
            .whereRef('r.body', '=', 'm.body')
            .whereRef('r.valid_from', '<=', 'm.starts_on')
            .where((on) => on.or([on('r.valid_to', 'is', null), on('r.valid_to', '>=', on.ref('m.starts_on'))]))
            .where('r.party', '=', party),
        ),
        eb.exists(
          eb
            .selectFrom('conf.delegation as d')
            .select('d.party')
            .whereRef('d.meeting', '=', 'm.id')
            .where('d.party', '=', party),
        ),
      ]),
    )
    .orderBy('m.starts_on')
    .orderBy('m.code')
    .execute();
  return rows.map(fromRow);
}

export async function listAgenda(db: Transaction, meeting: string): Promise<readonly AgendaItem[]> {
  const rows = await db
    .selectFrom('conf.agenda_item')
    .select(['id', 'ordinal', 'title_es', 'title_en', 'kind'])
    .where('meeting', '=', meeting)
    .orderBy('ordinal')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ordinal: row.ordinal,
    title: { es: row.title_es, en: row.title_en },
    kind: row.kind as AgendaItem['kind'],
  }));
}

export async function addAgendaItem(
  db: Transaction,
  meeting: string,
  item: { readonly title: Bilingual; readonly kind: AgendaItem['kind'] },
): Promise<string> {
  const row = await db
    .insertInto('conf.agenda_item')
    .columns(['meeting', 'ordinal', 'title_es', 'title_en', 'kind'])
    .expression((query) =>
      query
        .selectFrom('conf.agenda_item')
        .select((column) => [
          column.val(meeting).as('meeting'),
          sql<number>`coalesce(max(ordinal), 0) + 1`.as('ordinal'),
          column.val(item.title.es).as('title_es'),
          column.val(item.title.en).as('title_en'),
          column.val(item.kind).as('kind'),
        ])
        .where('meeting', '=', meeting),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function setAgendaOrdinal(db: Transaction, item: string, ordinal: number): Promise<void> {
  await db.updateTable('conf.agenda_item').set({ ordinal }).where('id', '=', item).execute();
}

export async function removeAgendaItem(db: Transaction, meeting: string, item: string): Promise<void> {
  await db.deleteFrom('conf.agenda_item').where('meeting', '=', meeting).where('id', '=', item).execute();
}

export async function listBodies(db: Transaction): Promise<readonly BodyName[]> {
  const rows = await db
    .selectFrom('conf.body as b')
    .innerJoin('conf.party as p', 'p.code', 'b.code')
    .select(['b.code', 'p.name_es', 'p.name_en', 'p.acronym_es', 'p.acronym_en'])
    .execute();
  return rows.map((row) => ({
    code: row.code,
    name: { es: row.name_es, en: row.name_en },
    acronym: { es: row.acronym_es ?? row.name_es, en: row.acronym_en ?? row.name_en },
  }));
}

/** The secretariat's own names for reading reports; others see none. */
export async function listReadingAliases(
  db: Transaction,
): Promise<readonly { readonly lang: string; readonly alias: string; readonly canonical: string }[]> {
  return await db.selectFrom('conf.reading_alias').select(['lang', 'alias', 'canonical']).execute();
}

/** Adds a name; false when that name is already known in that language. */
export async function addReadingAlias(
  db: Transaction,
  name: { readonly lang: 'es' | 'en'; readonly alias: string; readonly canonical: string },
): Promise<boolean> {
  const added = await db
    .insertInto('conf.reading_alias')
    .values(name)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

export async function removeReadingAlias(db: Transaction, lang: 'es' | 'en', alias: string): Promise<void> {
  await db.deleteFrom('conf.reading_alias').where('lang', '=', lang).where('alias', '=', alias).execute();
}

/** What the secretariat changed in the word lists, in the order of the lists. */
export async function listReadingWords(db: Transaction): Promise<readonly WordChange[]> {
  const rows = await db
    .selectFrom('conf.reading_word')
    .select(['lang', 'list', 'word', 'counts'])
    .orderBy('list')
    .orderBy('word')
    .execute();
  return rows as readonly WordChange[];
}

/** Adds a change of a word list; false when that word was changed in that list already. */
export async function addReadingWord(db: Transaction, change: WordChange): Promise<boolean> {
  const added = await db
    .insertInto('conf.reading_word')
    .values(change)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

export async function removeReadingWord(db: Transaction, change: Omit<WordChange, 'counts'>): Promise<void> {
  await db
    .deleteFrom('conf.reading_word')
    .where('lang', '=', change.lang)
    .where('list', '=', change.list)
    .where('word', '=', change.word)
    .execute();
}

/**
 * The reading of this file that waits in the queue or is under way. Two forms sent at the same time wait for each
 * other here, so that the second finds the first.
 */
export async function findWaitingImport(db: Transaction, document: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext(${`import of ${document}`}))`.execute(db);
  const row = await db
    .selectFrom('platform.job')
    .select('id')
    .where('kind', '=', 'meetings.import')
    .where('state', 'in', ['waiting', 'running'])
    .where(sql<boolean>`payload ->> 'document' = ${document}`)
    .executeTakeFirst();
  return row?.id;
}
