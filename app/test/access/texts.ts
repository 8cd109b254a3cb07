import { randomBytes, randomUUID } from 'node:crypto';
import { type Arrange, AT, type Fixture, next, OTHER, OWN, type Row, twins, words } from './worlds.ts';

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

export const TEXT_FIXTURES: Readonly<Record<string, Fixture>> = {
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
};
