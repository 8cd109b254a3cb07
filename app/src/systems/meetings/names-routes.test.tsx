import { readReport } from '@enlace/minutes';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestSite, testSite } from '../../../test/site.ts';
import { readingKnowledge } from './operations.ts';

describe('the names with which reports are read', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite();
  });
  afterAll(() => site.close());

  const name = { alias: 'Oficina Coordinadora', textlang: 'es', party: 'ST' };

  it('a name that the secretariat adds is known at the next reading', async () => {
    const text = 'Informe de la reunión\n\n1. La Oficina Coordinadora enviará el calendario a los países miembros.\n';
    const read = (): Promise<readonly (string | undefined)[]> =>
      site.act('secretariat', async (ctx) => {
        const { lexicon, find } = await readingKnowledge(ctx.db);
        const [item] = readReport({ text, doc: 'x', lang: 'es', lexicon }).candidates;
        return (item?.responsible ?? []).map(find);
      });
    expect(await read()).toEqual([undefined]);
    expect((await site.as('secretariat').post('/es/reuniones/nombres', name)).statusCode).toBe(303);
    expect(await read()).toEqual(['ST']);
    expect(await site.acts()).toContain('meetings.name-added done');
  });

  it('a name that is already there comes back with what was typed and what to do', async () => {
    const reply = await site.as('secretariat').post('/es/reuniones/nombres', name);
    expect(reply.statusCode).toBe(422);
    const page = load(reply.body);
    expect(page('input[name=alias]').val()).toBe('Oficina Coordinadora');
    expect(page('.error-summary').text()).toContain('ya está en la lista');
  });

  it('the list shows it in both languages and takes it out again', async () => {
    const page = load((await site.as('secretariat').get('/en/meetings/names')).body);
    expect(page('tbody tr').text()).toContain('Technical Secretariat');
    await site.as('secretariat').post('/en/meetings/names/remove', { textlang: 'es', alias: name.alias });
    expect(load((await site.as('secretariat').get('/en/meetings/names')).body)('tbody tr').length).toBe(0);
  });

  it('is the secretariat’s alone', async () => {
    expect((await site.as('honduras').get('/es/reuniones/nombres')).statusCode).toBe(403);
    expect((await site.as('honduras').post('/es/reuniones/nombres', name)).statusCode).toBe(403);
  });
});
