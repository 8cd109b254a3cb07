import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LANGS, type Principal, publicPrincipal } from '../src/kernel/index.ts';
import { openApi } from '../src/platform/http/index.ts';
import { apiFace } from '../src/platform/http/openapi.ts';
import { mayEver } from '../src/platform/policy/index.ts';
import type { Route } from '../src/platform/system/index.ts';
import {
  type Dice,
  dice,
  fieldsOf,
  formOf,
  inputFor,
  jsonOf,
  type Known,
  multipartOf,
  type Payload,
  percentEncode,
} from './fuzz-input.ts';
import { arrangeRound, type Canary, isWidened, rowsOf, strangeWords, textOf } from './fuzz-world.ts';
import { PEOPLE, type PersonKey, type TestSite, testSite } from './site.ts';

const IN_CI = process.env['CI'] !== undefined;
const REQUESTS = Number(process.env['ENLACE_FUZZ'] ?? (IN_CI ? 50_000 : 5_000));
/** CI asks the same questions each time, so that a change is judged by itself; elsewhere each run asks others. */
const SEED = Number(process.env['ENLACE_FUZZ_SEED'] ?? (IN_CI ? 511_405 : Date.now() % 1_000_000));
/** Requests between two looks at what exists, and between two helpings of fresh secrets. */
const LOOK_EVERY = 250;
const ROUND_EVERY = 5_000;
/** As many as the pool has connections. */
const LANES = 4;

type Who = PersonKey | 'nobody';
const READERS: readonly Who[] = [...(Object.keys(PEOPLE) as PersonKey[]), 'nobody'];
/** A half of the requests comes from countries, who have something to hide from each other. */
const OFTEN: readonly Who[] = ['honduras', 'costaRica', 'salvador', 'secretariat', 'presidency', 'iom'];

/** What pages, downloads and forms may be answered with. 400 is the framework's: an address or body it cannot read. */
const STATUSES = {
  page: [200, 302, 400, 403, 404, 409, 422],
  file: [200, 302, 400, 403, 404, 409, 422],
  command: [302, 303, 400, 403, 404, 409, 413, 415, 422],
} as const;

interface Target {
  readonly route: Route;
  readonly api: boolean;
  readonly fields: ReturnType<typeof fieldsOf>;
  /** Those who are not turned away at the door; the others are asked too, less often. */
  readonly mayAsk: readonly Who[];
  /** Path with `:name` for each parameter, in the languages in which it exists. */
  readonly paths: readonly string[];
  readonly statuses: ReadonlySet<number>;
  readonly answer: z.ZodType | undefined;
}

interface Sent {
  readonly who: Who;
  readonly target: Target;
  readonly request: InjectOptions;
}

