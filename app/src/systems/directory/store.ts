import { sql } from 'kysely';
import type { AppointmentFunction, Lang, LocalDate } from '../../kernel/index.ts';
import type { Transaction } from '../../platform/database/index.ts';
import type { Seat, State } from './appointment.ts';
import type { AppointmentRecord, Entry, Person, Topic } from './listing.ts';

/** What a person's entry says; the rest is kept by the program. */
export type PersonForm = Omit<Person, 'id' | 'party' | 'verifiedOn' | 'version' | 'account'>;

/** A new appointment, before anybody decided on it. */
export interface NewAppointment extends Seat {
  readonly person: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly state: 'proposed' | 'nominated';
  readonly note: string | null;
  readonly noteDocument: string | null;
  readonly replaces: string | null;
  readonly at: Date;
}

/** In the order in which they were entered: the number of a seat never changes. */
export async function listTopics(db: Transaction): Promise<readonly Topic[]> {
  const rows = await db.selectFrom('conf.topic').selectAll().orderBy('added_at').orderBy('code').execute();
  return rows.map((row) => ({
    code: row.code,
    name: { es: row.name_es, en: row.name_en },
    focalPointExpected: row.focal_point_expected,
  }));
}

/** False when the code is taken. */
export async function insertTopic(db: Transaction, topic: Topic, at: Date): Promise<boolean> {
  const made = await db
    .insertInto('conf.topic')
    .values({
      code: topic.code,
      name_es: topic.name.es,
      name_en: topic.name.en,
      focal_point_expected: topic.focalPointExpected,
      added_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

function people(db: Transaction) {
  return db
    .selectFrom('conf.person as p')
    .select(['p.id', 'p.party', 'p.name', 'p.post_es', 'p.post_en', 'p.unit', 'p.email', 'p.phone', 'p.mobile'])
    .select(['p.langs', 'p.verified_on', 'p.version'])
    .select(sql<string | null>`conf.account_of(p.id)`.as('account'));
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>;

function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    party: row.party,
    name: row.name,
    post: { es: row.post_es, en: row.post_en },
    unit: row.unit,
    email: row.email,
    phone: row.phone,
    mobile: row.mobile,
    langs: row.langs as Lang[],
    verifiedOn: row.verified_on,
    version: row.version,
    account: row.account,
  };
}

export async function findPerson(db: Transaction, id: string): Promise<Person | undefined> {
  const row = await people(db).where('p.id', '=', id).executeTakeFirst();
  return row && personOf(row);
}

/** The entry of the person who asks, if there is one. */
export async function findOwnEntry(db: Transaction): Promise<Person | undefined> {
  const row = await people(db).where(sql<boolean>`p.id = conf.person_of(app.person())`).executeTakeFirst();
  return row && personOf(row);
}

/** Everybody of one organisation whom the reader may see, by name. */
export async function listPeople(db: Transaction, party: string): Promise<readonly Person[]> {
  const rows = await people(db).where('p.party', '=', party).orderBy('p.name').orderBy('p.id').execute();
  return rows.map(personOf);
}

/** Entries with that e-mail, in whatever organisation: the same human being. */
export async function listPeopleByEmail(db: Transaction, email: string): Promise<readonly Person[]> {
  const rows = await people(db).where(sql<boolean>`lower(p.email) = lower(${email})`).execute();
  return rows.map(personOf);
}

export async function insertPerson(
  db: Transaction,
  person: PersonForm & { readonly party: string; readonly verifiedOn: LocalDate; readonly at: Date },
): Promise<string> {
  const { id } = await db
    .insertInto('conf.person')
    .values({ ...columnsOf(person), party: person.party, verified_on: person.verifiedOn, added_at: person.at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Who corrects an entry says that it is right. False when it changed meanwhile. */
export async function updatePerson(
  db: Transaction,
  id: string,
  known: number,
  person: PersonForm,
  verifiedOn: LocalDate,
): Promise<boolean> {
  const changed = await db
    .updateTable('conf.person')
    .set({ ...columnsOf(person), verified_on: verifiedOn, version: known + 1 })
    .where('id', '=', id)
    .where('version', '=', known)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

function columnsOf(person: PersonForm) {
  return {
    name: person.name,
    post_es: person.post.es,
    post_en: person.post.en,
    unit: person.unit,
    email: person.email,
    phone: person.phone,
    mobile: person.mobile,
    langs: [...person.langs],
  };
}

/** Ties an entry to the account of whoever says "this is me". False when it is tied already. */
export async function tieAccount(db: Transaction, person: string, account: string): Promise<boolean> {
  const changed = await db
    .updateTable('conf.person')
    .set({ account })
    .where('id', '=', person)
    .where('account', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** "Todo sigue igual": everybody of a party who holds a function on that day. Returns how many. */
export async function reconfirmParty(db: Transaction, party: string, day: LocalDate): Promise<number> {
  const changed = await db
    .updateTable('conf.person')
    .set({ verified_on: day })
    .where('party', '=', party)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('conf.appointment as a')
          .select('a.id')
          .whereRef('a.person', '=', 'conf.person.id')
          .where('a.state', '=', 'confirmed')
          .where('a.starts_on', '<=', day)
          .where((or) => or.or([or('a.ends_on', 'is', null), or('a.ends_on', '>', day)])),
      ),
    )
    .executeTakeFirst();
  return Number(changed.numUpdatedRows);
}

/** The person was named again today: the entry is as fresh as the note. */
export async function verifyPerson(db: Transaction, id: string, day: LocalDate): Promise<void> {
  await db
    .updateTable('conf.person')
    .set({ verified_on: day })
    .where('id', '=', id)
    .where('verified_on', '<', day)
    .execute();
}

function appointments(db: Transaction) {
  return db
    .selectFrom('conf.appointment as a')
    .select(['a.id', 'a.person', 'a.party', 'a.function', 'a.topic', 'a.starts_on', 'a.ends_on', 'a.state', 'a.note'])
    .select(['a.note_document', 'a.replaces', 'a.reason', 'a.proposed_at', 'a.nominated_at', 'a.decided_at'])
    .select(['a.ended_at', 'a.version']);
}

type AppointmentRow = Awaited<ReturnType<ReturnType<typeof appointments>['executeTakeFirstOrThrow']>>;

function appointmentOf(row: AppointmentRow): AppointmentRecord {
  return {
    id: row.id,
    person: row.person,
    party: row.party,
    function: row.function as AppointmentFunction,
    topic: row.topic,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: row.state as State,
    note: row.note,
    noteDocument: row.note_document,
    replaces: row.replaces,
    reason: row.reason,
    proposedAt: row.proposed_at,
    nominatedAt: row.nominated_at,
    decidedAt: row.decided_at,
    endedAt: row.ended_at,
    version: row.version,
  };
}

export async function findAppointment(db: Transaction, id: string): Promise<AppointmentRecord | undefined> {
  const row = await appointments(db).where('a.id', '=', id).executeTakeFirst();
  return row && appointmentOf(row);
}

/** All appointments that the reader may see, with whom they name, newest first; narrowed to a party, seat or person. */
export async function listEntries(
  db: Transaction,
  of: Partial<Seat> & { readonly person?: string; readonly states?: readonly State[] } = {},
): Promise<readonly Entry[]> {
  let query = appointments(db);
  if (of.party !== undefined) query = query.where('a.party', '=', of.party);
  if (of.function !== undefined) query = query.where('a.function', '=', of.function);
  if (of.topic !== undefined) query = query.where(sql<boolean>`a.topic is not distinct from ${of.topic}`);
  if (of.person !== undefined) query = query.where('a.person', '=', of.person);
  if (of.states !== undefined) query = query.where('a.state', 'in', [...of.states]);
  const rows = await query.orderBy('a.starts_on', 'desc').orderBy('a.id').execute();
  if (rows.length === 0) return [];
  const found = await people(db)
    .where('p.id', 'in', [...new Set(rows.map((row) => row.person))])
    .execute();
  const byId = new Map(found.map((row) => [row.id, personOf(row)]));
  return rows.flatMap((row) => {
    const person = byId.get(row.person);
    return person ? [{ person, appointment: appointmentOf(row) }] : [];
  });
}

export async function insertAppointment(db: Transaction, wanted: NewAppointment): Promise<string> {
  const { id } = await db
    .insertInto('conf.appointment')
    .values({
      person: wanted.person,
      party: wanted.party,
      function: wanted.function,
      topic: wanted.topic,
      starts_on: wanted.startsOn,
      ends_on: wanted.endsOn,
      state: wanted.state,
      note: wanted.note,
      note_document: wanted.noteDocument,
      replaces: wanted.replaces,
      proposed_at: wanted.at,
      nominated_at: wanted.state === 'nominated' ? wanted.at : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What an act changes in an appointment. */
export interface AppointmentChange {
  readonly state?: State;
  readonly ends_on?: LocalDate;
  readonly note?: string;
  readonly note_document?: string | null;
  readonly reason?: string | null;
  readonly nominated_at?: Date;
  readonly decided_at?: Date;
  readonly ended_at?: Date;
}

/** False when it changed meanwhile. */
export async function changeAppointment(
  db: Transaction,
  { id, version }: Pick<AppointmentRecord, 'id' | 'version'>,
  change: AppointmentChange,
): Promise<boolean> {
  const changed = await db
    .updateTable('conf.appointment')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** False when it changed meanwhile. */
export async function deleteAppointment(
  db: Transaction,
  { id, version }: Pick<AppointmentRecord, 'id' | 'version'>,
): Promise<boolean> {
  const gone = await db
    .deleteFrom('conf.appointment')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}
