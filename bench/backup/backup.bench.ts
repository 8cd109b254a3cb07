/** Backup and restore of 100,000 records, and the drill that does both: the goal of security.md, section 13. */
import { auditLog } from '../../app/src/platform/audit/index.ts';
import { hashTable, readTables } from '../../app/src/platform/backup/catalogue.ts';
import { inSnapshot } from '../../app/src/platform/backup/export.ts';
import { type Manifest, makeKeys, restoreBackup, rowsOf, writeBackup } from '../../app/src/platform/backup/index.ts';
import { connect, type Database, dropDatabase } from '../../app/src/platform/database/index.ts';
import { databaseOn } from '../../app/test/database.ts';
import { MIGRATIONS, need } from '../../app/test/server.ts';
import { round, timed } from '../measure.ts';
import type { BenchResult } from '../result.ts';
import { withFolder, withServer } from '../site.ts';

const RECORDS = 100_000;
const EVENTS = 40_000;
const FILES = 200;
const FILE_BYTES = 100_000;
const GOAL_SECONDS = 120;

export async function run(): Promise<BenchResult[]> {
  return await withServer((server) =>
    withFolder(async (folder) => {
      const database = await databaseOn(server);
      const target = `${database.name}_restored`;
      try {
        await fill(database.admin);
        await auditLog(database.app).append(ACT);
        const keys = [await makeKeys(), await makeKeys()];
        const recipients = keys.map(({ recipient }) => recipient);
        const made = await took(() =>
          writeBackup({ database: database.backup, folder, recipients, verifierKey: '', now: new Date() }),
        );
        const { backup, rows } = { backup: made.value, rows: rowsOf(made.value) };
        const restored = await took(() =>
          restoreBackup({
            file: backup.file,
            identities: [keys[1]?.identity ?? ''],
            server,
            database: target,
            migrations: MIGRATIONS,
            log: () => undefined,
          }),
        );
        // A restore whose tables were not equal to the manifest is a refusal, and `need` throws.
        const { urls } = need(restored.value);
        const equal = await holdsTheSame(urls.backup, backup.manifest);
        return [
          { name: 'records', value: rows, unit: 'rows', goal: `>= ${RECORDS}`, ok: rows >= RECORDS },
          { name: 'sealed archive', value: round(backup.bytes / 1e6), unit: 'MB' },
          { name: 'backup, to two custodians', value: round(made.ms / 1000), unit: 's' },
          {
            name: 'restore, every table hash, key, wall and the root of the log compared',
            value: round(restored.ms / 1000),
            unit: `s; hashes ${equal ? 'equal' : 'DIFFERENT'}`,
            goal: `< ${GOAL_SECONDS} (issue 3)`,
            ok: equal && restored.ms < GOAL_SECONDS * 1000,
          },
        ];
      } finally {
        await dropDatabase(server, target);
        await database.close();
      }
    }),
  );
}

/** Asked once more from outside, by the role that makes backups: the hash of every table as the manifest has it. */
async function holdsTheSame(url: string, manifest: Manifest): Promise<boolean> {
  const restored = connect(url, { max: 1, log: () => undefined });
  try {
    return await inSnapshot(restored, async (client) => {
      const tables = await readTables(client);
      const hashes = [];
      for (const table of tables) hashes.push({ name: table.name, ...(await hashTable(client, table)) });
      const expected = manifest.tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 }));
      return JSON.stringify(hashes) === JSON.stringify(expected);
    });
  } finally {
    await restored.close();
  }
}

async function took<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const values: T[] = [];
  const ms = await timed(async () => values.push(await work()));
  const [value] = values;
  if (value === undefined) throw new Error('nothing was made');
  return { value, ms };
}

const ACT = {
  at: '2017-01-20T16:00:00Z',
  organisation: 'HN',
  person: 'persona-ejemplo',
  roles: ['focal_point'],
  act: 'agreements.reported',
  permission: null,
  outcome: 'done',
} as const;

/** Acts in the log, agreements with a line of history each, and stored files that cannot be compressed. */
async function fill({ pool }: Database): Promise<void> {
  const body = JSON.stringify({ v: 1, nonce: '', ...ACT, subject: 'A-2017-00001' });
  await pool.query(`select count(audit.append(convert_to($1 || n, 'utf8'))) from generate_series(1, ${EVENTS}) n`, [
    body,
  ]);
  await pool.query(`insert into conf.meeting (code, body, title_es, title_en, starts_on, ends_on, status)
    values ('GRCM-2017', 'GRCM', 'Reunión de ejemplo', 'Example meeting', '2017-11-15', '2017-11-16', 'published')`);
  const each = (RECORDS - EVENTS) / 2;
  await pool.query(`
    insert into conf.obligation (meeting, lang, quote, kind, title_es, title_en, responsible, owed_by, deadline_rule, state, created_at)
    select m.id, 'es', 'Los Países Miembros remitirán sus comentarios a la Secretaría Técnica dentro del plazo acordado (' || n || ').',
      'agreement', 'Remitir comentarios ' || n, 'Send comments ' || n, array['HN'], array['HN', 'CR'],
      jsonb_build_object('type', 'duration', 'iso8601', 'P2M', 'n', n), 'candidate', now()
    from generate_series(1, ${each}) n cross join conf.meeting m`);
  await pool.query(`
    insert into conf.obligation_event (obligation, at, party, kind, details)
    select id, now(), 'HN', 'confirmed', jsonb_build_object('by', id) from conf.obligation`);
  await pool.query(`
    insert into conf.file (sha256, bytes, size, mime)
    select sha256(b), b, length(b), 'application/pdf' from generate_series(1, ${FILES}) n
    cross join lateral (select string_agg(sha256(convert_to(n || '-' || k, 'utf8')), '') as b from generate_series(1, ${FILE_BYTES / 32}) k) f`);
  await pool.query('analyze');
}
