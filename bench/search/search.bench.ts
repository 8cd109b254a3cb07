/**
 * The library with 20,000 documents and 60 million characters, searched by readers who see different parts of it. The
 * texts are made: a vocabulary of 60,000 invented words whose frequencies follow Zipf's law, as those of real texts do
 * (a few words stand everywhere, half of them once or twice), with inflected forms, so that stemming has work to do.
 * Measured is the search under row-level security, in a transaction of the reader.
 */
import { searchWorks, suggestQuery } from '../../app/src/engines/documents/index.ts';
import { claimsOf } from '../../app/src/platform/http/index.ts';
import { databaseOn, type TestDatabase } from '../../app/test/database.ts';
import { PEOPLE, type PersonKey } from '../../app/test/site.ts';
import { median, percentile, round, timed } from '../measure.ts';
import type { BenchResult } from '../result.ts';
import { withServer } from '../site.ts';

const DOCUMENTS = 20_000;
const CHARACTERS = 60_000_000;
const VOCABULARY = 60_000;
const BATCH = 500;
const ROUNDS = 40;
const WARM_UP = 5;
const GOAL_MS = 60;

/** Numbers that look random and are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SYLLABLES = [
  'mi',
  'gra',
  'ción',
  'con',
  'fe',
  'ren',
  'cia',
  'pro',
  'tec',
  're',
  'gio',
  'nal',
  'trá',
  'fi',
  'co',
  'tra',
  'ta',
  'de',
  'le',
  'ga',
  'do',
  'in',
  'for',
  'me',
  'se',
  'cre',
  'ta',
  'ría',
  'pa',
  'ís',
  'es',
  'ta',
  'dís',
  'ti',
  'ca',
  'vi',
  'sa',
  'ni',
  'ño',
  'em',
  'ple',
  'o',
  'se',
  'gu',
  'ri',
  'dad',
];
const ENDINGS = ['', 's', 'es', 'ando', 'ado', 'ción', 'ciones', 'mente'];

/** The words at the top are real ones, by which the benchmark asks: frequent, middling and rare. */
const REAL = ['migración', 'región', 'países', 'protección', 'extracontinentales', 'glosario', 'repatriación'];
const RANKS: Readonly<Record<string, number>> = {
  migración: 8,
  región: 20,
  países: 30,
  protección: 120,
  glosario: 2500,
  extracontinentales: 9000,
  repatriación: 20_000,
};

