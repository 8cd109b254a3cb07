import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeRecord } from '../../test/generator/clerks.ts';
import { makePopulation } from '../../test/generator/persons.ts';
import { randomFrom } from '../../test/generator/random.ts';
import { localTokens, newHolders, serveTokens, type TokenThread, threadedTokens } from '../local-tokens.ts';
import { parseColumns } from './columns.ts';
import { linkageCommand } from './command.ts';
import { csvCell, readCsv } from './csv.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

async function run(args: readonly string[], files: Readonly<Record<string, string | Uint8Array>>) {
  const written = new Map<string, string>();
  let [stdout, stderr] = ['', ''];
  const exit = await linkageCommand(args, {
    readFile: async (path) => {
      const file = files[path];
      if (file === undefined) throw new Error('ENOENT');
      return typeof file === 'string' ? bytes(file) : file;
    },
    writeFile: async (path, text) => void written.set(path, text),
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    now: () => 0,
    random,
    cores: 1,
  });
  const rows = (written.get('out.csv') ?? '')
    .trim()
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split(','));
  return { exit, stdout, stderr, rows, written };
}

const HEADER = 'record_id,given_names,surnames,date_of_birth,place_of_birth,document_number';
const REGISTRY = `${HEADER}
r1,Persona,Ejemplo Prueba,1990-05-17,Villa Ejemplo,A1234567
r2,Otra,Distinta Persona,1971-03-02,Puerto Prueba,B7654321
r3,Muestra,Ficticia,1983-11-30,,
`;
const QUERIES = `${HEADER}
q1,EJEMPLO,Perzona,1990-05-17,villa ejemplo,a 12345-67
q2,Nadie,Conocido,2001-09-09,Lejos,C0000001
`;
const MATCH = ['match', '--registry', 'a.csv', '--queries', 'b.csv', '--out', 'out.csv'];

describe('enlace linkage match', () => {
  it('finds the person who was written differently, and nobody for a stranger', async () => {
    const { exit, rows, stdout } = await run(MATCH, { 'a.csv': REGISTRY, 'b.csv': QUERIES });
    expect(exit).toBe(0);
    expect(rows.map(([query, record, , kind]) => [query, record, kind])).toEqual([['q1', 'r1', 'strong']]);
    expect(stdout).toContain('tokens per record: 48');
    expect(stdout).toContain('expected false leads per query');
  });

  it('finds the same in plain sight', async () => {
    const { rows } = await run([...MATCH, '--plaintext'], { 'a.csv': REGISTRY, 'b.csv': QUERIES });
    expect(rows.map(([query, record]) => [query, record])).toEqual([['q1', 'r1']]);
  });

  it('with the same file twice finds duplicates, and no record is its own', async () => {
    const file = `${REGISTRY}r9,Perzona,Ejemplo,1990-05-17,Villa Ejemplo,A1234567\n`;
    const { rows } = await run(['match', '--registry', 'a.csv', '--queries', 'a.csv', '--out', 'out.csv'], {
      'a.csv': file,
    });
    expect(rows.map(([query, record]) => `${query} ${record}`).toSorted()).toEqual(['r1 r9', 'r9 r1']);
  });

  it('names the rows that cannot be read and matches the rest', async () => {
    const broken = `${QUERIES}q3,too,few\nq4,"Persona,Ejemplo,1990-05-17,x,y\n,Sin,Id,1990-05-17,x,y\nq5,Persona,Ejemplo,1990-05-17,,A1234567\n`;
    const { exit, rows, stderr } = await run(MATCH, { 'a.csv': REGISTRY, 'b.csv': broken });
    expect(exit).toBe(0);
    expect(rows.map(([query]) => query)).toEqual(['q1', 'q5']);
    for (const line of [4, 5, 6]) expect(stderr).toContain(`b.csv:${line}:`);
    expect(stderr).not.toContain('b.csv:7:');
  });

  it('takes the columns of another file, with blanks after the commas', async () => {
    const columns =
      'record_id = rec_id\ngiven_names = given_name\nsurnames = surname\n# place\nplace_of_birth = suburb, postcode\ndate_of_birth = date_of_birth\n';
    const febrl =
      'rec_id, given_name, surname, suburb, postcode, date_of_birth\nrec-1, persona, ejemplo, villa prueba, 1234, 19900517\n';
    const files = {
      'a.csv': febrl,
      'b.csv': febrl.replace('rec-1', 'rec-2').replace('ejemplo', 'ejenplo'),
      'c.txt': columns,
    };
    const { rows } = await run([...MATCH, '--columns', 'c.txt'], files);
    expect(rows.map(([query, record]) => [query, record])).toEqual([['rec-2', 'rec-1']]);
  });

  it.each([
    [['match'], 2, 'missing'],
    [['match', '--what'], 2, 'unknown option'],
    [[...MATCH, '--profile', 'v9'], 2, 'v1'],
    [['dance'], 2, 'enlace linkage match'],
    [['match', '--registry', 'none.csv', '--queries', 'b.csv', '--out', 'out.csv'], 1, 'could not be opened'],
    [['match', '--registry', 'odd.csv', '--queries', 'b.csv', '--out', 'out.csv'], 1, 'columns are missing'],
  ])('refuses %j with a sentence', async (args, expected, sentence) => {
    const { exit, stderr } = await run(args, { 'a.csv': REGISTRY, 'b.csv': QUERIES, 'odd.csv': 'x,y\n1,2\n' });
    expect(exit).toBe(expected);
    expect(stderr).toContain(sentence);
  });

  it('the full protocol and the shortcut give the same candidates and scores', async () => {
    const draw = randomFrom(5);
    const lines = [...makePopulation(12, draw)].flatMap((truth, k) =>
      ['a', 'b'].map((side) => {
        const record = writeRecord(truth, 1, draw);
        return [
          `${side}${k}`,
          record.given_names,
          record.surnames,
          record.date_of_birth,
          record.place_of_birth,
          record.document_number,
        ]
          .map(csvCell)
          .join(',');
      }),
    );
    const file = { 'a.csv': `${HEADER}\n${lines.join('\n')}\n` };
    const args = ['match', '--registry', 'a.csv', '--queries', 'a.csv', '--out', 'out.csv'];
    const [direct, full] = [await run(args, file), await run([...args, '--full-protocol'], file)];
    expect(direct.rows.length).toBeGreaterThan(4);
    expect(full.rows).toEqual(direct.rows);
  });
});

