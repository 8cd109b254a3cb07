import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../../test/server.ts';
import { type PersonKey, type TestSite, testSite } from '../../../test/site.ts';
import type { Transaction } from '../../platform/database/index.ts';
import {
  addBlock,
  adoptText,
  createReport,
  decideComment,
  findReportOf,
  gapsOf,
  hashesOf,
  listBlocks,
  listComments,
  listFrozen,
  listVersions,
  moveBlock,
  moveTextOn,
  type NewBlock,
  proposeWords,
  removeBlock,
  writeExpression,
} from './index.ts';

const AT = new Date('2017-01-20T16:00:00Z');

const BLOCKS: readonly NewBlock[] = [
  { key: 'a', parent: null, kind: 'title', content: 'INFORME DE EJEMPLO' },
  { key: 'b', parent: null, kind: 'point', content: 'Agradecer a las delegaciones.' },
  { key: 'c', parent: null, kind: 'point', content: 'Sobre el glosario:' },
  { key: 'd', parent: 'c', kind: 'sub_point', content: 'Revisarlo.' },
  { key: 'e', parent: 'c', kind: 'sub_point', content: 'Remitir comentarios en dos meses.' },
];

describe('texts', () => {
  let site: TestSite;
  let count = 0;
  const as = <T>(key: PersonKey, work: (db: Transaction) => Promise<T>): Promise<T> =>
    site.act(key, (ctx) => work(ctx.db));
  beforeAll(async () => {
    site = await testSite();
  });
  afterAll(() => site.close());

  async function meeting(): Promise<string> {
    count += 1;
    const { rows } = await site.database.admin.pool.query<{ id: string }>(
      `insert into conf.meeting (code, body, title_es, title_en) values ($1, 'RFE', 'Ejemplo', 'Example') returning id`,
      [`2016-11-E${count}`],
    );
    return rows[0]!.id;
  }

  async function report(): Promise<{ text: string; id: (key: string) => string; meeting: string }> {
    const of = await meeting();
    const made = need(
      await as('secretariat', (db) =>
        createReport(db, { meeting: of, lang: 'es', sourceDocument: null, blocks: BLOCKS, account: 's', at: AT }),
      ),
    );
    return { text: made.text, id: (key) => made.blocks.get(key)!, meeting: of };
  }

  async function translate(text: string): Promise<void> {
    await as('secretariat', async (db) => {
      for (const block of await listBlocks(db, text)) {
        const known = block.versions.en ?? 0;
        need(
          await writeExpression(db, {
            text,
            block: block.id,
            lang: 'en',
            content: `EN ${block.es}`,
            known,
            account: 's',
            at: AT,
          }),
        );
      }
    });
  }

  async function circulate(text: string): Promise<void> {
    need(await as('secretariat', (db) => moveTextOn(db, { text, event: 'circulate', known: 1 })));
  }

  it('prints numbers from the order of the paragraphs, never from what was typed', async () => {
    const { text, id } = await report();
    const numbers = async (): Promise<readonly string[]> =>
      (await as('secretariat', (db) => listBlocks(db, text))).map((block) => block.number);
    expect(await numbers()).toEqual(['', '1', '2', '2.a', '2.b']);
    need(await as('secretariat', (db) => moveBlock(db, text, id('c'), 'up')));
    expect(await numbers()).toEqual(['', '1', '1.a', '1.b', '2']);
    need(
      await as('secretariat', (db) =>
        addBlock(db, { text, after: id('d'), kind: 'sub_point', words: { es: 'Nuevo.' }, account: 's', at: AT }),
      ),
    );
    expect(await numbers()).toEqual(['', '1', '1.a', '1.b', '1.c', '2']);
    need(await as('secretariat', (db) => removeBlock(db, text, id('c'), AT)));
    expect(await numbers()).toEqual(['', '1']);
  });

  it('a meeting has one report', async () => {
    const { meeting: of } = await report();
    const again = await as('secretariat', (db) =>
      createReport(db, { meeting: of, lang: 'en', sourceDocument: null, blocks: BLOCKS, account: 's', at: AT }),
    );
    expect(again).toMatchObject({ refusal: { code: 'texts.report-exists' } });
  });

  it('a translation never overwrites the original, and is behind once the original changes', async () => {
    const { text, id } = await report();
    await translate(text);
    const block = async () =>
      (await as('secretariat', (db) => listBlocks(db, text))).find((one) => one.id === id('e'))!;
    expect(await block()).toMatchObject({ es: 'Remitir comentarios en dos meses.', stale: false });
    need(
      await as('secretariat', (db) =>
        writeExpression(db, {
          text,
          block: id('e'),
          lang: 'es',
          content: 'En tres meses.',
          known: 1,
          account: 's',
          at: AT,
        }),
      ),
    );
    expect(await block()).toMatchObject({ stale: true, versions: { es: 2, en: 1 } });
    const same = (await block()).en!;
    need(
      await as('secretariat', (db) =>
        writeExpression(db, { text, block: id('e'), lang: 'en', content: same, known: 1, account: 's', at: AT }),
      ),
    );
    expect(await block()).toMatchObject({ stale: false, versions: { es: 2, en: 2 } });
  });

  it('a translation of an older original is kept, and is behind', async () => {
    const { text, id } = await report();
    const write = (lang: 'es' | 'en', content: string, known: number, translates?: number) =>
      as('secretariat', (db) =>
        writeExpression(db, { text, block: id('d'), lang, content, known, translates, account: 's', at: AT }),
      );
    need(await write('es', 'Revisarlo entero.', 1));
    need(await write('en', 'Review it.', 0, 1));
    const blocks = await as('secretariat', (db) => listBlocks(db, text));
    expect(gapsOf(blocks, 'es').find((gap) => gap.block === id('d'))).toMatchObject({
      why: 'behind',
      number: '2.a',
      version: 2,
    });
  });

  it('of two people who write the same version the second is told, and nothing is lost', async () => {
    const { text, id } = await report();
    const write = (content: string) =>
      as('secretariat', (db) =>
        writeExpression(db, { text, block: id('d'), lang: 'es', content, known: 1, account: 's', at: AT }),
      );
    const results = await Promise.all([write('Uno.'), write('Dos.')]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toMatchObject({ refusal: { code: 'http.changed-meanwhile' } });
    expect(await as('secretariat', (db) => listVersions(db, id('d')))).toHaveLength(2);
  });

  it('is shown by its state: draft, in review, adopted, published', async () => {
    const { text, meeting: of } = await report();
    await translate(text);
    const readers = async (): Promise<readonly string[]> => {
      const seen: string[] = [];
      for (const key of ['secretariat', 'honduras', 'presidency', 'iom', 'civilSociety', 'auditor'] as const) {
        const head = await as(key, (db) => findReportOf(db, of));
        const blocks = await as(key, (db) => listBlocks(db, text));
        expect(blocks.length > 0, key).toBe(head !== undefined);
        if (head) seen.push(key);
      }
      return seen;
    };
    expect(await readers()).toEqual(['secretariat']);
    await circulate(text);
    expect(await readers()).toEqual(['secretariat', 'honduras', 'presidency']);
    const expected = hashesOf(await as('presidency', (db) => listBlocks(db, text)));
    need(await as('presidency', (db) => adoptText(db, { text, expected, at: AT })));
    expect(await readers()).toEqual(['secretariat', 'honduras', 'presidency', 'iom']);
    need(await as('secretariat', (db) => moveTextOn(db, { text, event: 'publish', known: 3 })));
    expect(await readers()).toEqual(['secretariat', 'honduras', 'presidency', 'iom', 'civilSociety', 'auditor']);
  });

  it('is not adopted while a language is incomplete, and says which paragraphs', async () => {
    const { text, id } = await report();
    await circulate(text);
    const blocks = await as('secretariat', (db) => listBlocks(db, text));
    const adopted = await as('secretariat', (db) => adoptText(db, { text, expected: hashesOf(blocks), at: AT }));
    expect(adopted).toMatchObject({ refusal: { code: 'texts.incomplete', details: { count: 5 } } });
    expect(gapsOf(blocks, 'es').map((gap) => gap.block)).toContain(id('e'));
  });

  it('is adopted only as the person who adopts has seen it', async () => {
    const { text, id } = await report();
    await translate(text);
    await circulate(text);
    const expected = hashesOf(await as('presidency', (db) => listBlocks(db, text)));
    await as('secretariat', async (db) => {
      for (const lang of ['es', 'en'] as const)
        need(
          await writeExpression(db, { text, block: id('d'), lang, content: 'Otro.', known: 1, account: 's', at: AT }),
        );
    });
    expect(await as('presidency', (db) => adoptText(db, { text, expected, at: AT }))).toMatchObject({
      refusal: { code: 'texts.changed-before-adoption' },
    });
  });

  it('nothing of an adopted text changes, by the rules and by the database', async () => {
    const { text, id } = await report();
    await translate(text);
    await circulate(text);
    const expected = hashesOf(await as('presidency', (db) => listBlocks(db, text)));
    need(await as('presidency', (db) => adoptText(db, { text, expected, at: AT })));
    const frozen = await as('iom', (db) => listFrozen(db, text));
    expect(Object.fromEntries(frozen.map((one) => [one.lang, one.sha256]))).toEqual(expected);
    expect(frozen.find((one) => one.lang === 'es')?.canonical).toBe(
      'INFORME DE EJEMPLO\n1. Agradecer a las delegaciones.\n2. Sobre el glosario:\na. Revisarlo.\nb. Remitir comentarios en dos meses.\n',
    );
    const write = await as('secretariat', (db) =>
      writeExpression(db, { text, block: id('d'), lang: 'es', content: 'No.', known: 1, account: 's', at: AT }),
    );
    expect(write).toMatchObject({ refusal: { code: 'texts.frozen' } });
    for (const statement of [
      `insert into conf.expression (block, lang, version, content, written_at) values ('${id('d')}', 'es', 9, 'x', now())`,
      `update conf.expression set content = 'x' where block = '${id('d')}'`,
      `delete from conf.expression where block = '${id('d')}'`,
      `update conf.block set ordinal = 9 where id = '${id('d')}'`,
      `update conf.text set state = 'draft' where id = '${text}'`,
      `update conf.frozen_text set canonical = 'x' where text = '${text}'`,
      `delete from conf.frozen_text where text = '${text}'`,
    ]) {
      await expect(site.database.admin.pool.query(statement), statement).rejects.toThrow('does not change');
    }
  });

  it('a delegation proposes words in its own name while the text is in review', async () => {
    const { text, id } = await report();
    const proposal = {
      text,
      block: id('d'),
      lang: 'es' as const,
      body: 'Más claro.',
      proposed: 'Revisar cada término.',
    };
    const by = (key: PersonKey, party: string) =>
      as(key, (db) => proposeWords(db, { ...proposal, party, account: key, at: AT }));
    expect(await by('honduras', 'HN')).toMatchObject({ refusal: { kind: 'not-found' } });
    await circulate(text);
    need(await by('honduras', 'HN'));
    await expect(by('honduras', 'CR')).rejects.toThrow('row-level security');
    await expect(by('secretariat', 'ST')).rejects.toThrow('row-level security');
    expect(await by('iom', 'OIM')).toMatchObject({ refusal: { kind: 'not-found' } });
    expect(await as('costaRica', (db) => listComments(db, text))).toMatchObject([{ party: 'HN', state: 'open' }]);
    expect(await as('iom', (db) => listComments(db, text))).toEqual([]);
  });

  it('accepted words become the next version; without acceptance there is a reason', async () => {
    const { text, id } = await report();
    await circulate(text);
    const propose = (proposed: string) =>
      as('honduras', (db) =>
        proposeWords(db, {
          text,
          block: id('d'),
          lang: 'es',
          party: 'HN',
          body: 'Así.',
          proposed,
          account: 'h',
          at: AT,
        }),
      );
    const decide = (comment: string, accept: boolean, reason: string | null) =>
      as('secretariat', (db) => decideComment(db, { text, comment, accept, reason, account: 's', at: AT }));
    const first = need(await propose('Revisar cada término.'));
    const second = need(await propose('Revisar algo.'));
    expect(await decide(second.id, false, null)).toMatchObject({ refusal: { code: 'texts.reason-needed' } });
    expect(need(await decide(first.id, true, null))).toEqual({ rewritten: true });
    const block = (await as('costaRica', (db) => listBlocks(db, text))).find((one) => one.id === id('d'));
    expect(block).toMatchObject({ es: 'Revisar cada término.', versions: { es: 2 } });
    expect(await decide(second.id, true, null)).toMatchObject({ refusal: { code: 'texts.changed-since-proposed' } });
    need(await decide(second.id, false, 'Menos preciso.'));
    expect(await decide(second.id, false, 'Otra vez.')).toMatchObject({ refusal: { code: 'texts.already-decided' } });
  });
});
