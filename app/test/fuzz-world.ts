import type { LightMyRequestResponse } from 'fastify';
import { unzipSync } from 'fflate';
import {
  addVersion,
  beginImport,
  classifyWork,
  findWorkById,
  listVersions,
  publishVersion,
  receiveWork,
  sendWork,
  type WorkClass,
} from '../src/engines/documents/index.ts';
import { recordCandidates } from '../src/engines/obligations/index.ts';
import { createReport, findReportOf, moveTextOn } from '../src/engines/texts/index.ts';
import type { Principal } from '../src/kernel/index.ts';
import { candidate } from './register.ts';
import { PEOPLE, type PersonKey, type TestSite } from './site.ts';

// Data in which every text that somebody may not see carries a word of its own, and an oracle that says from the rows
// (read past every policy) who may see such a word now. The oracle repeats the rules of secretariat.md 3 and 8 in its
// own words: it must not be derived from the policy that it judges.

/** A word that occurs in one secret and nowhere else, with who may see it while nobody has widened it. */
export interface Canary {
  readonly word: string;
  readonly secret: string;
  readonly organisations: readonly string[];
}

/** What one call of `arrangeRound` put into the database. */
export interface Round {
  readonly canaries: readonly Canary[];
  /** Meeting whose register is published, whose candidates wait, whose report is a draft, whose report is in review. */
  readonly meetings: { readonly register: string; readonly waiting: string; readonly review: string };
  /** Agreements: for all members, for OIM, for Honduras alone, for civil society. */
  readonly codes: readonly string[];
  /** Works of the library: for members, for the delegations of a meeting, restricted to Honduras, not classified. */
  readonly works: readonly string[];
}

const SECRETARIAT = ['ST'] as const;
const DELEGATIONS = ['ST', 'HN', 'CR', 'SV', 'MX'] as const;

/**
 * Adds a register in several states: four agreements with reports of three countries, evidence and answers;
 * candidates that nobody confirmed; a report in draft, one in review with proposals, and an uploaded file.
 */
export async function arrangeRound(site: TestSite, round: number): Promise<Round> {
  const canaries: Canary[] = [];
  const hide = (secret: string, organisations: readonly string[]): string => {
    const word = `zq${round}x${canaries.length}kanari`;
    canaries.push({ word, secret, organisations });
    return word;
  };
  const year = 1991 + (round % 100);
  const meetings = { register: `${year}-R${round}`, waiting: `${year}-W${round}`, review: `${year}-V${round}` };
  const register = await addMeeting(site, meetings.register, 'RFE', '2016-11-15');
  const waiting = await addMeeting(site, meetings.waiting, 'GRCM', '2016-11-17');
  const review = await addMeeting(site, meetings.review, 'GRCM', '2016-12-05');
  const text = await addReport(site, register, ['Informe de ejemplo.', 'Punto segundo.'], `R${round}`);
  await moveReport(site, register, ['circulate']);
  const codes = await publishFour(site, meetings.register, { meeting: register, text });
  await reportAsParties(site, codes, hide);
  const draft = await addReport(
    site,
    waiting,
    [`Borrador ${hide('paragraph of a draft', SECRETARIAT)}`, `Otro ${hide('paragraph of a draft', SECRETARIAT)}`],
    `W${round}`,
  );
  await addCandidates(site, { meeting: waiting, text: draft }, hide);
  await addReport(site, review, [`En revisión ${hide('paragraph in review', DELEGATIONS)}`, 'Segundo.'], `V${round}`);
  await moveReport(site, review, ['circulate']);
  await propose(site, meetings.review, hide);
  await uploadReport(site, meetings.waiting, hide);
  await arrangeDirectory(site, round, hide);
  const works = await addWorks(site, register, hide);
  return { canaries, meetings, codes, works };
}

type Hide = (secret: string, organisations: readonly string[]) => string;

async function addMeeting(site: TestSite, code: string, body: string, on: string): Promise<string> {
  const { rows } = await site.database.admin.pool.query(
    `insert into conf.meeting (code, body, title_es, title_en, starts_on, ends_on)
     values ($1, $2, $3, $4, $5, $5) returning id`,
    [code, body, `Reunión ${code}`, `Meeting ${code}`, on],
  );
  return String(rows[0]?.id);
}

