import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestSite, testSite } from '../../../test/site.ts';
import { type Held, listHolders, whoAnswers } from './appointments.ts';

const ON = '2017-01-20';

function held(change: Partial<Held> & { readonly name?: string } = {}): Held & { readonly name: string } {
  return {
    name: 'x',
    party: 'HN',
    function: 'focal_point',
    topic: 'smuggling',
    startsOn: '2016-01-01',
    endsOn: null,
    ...change,
  };
}

describe('whom to address for a topic', () => {
  const all = [
    held({ name: 'head', function: 'head', topic: null }),
    held({ name: 'liaison', function: 'liaison', topic: null }),
    held({ name: 'alternate', function: 'alternate' }),
    held({ name: 'focal' }),
    held({ name: 'former', endsOn: ON }),
    held({ name: 'other topic', topic: 'visas' }),
    held({ name: 'other country', party: 'SV' }),
    held({ name: 'staff', function: 'staff' }),
  ];
  const ask = (from: readonly ReturnType<typeof held>[], topic: string | null): readonly string[] =>
    whoAnswers(from, { party: 'HN', topic, on: ON }).map(({ name }) => name);

  it('is its focal point', () => {
    expect(ask(all, 'smuggling')).toEqual(['focal']);
  });

  it.each([
    ['then the alternate', ['focal'], ['alternate']],
    ['then the liaison officer', ['focal', 'alternate'], ['liaison']],
    ['then the head of delegation', ['focal', 'alternate', 'liaison'], ['head']],
    ['then nobody', ['focal', 'alternate', 'liaison', 'head'], []],
  ])('%s', (_, without, expected) => {
    expect(
      ask(
        all.filter(({ name }) => !without.includes(name)),
        'smuggling',
      ),
    ).toEqual(expected);
  });

  it('is never the focal point of another topic', () => {
    expect(ask(all, 'return')).toEqual(['liaison']);
    expect(ask(all, null)).toEqual(['liaison']);
  });
});

describe('who holds a function on a day, and with which account', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite();
    await site.database.admin.pool.query(`
      insert into auth.account (id, name, email, organisation, valid_from) values
        ('cuenta-1', 'Persona Ejemplo 1', 'uno@ejemplo.invalid', 'HN', '2016-01-01');
      insert into conf.person (id, party, name, email, verified_on) values
        ('00000000-0000-4000-8000-000000000001', 'HN', 'Persona Ejemplo 1', 'Uno@ejemplo.invalid', '2017-01-01'),
        ('00000000-0000-4000-8000-000000000002', 'SV', 'Persona Ejemplo 2', 'uno@ejemplo.invalid', '2017-01-01');
      insert into conf.appointment (person, party, function, topic, starts_on, ends_on, state, note, proposed_at) values
        ('00000000-0000-4000-8000-000000000001', 'HN', 'focal_point', 'smuggling', '2016-01-01', null, 'confirmed', 'n', now()),
        ('00000000-0000-4000-8000-000000000001', 'HN', 'focal_point', 'visas', '2016-01-01', null, 'nominated', 'n', now()),
        ('00000000-0000-4000-8000-000000000002', 'SV', 'validator', null, '2015-01-01', '2016-06-01', 'confirmed', 'n', now());`);
  });
  afterAll(() => site.close());

  it('counts what was confirmed and holds that day', async () => {
    const on = (day: string) =>
      site.act('secretariat', async (ctx) =>
        (await listHolders(ctx.db, { on: day })).map(({ party, function: fn, topic }) => `${party} ${fn} ${topic}`),
      );
    expect(await on('2017-01-20')).toEqual(['HN focal_point smuggling']);
    expect(await on('2016-03-01')).toEqual(['HN focal_point smuggling', 'SV validator null']);
    expect(await on('2016-06-01')).toEqual(['HN focal_point smuggling']);
  });

  it('knows the account by the e-mail in the same organisation, never that of another', async () => {
    const accounts = await site.act('secretariat', async (ctx) =>
      (await listHolders(ctx.db, { on: '2016-03-01' })).map(({ party, account }) => [party, account]),
    );
    expect(accounts).toEqual([
      ['HN', 'cuenta-1'],
      ['SV', null],
    ]);
  });

  it('can be asked for some parties and functions; for none, the answer is nobody', async () => {
    const ask = (query: { parties?: readonly string[]; functions?: readonly 'validator'[] }) =>
      site.act('honduras', async (ctx) => (await listHolders(ctx.db, { on: '2016-03-01', ...query })).length);
    expect(await ask({ parties: ['SV'] })).toBe(1);
    expect(await ask({ functions: ['validator'] })).toBe(1);
    expect(await ask({ parties: ['HN'], functions: ['validator'] })).toBe(0);
    expect(await ask({ parties: [] })).toBe(0);
  });

  it('tells civil society nothing', async () => {
    expect(await site.act('civilSociety', (ctx) => listHolders(ctx.db, { on: '2017-01-20' }))).toEqual([]);
  });
});