describe(`${REQUESTS} random requests (seed ${SEED})`, () => {
  let site: TestSite;
  const faults: string[] = [];
  const lines: string[] = [];
  const untapped = { error: console.error, warn: console.warn, log: console.log };
  beforeAll(async () => {
    site = await testSite();
    const tap = (...words: readonly unknown[]): void => {
      lines.push(words.map((word) => (word instanceof Error ? `${word.stack}` : String(word))).join(' '));
    };
    Object.assign(console, { error: tap, warn: tap });
  });
  afterAll(async () => {
    Object.assign(console, untapped);
    await site.close();
  });

  it('are never answered with a fault, an undeclared status or what another country wrote', {
    timeout: 900_000,
  }, async () => {
    const random = dice(SEED);
    const targets = targetsOf(site);
    const canaries = new Map<string, Canary>();
    const counts = new Map<number, number>();
    const reached = new Set<string>();
    let known: readonly Known[] = [];
    let widened = new Set<string>();
    let hits = 0;

    const judge = async ({ who, target, request }: Sent, reply: LightMyRequestResponse): Promise<string[]> => {
      const wrong: string[] = [];
      const { statusCode } = reply;
      counts.set(statusCode, (counts.get(statusCode) ?? 0) + 1);
      if (statusCode === 200 || statusCode === 303) reached.add(`${target.api ? 'api ' : ''}${target.route.id}`);
      if (request.method === 'POST' && (statusCode === 200 || statusCode === 303)) widened = new Set();
      if (!target.statuses.has(statusCode)) wrong.push(`undeclared status ${statusCode}`);
      if (target.api && statusCode === 200) {
        const fits = target.answer?.safeParse(reply.json());
        if (fits?.success === false)
          wrong.push(`not the declared answer: ${z.prettifyError(fits.error).slice(0, 500)}`);
      }
      const text = textOf(reply);
      const asked = `${request.url} ${String(request.payload ?? '')}`;
      for (const canary of strangeWords(canaries, text, who)) {
        hits++;
        const key = `${canary.word} ${who}`;
        if (widened.has(key) || asked.includes(canary.word)) continue;
        if (await isWidened(site, canary.word, who === 'nobody' ? publicPrincipal('es') : PEOPLE[who]))
          widened.add(key);
        else wrong.push(`shows ${canary.secret} (${canary.word})`);
      }
      return wrong;
    };

    const began = performance.now();
    for (let sent = 0; sent < REQUESTS; sent += LOOK_EVERY) {
      if (sent % ROUND_EVERY === 0) {
        const round = await arrangeRound(site, sent / ROUND_EVERY);
        for (const canary of round.canaries) canaries.set(canary.word, canary);
      }
      known = await lookAround(site);
      // Drawn before any is sent: the seed alone says what is asked, however the lanes interleave.
      const batch = Array.from({ length: Math.min(LOOK_EVERY, REQUESTS - sent) }, () => draw(random, targets, known));
      await Promise.all(
        Array.from({ length: LANES }, async (_, lane) => {
          for (let at = lane; at < batch.length; at += LANES) {
            const one = batch[at] as Sent;
            const before = lines.length;
            const reply = await site.server.inject(one.request);
            const wrong = await judge(one, reply);
            if (wrong.length > 0) faults.push(describeFault(sent + at, one, reply, wrong, lines.slice(before)));
          }
        }),
      );
      if (faults.length > 20) break;
    }
    const seconds = (performance.now() - began) / 1_000;
    const spread = [...counts].sort().map(([status, count]) => `${status}: ${count}`);
    const commands = [...site.machinery.house.routes.values()].map(({ id }) => id);
    untapped.log(
      `fuzz: ${REQUESTS} requests${IN_CI ? '' : ' (50,000 in CI, or ENLACE_FUZZ=50000)'}, seed ${SEED}, ` +
        `${Math.round(REQUESTS / seconds)}/s, ${spread.join(', ')}; ${canaries.size} secrets, ` +
        `${hits} found where somebody had widened them; never done: ${
          commands.filter((id) => !reached.has(id)).join(' ') || 'none'
        }`,
    );
    expect(faults.join('\n\n')).toBe('');
    const leaked = lines.filter((line) => /zq\d+x\d+kanari/.test(line));
    expect(leaked, "secrets in the operator's log").toEqual([]);
    expect(reached.size).toBeGreaterThan(REQUESTS >= 5_000 ? 60 : 20);
  });
});

function principalOf(who: Who): Principal {
  return who === 'nobody' ? publicPrincipal('es') : PEOPLE[who];
}

/** Every page, download, form and call of the machine API. */
function targetsOf(site: TestSite): readonly Target[] {
  const { house } = site.machinery;
  const { paths } = openApi(house, 'es', { conference: 'Ejemplo', cookie: 'who' }) as {
    paths: Record<string, Record<string, { responses: object }>>;
  };
  return [...house.routes.values()].flatMap((route): Target[] => {
    const fields = fieldsOf(route);
    const mayAsk = READERS.filter((who) => mayEver(house.policy, principalOf(who), route.permission));
    const page: Target = {
      route,
      api: false,
      fields,
      mayAsk,
      paths: LANGS.map((lang) => `/${lang}${route.path[lang]}`),
      statuses: new Set(STATUSES[route.kind]),
      answer: undefined,
    };
    const face = apiFace(route);
    const operation = face && paths[face.path]?.[face.method];
    if (!face || !operation) return [page];
    const responses = operation.responses as Record<string, { content: Record<string, { schema: object }> }>;
    return [
      page,
      {
        route,
        api: true,
        fields,
        mayAsk,
        paths: [face.path.replaceAll(/\{(\w+)\}/g, ':$1')],
        statuses: new Set(Object.keys(responses).map(Number)),
        answer: z.fromJSONSchema(responses['200']?.content['application/json']?.schema as never),
      },
    ];
  });
}

