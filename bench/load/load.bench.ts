/**
 * The site as people run it, under 100 mixed requests a second for ten minutes (`ENLACE_LOAD_SECONDS` for less,
 * `ENLACE_LOAD_RATE` for another pace): nine of ten read, one writes. The pace does not wait for answers, and a time
 * counts from the moment at which the request was due, so that a site that stalls does not slow its own measurement.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram } from '../../e2e/program.ts';
import { median, percentile, round } from '../measure.ts';
import type { BenchResult } from '../result.ts';

const SECONDS = Number(process.env['ENLACE_LOAD_SECONDS'] ?? 600);
const RATE = Number(process.env['ENLACE_LOAD_RATE'] ?? 100);
/** Not measured: the first requests fill caches and let the program compile its hot paths. */
const WARM_UP_SECONDS = Math.min(30, SECONDS / 4);
const TOKEN = randomUUID();
const ACCOUNTS = ['hn', 'cr', 'sv', 'gt', 'ni', 'secretaria', 'oim', 'rrocm'] as const;
const GOALS = { p95: 150, growth: 10 };

interface Visitor {
  readonly cookie: string;
  /** Agreements in which the account's country still owes something. */
  readonly owing: readonly string[];
}

interface Reply {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly body: string;
}

type Kind = 'read' | 'write';

interface Planned {
  readonly kind: Kind;
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly cookie: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly expect: number;
}

interface Measured {
  readonly kind: Kind;
  readonly name: string;
  readonly ms: number;
  readonly failed: string | undefined;
}

export async function run(): Promise<BenchResult[]> {
  const program = await startProgram({ ENLACE_METRICS_TOKEN: TOKEN, ENLACE_REQUESTS_PER_MINUTE: '1000000' });
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  try {
    const visitors = await Promise.all(ACCOUNTS.map((key) => enter(agent, program.address, key)));
    await drive(agent, program.address, visitors, WARM_UP_SECONDS);
    const samples: Sample[] = [];
    const watching = watchProgram(agent, program.address, samples);
    const measured = await drive(agent, program.address, visitors, SECONDS);
    await watching.stop();
    return linesOf(measured, samples);
  } finally {
    agent.destroy();
    await program.stop();
  }
}

function linesOf(measured: readonly Measured[], samples: readonly Sample[]): BenchResult[] {
  const failed = measured.filter(({ failed: why }) => why !== undefined);
  const times = (kind?: Kind): number[] =>
    measured.filter((one) => kind === undefined || one.kind === kind).map(({ ms }) => ms);
  const memory = samples.map((sample) => sample.memory);
  const cpu = (samples.at(-1)?.cpu ?? 0) - (samples[0]?.cpu ?? 0);
  const fifth = Math.max(1, Math.floor(memory.length / 5));
  const [first, last] = [median(memory.slice(0, fifth)), median(memory.slice(-fifth))];
  const growth = round(((last - first) / first) * 100);
  const p95 = round(percentile(times(), 95));
  const reasons = [...new Set(failed.map(({ name, failed: why }) => `${name}: ${why}`))].slice(0, 3).join('; ');
  return [
    { name: `requests in ${SECONDS} s at ${RATE} a second`, value: measured.length, unit: 'requests' },
    { name: 'errors', value: failed.length, unit: reasons || 'requests', goal: '0 (issue 3)', ok: failed.length === 0 },
    { name: 'all: p95', value: p95, unit: 'ms', goal: `< ${GOALS.p95} (issue 3)`, ok: p95 < GOALS.p95 },
    ...(['read', 'write'] as const).flatMap((kind) => [
      { name: `${kind}s: median`, value: round(median(times(kind))), unit: 'ms' },
      { name: `${kind}s: p95`, value: round(percentile(times(kind), 95)), unit: 'ms' },
      { name: `${kind}s: p99`, value: round(percentile(times(kind), 99)), unit: 'ms' },
    ]),
    { name: 'processor time of the program for a request', value: round((cpu * 1000) / measured.length), unit: 'ms' },
    { name: 'memory of the program, first fifth', value: round(first / 1e6), unit: 'MB' },
    { name: 'memory of the program, last fifth', value: round(last / 1e6), unit: 'MB' },
    {
      name: 'growth of memory',
      value: growth,
      unit: '%',
      goal: `< ${GOALS.growth} (issue 3)`,
      ok: growth < GOALS.growth,
    },
  ];
}

/** Sends what is due, whether or not what was sent before has been answered. */
async function drive(
  agent: Agent,
  address: string,
  visitors: readonly Visitor[],
  seconds: number,
): Promise<readonly Measured[]> {
  const all = Math.round(seconds * RATE);
  const start = performance.now();
  const running: Promise<Measured>[] = [];
  while (running.length < all) {
    const due = Math.min(all, Math.floor(((performance.now() - start) / 1000) * RATE) + 1);
    while (running.length < due) {
      const number = running.length;
      running.push(measure(agent, address, plan(number, visitors), start + (number * 1000) / RATE));
    }
    await sleep(2);
  }
  return await Promise.all(running);
}

