import { randomUUID } from 'node:crypto';
import {
  type Arrange,
  AT,
  documentRow,
  type Fixture,
  meetingRow,
  next,
  OTHER,
  OWN,
  type Row,
  twins,
  type World,
  words,
} from './worlds.ts';

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

export const OBLIGATION_FIXTURES: Readonly<Record<string, Fixture>> = {
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
};
