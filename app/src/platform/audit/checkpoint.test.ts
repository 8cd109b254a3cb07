import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ed25519,
  type Hash,
  leafHash,
  openCheckpoint,
  parseVerifierKey,
  verifyConsistency,
  verifyInclusion,
} from '@enlace/tlog';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { need } from '../../../test/server.ts';
import { connect, type Database } from '../database/index.ts';
import { type Checkpointer, type CheckpointerOptions, checkpointer } from './checkpoint.ts';
import type { AuditEvent } from './event.ts';
import { type AuditLog, auditLog } from './log.ts';
import { logReader } from './reader.ts';
import { verifyLog } from './verify.ts';

let database: TestDatabase;
let reader: Database;
let folder: string;
let log: AuditLog;
let now: Date;
let said: string[];

beforeEach(async () => {
  database = await testDatabase();
  reader = connect(database.urls.audit_reader, { max: 2, log: () => undefined });
  folder = await mkdtemp(join(tmpdir(), 'enlace-log-'));
  log = auditLog(database.app);
  now = new Date('2017-01-20T16:00:00Z');
  said = [];
});
afterEach(async () => {
  await reader.close();
  await database.close();
  await rm(folder, { recursive: true });
});

function open(change: Partial<CheckpointerOptions> = {}): Promise<Checkpointer> {
  return checkpointer({
    database: database.app,
    reader,
    keyFile: join(folder, 'log-key'),
    origin: 'registro.ejemplo.invalid',
    clock: { now: () => now },
    log: (line) => said.push(line),
    ...change,
  });
}

function act(n: number): AuditEvent {
  return {
    at: now.toISOString(),
    organisation: 'HN',
    person: `persona-${n}`,
    roles: ['focal_point'],
    act: 'example.opened',
    permission: 'example.read',
    outcome: n % 5 === 4 ? 'denied' : 'done',
  };
}

async function append(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await log.append(act(n));
}

/** What nobody but the server's administrator can do, and what a verifier must find. */
async function tamper(statement: string): Promise<void> {
  const client = await database.admin.pool.connect();
  try {
    await client.query(`alter table audit.event disable trigger all`);
    await client.query(statement);
  } finally {
    client.release();
  }
}