async function addReport(site: TestSite, meeting: string, words: readonly string[], symbol: string): Promise<string> {
  return await site.act('secretariat', async (ctx) => {
    const made = await createReport(ctx.db, {
      meeting,
      lang: 'es',
      symbol: `EJEMPLO/${symbol}`,
      sourceDocument: null,
      blocks: words.map((content, index) => ({ key: String(index), parent: null, kind: 'paragraph', content })),
      account: ctx.who.person,
      at: ctx.now,
    });
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value.text;
  });
}

async function moveReport(site: TestSite, meeting: string, events: readonly 'circulate'[]): Promise<void> {
  await site.act('secretariat', async (ctx) => {
    for (const event of events) {
      const head = await findReportOf(ctx.db, meeting);
      const moved = await moveTextOn(ctx.db, { text: head?.id ?? '', event, known: head?.version ?? 0 });
      if (!moved.ok) throw new Error(moved.refusal.code);
    }
  });
}

const NO_DEADLINE = { deadlineAsWritten: null, rule: { type: 'none' }, nextForum: null } as const;

async function publishFour(
  site: TestSite,
  meeting: string,
  of: { readonly meeting: string; readonly text: string },
): Promise<readonly string[]> {
  const responsible = [['PM'], ['OIM'], ['HN'], ['RROCM']];
  await site.act('secretariat', (ctx) =>
    recordCandidates(ctx.db, {
      ...of,
      lang: 'es',
      now: ctx.now,
      candidates: responsible.map((parties, index) =>
        candidate({
          ...(index === 0 ? {} : NO_DEADLINE),
          span: [index * 1_000, index * 1_000 + 100],
          titleEs: `Acuerdo ${index} de ${meeting}`,
          titleEn: `Agreement ${index} of ${meeting}`,
          responsible: parties,
          recipients: ['ST'],
        }),
      ),
    }),
  );
  const secretariat = site.as('secretariat');
  const { rows } = await rowsOf(site, 'select id, version from conf.obligation where meeting = $1', [of.meeting]);
  for (const row of rows)
    await done(
      secretariat.json('POST', `/api/v1/agreements/review/${meeting}/confirm`, {
        id: String(row['id']),
        version: Number(row['version']),
      }),
    );
  const published = await done(secretariat.json('POST', `/api/v1/agreements/review/${meeting}/publish`, {}));
  return (published.json() as { codes: string[] }).codes;
}

async function reportAsParties(site: TestSite, codes: readonly string[], hide: Hide): Promise<void> {
  const [shared = '', ofIom = '', ofHonduras = ''] = codes;
  const send = async (who: PersonKey, party: string, code: string, kind: string): Promise<void> => {
    const own = [...SECRETARIAT, party];
    const body = hide(`report of ${party}`, own);
    const evidence = {
      name: `${hide(`name of a file of ${party}`, own)}.txt`,
      bytes: new TextEncoder().encode(`Ejemplo ${hide(`content of a file of ${party}`, own)}`),
      mime: 'text/plain',
    };
    await done(site.as(who).postFiles(`/es/acuerdos/${code}/avance`, { kind, body }, { evidence }));
  };
  await send('honduras', 'HN', shared, 'delivered');
  await send('costaRica', 'CR', shared, 'progress');
  await send('salvador', 'SV', shared, 'extension_request');
  await send('honduras', 'HN', ofHonduras, 'progress');
  await send('iom', 'OIM', ofIom, 'progress');
  const { rows } = await rowsOf(
    site,
    "select p.id from conf.progress p join conf.obligation o on o.id = p.obligation where o.code = $1 and p.party = 'CR'",
    [shared],
  );
  const answer = hide('answer to CR', [...SECRETARIAT, 'CR']);
  await done(
    site.as('secretariat').json('POST', `/api/v1/agreements/${shared}/answer`, {
      report: String(rows[0]?.['id']),
      verdict: 'returned',
      answer,
    }),
  );
}

