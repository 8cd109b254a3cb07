import { randomBytes, randomUUID } from 'node:crypto';
import type { Facts, Permission, Verb } from '../src/platform/policy/index.ts';

/*
 * The worlds in which the access test tries every role and verb. A new resource with a table needs one entry in
 * `FIXTURES`: which columns find its row, and for each state of affairs that its conditions speak about a row like
 * it. The test does the rest: it inserts the row, and tries to see, change, remove and insert its like as everybody.
 */

/** Columns and values of a row. */
export type Row = Readonly<Record<string, unknown>>;

/** Does the policy table let this reader do that to a record with these facts? */
export type May = (permission: Permission, facts: Facts) => boolean;

/** One state of affairs. */
export interface World {
  readonly what: string;
  /** What the program knows of the row, named as the handlers give it. Of a parent's visibility: ask `may`. */
  readonly facts: Facts | ((may: May) => Facts);
  /** A row that is there, and another of the same facts that somebody tries to insert. */
  readonly row: Row;
  readonly like: Row;
  /** `row` was inserted while arranging. */
  readonly there?: boolean;
  /** Verbs on which a trigger has the last word in this world, whatever the policy says. */
  readonly untried?: readonly Verb[];
}

/** Inserts a row past every policy, and returns it. */
export type Add = (table: string, row: Row) => Promise<Row>;

export interface Arrange {
  readonly add: Add;
  readonly run: (sql: string) => Promise<void>;
}

export interface Fixture {
  /** Columns that find the row of a world. */
  readonly key: readonly string[];
  arrange(tools: Arrange): Promise<readonly World[]>;
}

/** The parties of the worlds: the record's own country and another, and who is no country. */
export const OWN = 'HN';
export const OTHER = 'SV';
export const ORGANISATIONS = [OWN, OTHER, 'ST', 'OIM', 'RROCM'] as const;

const AT = '2017-01-20T16:00:00Z';

/** The account that acts for an organisation. */
export function personOf(organisation: string): string {
  return `persona-${organisation}`;
}

/** Two rows that differ in what must be unique. */
function twins(make: () => Row): Pick<World, 'row' | 'like'> {
  return { row: make(), like: make() };
}

let counter = 0;
function next(): number {
  counter += 1;
  return counter;
}

function meetingRow(status = 'planned'): Row {
  const code = `EJEMPLO-${next()}`;
  return { id: randomUUID(), code, body: 'GRCM', title_es: 'Ejemplo', title_en: 'Example', status };
}

function textRow(): Row {
  return { id: randomUUID(), kind: 'report', original_lang: 'es', state: 'draft' };
}

function blockRow(text: unknown): Row {
  return { id: randomUUID(), text, ordinal: next(), kind: 'paragraph' };
}

const TEXT_STATES = ['draft', 'in_review', 'adopted', 'published'] as const;

/** A text in that state with whatever hangs on it; what an adopted text refuses is added before it is adopted. */
async function textIn<T>(
  { add, run }: Arrange,
  state: (typeof TEXT_STATES)[number],
  parts: (text: unknown) => Promise<T>,
): Promise<T> {
  const text = await add('conf.text', textRow());
  const made = await parts(text['id']);
  await run(`update conf.text set state = '${state}' where id = '${String(text['id'])}'`);
  return made;
}

async function fileRow(add: Add): Promise<Row> {
  return await add('conf.file', newFile());
}

function newFile(): Row {
  return { sha256: randomBytes(32), bytes: Buffer.from('x'), size: 1, mime: 'text/plain' };
}

async function documentRow(add: Add, owner: string, visibility: string): Promise<Row> {
  const { sha256 } = await fileRow(add);
  return {
    id: randomUUID(),
    kind: 'evidence',
    name: 'ejemplo.txt',
    sha256,
    owner_party: owner,
    class: visibility,
    added_at: AT,
  };
}

