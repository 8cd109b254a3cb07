import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Decrypter } from 'age-encryption';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../../test/server.ts';
import { type TestSite, testSite } from '../../../test/site.ts';
import { connect, type Database } from '../database/index.ts';
import { readArchive } from './archive.ts';
import type { Backup } from './export.ts';
import { makeKeys } from './keys.ts';
import { writeOrganisationExport } from './organisation.ts';

let site: TestSite;
let auditReader: Database;
let folder: string;
let keys: { identity: string; recipient: string };
let backup: Backup;

const OWN = Buffer.from('contenido propio de ejemplo');
const FOREIGN = Buffer.from('CANARIO-DE-OTRO-PAIS');

beforeAll(async () => {
  site = await testSite();
  auditReader = connect(site.database.urls.audit_reader, { max: 1, log: () => undefined });
  folder = await mkdtemp(join(tmpdir(), 'enlace-exit-'));
  keys = await makeKeys();
  await arrangeDocument('HN', OWN, 'propio.pdf');
  await arrangeDocument('SV', FOREIGN, 'CANARIO.pdf');
  await site.act('honduras', async () => undefined);
  await site.act('salvador', async () => undefined);
  backup = need(await exportFor('HN'));
});

afterAll(async () => {
  await auditReader.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

async function arrangeDocument(owner: string, bytes: Buffer, name: string): Promise<void> {
  const { pool } = site.database.admin;
  const sha256 = createHash('sha256').update(bytes).digest();
  await pool.query('insert into conf.file (sha256, bytes, size, mime) values ($1, $2, $3, $4)', [
    sha256,
    bytes,
    bytes.length,
    'application/pdf',
  ]);
  await pool.query(
    `insert into conf.document (id, kind, name, sha256, owner_party, class, added_at) values (gen_random_uuid(), 'evidence', $1, $2, $3, 'owner', now())`,
    [name, sha256, owner],
  );
}

async function exportFor(organisation: string): ReturnType<typeof writeOrganisationExport> {
  return await writeOrganisationExport({
    database: site.database.app,
    auditReader,
    organisation,
    folder,
    recipients: [keys.recipient],
    verifierKey: 'registro.ejemplo.invalid+00000000+AA==',
    now: new Date('2017-01-20T16:00:00Z'),
  });
}

/** Everything in the archive: rows by table, other files by name. */
async function readBack(): Promise<{ rows: Map<string, string[]>; files: Map<string, Buffer> }> {
  const rows = new Map<string, string[]>();
  const files = new Map<string, Buffer>();
  need(
    await readArchive(backup.file, [keys.identity], {
      table: async (name, lines) => {
        const all: string[] = [];
        for await (const line of lines) all.push(line);
        rows.set(name, all);
      },
      file: async (name, body) => {
        const parts: Uint8Array[] = [];
        for await (const part of body) parts.push(part);
        files.set(name, Buffer.concat(parts));
      },
    }),
  );
  return { rows, files };
}

describe('what an organisation takes away', () => {
  it('is in every table what its people see, no row more and none less', async () => {
    const { rows } = await readBack();
    const claims = {
      person: null,
      org: 'HN',
      country: 'HN',
      roles: ['head_of_delegation', 'focal_point', 'validator', 'public'],
      lang: 'es',
    };
    let seen = 0;
    for (const [table, lines] of rows) {
      const visible = await site.database.app.transaction(claims, async (db) => {
        const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
          db,
        );
        return counted[0]?.n;
      });
      expect(lines.length, table).toBe(visible);
      seen += lines.length;
    }
    expect(seen).toBeGreaterThan(20);
    expect(rows.get('conf.party')?.length).toBeGreaterThan(10);
  });

  it('holds its own stored files as files, by their hash', async () => {
    const { files } = await readBack();
    const name = `files/${createHash('sha256').update(OWN).digest('hex')}`;
    expect(files.get(name)).toEqual(OWN);
  });

  it('holds nothing of another country, in no entry', async () => {
    const { rows, files } = await readBack();
    const everything = [...[...rows.values()].flat(), ...[...files.values()].map((bytes) => bytes.toString('latin1'))];
    expect(everything.join('\n')).not.toContain('CANARIO');
    expect(everything.join('\n')).not.toContain(FOREIGN.toString('hex'));
  });

  it('holds the acts of its own people only', async () => {
    const { files } = await readBack();
    const acts = (files.get('log/own-acts.ndjson')?.toString() ?? '').trim().split('\n');
    expect(acts).toHaveLength(1);
    expect(acts.map((line) => (JSON.parse(line) as { body: { organisation: string } }).body.organisation)).toEqual([
      'HN',
    ]);
  });

  it('holds no account, no password and no session', async () => {
    const { rows } = await readBack();
    expect([...rows.keys()].filter((name) => !name.startsWith('conf.'))).toEqual([]);
  });

  it('is read with common tools, and says how in both languages', async () => {
    const decrypter = new Decrypter();
    decrypter.addIdentity(keys.identity);
    const plain = join(folder, 'plain.tar.gz');
    await writeFile(plain, await decrypter.decrypt(await readFile(backup.file)));
    const run = promisify(execFile);
    const { stdout } = await run('tar', ['tzf', plain]);
    expect(stdout).toContain('tables/conf.party.ndjson');
    const readme = await run('tar', ['xzOf', plain, 'README.txt', 'LEAME.txt']);
    expect(readme.stdout).toContain('age -d -i');
    expect(readme.stdout).toContain('Cómo se leen los valores');
  });

  it.each(['XX', 'PM', 'GRCM', ''])('there is nothing to take away for “%s”', async (organisation) => {
    expect(await exportFor(organisation)).toMatchObject({ ok: false, refusal: { code: 'backup.no-organisation' } });
  });
});