async function addCandidates(
  site: TestSite,
  of: { readonly meeting: string; readonly text: string },
  hide: Hide,
): Promise<void> {
  const hidden = Array.from({ length: 6 }, (_, index) =>
    candidate({
      ...NO_DEADLINE,
      span: [index * 1_000, index * 1_000 + 200],
      quote: `Honduras enviará ${hide('quote of a candidate', SECRETARIAT)} y también una nota de ejemplo.`,
      titleEs: `Enviar ${hide('title of a candidate', SECRETARIAT)}`,
      titleEn: `Send ${hide('title of a candidate', SECRETARIAT)}`,
      responsible: ['HN'],
      recipients: [],
    }),
  );
  await site.act('secretariat', (ctx) =>
    recordCandidates(ctx.db, { ...of, lang: 'es', candidates: hidden, now: ctx.now }),
  );
}

async function propose(site: TestSite, meeting: string, hide: Hide): Promise<void> {
  const { rows } = await rowsOf(
    site,
    `select b.id from conf.block b join conf.text t on t.id = b.text join conf.meeting m on m.id = t.meeting
     where m.code = $1 order by b.ordinal`,
    [meeting],
  );
  for (const who of ['honduras', 'costaRica'] as const) {
    await done(
      site.as(who).json('POST', `/api/v1/meetings/${meeting}/report/paragraphs/${String(rows[0]?.['id'])}/proposals`, {
        textlang: 'es',
        proposed: `Palabras ${hide('proposed words', DELEGATIONS)}`,
        body: `Razón ${hide('comment on a paragraph', DELEGATIONS)}`,
      }),
    );
  }
}

async function uploadReport(site: TestSite, meeting: string, hide: Hide): Promise<void> {
  const bytes = new TextEncoder().encode(
    `Conferencia de ejemplo ${hide('content of an uploaded report', SECRETARIAT)}\n`.repeat(40),
  );
  const name = `${hide('name of an uploaded report', SECRETARIAT)}.txt`;
  await done(site.as('secretariat').postFiles(`/es/reuniones/${meeting}/importar`, {}, { file: { name, bytes } }));
  // As the job does that reads it, which does not run here.
  await rowsOf(
    site,
    `update conf.text t set source_document = d.id from conf.document d, conf.meeting m
     where t.meeting = m.id and m.code = $1 and d.name = $2`,
    [meeting, name],
  );
}

/** Somebody who holds a function, somebody who no longer does, and somebody who is nominated. */
async function arrangeDirectory(site: TestSite, round: number, hide: Hide): Promise<void> {
  const nominate = async (party: string, name: string, email: string): Promise<string> => {
    const reply = await done(
      site.as('secretariat').json('POST', `/api/v1/directory/nominate/${party}`, {
        fn: 'liaison',
        name: `Persona Ejemplo ${name}`,
        email: `${email}@ejemplo.invalid`,
        langs: 'es',
        starts: '2017-01-02',
        note: `Nota de ejemplo ${round}`,
      }),
    );
    return (reply.json() as { id: string }).id;
  };
  const inside = [...DELEGATIONS, 'OIM', 'ACNUR'];
  const confirm = async (id: string): Promise<void> =>
    void (await done(
      site.as('secretariat').json('POST', `/api/v1/directory/appointments/${id}/confirm`, { version: 1 }),
    ));
  await confirm(await nominate('SV', hide('name in the directory', inside), `sv-${round}`));
  const former = await nominate('CR', String(round), hide('address of who left', ['ST', 'CR']));
  await confirm(former);
  const ends = { version: 2, ends: site.machinery.clock.now().toISOString().slice(0, 10) };
  await done(site.as('secretariat').json('POST', `/api/v1/directory/appointments/${former}/end`, ends));
  await nominate(
    'HN',
    hide('name of who is nominated', ['ST', 'HN']),
    hide('address of who is nominated', ['ST', 'HN']),
  );
}

/** Works of each class but the public one, with a text, a file and a title that hold a word of their own; one is sent. */
async function addWorks(
  site: TestSite,
  meeting: string,
  hide: (secret: string, organisations: readonly string[]) => string,
): Promise<readonly string[]> {
  await rowsOf(site, "insert into conf.delegation (meeting, party) values ($1, 'SV') on conflict do nothing", [
    meeting,
  ]);
  const circles: readonly (readonly [WorkClass, readonly string[], boolean])[] = [
    ['members', [...DELEGATIONS, 'OIM', 'ACNUR'], true],
    ['delegations', ['ST', 'SV'], true],
    ['restricted', ['ST', 'HN'], true],
    ['members', SECRETARIAT, false],
  ];
  const codes: string[] = [];
  for (const [kind, organisations, isShown] of circles) {
    const title = hide(`title of a work: ${kind}`, organisations);
    const text = `Ejemplo ${hide(`text of a work: ${kind}`, organisations)}`;
    codes.push(await addWork(site, { kind, meeting, title, text, isShown }));
  }
  // Opened by their recipients, so that a download by one of them changes nothing more.
  await rowsOf(site, "update conf.receipt set opened_at = notified_at, opened_by = 'ejemplo' where opened_at is null");
  return codes;
}