const DOCUMENT_WORLDS = ['owner', 'members', 'public'].flatMap((visibility) =>
  [OWN, 'OIM'].map((owner) => ({ owner_party: owner, class: visibility })),
);

type ObligationFacts = Readonly<Record<'code' | 'state' | 'owed_by' | 'recipients', unknown>>;

function obligationRow(meeting: unknown, facts: Partial<ObligationFacts>): Row {
  const code = facts.code === undefined || facts.code === null ? null : `A-2016-${String(next()).padStart(5, '0')}`;
  return {
    id: randomUUID(),
    meeting,
    lang: 'es',
    quote: 'Se acuerda un ejemplo.',
    kind: 'agreement',
    created_at: AT,
    ...facts,
    code,
  };
}

const OBLIGATION_WORLDS: readonly ObligationFacts[] = [
  { code: null, state: 'candidate', owed_by: [OWN], recipients: [] },
  { code: null, state: 'confirmed', owed_by: [OWN], recipients: ['RROCM'] },
  { code: 'A', state: 'confirmed', owed_by: [OWN], recipients: ['RROCM'] },
  { code: null, state: 'rejected', owed_by: [OWN], recipients: [] },
  { code: 'A', state: 'open', owed_by: [OWN], recipients: [] },
  { code: 'A', state: 'open', owed_by: ['OIM', 'RROCM'], recipients: [] },
  { code: 'A', state: 'in_progress', owed_by: [OWN, OTHER], recipients: ['RROCM'] },
  { code: 'A', state: 'delivered', owed_by: [OTHER], recipients: ['OIM'] },
  { code: 'A', state: 'accepted', owed_by: [OWN], recipients: [] },
  { code: 'A', state: 'superseded', owed_by: [OWN], recipients: [] },
  { code: 'A', state: 'dropped', owed_by: [OWN, 'ST'], recipients: [] },
];

const PUBLISHED: ObligationFacts = { code: 'A', state: 'open', owed_by: [OWN], recipients: [] };
const CANDIDATE: ObligationFacts = { code: null, state: 'candidate', owed_by: [OWN], recipients: [] };

async function obligationIn({ add }: Arrange, facts: ObligationFacts): Promise<unknown> {
  const meeting = await add('conf.meeting', meetingRow());
  const row = await add('conf.obligation', obligationRow(meeting['id'], facts));
  return row['id'];
}

type ProgressFacts = {
  readonly party: string;
  readonly state: string;
  readonly shared_at: string | null;
};

function progressRow(obligation: unknown, facts: ProgressFacts): Row {
  return { id: randomUUID(), obligation, kind: 'progress', body: 'Ejemplo', lang: 'es', written_at: AT, ...facts };
}

const PROGRESS_WORLDS: readonly ProgressFacts[] = [OWN, 'OIM', 'ST'].flatMap((party) => [
  { party, state: 'submitted', shared_at: null },
  { party, state: 'returned', shared_at: AT },
  { party, state: 'accepted', shared_at: null },
  { party, state: 'accepted', shared_at: AT },
]);

function words(facts: object): string {
  return JSON.stringify(facts);
}

/** Reference data of which every row is alike. */
function alike(key: readonly string[], make: () => Row): Fixture {
  return { key, arrange: async () => [{ what: 'any row', facts: {}, ...twins(make) }] };
}

function personRow(party: string, account: string | null): Row {
  return { id: randomUUID(), party, name: 'Persona Ejemplo', verified_on: '2017-01-20', account };
}

function appointmentRow(person: unknown, party: string, state: string): Row {
  return {
    id: randomUUID(),
    person,
    party,
    function: 'staff',
    starts_on: '2017-01-01',
    state,
    note: 'Nota de ejemplo',
    proposed_at: AT,
  };
}

const APPOINTMENT_WORLDS = [OWN, 'OIM', 'RROCM', 'ST'].flatMap((party) =>
  ['proposed', 'nominated', 'confirmed', 'refused'].flatMap((state) =>
    [true, false].map((linked) => ({ party, state, linked })),
  ),
);

