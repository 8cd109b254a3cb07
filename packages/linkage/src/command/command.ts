import type { TokenThread, TokenThreadData } from '../local-tokens.ts';
import { matchCommand } from './match-command.ts';
import { trainCommand } from './train-command.ts';

/** What the command needs of the machine. The package itself touches neither files, clocks nor threads. */
export interface LinkageIo {
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly writeFile: (path: string, text: string) => Promise<void>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
  /** Processors to use. */
  readonly cores: number;
  /** Starts a thread that runs `serveTokens`; without it everything runs in one. */
  readonly startThread?: (data: TokenThreadData) => TokenThread;
}

/** 0: done. 1: a file could not be read or written. 2: wrong use. */
export type LinkageExit = 0 | 1 | 2;

const USAGE = `enlace linkage match --registry A.csv --queries B.csv --out results.csv
               [--columns FILE] [--profile v1] [--plaintext] [--full-protocol] [--floor SCORE] [--weights FILE]
enlace linkage train --registry A.csv [--pairs PAIRS.csv] --out weights.json
               [--columns FILE] [--entity COLUMN] [--strangers 100000]

match  busca en el registro a las personas de las consultas y escribe query_id,record_id,score,class
       looks in the registry for the persons of the queries; the same file twice finds duplicates
train  aprende pesos de un registro cuyas personas se conocen / learns weights from a register whose persons are known

  --columns        un campo por línea, "campo = columna, columna" / one field a line, "field = column, column"
  --plaintext      compara a la vista, sin fichas / compares in plain sight, without tokens
  --full-protocol  cegar y probar cada ficha también con registros grandes / blind and prove every token, also for large files
`;

/** `enlace linkage …`, complete: results in a file, figures on stdout, progress and what went wrong on stderr. */
export async function linkageCommand(args: readonly string[], io: LinkageIo): Promise<LinkageExit> {
  const [command, ...rest] = args[0] === 'linkage' ? args.slice(1) : args;
  if (command === 'match') return await matchCommand(rest, io);
  if (command === 'train') return await trainCommand(rest, io);
  io.stderr(USAGE);
  return 2;
}
