import { meetWithStrangers, trainWeights, writeWeights } from '../train.ts';
import type { FileRecord } from './columns.ts';
import type { LinkageExit, LinkageIo } from './command.ts';
import { readCsv } from './csv.ts';
import { readColumns, readRecords, save } from './files.ts';
import { readOptions } from './options.ts';

const STRANGERS = 100_000;

/** `enlace linkage train`: a register whose persons are known by a column (`entity`) or by a file of pairs. */
export async function trainCommand(args: readonly string[], io: LinkageIo): Promise<LinkageExit> {
  const options = readOptions(args, {
    values: ['registry', 'pairs', 'out', 'columns', 'entity', 'strangers'],
    switches: [],
  });
  if (typeof options === 'string') {
    io.stderr(`${options}\n`);
    return 2;
  }
  const { values } = options;
  const [path, out] = [values.get('registry'), values.get('out')];
  if (path === undefined || out === undefined) {
    io.stderr('enlace linkage train: faltan / missing: --registry A.csv --out weights.json\n');
    return 2;
  }
  const columns = await readColumns(values.get('columns'), io);
  const records = columns === null ? null : await readRecords(path, columns, io);
  if (records === null) return 1;
  const entities = await entitiesOf(
    records,
    { path, pairs: values.get('pairs'), entity: values.get('entity') ?? 'entity' },
    io,
  );
  if (entities === null) return 1;
  const register = records.map(({ fields }, k) => ({ fields, entity: entities[k] ?? String(k) }));
  const persons = new Set(entities).size;
  if (persons === records.length) {
    io.stderr(
      `${path}: ninguna persona aparece dos veces: no hay qué aprender / no person occurs twice: there is nothing to learn from\n`,
    );
    return 1;
  }
  const strangers = Number(values.get('strangers') ?? STRANGERS);
  io.stderr(
    `${records.length} registros de / records of ${persons} personas / persons; ${strangers} personas inventadas / invented persons\n`,
  );
  const meeting = meetWithStrangers(register, { strangers, random: seeded(1) });
  const weights = trainWeights([meeting], `own register, ${records.length} records`);
  if (!(await save(out, writeWeights(weights), io))) return 1;
  const met = meeting.pairs.filter(({ same }) => same).length;
  io.stdout(
    `pares verdaderos con fichas comunes / true pairs that share tokens: ${met} de / of ${meeting.truePairs}\n${out}\n`,
  );
  return 0;
}

/** Who each record is: from its entity column, else by joining the pairs that are the same person. */
async function entitiesOf(
  records: readonly FileRecord[],
  { path, pairs, entity }: { readonly path: string; readonly pairs: string | undefined; readonly entity: string },
  io: LinkageIo,
): Promise<readonly string[] | null> {
  const table = readCsv(await io.readFile(pairs ?? path));
  if (pairs === undefined) {
    const column = table.header.indexOf(entity);
    if (column === -1) {
      io.stderr(`${path}: falta la columna "${entity}" / the column is missing (--entity, --pairs)\n`);
      return null;
    }
    const byLine = new Map(table.rows.map(({ line, cells }) => [line, cells[column] ?? '']));
    return records.map(({ line, id }) => byLine.get(line) || id);
  }
  const root = new Map<string, string>();
  const find = (id: string): string => {
    const above = root.get(id);
    return above === undefined ? id : find(above);
  };
  for (const { cells } of table.rows) {
    const [a = '', b = '', verdict = '1'] = cells;
    if (/^(?:0|no|false|not_same)$/iu.test(verdict)) continue;
    if (find(a) !== find(b)) root.set(find(a), find(b));
  }
  return records.map(({ id }) => find(id));
}

/** The generator mulberry32 (public domain): training gives the same weights each time. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
