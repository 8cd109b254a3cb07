import { renderTable, toContractJson } from './contract.ts';
import { parseDay } from './deadlines/calendar.ts';
import type { IsoDate } from './deadlines/rules.ts';
import { decodeText } from './decode.ts';
import { readDocx } from './docx/docx.ts';
import { readReport } from './read.ts';
import type { Result } from './result.ts';
import type { Language, Reading } from './types.ts';

/** What the command needs of the machine. The package itself touches neither files nor streams. */
export interface CommandIo {
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** 0: read. 1: a file could not be read. 2: wrong use. */
export type ExitCode = 0 | 1 | 2;

interface Options {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly held: IsoDate | null;
  readonly lang: Language | null;
}

const USAGE = `enlace minutes read FILE… [--json] [--held AAAA-MM-DD] [--lang es|en]

Lee informes (.txt, .docx) y propone acuerdos / Reads reports (.txt, .docx) and proposes agreements.
  --json   un objeto JSON en la salida / one JSON object on stdout
  --held   último día de la reunión; también --date / last day of the meeting; also --date
  --lang   lengua del informe / language of the report
`;

function parseArgs(args: readonly string[]): Options | string {
  const files: string[] = [];
  let json = false;
  let held: IsoDate | null = null;
  let lang: Language | null = null;
  const rest = args[0] === 'minutes' ? args.slice(1) : [...args];
  if (rest[0] !== 'read') return USAGE;
  for (let k = 1; k < rest.length; k++) {
    const [name = '', attached] = (rest[k] ?? '').startsWith('--') ? (rest[k] ?? '').split(/=(.*)/su) : [rest[k]];
    const value = (): string => attached ?? rest[++k] ?? '';
    if (name === '--json') json = true;
    else if (name === '--held' || name === '--date') {
      const date = value();
      if (!parseDay(date))
        return `${name}: «${date}» no es una fecha AAAA-MM-DD que exista / is not a YYYY-MM-DD date that exists\n`;
      held = date;
    } else if (name === '--lang') {
      const code = value();
      if (code !== 'es' && code !== 'en') return `--lang: «${code}»: es | en\n`;
      lang = code;
    } else if (name.startsWith('-') && name !== '-') return `${name}: opción desconocida / unknown option\n\n${USAGE}`;
    else files.push(name);
  }
  return files.length === 0 ? USAGE : { files, json, held, lang };
}

function docName(path: string): string {
  const file = path.split(/[\\/]/u).at(-1) ?? path;
  return file.replace(/(?<=.)\.[^.]+$/u, '');
}

function textOf(path: string, bytes: Uint8Array): Result<{ readonly text: string; readonly isDocx: boolean }> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isZip || /\.docx$/iu.test(path)) {
    const read = readDocx(bytes);
    return read.ok ? { ok: true, value: { text: read.value.text, isDocx: true } } : read;
  }
  const decoded = decodeText(bytes);
  return decoded.ok ? { ok: true, value: { text: decoded.value.text, isDocx: false } } : decoded;
}

/**
 * `enlace minutes read FILE… --json [--held 2016-11-15] [--lang es|en]`, complete: with `--json` exactly one JSON
 * object on stdout and nothing else; messages on stderr; with a file that cannot be read the others are still printed
 * and the exit code is 1.
 */
export async function minutesCommand(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const options = parseArgs(args);
  if (typeof options === 'string') {
    io.stderr(options);
    return 2;
  }
  const readings: Reading[] = [];
  const texts = new Map<string, string>();
  let failed = false;
  for (const path of options.files) {
    let bytes: Uint8Array;
    try {
      bytes = await io.readFile(path);
    } catch (fault) {
      io.stderr(
        `${path}: no se pudo abrir / could not be opened (${fault instanceof Error ? fault.message : 'error'})\n`,
      );
      failed = true;
      continue;
    }
    const text = textOf(path, bytes);
    if (!text.ok) {
      io.stderr(`${path}: ${text.refusal.es} / ${text.refusal.en} [${text.refusal.code}]\n`);
      failed = true;
      continue;
    }
    const doc = docName(path);
    if (text.value.isDocx) texts.set(doc, text.value.text);
    readings.push(
      readReport({
        text: text.value.text,
        doc,
        ...(options.held ? { held: options.held } : {}),
        ...(options.lang ? { lang: options.lang } : {}),
      }),
    );
  }
  if (readings.length > 0 || !failed) {
    if (options.json) io.stdout(`${JSON.stringify(toContractJson(readings, texts))}\n`);
    else io.stdout(renderTable(readings, options.lang ?? readings[0]?.language ?? 'es'));
  }
  return failed ? 1 : 0;
}
