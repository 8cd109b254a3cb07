import type { Transaction } from '../../platform/database/index.ts';
import type { Named, NamedMeeting } from './names.ts';

/** Every party, by code. */
export async function listNames(db: Transaction): Promise<ReadonlyMap<string, Named>> {
  const rows = await db
    .selectFrom('conf.party')
    .select(['code', 'kind', 'name_es', 'name_en', 'acronym_es', 'acronym_en'])
    .execute();
  return new Map(
    rows.map((row) => [
      row.code,
      {
        code: row.code,
        kind: row.kind,
        name: { es: row.name_es, en: row.name_en },
        short: { es: row.acronym_es ?? row.name_es, en: row.acronym_en ?? row.name_en },
      },
    ]),
  );
}

/** The meetings that the reader may see, the newest first. */
export async function listNamedMeetings(db: Transaction): Promise<readonly NamedMeeting[]> {
  const rows = await db
    .selectFrom('conf.meeting')
    .select(['id', 'code', 'body', 'title_es', 'title_en', 'starts_on', 'ends_on'])
    .orderBy('starts_on', (order) => order.desc().nullsFirst())
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    body: row.body,
    title: { es: row.title_es, en: row.title_en },
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }));
}