/** What exists now, as sets of values that belong together. */
async function lookAround(site: TestSite): Promise<readonly Known[]> {
  const { rows } = await rowsOf(
    site,
    `(select 'agreements' as of, o.code, o.id, o.version, m.code as meeting, other.code as other, p.id as report, e.document
      from conf.obligation o join conf.meeting m on m.id = o.meeting
      left join conf.progress p on p.obligation = o.id left join conf.progress_evidence e on e.progress = p.id
      left join lateral (select code from conf.obligation x where x.code is not null order by random() limit 1) other on true
      where o.code is not null order by random() limit 60)
     union all
     (select 'review', null, o.id, o.version, m.code, null, null, null
      from conf.obligation o join conf.meeting m on m.id = o.meeting where o.code is null order by random() limit 60)`,
  );
  const meetings = await rowsOf(
    site,
    `select 'meetings' as of, m.code, m.code as meeting, t.version, b.id as block, b.id as id, c.id as comment, a.id as item,
       d.id as document, m.version as row_version, m.id as linked
     from conf.meeting m left join conf.text t on t.meeting = m.id left join conf.block b on b.text = t.id
     left join conf.block_comment c on c.block = b.id left join conf.agenda_item a on a.meeting = m.id
     left join lateral (select id from conf.document order by random() limit 1) d on true
     order by random() limit 80`,
  );
  return [...rows, ...meetings.rows].map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        value === null ? [] : [[name, typeof value === 'number' ? value : String(value)]],
      ),
    ),
  );
}

function draw(random: Dice, targets: readonly Target[], known: readonly Known[]): Sent {
  const target = random.pick(targets);
  const who = random.pick(random.chance(0.6) ? target.mayAsk : random.chance(0.5) ? OFTEN : READERS);
  const hostility = random.pick([0, 0, 0.15, 0.5]);
  const input = inputFor(random, target.fields, knownFor(random, target, known), { json: target.api, hostility });
  const path = random.pick(target.paths).replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = input[name];
    delete input[name];
    // Without its last part an address is another route's.
    return percentEncode(String(value ?? '').trim() || ' ').slice(0, 3_000);
  });
  const headers: Record<string, string> = {
    'sec-fetch-site': random.chance(0.98) ? 'same-origin' : 'cross-site',
    ...(who === 'nobody' ? {} : { cookie: `who=${who}` }),
    ...(random.chance(0.1) ? { 'accept-language': random.pick(['en', 'es', 'xx', '', ',,,']) } : {}),
  };
  if (target.route.kind !== 'command' || target.route.byLink) {
    const query = formOf(input).slice(0, 8_000);
    return { who, target, request: { method: 'GET', url: query ? `${path}?${query}` : path, headers } };
  }
  const { type, payload } = bodyFor(random, target, input);
  return {
    who,
    target,
    request: { method: 'POST', url: path, headers: { ...headers, 'content-type': type }, payload },
  };
}

function knownFor(random: Dice, { route }: Target, known: readonly Known[]): Known {
  const of = route.id.startsWith('meetings.')
    ? 'meetings'
    : route.path.en.includes('/review/')
      ? 'review'
      : 'agreements';
  const fitting = known.filter((one) => one['of'] === of);
  const found = fitting.length > 0 && random.chance(0.95) ? random.pick(fitting) : random.pick(known);
  const { of: _, row_version, ...values } = found;
  if (route.id === 'meetings.paragraph-write') return { ...values, version: 1, original: 1 };
  return /meetings\.(save|move)$/.test(route.id) && row_version !== undefined
    ? { ...values, version: row_version }
    : values;
}

function bodyFor(random: Dice, { api, route, fields }: Target, input: Record<string, unknown>): Payload {
  if (random.chance(0.01)) return { type: random.pick(['text/plain', 'application/xml', 'x']), payload: 'a=b' };
  const fileField = Object.keys(fields).find((name) => name === 'evidence' || name === 'file');
  const takesFiles = route.kind === 'command' && route.upload !== undefined && fileField !== undefined;
  if (takesFiles ? random.chance(0.8) : random.chance(0.02)) {
    if (fileField !== undefined) delete input[fileField];
    return multipartOf(random, input, fileField ?? 'file');
  }
  if (api ? random.chance(0.95) : random.chance(0.05)) return jsonOf(random, input);
  return { type: 'application/x-www-form-urlencoded', payload: formOf(input) };
}

function describeFault(
  at: number,
  { who, request }: Sent,
  reply: LightMyRequestResponse,
  wrong: readonly string[],
  lines: readonly string[],
): string {
  const short = (text: string, most: number): string =>
    text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text;
  return [
    `request ${at} of ENLACE_FUZZ_SEED=${SEED}, as ${who}: ${wrong.join('; ')}`,
    `${request.method} ${short(String(request.url), 600)}`,
    JSON.stringify(request.headers),
    short(String(request.payload ?? ''), 1_000),
    `answered ${reply.statusCode}: ${short(reply.body, 300)}`,
    ...(reply.statusCode >= 500 ? [short(lines.join('\n'), 1_500)] : []),
  ].join('\n');
}