async function addWork(
  site: TestSite,
  work: {
    readonly kind: WorkClass;
    readonly meeting: string;
    readonly title: string;
    readonly text: string;
    readonly isShown: boolean;
  },
): Promise<string> {
  return await site.act('secretariat', async (ctx) => {
    const by = { party: 'ST', account: ctx.who.person, at: ctx.now };
    const facts = {
      symbol: null,
      titleEs: work.title,
      titleEn: null,
      body: 'RFE',
      meeting: work.meeting,
      dated: '2016-11-15',
      class: work.kind,
    };
    const made = await receiveWork(ctx.db, facts, by);
    const bytes = Buffer.from(work.text);
    const read = { text: work.text, unread: null };
    const version = {
      work: made.id,
      lang: 'es',
      name: `${work.title}.txt`,
      mime: 'text/plain; charset=utf-8',
      bytes,
      read,
    } as const;
    const { id } = await addVersion(ctx.db, version, by);
    if (!work.isShown) return made.code;
    await classifyWork(ctx.db, made, { facts, readers: ['HN'], known: 1 });
    const now = await findWorkById(ctx.db, made.id);
    if (!now) throw new Error('the work is gone');
    await publishVersion(ctx.db, now, { id, lang: 'es', text: work.text }, ctx.now);
    const versions = await listVersions(ctx.db, made.id);
    const recipients = [work.kind === 'delegations' ? 'SV' : 'HN'];
    await sendWork(ctx.db, now, { basis: 'parties', versions, recipients, acknowledgeBy: '2017-02-15' }, by);
    await beginImport(ctx.db, { class: 'members', files: [{ path: 'ejemplo.txt', mime: 'text/plain', bytes }] }, by);
    return made.code;
  });
}