describe('enlace linkage train', () => {
  it('learns weights that match can use, from a register whose persons are known', async () => {
    const draw = randomFrom(6);
    const lines = [...makePopulation(150, draw)].flatMap((truth, k) =>
      [0, 1].map((n) => {
        const record = writeRecord(truth, 1, draw);
        return [
          `${k}-${n}`,
          record.given_names,
          record.surnames,
          record.date_of_birth,
          record.place_of_birth,
          record.document_number,
          `p${k}`,
        ]
          .map(csvCell)
          .join(',');
      }),
    );
    const file = `${HEADER},entity\n${lines.join('\n')}\n`;
    const trained = await run(['train', '--registry', 'a.csv', '--out', 'w.json', '--strangers', '300'], {
      'a.csv': file,
    });
    expect(trained.exit).toBe(0);
    const weights = trained.written.get('w.json') ?? '';
    const { rows } = await run([...MATCH, '--weights', 'w.json'], {
      'a.csv': REGISTRY,
      'b.csv': QUERIES,
      'w.json': weights,
    });
    expect(rows.map(([query, record]) => [query, record])).toContainEqual(['q1', 'r1']);
  });

  it('says when no person occurs twice', async () => {
    const { exit, stderr } = await run(['train', '--registry', 'a.csv', '--out', 'w.json', '--pairs', 'p.csv'], {
      'a.csv': REGISTRY,
      'p.csv': 'a,b\n',
    });
    expect(exit).toBe(1);
    expect(stderr).toContain('nothing to learn from');
  });
});

describe('tokens in one process', () => {
  let inputs: readonly Uint8Array[];
  beforeAll(() => {
    inputs = ['uno', 'dos', 'tres'].map(bytes);
  });

  it('the whole protocol and the shares together give the same bytes, and another run other ones', async () => {
    const holders = await newHolders(random);
    const direct = await (await localTokens({ holders, full: false, random }))(inputs);
    const full = await (await localTokens({ holders, full: true, random }))(inputs);
    const others = await (await localTokens({ holders: await newHolders(random), full: false, random }))(inputs);
    expect(full).toEqual(direct);
    expect(direct.map((token) => token.length)).toEqual([16, 16, 16]);
    expect(others).not.toEqual(direct);
  });

  it('threads give tokens in the order of the inputs, and a thread that faults is a fault', async () => {
    const holders = await newHolders(random);
    const direct = await (await localTokens({ holders, full: false, random }))(inputs);
    const listeners: ((message: unknown) => void)[] = [];
    let answer: (message: unknown) => void = () => undefined;
    let fail: (fault: Error) => void = () => undefined;
    const port = {
      send: (message: unknown) => answer(message),
      onMessage: (listener: (message: unknown) => void) => void listeners.push(listener),
    };
    const thread: TokenThread = {
      send(message) {
        for (const listener of listeners) listener(message);
      },
      onAnswer: (listener) => {
        answer = listener;
      },
      onFault: (listener) => {
        fail = listener;
      },
      end: () => undefined,
    };
    await serveTokens(port, { holders, full: false }, random);
    const source = threadedTokens([thread]);
    expect(await Promise.all([source(inputs), source(inputs.toReversed())])).toEqual([direct, direct.toReversed()]);
    const waiting = source(inputs);
    fail(new Error('the thread ended'));
    await expect(waiting).rejects.toThrow('ended');
  });
});

describe('tables', () => {
  it('quotes, semicolons, a mark at the start and cells of several lines', () => {
    const table = readCsv(bytes('\ufeffa;b\n"x ""y"";z";2\n"two\nlines";3\n'));
    expect(table.header).toEqual(['a', 'b']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['x "y";z', '2'],
      ['two\nlines', '3'],
    ]);
  });

  it('a file in Windows-1252 is read as such', () => {
    expect(readCsv(Uint8Array.from([...bytes('a\nJos'), 0xe9, 0x0a])).rows[0]?.cells).toEqual(['José']);
  });

  it('one broken letter among good UTF-8 costs its row only', () => {
    const table = readCsv(Uint8Array.from([...bytes('a\nJosé\nPérez\nNúñez\nx'), 0xe9, 0x0a]));
    expect(table.rows).toHaveLength(3);
    expect(table.unreadable).toEqual([{ line: 5, reason: 'encoding' }]);
  });

  it.each(['record_id = a\nshoe_size = b', 'given_names = a', '{"record_id": '])(
    'columns that make no sense are refused: %j',
    (text) => {
      expect(parseColumns(text).ok).toBe(false);
    },
  );

  it('a cell that a spreadsheet would calculate is disarmed', () => {
    expect(csvCell('=1+1')).toBe("'=1+1");
    expect(csvCell('-3.5')).toBe('-3.5');
  });
});
