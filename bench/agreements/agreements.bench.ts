/**
 * The register with 5,000 agreements, whole requests: policy, claims, query under row-level security, page, log.
 * Beside it the same requests on the same rows without one wall, so that the cost of each shows as a ratio.
 */
import type { AuditLog } from '../../app/src/platform/audit/index.ts';
import type { Database } from '../../app/src/platform/database/index.ts';
import { databaseOn, type TestDatabase } from '../../app/test/database.ts';
import { type PersonKey, siteOn, type TestSite } from '../../app/test/site.ts';
import { median, percentile, round, timed } from '../measure.ts';
import type { BenchResult } from '../result.ts';
import { withServer } from '../site.ts';

const AGREEMENTS = 5_000;
const ROUNDS = 30;
const WARM_UP = 5;
const GOAL_MS = 60;
const NOW = '2026-11-24T16:00:00Z';

const PAGES: readonly { readonly name: string; readonly url: string }[] = [
  { name: 'by due date', url: '/es/acuerdos' },
  { name: 'by due date, closed ones too', url: '/es/acuerdos?state=all' },
  { name: 'by country', url: '/es/acuerdos?view=country' },
  { name: 'by meeting', url: '/es/acuerdos?view=meeting' },
  { name: 'words searched', url: '/es/acuerdos?q=revision+glosario' },
  { name: 'what one country owes', url: '/es/acuerdos?country=HN&state=owing' },
];

const READERS: readonly { readonly key: PersonKey; readonly name: string }[] = [
  { key: 'honduras', name: 'country' },
  { key: 'secretariat', name: 'secretariat' },
];

const NO_LOG: AuditLog = { append: async () => undefined, appendAtCommit: () => undefined };

interface Variant {
  readonly name: string;
  readonly site: TestSite;
}

export async function run(): Promise<BenchResult[]> {
  return await withServer(async (server) => {
    const database = await databaseOn(server);
    try {
      await fill(database.admin);
      return await measure(database);
    } finally {
      await database.close();
    }
  });
}

async function measure(database: TestDatabase): Promise<BenchResult[]> {
  const shared = { ...database, close: async () => undefined };
  const whole: Variant = { name: 'under RLS and log', site: await siteOn(shared, { now: NOW }) };
  const others: readonly Variant[] = [
    { name: 'without log', site: await siteOn(shared, { now: NOW, audit: NO_LOG }) },
    // The server's administrator, whom no policy filters.
    { name: 'without RLS', site: await siteOn({ ...shared, app: database.admin }, { now: NOW }) },
  ];
  const results: BenchResult[] = [];
  for (const { key, name: reader } of READERS) {
    for (const { name, url } of PAGES) {
      results.push(...(await measurePage({ key, url, title: `${reader}, ${name}` }, whole, others)));
    }
  }
  for (const { site } of [whole, ...others]) await site.close();
  return results;
}

/** The variants take turns, so that a busy moment of the machine falls on all of them. */
async function measurePage(
  page: { readonly key: PersonKey; readonly url: string; readonly title: string },
  whole: Variant,
  others: readonly Variant[],
): Promise<BenchResult[]> {
  const variants = [whole, ...others].map((variant) => ({ ...variant, times: [] as number[] }));
  for (let i = -WARM_UP; i < ROUNDS; i++) {
    for (const { site, times } of variants) {
      const ms = await timed(() => open(site, page));
      if (i >= 0) times.push(ms);
    }
  }
  const medians = variants.map(({ times }) => median(times));
  const [all = Number.NaN, ...rest] = medians;
  const ratios = others.map(({ name }, i) => `${round(all / (rest[i] ?? Number.NaN), 2)} x ${name}`);
  return [
    {
      name: `${page.title}: median`,
      value: round(all),
      unit: `ms; ${ratios.join(', ')}`,
      goal: `< ${GOAL_MS} (issue 2)`,
      ok: all < GOAL_MS,
    },
    { name: `${page.title}: p95`, value: round(percentile(variants[0]?.times ?? [], 95)), unit: 'ms' },
  ];
}

async function open(site: TestSite, page: { readonly key: PersonKey; readonly url: string }): Promise<void> {
  const reply = await site.as(page.key).get(page.url);
  if (reply.statusCode !== 200 || !/A-\d{4}-\d{3}/.test(reply.body)) {
    throw new Error(`${page.url} gave ${reply.statusCode} or no agreement`);
  }
}

/** Five in six go on; one in four is owed by all eleven countries, the others by one; some wait for another. */
async function fill(admin: Database): Promise<void> {
  await admin.pool.query(`
    insert into conf.meeting (code, body, title_es, title_en, starts_on, ends_on, status)
    select 'GRCM-' || y, 'GRCM', 'Reunión ' || y, 'Meeting ' || y, make_date(y, 11, 15), make_date(y, 11, 16), 'published'
    from generate_series(2007, 2026) y`);
  await admin.pool.query(`
    insert into conf.obligation (code, meeting, lang, quote, kind, title_es, title_en, responsible, owed_by,
      deadline_as_written, deadline_rule, due_from, due_to, state, created_at)
    select 'A-' || y || '-' || lpad((n / 20)::text, 3, '0'), m.id, 'es',
      'Los Países Miembros acordaron ' || w || ' y remitir sus comentarios a la Secretaría Técnica dentro del plazo '
        || 'acordado, con el apoyo de las organizaciones observadoras y en el marco de sus legislaciones nacionales (' || n || ').',
      'agreement', initcap(left(w, 1)) || substr(w, 2), 'Agreement ' || n, owing, owing, 'en el plazo acordado',
      '{"type":"date"}', null, case when n % 9 = 0 then null else date '2026-11-24' + (n * 37 % 900 - 450) end,
      case n % 12 when 0 then 'accepted' when 1 then 'dropped' when 2 then 'delivered' when 3 then 'in_progress' else 'open' end,
      now()
    from generate_series(20, ${AGREEMENTS + 19}) n
    cross join lateral (select 2007 + n % 20 as y) a
    join conf.meeting m on m.code = 'GRCM-' || y
    cross join lateral (select (array['hacer una revisión del glosario', 'nominar un punto focal de indicadores',
      'traducir el estudio al inglés', 'elaborar una matriz de categorías de visado'])[1 + n % 4] as w) b
    cross join lateral (select case when n % 4 = 0 then (select array_agg(code order by code) from conf.party where kind = 'country')
      else array[(select code from conf.party where kind = 'country' order by code offset n % 11 limit 1)] end as owing) c`);
  await admin.pool.query(`
    insert into conf.share (obligation, party, state, since, changed_at)
    select o.id, p, case when o.state in ('accepted', 'delivered') then o.state when hashtext(o.code || p) % 3 = 0 then 'delivered' else 'owed' end,
      now(), now()
    from conf.obligation o cross join lateral unnest(o.owed_by) p`);
  await admin.pool.query(`
    insert into conf.progress (obligation, party, kind, body, lang, state, written_at)
    select s.obligation, s.party, 'delivered', 'Se remitió lo acordado.', 'es', 'submitted', now()
    from conf.share s where s.state = 'delivered'`);
  await admin.pool.query(`
    insert into conf.dependency (obligation, depends_on)
    select a.id, b.id from (select id, row_number() over (order by code) as n from conf.obligation) a
    join (select id, row_number() over (order by code) as n from conf.obligation) b on b.n = a.n + 1 where a.n % 30 = 0`);
  await admin.pool.query('vacuum analyze');
}