/** A table with one row an account: where the row is there no like of it can be inserted, so that is tried elsewhere. */
function ofAccounts(make: (account: string) => Row): Fixture {
  return {
    key: ['account'],
    arrange: async () =>
      [OWN, OTHER, 'ST', 'OIM'].map((organisation, index) => {
        const account = personOf(organisation);
        const there = index % 2 === 0;
        return {
          what: `${account} ${there ? 'has one' : 'has none'}`,
          facts: { account },
          row: make(account),
          like: make(account),
          ...(there ? { untried: ['insert'] } : { there: true, untried: ['select', 'update', 'delete'] }),
        };
      }),
  };
}

/** The states of affairs of a work that its conditions speak about. */
interface WorkWorld {
  readonly class: 'public' | 'members' | 'delegations' | 'restricted';
  readonly status: 'received' | 'available';
  readonly owner_party: string;
  /** The party in the meeting's delegations and among the readers named. */
  readonly of: string;
}

const WORK_WORLDS: readonly WorkWorld[] = (['public', 'members', 'delegations', 'restricted'] as const).flatMap(
  (kind) =>
    (['received', 'available'] as const).flatMap((status) =>
      [OWN, 'ST'].flatMap((owner_party) =>
        (kind === 'delegations' || kind === 'restricted' ? [OWN, 'RROCM'] : [OTHER]).map((of) => ({
          class: kind,
          status,
          owner_party,
          of,
        })),
      ),
    ),
);

/** Of these it is enough that some are seen and some are not: who sees a work is tried with the work itself. */
const VERSION_WORLDS: readonly WorkWorld[] = [
  { class: 'public', status: 'available', owner_party: 'ST', of: OTHER },
  { class: 'restricted', status: 'available', owner_party: OWN, of: 'RROCM' },
  { class: 'restricted', status: 'received', owner_party: OWN, of: OTHER },
];

async function workRow({ add }: Arrange, world: WorkWorld): Promise<Row> {
  const meeting = await add('conf.meeting', meetingRow());
  await add('conf.delegation', { meeting: meeting['id'], party: world.of });
  const { class: kind, status, owner_party } = world;
  return {
    id: randomUUID(),
    title_es: 'Ejemplo',
    class: kind,
    status,
    owner_party,
    meeting: meeting['id'],
    created_at: AT,
  };
}

async function workIn(tools: Arrange, world: WorkWorld): Promise<Row> {
  const row = await tools.add('conf.work', await workRow(tools, world));
  if (world.class === 'restricted') await tools.add('conf.work_reader', { work: row['id'], party: world.of });
  return row;
}

function workFacts({ of, ...facts }: WorkWorld): Facts {
  return { ...facts, delegations: [of], readers: [of] };
}

async function versionRow({ add }: Arrange, work: unknown, state: string): Promise<Row> {
  const { sha256 } = await fileRow(add);
  return {
    id: randomUUID(),
    work,
    lang: 'es',
    number: next(),
    sha256,
    name: 'ejemplo.txt',
    state,
    added_at: AT,
    ...(state === 'available' || state === 'superseded' ? { available_at: AT } : {}),
    ...(state === 'superseded' || state === 'withdrawn' ? { ended_at: AT } : {}),
  };
}

async function textRowOf(tools: Arrange, world: WorkWorld): Promise<Row> {
  const work = await workIn(tools, world);
  const version = await tools.add('conf.work_version', await versionRow(tools, work['id'], 'available'));
  const { class: kind, owner_party } = world;
  return {
    version: version['id'],
    work: work['id'],
    lang: 'es',
    class: kind,
    meeting: work['meeting'],
    owner_party,
    head: 'Ejemplo',
    content: 'ejemplo',
  };
}

