import { randomUUID } from 'node:crypto';
import type { Facts } from '../../src/platform/policy/index.ts';
import {
  type Arrange,
  AT,
  alike,
  documentRow,
  type Fixture,
  fileRow,
  type May,
  meetingRow,
  newFile,
  next,
  OTHER,
  OWN,
  type Row,
  twins,
  type World,
  words,
} from './worlds.ts';

const DOCUMENT_WORLDS = ['owner', 'members', 'public'].flatMap((visibility) =>
  [OWN, 'OIM'].map((owner) => ({ owner_party: owner, class: visibility })),
);

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

export const DOCUMENT_FIXTURES: Readonly<Record<string, Fixture>> = {
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
};