describe('a head of the log', () => {
  it('says the size and the root, signed with a key that is made once and that others may not read', async () => {
    const checkpoints = await open();
    await append(7);
    const { note, size } = await checkpoints.sign();
    const key = need(parseVerifierKey(checkpoints.verifierKey, [ed25519]) as never) as never;
    const opened = openCheckpoint(note, { log: key });
    expect(opened).toMatchObject({ ok: true, value: { checkpoint: { origin: 'registro.ejemplo.invalid', size: 7 } } });
    expect(size).toBe(7);
    expect((await stat(join(folder, 'log-key'))).mode & 0o777).toBe(0o600);
    const again = await open({ origin: 'https://another.example' });
    expect(again.verifierKey).toBe(checkpoints.verifierKey);
  });

  it('of a log without events is signed too, so that the first look can be early', async () => {
    expect(await (await open()).latest()).toMatchObject({ size: 0 });
  });

  it('is not signed twice for the same events', async () => {
    const checkpoints = await open();
    await append(3);
    const first = await checkpoints.sign();
    now = new Date('2017-01-21T16:00:00Z');
    expect(await checkpoints.sign()).toEqual(first);
  });

  it('is due after a hundred events, or after a minute when there is anything new', async () => {
    const checkpoints = await open();
    await checkpoints.sign();
    await append(99);
    await checkpoints.signIfDue();
    expect((await checkpoints.latest()).size).toBe(0);
    await append(1);
    await checkpoints.signIfDue();
    expect((await checkpoints.latest()).size).toBe(100);
    await append(1);
    now = new Date(now.getTime() + 59_000);
    await checkpoints.signIfDue();
    expect((await checkpoints.latest()).size).toBe(100);
    now = new Date(now.getTime() + 1000);
    await checkpoints.signIfDue();
    expect((await checkpoints.latest()).size).toBe(101);
    now = new Date(now.getTime() + 3_600_000);
    await checkpoints.signIfDue();
    expect((await checkpoints.latest()).size).toBe(101);
  });

  it('continues the one before across restarts, whatever their sizes', async () => {
    const heads: { size: number; root: Hash }[] = [];
    for (const count of [1, 2, 5, 8, 13, 1, 34]) {
      await append(count);
      const checkpoints = await open();
      heads.push(await checkpoints.sign());
      for (const from of heads) {
        const to = heads.at(-1) ?? from;
        const proof = await checkpoints.consistency(from.size, to.size);
        const claim = { fromSize: from.size, fromRoot: from.root, toSize: to.size, toRoot: to.root, proof };
        expect(verifyConsistency(claim), `${from.size} to ${to.size}`).toBe(true);
      }
      await checkpoints.stop();
    }
    const { rows } = await database.admin.pool.query<{ body: Buffer }>('select body from audit.event order by seq');
    const checkpoints = await open();
    const { size, root } = await checkpoints.latest();
    for (const [index, { body }] of rows.entries()) {
      const proof = await checkpoints.inclusion(index, size);
      expect(verifyInclusion({ index, size, leaf: leafHash(body), root, proof }), String(index)).toBe(true);
    }
  });

  it('is signed by several processes without a fork', async () => {
    const [one, two] = [await open(), await open()];
    for (let round = 0; round < 5; round += 1) {
      await append(4);
      await Promise.all([one.sign(), two.sign(), one.sign()]);
    }
    expect(await verifyLog(reader, one.verifierKey)).toMatchObject({ ok: true, value: { events: 20, checkpoints: 5 } });
  });

  it('is refused over a past that was changed after it was signed', async () => {
    const checkpoints = await open();
    await append(8);
    await checkpoints.sign();
    await tamper('delete from audit.event where seq >= 6');
    await expect(checkpoints.sign()).rejects.toThrow('no longer holds what was signed');
    await tamper(`delete from audit.node; delete from audit.event where seq >= 4`);
    await expect(checkpoints.sign()).rejects.toThrow();
  });

  it('is not signed with a key that others may read, or that is damaged', async () => {
    await open();
    await chmod(join(folder, 'log-key'), 0o644);
    await expect(open()).rejects.toThrow('chmod 600');
    await chmod(join(folder, 'log-key'), 0o600);
    await writeFile(join(folder, 'log-key'), 'PRIVATE+KEY+x');
    await expect(open()).rejects.toThrow('damaged');
  });
});

describe('appending', () => {
  it('leaves no gap and loses nothing under concurrency and rollback', async () => {
    const writer = connect(database.urls.app, { max: 8, log: () => undefined });
    const acts = auditLog(writer);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 120 }, (_, n) =>
        writer.transaction({ person: null, org: null, country: null, roles: [], lang: 'es' }, async () => {
          acts.appendAtCommit(act(n));
          if (n % 4 === 0) throw new Error('rolled back');
        }),
      ),
    );
    await writer.close();
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(done).toBe(90);
    const { rows } = await database.admin.pool.query('select seq from audit.event order by seq');
    expect(rows.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 90 }, (_, seq) => seq));
    expect(await verifyLog(reader, (await open()).verifierKey)).toMatchObject({ ok: true, value: { unsigned: 90 } });
  });

  it('is all that the application can do to the log: it reads no body, changes and removes nothing', async () => {
    await append(1);
    for (const statement of [
      'select body from audit.event',
      "update audit.event set body = ''",
      'delete from audit.event',
      "insert into audit.event values (7, '', '')",
      'update audit.checkpoint set size = 1',
      'delete from audit.node',
      'truncate audit.event',
    ]) {
      await expect(database.app.pool.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
    await expect(database.owner.pool.query("update audit.event set body = ''")).rejects.toThrow('only grow');
  });
});