/** The circle of a work, with a word of its own. */
async function wordRow(tools: Arrange, world: WorkWorld): Promise<Row> {
  const { id: work, meeting } = await workIn(tools, world);
  const word = `ejemplo${String.fromCharCode(97 + (next() % 26))}${'x'.repeat(next() % 20)}`;
  return {
    scope: String(next()),
    word,
    folded: word,
    class: world.class,
    meeting: world.class === 'delegations' ? meeting : null,
    work: world.class === 'restricted' ? work : null,
    uses: 1,
  };
}

async function distributionRow(tools: Arrange): Promise<Row> {
  const { id: work } = await workIn(tools, { class: 'members', status: 'available', owner_party: 'ST', of: OWN });
  return { id: randomUUID(), work, basis: 'parties', sent_at: AT };
}

async function fileOfVersion(tools: Arrange, kind: 'public' | 'restricted'): Promise<World> {
  const world: WorkWorld = { class: kind, status: 'available', owner_party: 'ST', of: OWN };
  const { id: work } = await workIn(tools, world);
  const { sha256 } = await tools.add('conf.work_version', await versionRow(tools, work, 'available'));
  return {
    what: `version of a ${kind} work`,
    facts: (may) => ({
      version_visible: may('work-version.read', {
        ...workFacts(world),
        state: 'available',
        work_visible: may('work.read', workFacts(world)),
      }),
    }),
    row: { ...newFile(), sha256 },
    like: newFile(),
    there: true,
  };
}

async function fileOfImport({ add }: Arrange): Promise<World> {
  const { id: batch } = await add('conf.import_batch', { id: randomUUID(), started_at: AT });
  const { sha256 } = await fileRow(add);
  await add('conf.import_file', { batch, ordinal: next(), path: 'ejemplo.txt', sha256 });
  return {
    what: 'file of an import',
    facts: { importing: true },
    row: { ...newFile(), sha256 },
    like: newFile(),
    there: true,
  };
}