function vocabulary(random: () => number): readonly string[] {
  const made = new Set<string>(REAL);
  while (made.size < VOCABULARY) {
    const length = 2 + Math.floor(random() * 3);
    const stem = Array.from({ length }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('');
    made.add(stem + (ENDINGS[Math.floor(random() * ENDINGS.length)] ?? ''));
  }
  const words = [...made].slice(REAL.length);
  for (const word of REAL) words.splice(RANKS[word] ?? 0, 0, word);
  return words;
}

/** Draws words so that the one of rank r comes up in proportion to 1/r. */
function zipf(words: readonly string[], random: () => number): () => string {
  const sums: number[] = [];
  let total = 0;
  for (let rank = 1; rank <= words.length; rank += 1) {
    total += 1 / rank;
    sums.push(total);
  }
  return () => {
    const at = random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
}

interface Made {
  readonly characters: number;
  readonly seconds: number;
}

/** Nine documents of ten are for members, the rest public, for delegations or restricted; half of them in each language. */
const CLASSES = [
  'members',
  'members',
  'members',
  'members',
  'members',
  'members',
  'public',
  'public',
  'delegations',
  'restricted',
];

async function fill(database: TestDatabase): Promise<Made> {
  const { pool } = database.admin;
  const random = randomFrom(2016);
  const draw = zipf(vocabulary(random), random);
  const { rows: meetings } = await pool.query(
    `insert into conf.meeting (code, body, title_es, title_en) values ('2016-11-SPS', 'RFE', 'Reunión', 'Meeting') returning id`,
  );
  const meeting = String(meetings[0]?.id);
  await pool.query(`insert into conf.delegation (meeting, party) values ($1, 'HN')`, [meeting]);
  await pool.query(`insert into conf.file (sha256, bytes, size, mime) values (sha256('x'), 'x', 1, 'text/plain')`);
  let characters = 0;
  const start = performance.now();
  for (let first = 0; first < DOCUMENTS; first += BATCH) {
    const texts: string[] = [];
    for (let index = 0; index < BATCH; index += 1) {
      const length = (CHARACTERS / DOCUMENTS) * (0.3 + random() * 1.4);
      const parts: string[] = [];
      for (let size = 0; size < length; ) {
        const word = draw();
        parts.push(word);
        size += word.length + 1;
      }
      const text = parts.join(' ');
      characters += text.length;
      texts.push(text);
    }
    await insertBatch(database, first, texts, meeting);
  }
  const client = await pool.connect();
  await client.query('set statement_timeout = 0');
  await client.query(`
    insert into conf.work_word (scope, word, folded, class, meeting, work, uses)
    select conf.scope_of(t.class, t.meeting, t.work), word, ext.unaccent(word), t.class,
      case when t.class = 'delegations' then t.meeting end, case when t.class = 'restricted' then t.work end, count(*)
    from conf.work_text t, conf.words_of(t.head || ' ' || t.content) word
    group by 1, 2, 3, 4, 5, 6`);
  await client.query('vacuum analyze');
  client.release();
  return { characters, seconds: (performance.now() - start) / 1000 };
}

/** Past triggers, which keep step one document at a time; the words are counted once at the end. */
async function insertBatch(
  database: TestDatabase,
  first: number,
  texts: readonly string[],
  meeting: string,
): Promise<void> {
  const client = await database.admin.pool.connect();
  try {
    await client.query('begin');
    await client.query(`set local session_replication_role = 'replica'`);
    await client.query(
      `with made as (
         select ordinality + $2::int as n, content, ($3::text[])[1 + (ordinality % 10)] as class,
           case when ordinality % 2 = 0 then 'es' else 'en' end as lang
         from unnest($1::text[]) with ordinality as t (content, ordinality)
       ), works as (
         insert into conf.work (symbol, title_es, title_en, class, meeting, dated, status, owner_party, created_at)
         select 'CRM/RFE/2016/DOC-' || n, 'Documento ' || split_part(content, ' ', 1) || ' ' || n, 'Document ' || n, class, $4::uuid,
           date '2000-01-01' + (n % 6000)::int, 'available', 'ST', now() from made returning id, symbol, dated
       ), versions as (
         insert into conf.work_version (work, lang, number, sha256, name, state, added_at, available_at)
         select w.id, m.lang, 1, sha256('x'), 'x.txt', 'available', now(), now()
         from made m join works w on w.symbol = 'CRM/RFE/2016/DOC-' || m.n returning id, work
       )
       insert into conf.work_text (version, work, lang, class, meeting, owner_party, body, dated, head, content)
       select v.id, w.id, m.lang, m.class, $4::uuid, 'ST', 'RFE', w.dated, w.symbol || ' Documento ' || split_part(m.content, ' ', 1), m.content
       from made m join works w on w.symbol = 'CRM/RFE/2016/DOC-' || m.n join versions v on v.work = w.id`,
      [texts, first, CLASSES, meeting],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
}

const QUERIES: readonly { readonly name: string; readonly query: string }[] = [
  { name: 'a word of most documents', query: 'migraciones' },
  { name: 'a word of one in seven', query: 'protección' },
  { name: 'a rare word', query: 'extracontinentales' },
  { name: 'two words', query: 'migración glosario' },
  { name: 'a phrase', query: '"migración región"' },
  { name: 'with minus', query: 'glosario -países' },
];
const READERS: readonly PersonKey[] = ['honduras', 'secretariat'];

export async function run(): Promise<BenchResult[]> {
  return await withServer(async (server) => {
    const database = await databaseOn(server);
    try {
      const made = await fill(database);
      const results: BenchResult[] = [
        { name: 'documents', value: DOCUMENTS, unit: 'documents' },
        { name: 'text', value: round(made.characters / 1_000_000), unit: 'million characters' },
        { name: 'filled and indexed in', value: round(made.seconds), unit: 's' },
      ];
      const all: number[] = [];
      for (const key of READERS) {
        for (const { name, query } of QUERIES) {
          const { found, times } = await search(database, key, query);
          all.push(...times);
          results.push(line(`${key}, ${name} (${found} found)`, times));
        }
        results.push(line(`${key}, suggestion for a misspelt word`, await suggestion(database, key)));
      }
      results.push({
        name: 'all queries, median',
        value: round(median(all)),
        unit: 'ms',
        goal: `< ${GOAL_MS} ms under RLS`,
        ok: median(all) < GOAL_MS,
      });
      return results;
    } finally {
      await database.close();
    }
  });
}

async function search(
  database: TestDatabase,
  key: PersonKey,
  query: string,
): Promise<{ found: number; times: number[] }> {
  const times: number[] = [];
  let found = 0;
  for (let i = -WARM_UP; i < ROUNDS; i++) {
    const ms = await timed(() =>
      database.app.transaction(claimsOf(PEOPLE[key]), async (db) => {
        const page = await searchWorks(db, query, {}, { limit: 20, offset: 0, lang: 'es' });
        found = page.count;
      }),
    );
    if (i >= 0) times.push(ms);
  }
  return { found, times };
}

async function suggestion(database: TestDatabase, key: PersonKey): Promise<number[]> {
  const times: number[] = [];
  for (let i = -WARM_UP; i < ROUNDS; i++) {
    const ms = await timed(() =>
      database.app.transaction(claimsOf(PEOPLE[key]), async (db) => {
        const suggested = await suggestQuery(db, 'extracontientales');
        if (suggested !== 'extracontinentales') throw new Error(`suggested ${suggested}`);
      }),
    );
    if (i >= 0) times.push(ms);
  }
  return times;
}

function line(name: string, times: readonly number[]): BenchResult {
  const middle = median(times);
  return {
    name,
    value: `${round(middle)} (p95 ${round(percentile(times, 95))})`,
    unit: 'ms',
    goal: `median < ${GOAL_MS}`,
    ok: middle < GOAL_MS,
  };
}
