import { TOKEN_BUDGET } from '../families.ts';
import { localTokens, newHolders, threadedTokens } from '../local-tokens.ts';
import { NORMALISATION_PROFILE } from '../normalise/person.ts';
import { encodeInput, type TokenSource } from '../oprf/token.ts';
import { frequenciesOf, plaintextFeatures } from '../plaintext-score.ts';
import {
  classOf,
  type FieldSet,
  featuresOf,
  fieldSetOf,
  type SharedToken,
  scoreOf,
  thresholdsFor,
  type Weights,
} from '../score.ts';
import { readWeights } from '../train.ts';
import { WEIGHTS } from '../weights.gen.ts';
import { PLAINTEXT_WEIGHTS } from '../weights-plaintext.gen.ts';
import type { LinkageExit, LinkageIo } from './command.ts';
import { csvCell, readText } from './csv.ts';
import { readColumns, readRecords, save } from './files.ts';
import {
  addPerson,
  type Candidate,
  type PersonList,
  personList,
  plainTable,
  type Range,
  searchPersons,
  type TokenTable,
  tokensOf,
} from './match.ts';
import { readOptions } from './options.ts';

const PURPOSE = 'register-matching';

/** More inputs than this are evaluated with the shares put together, unless the full protocol is asked for. */
const MOST_BLINDED = 60_000;

/** Odds of about one in 3,000: below it nobody would look at a pair. */
const FLOOR = -8;

interface Task {
  readonly registry: string;
  readonly queries: string;
  readonly out: string;
  readonly columns: string | undefined;
  readonly weights: string | undefined;
  readonly floor: number;
  readonly plaintext: boolean;
  readonly fullProtocol: boolean;
}

/** `enlace linkage match`. */
export async function matchCommand(args: readonly string[], io: LinkageIo): Promise<LinkageExit> {
  const task = readTask(args);
  if (typeof task === 'string') {
    io.stderr(`${task}\n`);
    return 2;
  }
  const started = io.now();
  const columns = await readColumns(task.columns, io);
  const weights = await weightsOf(task, io);
  if (columns === null || weights === null) return 1;
  const list = personList(task.plaintext);
  const ids: string[] = [];
  const add = async (path: string): Promise<Range | null> => {
    const records = await readRecords(path, columns, io);
    if (records === null) return null;
    const from = ids.length;
    records.forEach(({ id, fields }, k) => {
      addPerson(list, fields, task.plaintext);
      ids.push(id);
      if (k % 50_000 === 49_999) io.stderr(`${path}: ${k + 1} personas / persons\n`);
    });
    return { from, to: ids.length };
  };
  const registry = await add(task.registry);
  const queries = task.queries === task.registry ? registry : await add(task.queries);
  if (registry === null || queries === null) return 1;
  const read = io.now();
  const table = task.plaintext ? plainTable(list) : await privateTokens(list, task, io);
  const evaluated = io.now();

  const lines: string[] = ['query_id,record_id,score,class'];
  const records = registry.to - registry.from;
  const tally = emptyTally();
  const figures = searchPersons(
    list,
    {
      registry,
      queries,
      table,
      score: scorerOf(list, { records, registry, weights, plaintext: task.plaintext }),
      floor: task.floor,
      progress: (done, all) => io.stderr(`consultas / queries ${done} de / of ${all}\n`),
    },
    (candidate) => {
      const strong = isStrong(list, candidate, records, weights);
      count(tally, candidate, strong);
      lines.push(
        `${csvCell(ids[candidate.query] ?? '')},${csvCell(ids[candidate.record] ?? '')},${candidate.score.toFixed(4)},${strong ? 'strong' : 'weak'}`,
      );
    },
  );
  if (!(await save(task.out, `${lines.join('\n')}\n`, io))) return 1;
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(1);
  const asked = queries.to - queries.from;
  const perQuery = (value: number): string => (value / Math.max(1, asked)).toFixed(4);
  io.stdout(
    [
      `registro / registry: ${records}; consultas / queries: ${asked}`,
      task.plaintext
        ? 'comparación a la vista, sin fichas / compared in plain sight, without tokens'
        : `fichas por persona / tokens per record: ${TOKEN_BUDGET} con relleno / with padding; propias / own: ${figures.tokensPerRecord.toFixed(1)} media / mean, ${figures.mostTokens} máximo / most`,
      `fichas distintas / distinct tokens: ${list.keys.distinct()}; calculadas / evaluated: ${table.evaluated}`,
      `candidatos / candidates: ${lines.length - 1} (fuertes / strong: ${tally.strong})`,
      `falsos esperados por consulta / expected false leads per query: fuertes / strong ${perQuery(tally.falseStrong)}, todos / all ${perQuery(tally.falseAll)}`,
      ...thresholdLines(list, queries, records, weights),
      `segundos / seconds: leer / reading ${seconds(started, read)}, fichas / tokens ${seconds(read, evaluated)}, buscar / searching ${seconds(evaluated, io.now())}`,
      '',
    ].join('\n'),
  );
  return 0;
}