async function measure(agent: Agent, address: string, planned: Planned, due: number): Promise<Measured> {
  const { kind, name, expect } = planned;
  try {
    const { status } = await send(agent, address, planned);
    const failed = status === expect ? undefined : `status ${status}`;
    return { kind, name, ms: performance.now() - due, failed };
  } catch (error) {
    return { kind, name, ms: performance.now() - due, failed: error instanceof Error ? error.message : 'cut' };
  }
}

const READS: readonly { readonly name: string; readonly path: (visitor: Visitor, number: number) => string }[] = [
  { name: 'home', path: () => '/es/inicio' },
  { name: 'register', path: () => '/es/acuerdos' },
  { name: 'register by country', path: () => '/en/agreements?view=country' },
  { name: 'agreement', path: ({ owing }, number) => `/es/acuerdos/${owing[number % owing.length]}` },
  {
    name: 'search',
    path: (_, number) => `/es/buscar?q=${['glosario', 'indicadores', 'revision', 'visado'][number % 4]}`,
  },
  { name: 'meetings', path: () => '/es/reuniones' },
  { name: 'who may do what', path: () => '/es/quien-puede-que' },
  { name: 'due, for machines', path: () => '/api/v1/due' },
  { name: 'agreements, for machines', path: () => '/api/v1/agreements' },
];

/** The mix is the same in every run: one in ten writes, and of those one in three is a report that stays. */
function plan(number: number, visitors: readonly Visitor[]): Planned {
  const visitor = visitors[number % visitors.length];
  if (!visitor) throw new Error('nobody visits');
  const { cookie } = visitor;
  if (number % 10 !== 0) {
    const { name, path } = READS[Math.floor(number / visitors.length) % READS.length] ?? { name: '', path: () => '/' };
    return { kind: 'read', name, method: 'GET', path: path(visitor, number), cookie, expect: 200 };
  }
  const countries = visitors.slice(0, 5);
  const country = countries[(number / 10) % countries.length] ?? visitor;
  if (number % 30 !== 0) {
    const form = { until: new Date().toISOString() };
    return {
      kind: 'write',
      name: 'notices seen',
      method: 'POST',
      path: '/es/inicio/vistas',
      cookie: country.cookie,
      form,
      expect: 303,
    };
  }
  const code = country.owing[(number / 30) % country.owing.length];
  const form = { kind: 'progress', body: `Avance de ejemplo ${number}` };
  return {
    kind: 'write',
    name: 'report',
    method: 'POST',
    path: `/es/acuerdos/${code}/avance`,
    cookie: country.cookie,
    form,
    expect: 303,
  };
}

async function enter(agent: Agent, address: string, key: string): Promise<Visitor> {
  const entered = await send(agent, address, {
    method: 'POST',
    path: '/es/entrar/ejemplo',
    cookie: '',
    form: { account: key },
  });
  if (entered.status !== 303) throw new Error(`${key} was answered ${entered.status}`);
  const cookie = entered.cookies.map((one) => one.split(';', 1)[0]).join('; ');
  const country = key.length === 2 ? `?country=${key.toUpperCase()}&state=owing` : '';
  const asked = { method: 'GET', path: `/api/v1/agreements${country}`, cookie } as const;
  const { body } = await send(agent, address, asked, { 'accept-encoding': 'identity' });
  const { agreements } = JSON.parse(body) as { agreements: readonly { code: string }[] };
  if (agreements.length === 0) throw new Error(`${key} sees no agreement`);
  return { cookie, owing: agreements.map(({ code }) => code) };
}

async function send(
  agent: Agent,
  address: string,
  { method, path, cookie, form }: Pick<Planned, 'method' | 'path' | 'cookie' | 'form'>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const payload = form === undefined ? undefined : new URLSearchParams(form).toString();
  return await new Promise((resolve, reject) => {
    const asked = request(
      `${address}${path}`,
      {
        method,
        agent,
        headers: {
          'sec-fetch-site': 'same-origin',
          'accept-encoding': 'gzip',
          ...headers,
          ...(cookie === '' ? {} : { cookie }),
          ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
      },
      (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('error', reject);
        reply.on('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            cookies: reply.headers['set-cookie'] ?? [],
            body: reply.headers['content-encoding'] === 'gzip' ? '' : Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(payload);
  });
}

/** What the program itself says of its memory (bytes) and processor time (seconds). */
interface Sample {
  readonly memory: number;
  readonly cpu: number;
}

/** Asks it every two seconds. */
function watchProgram(agent: Agent, address: string, samples: Sample[]): { stop(): Promise<void> } {
  let running = true;
  const loop = (async () => {
    while (running) {
      const { body } = await send(
        agent,
        address,
        { method: 'GET', path: '/metrics', cookie: '' },
        { authorization: `Bearer ${TOKEN}`, 'accept-encoding': 'identity' },
      );
      samples.push({
        memory: Number(/^enlace_process_resident_memory_bytes (\S+)/m.exec(body)?.[1]),
        cpu: Number(/^enlace_process_cpu_seconds_total (\S+)/m.exec(body)?.[1]),
      });
      await sleep(2000);
    }
  })();
  return {
    async stop() {
      running = false;
      await loop;
    },
  };
}
