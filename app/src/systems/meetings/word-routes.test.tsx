import { readReport } from '@enlace/minutes';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestSite, testSite } from '../../../test/site.ts';
import { readingKnowledge } from './operations.ts';

describe('the words with which reports are read', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite();
  });
  afterAll(() => site.close());

  const LIST = '/es/reuniones/palabras/es/ask';
  const text = 'Informe de la reunión\n\n1. Conminalizar a la Secretaría Técnica a enviar el calendario.\n';
  const kinds = (): Promise<readonly string[]> =>
    site.act('secretariat', async (ctx) => {
      const { lexicon } = await readingKnowledge(ctx.db);
      return readReport({ text, doc: 'x', lang: 'es', lexicon }).candidates.map(({ kind }) => kind);
    });

  it('a verb that the secretariat adds counts at the next reading, and no more once that is undone', async () => {
    expect(await kinds()).not.toContain('request');
    const added = await site.as('secretariat').post(LIST, { word: 'conminalizar', counts: 'yes' });
    expect([added.statusCode, added.headers.location]).toEqual([303, LIST]);
    expect(await kinds()).toEqual(['request']);
    const page = load((await site.as('secretariat').get(LIST)).body);
    expect(page('#changes, tbody').text()).toContain('conminalizar');
    const undo = { textlang: 'es', list: 'ask', word: 'conminalizar' };
    await site.as('secretariat').post('/es/reuniones/palabras/deshacer', undo);
    expect(await kinds()).not.toContain('request');
    expect(await site.acts()).toEqual(
      expect.arrayContaining(['meetings.word-changed done', 'meetings.word-restored done']),
    );
  });

  it.each([
    ['Conmina', 'yes', 'minúsculas'],
    ['exhortar', 'yes', 'ya está en la lista'],
    ['conminalizar', 'no', 'no está en la lista'],
  ])('"%s" (%s) comes back with what was typed and what to do', async (word, counts, says) => {
    const reply = await site.as('secretariat').post(LIST, { word, counts });
    expect(reply.statusCode).toBe(422);
    const page = load(reply.body);
    expect(page('input[name=word]').val()).toBe(word);
    expect(page('.error-summary').text()).toContain(says);
    expect(page('main form[method=post]').first().attr('action')).toBe(LIST);
  });

  it('any list can be looked at in any language, and what does not exist is refused', async () => {
    const page = load((await site.as('secretariat').get('/en/meetings/words?list=thank&textlang=es')).body);
    expect(page('main').text()).toContain('agradecer');
    expect((await site.as('secretariat').get('/en/meetings/words?list=other')).statusCode).toBe(404);
  });

  it('is the secretariat’s alone', async () => {
    expect((await site.as('honduras').get(LIST)).statusCode).toBe(403);
    expect((await site.as('honduras').post(LIST, { word: 'conminalizar', counts: 'yes' })).statusCode).toBe(403);
  });
});
