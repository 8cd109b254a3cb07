import { randomUUID } from 'node:crypto';
import { AT, alike, type Fixture, meetingRow, next, OWN, personOf, type Row, twins, words } from './worlds.ts';

export const REFERENCE_FIXTURES: Readonly<Record<string, Fixture>> = {
  party: alike(['code'], () => ({ code: `EJ${next()}`, kind: 'group', name_es: 'Ejemplo', name_en: 'Example' })),
  body: {
    key: ['code'],
    arrange: async ({ add }) => {
      const party = (): Promise<Row> =>
        add('conf.party', { code: `EJ${next()}`, kind: 'body', name_es: 'Ejemplo', name_en: 'Example' });
      const [row, like] = [await party(), await party()];
      return [{ what: 'any row', facts: {}, row: { code: row['code'] }, like: { code: like['code'] } }];
    },
  },
  membership: alike(['party', 'body', 'valid_from'], () => ({
    party: OWN,
    body: 'GRCM',
    role: 'observer',
    valid_from: `20${String(10 + next()).slice(0, 2)}-01-01`,
  })),
  'reading-alias': alike(['lang', 'alias'], () => ({ lang: 'es', alias: `Ejemplo ${next()}`, canonical: 'HN' })),
  'reading-word': alike(['lang', 'list', 'word'], () => ({
    lang: 'es',
    list: 'ask',
    word: `ejemplar${next()}`,
    counts: true,
  })),
  'backup-run': alike(['id'], () => ({
    id: randomUUID(),
    kind: 'backup',
    started_at: AT,
    finished_at: AT,
    outcome: 'done',
  })),
  job: {
    key: ['id'],
    arrange: async () =>
      [personOf(OWN), personOf('ST'), null].map((starter) => ({
        what: words({ starter }),
        facts: { starter },
        ...twins(() => ({ id: randomUUID(), kind: 'example', payload: {}, starter, lang: 'es', created_at: AT })),
      })),
  },
  meeting: {
    key: ['id'],
    arrange: async () =>
      ['planned', 'convened', 'report_in_review', 'adopted', 'published'].map((status) => ({
        what: status,
        facts: { status },
        ...twins(() => meetingRow(status)),
      })),
  },
  delegation: {
    key: ['meeting', 'party'],
    arrange: async ({ add }) => {
      const make = async (): Promise<Row> => ({ meeting: (await add('conf.meeting', meetingRow()))['id'], party: OWN });
      return [{ what: 'any row', facts: {}, row: await make(), like: await make() }];
    },
  },
  'agenda-item': {
    key: ['id'],
    arrange: async ({ add }) => {
      const { id: meeting } = await add('conf.meeting', meetingRow());
      const make = (): Row => ({
        id: randomUUID(),
        meeting,
        ordinal: next(),
        title_es: 'Ejemplo',
        title_en: 'Example',
      });
      return [{ what: 'any row', facts: {}, ...twins(make) }];
    },
  },
};