/** By resource. */
export const FIXTURES: Readonly<Record<string, Fixture>> = {
  party: alike(['code'], () => ({ code: `EJ${next()}`, kind: 'group', name_es: 'Ejemplo', name_en: 'Example' })),
  body: {
    key: ['code'],
    arrange: async ({ add }) => {
      const party = (): Promise<Row> =>
        add('conf.party', { code: `EJ${next()}`, kind: 'body', name_es: 'Ejemplo', name_en: 'Example' });
      const [row, like] = [await party(), await party()];
      return [{ what: 'any row', facts: {}, row: { code: row['code'] }, like: { code: like['code'] } }];
    },
  },
  membership: alike(['party', 'body', 'valid_from'], () => ({
    party: OWN,
    body: 'GRCM',
    role: 'observer',
    valid_from: `20${String(10 + next()).slice(0, 2)}-01-01`,
  })),
  'reading-alias': alike(['lang', 'alias'], () => ({ lang: 'es', alias: `Ejemplo ${next()}`, canonical: 'HN' })),
  'reading-word': alike(['lang', 'list', 'word'], () => ({
    lang: 'es',
    list: 'ask',
    word: `ejemplar${next()}`,
    counts: true,
  })),
  'backup-run': alike(['id'], () => ({
    id: randomUUID(),
    kind: 'backup',
    started_at: AT,
    finished_at: AT,
    outcome: 'done',
  })),
  job: {
    key: ['id'],
    arrange: async () =>
      [personOf(OWN), personOf('ST'), null].map((starter) => ({
        what: words({ starter }),
        facts: { starter },
        ...twins(() => ({ id: randomUUID(), kind: 'example', payload: {}, starter, lang: 'es', created_at: AT })),
      })),
  },
  meeting: {
    key: ['id'],
    arrange: async () =>
      ['planned', 'convened', 'report_in_review', 'adopted', 'published'].map((status) => ({
        what: status,
        facts: { status },
        ...twins(() => meetingRow(status)),
      })),
  },
  delegation: {
    key: ['meeting', 'party'],
    arrange: async ({ add }) => {
      const make = async (): Promise<Row> => ({ meeting: (await add('conf.meeting', meetingRow()))['id'], party: OWN });
      return [{ what: 'any row', facts: {}, row: await make(), like: await make() }];
    },
  },
  'agenda-item': {
    key: ['id'],
    arrange: async ({ add }) => {
      const { id: meeting } = await add('conf.meeting', meetingRow());
      const make = (): Row => ({
        id: randomUUID(),
        meeting,
        ordinal: next(),
        title_es: 'Ejemplo',
        title_en: 'Example',
      });
      return [{ what: 'any row', facts: {}, ...twins(make) }];
    },
  },
  document: {
    key: ['id'],
    arrange: async ({ add }) =>
      await Promise.all(
        DOCUMENT_WORLDS.map(async (facts) => ({
          what: words(facts),
          facts,
          row: await documentRow(add, facts.owner_party, facts.class),
          like: await documentRow(add, facts.owner_party, facts.class),
        })),
      ),
  },
  file: {
    key: ['sha256'],
    arrange: async (tools) =>
      await Promise.all(
        DOCUMENT_WORLDS.map(async (facts) => {
          const { add } = tools;
          const { sha256 } = await add('conf.document', await documentRow(add, facts.owner_party, facts.class));
          return {
            what: words(facts),
            facts: (may: May) => ({ document_visible: may('document.read', facts) }),
            row: { ...newFile(), sha256 },
            like: newFile(),
            there: true,
          };
        }),
      ).then(async (worlds) => [
        ...worlds,
        await fileOfVersion(tools, 'public'),
        await fileOfVersion(tools, 'restricted'),
        await fileOfImport(tools),
      ]),
  },
  work: {
    key: ['id'],
    arrange: async (tools) =>
      await Promise.all(
        WORK_WORLDS.map(async (world) => {
          const row = await workIn(tools, world);
          return { what: words(world), facts: workFacts(world), row, like: await workRow(tools, world), there: true };
        }),
      ),
  },
  'work-version': {
    key: ['id'],
    arrange: async (tools) =>
      await Promise.all(
        VERSION_WORLDS.flatMap((world) =>
          ['checked', 'available', 'superseded', 'withdrawn'].map(async (state): Promise<World> => {
            const { id: work } = await workIn(tools, world);
            const row = await tools.add('conf.work_version', await versionRow(tools, work, state));
            const like = await versionRow(tools, work, state);
            return {
              what: words({ ...world, state }),
              facts: (may) => ({ ...workFacts(world), state, work_visible: may('work.read', workFacts(world)) }),
              row,
              // One version a language is available; another language leaves room for it.
              like: { ...like, lang: 'en' },
              there: true,
            };
          }),
        ),
      ),
  },
  'work-reader': {
    key: ['work', 'party'],
    arrange: async (tools) =>
      await Promise.all(
        [OWN, OTHER, 'RROCM'].map(async (party) => {
          const make = async (): Promise<Row> => ({
            work: (
              await tools.add(
                'conf.work',
                await workRow(tools, { class: 'restricted', status: 'available', owner_party: 'ST', of: OTHER }),
              )
            )['id'],
            party,
          });
          return { what: party, facts: { party }, row: await make(), like: await make() };
        }),
      ),
  },
  'work-text': {
    key: ['version'],
    arrange: async (tools) =>
      await Promise.all(
        WORK_WORLDS.filter(({ status }) => status === 'available').map(async (world) => ({
          what: words(world),
          facts: workFacts(world),
          row: await textRowOf(tools, world),
          like: await textRowOf(tools, world),
        })),
      ),
  },
  'work-word': {
    key: ['scope', 'word'],
    arrange: async (tools) =>
      await Promise.all(
        WORK_WORLDS.filter(({ status, owner_party }) => status === 'available' && owner_party === 'ST').map(
          async (world) => ({
            what: words(world),
            facts: workFacts(world),
            row: await wordRow(tools, world),
            like: await wordRow(tools, world),
          }),
        ),
      ),
  },
  distribution: {
    key: ['id'],
    arrange: async (tools) =>
      await Promise.all(
        [OWN, 'RROCM'].map(async (party) => {
          const row = await tools.add('conf.distribution', await distributionRow(tools));
          await tools.add('conf.receipt', { distribution: row['id'], party, notified_at: AT });
          return { what: party, facts: { recipients: [party] }, row, like: await distributionRow(tools), there: true };
        }),
      ),
  },
  'distribution-item': {
    key: ['distribution', 'version'],
    arrange: async (tools) =>
      await Promise.all(
        [OWN, 'OIM'].map(async (party): Promise<World> => {
          const { id: distribution, work } = await tools.add('conf.distribution', await distributionRow(tools));
          await tools.add('conf.receipt', { distribution, party, notified_at: AT });
          const make = async (): Promise<Row> => {
            const version = await tools.add('conf.work_version', await versionRow(tools, work, 'superseded'));
            return { distribution, version: version['id'], lang: 'es', sha256: version['sha256'] };
          };
          return {
            what: party,
            facts: (may) => ({ distribution_visible: may('distribution.read', { recipients: [party] }) }),
            row: await make(),
            like: await make(),
          };
        }),
      ),
  },
  receipt: {
    key: ['distribution', 'party'],
    arrange: async (tools) =>
      await Promise.all(
        [OWN, OTHER, 'RROCM'].map(async (party) => {
          const make = async (): Promise<Row> => ({
            distribution: (await tools.add('conf.distribution', await distributionRow(tools)))['id'],
            party,
            notified_at: AT,
          });
          return { what: party, facts: { party }, row: await make(), like: await make() };
        }),
      ),
  },
  'import-batch': alike(['id'], () => ({ id: randomUUID(), started_at: AT })),
  'import-file': {
    key: ['batch', 'ordinal'],
    arrange: async ({ add }) => {
      const { id: batch } = await add('conf.import_batch', { id: randomUUID(), started_at: AT });
      return [{ what: 'any row', facts: {}, ...twins(() => ({ batch, ordinal: next(), path: 'ejemplo.txt' })) }];
    },
  },
  text: {
    key: ['id'],
    arrange: async () =>
      TEXT_STATES.map((state) => ({
        what: state,
        facts: { state },
        ...twins(() => ({ ...textRow(), state })),
        // Once adopted a trigger lets the state alone change; what publishing may do is tried on the published text.
        ...(state === 'adopted' ? { untried: ['update'] as const } : {}),
      })),
  },
  'text-block': {
    key: ['id'],
    arrange: async (tools) =>
      await Promise.all(
        TEXT_STATES.map((state) =>
          textIn(tools, state, async (text) => ({
            what: state,
            facts: { state },
            row: await tools.add('conf.block', blockRow(text)),
            like: blockRow(text),
            there: true,
          })),
        ),
      ),
  },
  'text-expression': {
    key: ['block', 'version'],
    arrange: async (tools) =>
      await Promise.all(
        TEXT_STATES.map((state) =>
          textIn(tools, state, async (text) => {
            const { id: block } = await tools.add('conf.block', blockRow(text));
            const make = (): Row => ({ block, lang: 'es', version: next(), content: 'Ejemplo', written_at: AT });
            const row = await tools.add('conf.expression', make());
            return { what: state, facts: { state }, row, like: make(), there: true };
          }),
        ),
      ),
  },
  'text-comment': {
    key: ['id'],
    arrange: async (tools) =>
      await Promise.all(
        TEXT_STATES.flatMap((state) =>
          [OWN, OTHER].map((party) =>
            textIn(tools, state, async (text) => {
              const { id: block } = await tools.add('conf.block', blockRow(text));
              const make = (): Row => ({
                id: randomUUID(),
                block,
                lang: 'es',
                on_version: 1,
                party,
                body: 'Ejemplo',
                written_at: AT,
              });
              const row = await tools.add('conf.block_comment', make());
              return {
                what: words({ state, party }),
                facts: { state, party },
                row,
                like: make(),
                there: true,
                // After adoption a trigger keeps comments as they are.
                ...(state === 'adopted' || state === 'published' ? { untried: ['update'] as const } : {}),
              };
            }),
          ),
        ),
      ),
  },
  'frozen-text': {
    key: ['text', 'lang'],
    arrange: async (tools) =>
      await Promise.all(
        TEXT_STATES.map((state) =>
          textIn(tools, state, async (text) => {
            const make = (lang: string): Row => ({
              text,
              lang,
              sha256: randomBytes(32),
              canonical: '{}',
              frozen_at: AT,
            });
            return { what: state, facts: { state }, row: make('es'), like: make('en') };
          }),
        ),
      ),
  },
  obligation: {
    key: ['id'],
    arrange: async ({ add }) => {
      const { id: meeting } = await add('conf.meeting', meetingRow());
      return OBLIGATION_WORLDS.map((facts) => ({
        what: words(facts),
        facts,
        ...twins(() => obligationRow(meeting, facts)),
      }));
    },
  },
  share: {
    key: ['obligation', 'party'],
    arrange: async (tools) =>
      await Promise.all(
        [OWN, OTHER, 'OIM', 'RROCM'].map(async (party) => {
          const make = async (): Promise<Row> => ({
            obligation: await obligationIn(tools, PUBLISHED),
            party,
            since: AT,
            changed_at: AT,
          });
          return { what: party, facts: { party }, row: await make(), like: await make() };
        }),
      ),
  },
  progress: {
    key: ['id'],
    arrange: async (tools) => {
      const obligation = await obligationIn(tools, PUBLISHED);
      return PROGRESS_WORLDS.map((facts) => ({
        what: words(facts),
        facts,
        ...twins(() => progressRow(obligation, facts)),
      }));
    },
  },
  'progress-evidence': {
    key: ['progress', 'document'],
    arrange: async (tools) => {
      const obligation = await obligationIn(tools, PUBLISHED);
      return await Promise.all(
        PROGRESS_WORLDS.map(async (progress): Promise<World> => {
          const { id } = await tools.add('conf.progress', progressRow(obligation, progress));
          const make = async (): Promise<Row> => ({
            progress: id,
            document: (await tools.add('conf.document', await documentRow(tools.add, progress.party, 'owner')))['id'],
          });
          return {
            what: words(progress),
            facts: (may) => ({
              progress_visible: may('progress.read', { ...progress }),
              progress_party: progress.party,
            }),
            row: await make(),
            like: await make(),
          };
        }),
      );
    },
  },
  dependency: {
    key: ['obligation', 'depends_on'],
    arrange: async (tools) =>
      await Promise.all(
        [
          [PUBLISHED, PUBLISHED],
          [PUBLISHED, CANDIDATE],
          [CANDIDATE, PUBLISHED],
          [CANDIDATE, CANDIDATE],
        ].map(async ([one = PUBLISHED, two = PUBLISHED]): Promise<World> => {
          const make = async (): Promise<Row> => ({
            obligation: await obligationIn(tools, one),
            depends_on: await obligationIn(tools, two),
          });
          return {
            what: words([one.state, two.state]),
            facts: (may) => ({ both_visible: may('obligation.read', one) && may('obligation.read', two) }),
            row: await make(),
            like: await make(),
          };
        }),
      ),
  },
  'obligation-event': {
    key: ['obligation', 'kind'],
    arrange: async (tools) => {
      const obligation = await obligationIn(tools, PUBLISHED);
      return [OWN, OTHER, null].flatMap((party) =>
        [true, false].map((shared) => ({
          what: words({ party, shared }),
          facts: { party, shared },
          ...twins(() => ({ obligation, at: AT, party, kind: `example-${next()}`, shared })),
        })),
      );
    },
  },
  notice: {
    key: ['id'],
    arrange: async () =>
      [OWN, OTHER, 'ST', 'OIM', 'RROCM'].map((party) => ({
        what: party,
        facts: { party },
        ...twins(() => ({ id: randomUUID(), party, kind: 'example', key: String(next()), at: AT })),
      })),
  },
  topic: alike(['code'], () => ({ code: `ejemplo-${next()}`, name_es: 'Ejemplo', name_en: 'Example' })),
  person: {
    key: ['id'],
    arrange: async ({ add }) => {
      const worlds: World[] = [];
      for (const party of [OWN, 'OIM', 'RROCM', 'ST']) {
        for (const [account, state] of [
          [personOf(party), 'confirmed'],
          [null, 'confirmed'],
          [null, 'nominated'],
        ] as const) {
          const row = await add('conf.person', personRow(party, account));
          await add('conf.appointment', appointmentRow(row['id'], party, state));
          worlds.push({
            what: words({ party, account, state }),
            facts: { party, account, named: state === 'confirmed' },
            row,
            // An account belongs to one person, and who adds an entry ties none.
            like: personRow(party, null),
            there: true,
          });
        }
      }
      return worlds;
    },
  },
  appointment: {
    key: ['id'],
    arrange: async ({ add, run }) => {
      const of = new Map<string, { readonly id: unknown; readonly account: string | null }>();
      await run('update conf.person set account = null where account is not null');
      for (const party of [OWN, 'OIM', 'RROCM', 'ST']) {
        for (const account of [personOf(party), null]) {
          const { id } = await add('conf.person', personRow(party, account));
          of.set(`${party} ${account !== null}`, { id, account });
        }
      }
      return APPOINTMENT_WORLDS.map(({ party, state, linked }) => {
        const person = of.get(`${party} ${linked}`);
        const facts = { party, state, account: person?.account ?? null };
        return { what: words(facts), facts, ...twins(() => appointmentRow(person?.id, party, state)) };
      });
    },
  },
  outbox: {
    key: ['id'],
    arrange: async () => [
      {
        what: 'any row',
        facts: {},
        ...twins(() => ({
          id: randomUUID(),
          to_party: OWN,
          kind: 'example',
          urgency: 'digest',
          route: 'example',
          key: String(next()),
          told_at: AT,
        })),
      },
    ],
  },
  mail: {
    key: ['id'],
    arrange: async () =>
      [personOf(OWN), personOf('ST')].flatMap((account) =>
        ['waiting', 'undeliverable'].map((state) => ({
          what: words({ account, state }),
          facts: { account, state },
          ...twins(() => mailRow(account, state)),
        })),
      ),
  },
  occurrence: alike(['schedule', 'subject', 'day'], () => ({
    schedule: 'example',
    subject: String(next()),
    day: '2017-01-20',
    at: AT,
  })),
  'notification-setting': ofAccounts((account) => ({ account, changed_at: AT })),
  'calendar-token': ofAccounts((account) => ({ account, token_hash: randomBytes(32), made_at: AT })),
  'calendar-entry': alike(['account', 'uid'], () => ({
    account: personOf(OWN),
    uid: `example-${next()}`,
    sequence: 0,
    fingerprint: randomBytes(32),
    changed_at: AT,
  })),
};

function mailRow(account: string, state: string): Row {
  return {
    id: randomUUID(),
    account,
    party: OWN,
    name: 'Persona Ejemplo',
    lang: 'es',
    cause: 'digest',
    key: String(next()),
    may_stop: false,
    state,
    made_at: AT,
    try_after: AT,
  };
}
