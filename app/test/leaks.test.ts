import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressesOf, arrangeRound, isWidened, type Round, rowsOf, strangeWords, textOf } from './fuzz-world.ts';
import { PEOPLE, type PersonKey, type TestSite, testSite } from './site.ts';

const OWNERS = ['honduras', 'costaRica', 'secretariat'] as const;
/** One of each kind that neither owns the answers nor keeps the register. */
const PEERS = ['salvador', 'presidency', 'iom', 'civilSociety', 'administrator'] as const;

describe('what a country has not answered', () => {
  let site: TestSite;
  let round: Round;
  let addresses: readonly string[];
  let before: Looks;
  beforeAll(async () => {
    site = await testSite({ now: '2017-03-01T16:00:00Z' });
    round = await arrangeRound(site, 0);
    // A PDF holds what the DOCX of the same address holds; the log grows with every look and has a test of its own; a
    // page that asks for a passkey has a fresh challenge each time; a filter asks the same in both languages.
    const leftOut = /\/pdf$|\/(registro|log|accesos|accesses|entrar\/llave|sign-in\/passkey)$|^\/en\/.*\?/;
    addresses = (await addressesOf(site, round)).filter((one) => !leftOut.test(one));
    before = await look([...PEERS, ...OWNERS]);
  }, 180_000);
  afterAll(() => site.close());

  it('cannot be told by a peer from any page, count, export or answer: two histories look the same to them', {
    timeout: 240_000,
  }, async () => {
    await swapHondurasAndCostaRica();
    const after = await look([...PEERS, ...OWNERS]);
    await swapHondurasAndCostaRica();
    const seen = differences(before, after);
    expect(seen.filter((one) => PEERS.some((who) => one.startsWith(`${who} `)))).toEqual([]);
    // The same comparison sees the difference where it is allowed to be seen.
    expect(seen.filter((one) => one.startsWith('honduras')).length).toBeGreaterThan(5);
    expect(seen.filter((one) => one.startsWith('secretariat')).length).toBeGreaterThan(5);
  });

  it('shows on no page a word that only others may read', async () => {
    expect(await strange(before)).toEqual([]);
  });

  it('cannot be told by a peer from the log, which shows them their own acts only', async () => {
    for (const who of PEERS) {
      for (const page of ['/es/registro', '/es/cuenta/accesos']) {
        const reply = await site.as(who).get(page);
        const told = reply.body.replace(/<form[\s\S]*?<\/form>/g, '');
        expect(told, `${who} ${page}`).not.toContain(round.codes[2]);
        expect(told, `${who} ${page}`).not.toMatch(/Honduras|Costa Rica|\bHN\b|\bCR\b/);
      }
    }
  });

  it('would be noticed here if a policy of the database were wrong', async () => {
    await site.database.admin.pool.query('create policy broken on conf.progress for select to enlace_app using (true)');
    const shown = await strange(
      await look(
        ['salvador'],
        addresses.filter((one) => one.includes('/A-')),
      ),
    );
    await site.database.admin.pool.query('drop policy broken on conf.progress');
    expect(shown.join('\n')).toContain('report of HN');
  });

  async function look(people: readonly PersonKey[], at: readonly string[] = addresses): Promise<Looks> {
    const seen = new Map<string, { readonly who: PersonKey; readonly reply: LightMyRequestResponse }>();
    for (const who of people) {
      for (const address of at) seen.set(`${who} ${address}`, { who, reply: await site.as(who).get(address) });
    }
    return seen;
  }

  async function strange(looks: Looks): Promise<readonly string[]> {
    const words = new Map(round.canaries.map((canary) => [canary.word, canary]));
    const found: string[] = [];
    for (const [where, { who, reply }] of looks) {
      for (const { word, secret } of strangeWords(words, textOf(reply), who)) {
        if (!(await isWidened(site, word, PEOPLE[who]))) found.push(`${where}: ${secret}`);
      }
    }
    return found;
  }

  /** Exchanges all that the two did, past every policy and trigger: who answered, with which words and files. */
  async function swapHondurasAndCostaRica(): Promise<void> {
    const other = (column: string): string =>
      `update conf.${column.split('.')[0]} set ${column.split('.')[1]} =
         case ${column.split('.')[1]} when 'HN' then 'CR' else 'HN' end where ${column.split('.')[1]} in ('HN', 'CR')`;
    const shares = `update conf.share a set state = b.state, since = b.since, changed_at = b.changed_at from conf.share b
      where a.obligation = b.obligation and a.party in ('HN', 'CR') and b.party in ('HN', 'CR') and a.party <> b.party`;
    await site.database.admin.pool.query(
      ['begin', 'set local session_replication_role = replica', shares]
        .concat(['progress.party', 'obligation_event.party', 'document.owner_party'].map(other), 'commit')
        .join('; '),
    );
  }
});