function readTask(args: readonly string[]): Task | string {
  const options = readOptions(args, {
    values: ['registry', 'queries', 'out', 'columns', 'profile', 'floor', 'weights'],
    switches: ['plaintext', 'full-protocol'],
  });
  if (typeof options === 'string') return options;
  const { values, switches } = options;
  const [registry, queries, out] = [values.get('registry'), values.get('queries'), values.get('out')];
  if (registry === undefined || queries === undefined || out === undefined)
    return 'enlace linkage match: faltan / missing: --registry A.csv --queries B.csv --out results.csv';
  const profile = values.get('profile') ?? NORMALISATION_PROFILE;
  if (profile !== NORMALISATION_PROFILE) return `--profile ${profile}: hay / there is: ${NORMALISATION_PROFILE}`;
  const floor = Number(values.get('floor') ?? FLOOR);
  if (Number.isNaN(floor)) return '--floor: un número / a number';
  return {
    registry,
    queries,
    out,
    columns: values.get('columns'),
    weights: values.get('weights'),
    floor,
    plaintext: switches.has('plaintext'),
    fullProtocol: switches.has('full-protocol'),
  };
}

async function weightsOf({ weights, plaintext }: Task, io: LinkageIo): Promise<Weights | null> {
  if (weights === undefined) return plaintext ? PLAINTEXT_WEIGHTS : WEIGHTS;
  try {
    const read = readWeights(readText(await io.readFile(weights)));
    if (read !== null) return read;
    io.stderr(`${weights}: no es un archivo de pesos / is no file of weights\n`);
  } catch (fault) {
    io.stderr(
      `${weights}: no se pudo abrir / could not be opened (${fault instanceof Error ? fault.message : 'error'})\n`,
    );
  }
  return null;
}

/** Tokens through the threshold function: five shares made for this run, three of them needed. */
async function privateTokens(list: PersonList, task: Task, io: LinkageIo): Promise<TokenTable> {
  const distinct = list.keys.distinct();
  const full = task.fullProtocol || distinct <= MOST_BLINDED;
  if (!full)
    io.stderr(
      `${distinct} fichas distintas: se calculan con las partes juntas en este proceso, sin cegar, y sin las que un solo registro tiene (el resultado es el mismo; --full-protocol lo evita) / distinct tokens: evaluated with the shares together in this process, not blinded, without those that one record alone has (the result is the same; --full-protocol forces the protocol)\n`,
    );
  const holders = await newHolders(io.random);
  const threads =
    io.startThread && distinct > MOST_BLINDED / 10
      ? Array.from({ length: io.cores }, () => io.startThread?.({ holders, full })).filter((one) => one !== undefined)
      : [];
  const source: TokenSource =
    threads.length > 0 ? threadedTokens(threads) : await localTokens({ holders, full, random: io.random });
  let told = io.now();
  try {
    return await tokensOf(list, {
      source,
      encode: ({ family, value }) => encodeInput({ purpose: PURPOSE, profile: NORMALISATION_PROFILE, family, value }),
      everyKey: full,
      together: Math.max(1, threads.length),
      progress(done, all) {
        if (io.now() - told < 3000 && done < all) return;
        told = io.now();
        io.stderr(`fichas / tokens ${done} de / of ${all}\n`);
      },
    });
  } finally {
    for (const thread of threads) thread.end();
  }
}

function scorerOf(
  list: PersonList,
  {
    records,
    registry,
    weights,
    plaintext,
  }: { readonly records: number; readonly registry: Range; readonly weights: Weights; readonly plaintext: boolean },
): (query: number, record: number, shared: readonly SharedToken[]) => number {
  const { outlines, persons } = list;
  if (!plaintext)
    return (query, record, shared) => {
      const [a, b] = [outlines[query], outlines[record]];
      return a && b ? scoreOf(featuresOf(shared, a, b, records), weights) : Number.NEGATIVE_INFINITY;
    };
  const frequencies = frequenciesOf(persons.slice(registry.from, registry.to));
  return (query, record) => {
    const [a, b] = [persons[query], persons[record]];
    return a && b ? scoreOf(plaintextFeatures(a, b, frequencies), weights) : Number.NEGATIVE_INFINITY;
  };
}

function isStrong(
  { outlines }: PersonList,
  { query, record, score }: Candidate,
  records: number,
  weights: Weights,
): boolean {
  const [a, b] = [outlines[query], outlines[record]];
  return a !== undefined && b !== undefined && classOf(score, { a, b, records, weights }) === 'strong';
}

interface Tally {
  strong: number;
  falseStrong: number;
  falseAll: number;
}

function emptyTally(): Tally {
  return { strong: 0, falseStrong: 0, falseAll: 0 };
}

/** A score is the logarithm of odds: what it leaves to doubt is the expected number of false leads. */
function count(tally: Tally, { score }: Candidate, strong: boolean): void {
  const doubt = 1 / (1 + Math.exp(score));
  tally.falseAll += doubt;
  if (!strong) return;
  tally.strong += 1;
  tally.falseStrong += doubt;
}

function thresholdLines(
  { outlines }: PersonList,
  queries: Range,
  records: number,
  weights: Weights,
): readonly string[] {
  const sets = new Set<FieldSet>();
  for (let query = queries.from; query < queries.to; query++) {
    const outline = outlines[query];
    if (outline) sets.add(fieldSetOf(outline, outline));
  }
  return [...sets].toSorted().map((fields) => {
    const { strong, weak } = thresholdsFor(fields, records, weights);
    return `umbrales / thresholds (${fields}): ${strong.toFixed(2)} para / for <= 0.01, ${weak.toFixed(2)} para / for <= 0.1 falsos por consulta / false leads per query`;
  });
}