async function done(asked: Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> {
  const reply = await asked;
  if (reply.statusCode !== 200 && reply.statusCode !== 303)
    throw new Error(`the fixture was answered ${reply.statusCode}: ${reply.body}`);
  return reply;
}

type Row = Readonly<Record<string, unknown>>;

/** Reads past every policy. */
export async function rowsOf(
  site: TestSite,
  query: string,
  values: readonly unknown[] = [],
): Promise<{ readonly rows: readonly Row[] }> {
  return await site.database.admin.pool.query(query, [...values]);
}

/**
 * May this reader see this word now? Asked only when the word was found where its first owners are not: a random
 * secretariat may have published, accepted or adopted what carries it.
 */
export async function isWidened(site: TestSite, word: string, who: Principal): Promise<boolean> {
  const { rows } = await rowsOf(site, WHERE_IS, [`%${word}%`, Buffer.from(word)]);
  return rows.some((row) => mayRead(row, who));
}

const WHERE_IS = `
  select 'agreement' as what, o.state, o.code, null as party, null::boolean as shared,
    o.owed_by || o.responsible || o.via || o.support || o.presenter || o.recipients as parties
  from conf.obligation o where concat_ws(' ', o.quote, o.title_es, o.title_en, o.deadline_as_written) like $1
  union all
  select 'report', p.state, o.code, p.party, p.shared_at is not null, null from conf.progress p
  join conf.obligation o on o.id = p.obligation where concat_ws(' ', p.body, p.answer) like $1
  union all
  select 'report', p.state, o.code, p.party, p.shared_at is not null, null from conf.progress p
  join conf.obligation o on o.id = p.obligation
  join conf.progress_evidence e on e.progress = p.id join conf.document d on d.id = e.document
  join conf.file f using (sha256) where d.name like $1 or position($2::bytea in f.bytes) > 0
  union all
  select 'document', d.class, null, d.owner_party, null, null from conf.document d join conf.file f using (sha256)
  where d.name like $1 or position($2::bytea in f.bytes) > 0
  union all
  select 'text', t.state, null, null, null, null from conf.expression x join conf.block b on b.id = x.block
  join conf.text t on t.id = b.text where x.content like $1
  union all
  select 'comment', t.state, null, c.party, null, null from conf.block_comment c join conf.block b on b.id = c.block
  join conf.text t on t.id = b.text where concat_ws(' ', c.body, c.proposed, c.reason) like $1
  union all
  select 'work', w.class, w.status, w.owner_party, null,
    case w.class when 'restricted' then array(select r.party from conf.work_reader r where r.work = w.id)
      else array(select d.party from conf.delegation d where d.meeting = w.meeting) end
  from conf.work w join conf.work_version v on v.work = w.id join conf.file f using (sha256)
  where concat_ws(' ', w.title_es, w.title_en, w.withdrawn_reason, v.name) like $1 or position($2::bytea in f.bytes) > 0
  union all
  select 'event', null, null, e.party, e.shared, null from conf.obligation_event e
  where concat_ws(' ', e.reason, e.details) like $1
  union all
  select 'person', a.state, null, p.party, p.name like $1 or a.ends_on is null or a.ends_on > '2017-01-20', null
  from conf.person p join conf.appointment a on a.person = p.id where concat_ws(' ', p.name, p.email) like $1`;

const UNPUBLISHED = ['candidate', 'confirmed', 'rejected'];

function mayRead(row: Row, who: Principal): boolean {
  const is = (...roles: readonly string[]): boolean => who.roles.some((role) => roles.includes(role));
  const delegation = is('head_of_delegation', 'focal_point', 'validator', 'presidency');
  const follows = delegation || is('observer');
  const own = who.organisation !== null && row['party'] === who.organisation;
  if (is('secretariat')) return true;
  switch (row['what']) {
    case 'agreement': {
      const published = row['code'] !== null && !UNPUBLISHED.includes(String(row['state']));
      return (
        published &&
        (follows || (is('civil_society') && (row['parties'] as string[]).includes(who.organisation ?? '-')))
      );
    }
    case 'report':
      return (own && (follows || is('civil_society'))) || (follows && row['state'] === 'accepted' && !!row['shared']);
    case 'document':
      if (row['state'] === 'public') return who.person !== null;
      return (row['state'] === 'members' && follows) || (own && (follows || is('civil_society')));
    case 'work': {
      const corresponds = follows || is('civil_society');
      if (own && corresponds) return true;
      if (row['code'] !== 'available') return false;
      if (row['state'] === 'public') return true;
      if (row['state'] === 'members') return follows;
      return corresponds && (row['parties'] as string[]).includes(who.organisation ?? '-');
    }
    case 'text':
      if (row['state'] === 'published') return who.person !== null;
      return row['state'] === 'adopted' ? follows : row['state'] === 'in_review' && delegation;
    case 'comment':
      return delegation && row['state'] !== 'draft';
    case 'person':
      return follows && (own || (row['state'] === 'confirmed' && row['shared'] === true));
    default:
      return (follows && row['shared'] === true) || (own && (follows || is('civil_society')));
  }
}

/** The words in `text` that this person must not see as the data was arranged. */
export function strangeWords(
  byWord: ReadonlyMap<string, Canary>,
  text: string,
  key: PersonKey | 'nobody',
): readonly Canary[] {
  const found = new Set(text.match(/zq\d+x\d+kanari/g) ?? []);
  const who = key === 'nobody' ? null : PEOPLE[key];
  return [...found].flatMap((word) => {
    const canary = byWord.get(word);
    if (!canary) return [];
    // The auditor and the administrator sit in the secretariat's organisation and read none of this.
    const owner =
      who !== null &&
      canary.organisations.includes(who.organisation ?? '') &&
      !who.roles.some((role) => role === 'auditor' || role === 'administrator');
    return owner ? [] : [canary];
  });
}

/** The words of an answer, with those inside an office file. */
export function textOf(reply: LightMyRequestResponse): string {
  const { rawPayload } = reply;
  const isZip = rawPayload.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));
  const parts = isZip ? Object.values(unzipSync(rawPayload)).map((bytes) => Buffer.from(bytes).toString('utf8')) : [];
  return `${JSON.stringify(reply.headers)} ${isZip ? parts.join(' ') : reply.body}`;
}