type Looks = ReadonlyMap<string, { readonly who: PersonKey; readonly reply: LightMyRequestResponse }>;

function differences(one: Looks, two: Looks): readonly string[] {
  const face = (looks: Looks, key: string): string => {
    const reply = looks.get(key)?.reply;
    return `${reply?.statusCode} ${reply?.rawPayload.toString('latin1')}`;
  };
  return [...one.keys()].filter((key) => face(one, key) !== face(two, key));
}

describe('"not yours" and "not there" are the same answer', () => {
  let site: TestSite;
  let round: Round;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    site = await testSite();
    round = await arrangeRound(site, 0);
    const { register, waiting, review } = round.meetings;
    const queries: Readonly<Record<string, readonly [query: string, value: string]>> = {
      evidence: [
        `select e.document as id from conf.progress_evidence e join conf.progress p on p.id = e.progress
         join conf.obligation o on o.id = p.obligation where p.party = 'HN' and o.code = $1`,
        round.codes[0] ?? '',
      ],
      draftBlock: [BLOCK, waiting],
      reviewBlock: [BLOCK, review],
      registerBlock: [BLOCK, register],
      job: ['select id from platform.job where starter = $1', 'secretariat'],
    };
    for (const [name, [query, value]] of Object.entries(queries)) {
      ids[name] = String((await rowsOf(site, query, [value])).rows[0]?.['id']);
    }
  });
  afterAll(() => site.close());

  const BLOCK = `select b.id from conf.block b join conf.text t on t.id = b.text join conf.meeting m on m.id = t.meeting
    where m.code = $1 order by b.ordinal limit 1`;
  const NO_ID = '6f2d3a34-0a3c-4c8e-9d2a-3f0a5e7b1c11';
  const NO_CODE = 'A-2016-999';
  const NO_MEETING = '1991-X0';

  interface Case {
    readonly what: string;
    readonly readers: readonly PersonKey[];
    readonly method: 'GET' | 'POST';
    readonly hidden: () => string;
    readonly missing: () => string;
    readonly body?: Readonly<Record<string, string>>;
  }
  const draftReaders = ['honduras', 'presidency', 'iom', 'civilSociety', 'auditor', 'administrator'] as const;
  const reviewReaders = ['iom', 'civilSociety', 'auditor', 'administrator'] as const;
  const cases: readonly Case[] = [
    ...['/es/acuerdos/:', '/en/agreements/:', '/api/v1/agreements/:'].map((path): Case => {
      const at = (code: string) => () => path.replace(':', code === '' ? (round.codes[2] ?? '') : code);
      return { what: path, readers: ['civilSociety'], method: 'GET', hidden: at(''), missing: at(NO_CODE) };
    }),
    ...['/es/acuerdos/:/avance', '/api/v1/agreements/:/progress'].map((path): Case => {
      const at = (code: string) => () => path.replace(':', code === '' ? (round.codes[2] ?? '') : code);
      const body = { kind: 'progress', body: 'Texto de ejemplo' };
      return { what: path, readers: ['civilSociety'], method: 'POST', hidden: at(''), missing: at(NO_CODE), body };
    }),
    {
      what: 'evidence of another country',
      readers: ['costaRica', 'salvador', 'presidency', 'iom', 'civilSociety'],
      method: 'GET',
      hidden: () => `/es/acuerdos/${round.codes[0]}/evidencia/${ids['evidence']}`,
      missing: () => `/es/acuerdos/${round.codes[0]}/evidencia/${NO_ID}`,
    },
    ...[
      '/es/reuniones/:/informe',
      '/en/meetings/:/report',
      '/api/v1/meetings/:/report',
      '/es/reuniones/:/informe/es/docx',
      '/en/meetings/:/report/en/pdf',
    ].flatMap((path): Case[] => [
      {
        what: `draft: ${path}`,
        readers: draftReaders,
        method: 'GET',
        hidden: () => path.replace(':', round.meetings.waiting),
        missing: () => path.replace(':', NO_MEETING),
      },
      {
        what: `in review: ${path}`,
        readers: reviewReaders,
        method: 'GET',
        hidden: () => path.replace(':', round.meetings.review),
        missing: () => path.replace(':', NO_MEETING),
      },
    ]),
    {
      what: 'source file of a report that is not published',
      readers: draftReaders,
      method: 'GET',
      hidden: () => `/es/reuniones/${round.meetings.waiting}/fuente`,
      missing: () => `/es/reuniones/${round.meetings.review}/fuente`,
    },
    {
      what: 'paragraph of a draft',
      readers: draftReaders,
      method: 'GET',
      hidden: () => `/es/reuniones/${round.meetings.waiting}/informe/parrafo/${ids['draftBlock']}`,
      missing: () => `/es/reuniones/${round.meetings.waiting}/informe/parrafo/${NO_ID}`,
    },
    {
      what: 'paragraph of a draft under the address of a report in review',
      readers: ['honduras', 'presidency'],
      method: 'GET',
      hidden: () => `/es/reuniones/${round.meetings.review}/informe/parrafo/${ids['draftBlock']}`,
      missing: () => `/es/reuniones/${round.meetings.review}/informe/parrafo/${NO_ID}`,
    },
    {
      what: 'proposal on a paragraph of a draft',
      readers: ['honduras', 'costaRica', 'presidency'],
      method: 'POST',
      hidden: () => `/api/v1/meetings/${round.meetings.review}/report/paragraphs/${ids['draftBlock']}/proposals`,
      missing: () => `/api/v1/meetings/${round.meetings.review}/report/paragraphs/${NO_ID}/proposals`,
      body: { textlang: 'es', proposed: 'Texto', body: 'Razón' },
    },
    {
      what: 'adoption of a draft',
      readers: ['presidency'],
      method: 'GET',
      hidden: () => `/es/reuniones/${round.meetings.waiting}/informe/adoptar`,
      missing: () => `/es/reuniones/${NO_MEETING}/informe/adoptar`,
    },
    ...['/es/trabajos/:', '/en/jobs/:', '/api/v1/jobs/:'].map(
      (path): Case => ({
        what: path,
        readers: ['honduras', 'secretariat2', 'presidency', 'iom', 'auditor'],
        method: 'GET',
        hidden: () => path.replace(':', ids['job'] ?? ''),
        missing: () => path.replace(':', NO_ID),
      }),
    ),
  ];

  it.each(cases)('$what', async ({ readers, method, hidden, missing, body }) => {
    for (const who of readers) {
      const ask = (url: string): Promise<LightMyRequestResponse> =>
        method === 'GET'
          ? site.as(who).get(url)
          : url.startsWith('/api/')
            ? site.as(who).json('POST', url, body)
            : site.as(who).post(url, body ?? {});
      const [here, nowhere] = [await ask(hidden()), await ask(missing())];
      expect(here.statusCode, `${who} ${hidden()}`).toBeGreaterThanOrEqual(400);
      expect(faceOf(here, hidden()), `${who} ${hidden()}`).toEqual(faceOf(nowhere, missing()));
    }
  });

  it('compares what is really there: its owner gets it', async () => {
    for (const [who, url] of [
      ['honduras', `/es/acuerdos/${round.codes[2]}`],
      ['honduras', `/es/acuerdos/${round.codes[0]}/evidencia/${ids['evidence']}`],
      ['secretariat', `/es/reuniones/${round.meetings.waiting}/informe`],
      ['secretariat', `/es/reuniones/${round.meetings.waiting}/informe/parrafo/${ids['draftBlock']}`],
      ['honduras', `/es/reuniones/${round.meetings.review}/informe`],
      ['secretariat', `/es/reuniones/${round.meetings.waiting}/fuente`],
      ['secretariat', `/en/jobs/${ids['job']}`],
    ] as const) {
      expect((await site.as(who).get(url)).statusCode, url).toBe(200);
    }
  });

  /** An answer without what was asked for: the address's own words, the time and the count of requests. */
  function faceOf(reply: LightMyRequestResponse, url: string): unknown {
    const asked = url.split('/').filter((part) => /\d/.test(part) && part !== 'v1');
    const without = (text: string): string => asked.reduce((left, part) => left.replaceAll(part, '·'), text);
    const headers = Object.entries(reply.headers).filter(
      ([name]) => !/^(date|content-length|x-ratelimit-\w+)$/.test(name),
    );
    return { status: reply.statusCode, headers: without(JSON.stringify(headers)), body: without(reply.body) };
  }
});