describe('verifying', () => {
  async function prepare(): Promise<Checkpointer> {
    const checkpoints = await open();
    await append(5);
    await checkpoints.sign();
    await append(6);
    await checkpoints.sign();
    await append(2);
    return checkpoints;
  }

  it('confirms a log that nobody touched, and counts what waits for a signature', async () => {
    const { verifierKey } = await prepare();
    expect(await verifyLog(reader, verifierKey)).toEqual({
      ok: true,
      value: { events: 13, checkpoints: 2, unsigned: 2 },
    });
  });

  const rehash = "leaf_hash = sha256('\\x00'::bytea || 'x'::bytea)";
  it.each([
    ['a body edited', "update audit.event set body = 'x' where seq = 3", 'audit.leaf-wrong'],
    ['a body edited with its hash', `update audit.event set body = 'x', ${rehash} where seq = 3`, 'audit.root-wrong'],
    ['an event removed', 'delete from audit.event where seq = 3', 'audit.gap'],
    [
      'an event removed and the others renumbered',
      'delete from audit.event where seq = 3; update audit.event set seq = seq + 1000 where seq > 3; update audit.event set seq = seq - 1001 where seq > 1000',
      'audit.root-wrong',
    ],
    [
      'two events swapped',
      'update audit.event set seq = 90 where seq = 3; update audit.event set seq = 3 where seq = 4; update audit.event set seq = 4 where seq = 90',
      'audit.root-wrong',
    ],
    ['the end cut off', 'delete from audit.event where seq >= 9', 'audit.truncated'],
    ['everything removed', 'delete from audit.event', 'audit.truncated'],
    [
      'a kept node changed',
      "update audit.node set hash = sha256('x') where level = 2 and index = 0",
      'audit.node-wrong',
    ],
    ['a signed root changed', "update audit.checkpoint set root = sha256('x') where size = 5", 'audit.signature-wrong'],
    [
      'a note changed',
      "update audit.checkpoint set note = replace(note, '5', '6') where size = 5",
      'audit.signature-wrong',
    ],
    [
      'the note of another size put in its place',
      'update audit.checkpoint set note = (select note from audit.checkpoint where size = 11) where size = 5',
      'audit.signature-wrong',
    ],
  ])('finds %s', async (_, statement, code) => {
    const { verifierKey } = await prepare();
    await tamper(statement);
    const verified = await verifyLog(reader, verifierKey);
    expect(verified.ok ? 'confirmed' : verified.refusal.code).toBe(code);
  });

  it('finds heads signed with another key', async () => {
    await prepare();
    const other = await open({ keyFile: join(folder, 'another-key') });
    expect(await verifyLog(reader, other.verifierKey)).toMatchObject({ refusal: { code: 'audit.signature-wrong' } });
    expect(await verifyLog(reader, 'nonsense')).toMatchObject({ refusal: { code: 'audit.key-malformed' } });
  });
});

describe('reading', () => {
  it('gives the newest first, in pages, of one person or of one outcome', async () => {
    await append(12);
    const entries = logReader(reader, '');
    const page = await entries.read({ limit: 5 });
    expect(page.map(({ seq }) => seq)).toEqual([11, 10, 9, 8, 7]);
    expect((await entries.read({ limit: 5, before: 7 })).map(({ seq }) => seq)).toEqual([6, 5, 4, 3, 2]);
    expect((await entries.read({ limit: 5, outcome: 'denied' })).map(({ seq }) => seq)).toEqual([9, 4]);
    expect(await entries.read({ limit: 5, person: 'persona-1' })).toMatchObject([{ seq: 1, act: 'example.opened' }]);
    expect(await entries.read({ limit: 5, person: 'persona-' })).toEqual([]);
    expect(await entries.read({ limit: 5, person: '%' })).toEqual([]);
  });
});