/** The addresses of every page and download of the house, in both languages and in the machine API, on this data. */
export async function addressesOf(site: TestSite, { meetings, codes, works }: Round): Promise<readonly string[]> {
  const one = async (query: string, value: string): Promise<string> =>
    String((await rowsOf(site, query, [value])).rows[0]?.['id']);
  const block = await one(
    `select b.id from conf.block b join conf.text t on t.id = b.text join conf.meeting m on m.id = t.meeting
     where m.code = $1 order by b.ordinal limit 1`,
    meetings.review,
  );
  const document = await one(
    `select e.document as id from conf.progress_evidence e join conf.progress p on p.id = e.progress
     join conf.obligation o on o.id = p.obligation where o.code = $1 order by p.written_at, p.party desc limit 1`,
    codes[0] ?? '',
  );
  const source = await one(
    "select id from conf.document where kind = 'report_source' and name like $1 || '%' limit 1",
    'zq',
  );
  const job = await one('select id from platform.job where starter = $1 limit 1', 'secretariat');
  const ids = async (query: string): Promise<readonly string[]> =>
    (await rowsOf(site, query)).rows.map((row) => String(row['id']));
  const people = await ids('select id from conf.person order by name limit 6');
  const appointments = await ids('select id from conf.appointment order by state, id limit 6');
  const distributions = (await rowsOf(site, 'select id from conf.distribution', [])).rows.map(({ id }) => String(id));
  const archives = (await rowsOf(site, 'select id from conf.import_batch', [])).rows.map(({ id }) => String(id));
  const valueFor = (route: string, name: string): readonly string[] => {
    if (name === 'textlang') return ['es', 'en'];
    if (name === 'list') return ['ask'];
    if (name === 'party') return ['HN', 'SV'];
    if (name === 'fn') return ['liaison'];
    if (route === 'directory.export') return ['csv', 'xlsx', 'docx', 'vcf'];
    if (/^directory\.(person|card)/.test(route)) return people;
    if (/^directory\.(appointment|note)/.test(route)) return appointments;
    if (name === 'format') return route === 'agreements.export' ? ['csv', 'xlsx', 'docx', 'json'] : ['docx', 'pdf'];
    if (name === 'block') return [block];
    if (name === 'document') return [route.startsWith('meetings.') ? source : document];
    if (route === 'library.distribution' && name === 'id') return distributions.slice(0, 3);
    if (route === 'library.import-batch') return archives.slice(0, 1);
    if (name === 'id') return [job];
    if (name === 'file') return ['es-1'];
    if (route.startsWith('library.')) return works;
    if (name === 'meeting') return [meetings.waiting];
    if (route.startsWith('agreements.')) return codes;
    return Object.values(meetings);
  };
  const filters: Readonly<Record<string, readonly string[]>> = {
    'agreements.list': BOARDS,
    'agreements.export': BOARDS.slice(0, 1).concat(BOARDS.filter((query) => query.includes('country=HN&state=owing'))),
    'library.list': ['?q=ejemplo', '?q=ejempio', '?q=kanari', '?class=restricted', '?year=2016'],
    'home.search': ['?q=kanari', '?q=acuerdo', '?q=honduras', '?q=nota'],
  };
  return [...site.machinery.house.routes.values()].flatMap((route) => {
    if (route.kind === 'command') return [];
    const api = route.kind === 'page' && route.api ? [`/api/v1${route.api.path}`] : [];
    const templates = [`/es${route.path.es}`, `/en${route.path.en}`, ...api];
    const filled = templates.flatMap((template) =>
      [...template.matchAll(/:(\w+)/g)].reduce<readonly string[]>(
        (paths, [whole, name = '']) =>
          paths.flatMap((path) => valueFor(route.id, name).map((value) => path.replace(whole, value))),
        [template],
      ),
    );
    return filled.flatMap((path) => ['', ...(filters[route.id] ?? [])].map((query) => `${path}${query}`));
  });
}

const BOARDS: readonly string[] = [
  '?state=all',
  '?view=country&state=all',
  '?view=meeting',
  '?state=owing',
  '?country=HN&state=all',
  '?country=HN&state=owing',
  '?country=CR&state=owing',
  '?country=HN&state=delivered',
  '?timing=overdue',
  '?country=HN&timing=overdue',
  '?q=kanari',
];
