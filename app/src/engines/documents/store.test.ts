import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../../test/server.ts';
import { type PersonKey, type TestSite, testSite } from '../../../test/site.ts';
import type { Transaction } from '../../platform/database/index.ts';
import {
  findDocument,
  findDocumentsWithContent,
  type NewDocument,
  readContent,
  storeDocument,
  widenDocument,
} from './index.ts';

const SECRET = new TextEncoder().encode('Costos por país, de ejemplo');

function evidence(ownerParty: string, bytes: Uint8Array = SECRET): NewDocument {
  return {
    kind: 'evidence',
    name: 'costos.txt',
    lang: 'es',
    bytes,
    mime: 'text/plain',
    ownerParty,
    class: 'owner',
    account: null,
    at: new Date('2017-01-20T16:00:00Z'),
  };
}

describe('documents', () => {
  let site: TestSite;
  const as = <T>(key: PersonKey, work: (db: Transaction) => Promise<T>): Promise<T> =>
    site.act(key, (ctx) => work(ctx.db));
  beforeAll(async () => {
    site = await testSite();
  });
  afterAll(() => site.close());

  it('a document of one party is seen by it and by the secretariat, and by no other', async () => {
    const { id } = need(await as('honduras', (db) => storeDocument(db, evidence('HN'))));
    for (const key of ['honduras', 'hondurasHead', 'secretariat'] as const) {
      expect((await as(key, (db) => readContent(db, id)))?.bytes, key).toEqual(Buffer.from(SECRET));
    }
    for (const key of ['costaRica', 'iom', 'civilSociety', 'auditor'] as const) {
      expect(await as(key, (db) => findDocument(db, id)), key).toBeUndefined();
      expect(await as(key, (db) => readContent(db, id)), key).toBeUndefined();
    }
  });

  it('a party that brings the same bytes as another gets its own document and learns nothing of the other', async () => {
    const bytes = new TextEncoder().encode('los mismos bytes');
    const first = need(await as('honduras', (db) => storeDocument(db, evidence('HN', bytes))));
    expect(await as('costaRica', (db) => findDocumentsWithContent(db, bytes))).toEqual([]);
    const second = need(await as('costaRica', (db) => storeDocument(db, evidence('CR', bytes))));
    expect(second.sha256).toBe(first.sha256);
    expect(second.id).not.toBe(first.id);
    const seen = await as('costaRica', (db) => findDocumentsWithContent(db, bytes));
    expect(seen.map((document) => document.id)).toEqual([second.id]);
    const { rows } = await site.database.admin.pool.query('select count(*)::int n from conf.file where size = $1', [
      bytes.length,
    ]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('the row of the bytes holds nothing that depends on who brought them first', async () => {
    const bytes = new TextEncoder().encode('iguales otra vez');
    const row = async (): Promise<unknown> =>
      (await site.database.admin.pool.query('select * from conf.file where size = $1', [bytes.length])).rows;
    need(await as('honduras', (db) => storeDocument(db, evidence('HN', bytes))));
    const before = await row();
    need(
      await as('salvador', (db) =>
        storeDocument(db, { ...evidence('SV', bytes), at: new Date('2017-03-01T00:00:00Z') }),
      ),
    );
    expect(await row()).toEqual(before);
  });

  it('nobody brings a document in the name of another party', async () => {
    await expect(as('honduras', (db) => storeDocument(db, evidence('CR')))).rejects.toThrow('row-level security');
  });

  it('a document becomes wider for its party or the secretariat, never narrower, and keeps its content', async () => {
    const bytes = new TextEncoder().encode('para los miembros');
    const { id } = need(await as('honduras', (db) => storeDocument(db, evidence('HN', bytes))));
    expect(await as('costaRica', (db) => widenDocument(db, id, 'members'))).toMatchObject({ ok: false });
    need(await as('honduras', (db) => widenDocument(db, id, 'members')));
    expect((await as('costaRica', (db) => findDocument(db, id)))?.class).toBe('members');
    expect(await as('civilSociety', (db) => findDocument(db, id))).toBeUndefined();
    expect(await as('secretariat', (db) => widenDocument(db, id, 'owner'))).toMatchObject({
      refusal: { code: 'documents.not-narrower' },
    });
    await expect(
      site.database.admin.pool.query("update conf.document set name = 'otro.txt' where id = $1", [id]),
    ).rejects.toThrow('keeps its content');
  });

  it('an empty file is refused', async () => {
    expect(await as('honduras', (db) => storeDocument(db, evidence('HN', new Uint8Array())))).toMatchObject({
      refusal: { code: 'documents.empty' },
    });
  });
});
