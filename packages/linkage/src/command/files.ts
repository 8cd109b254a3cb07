import { type Columns, DEFAULT_COLUMNS, type FileRecord, parseColumns, recordsOf } from './columns.ts';
import type { LinkageIo } from './command.ts';
import { readCsv, readText, type UnreadableRow } from './csv.ts';

const REASONS: Readonly<Record<UnreadableRow['reason'], string>> = {
  cells: 'número de celdas distinto del encabezado / other number of cells than the header',
  quotes: 'comillas sin cerrar / quote that is not closed',
  encoding: 'letras ilegibles / unreadable letters',
  'no-id': 'sin record_id / no record_id',
};

/** Rows named one by one; of more, the number. */
const MOST_NAMED = 20;

/** The columns of the file named, or the default ones; null after saying what is wrong. */
export async function readColumns(path: string | undefined, io: LinkageIo): Promise<Columns | null> {
  if (path === undefined) return DEFAULT_COLUMNS;
  const bytes = await open(path, io);
  if (bytes === null) return null;
  const columns = parseColumns(readText(bytes));
  if (columns.ok) return columns.value;
  io.stderr(`${path}: ${columns.wrong}\n`);
  return null;
}

/** The records of a table; null after saying what is wrong. Rows that cannot be read are named and left out. */
export async function readRecords(
  path: string,
  columns: Columns,
  io: LinkageIo,
): Promise<readonly FileRecord[] | null> {
  const bytes = await open(path, io);
  if (bytes === null) return null;
  const table = readCsv(bytes);
  const { records, missing, unreadable } = recordsOf(table, columns);
  const lacks = (field: string): boolean => missing.some((name) => name.startsWith(`${field} `));
  if (lacks('record_id') || (lacks('given_names') && lacks('surnames') && lacks('full_name_native'))) {
    io.stderr(
      `${path}: faltan las columnas / the columns are missing: ${missing.join(', ')}. Hay / there are: ${table.header.join(', ')}. Use --columns.\n`,
    );
    return null;
  }
  const read = [...records];
  const wrong = [...table.unreadable, ...unreadable].toSorted((a, b) => a.line - b.line);
  for (const { line, reason } of wrong.slice(0, MOST_NAMED)) io.stderr(`${path}:${line}: ${REASONS[reason]}\n`);
  if (wrong.length > MOST_NAMED) {
    const lines = wrong.slice(MOST_NAMED).map(({ line }) => line);
    io.stderr(`${path}: y las filas / and rows ${lines.join(' ')}\n`);
  }
  if (wrong.length > 0)
    io.stderr(`${path}: ${wrong.length} filas no se leyeron, ${read.length} sí / rows left out, rows read\n`);
  return read;
}

async function open(path: string, io: LinkageIo): Promise<Uint8Array | null> {
  try {
    return await io.readFile(path);
  } catch (fault) {
    io.stderr(
      `${path}: no se pudo abrir / could not be opened (${fault instanceof Error ? fault.message : 'error'})\n`,
    );
    return null;
  }
}

/** Writes a result; false after saying that it could not. */
export async function save(path: string, text: string, io: LinkageIo): Promise<boolean> {
  try {
    await io.writeFile(path, text);
    return true;
  } catch (fault) {
    io.stderr(
      `${path}: no se pudo escribir / could not be written (${fault instanceof Error ? fault.message : 'error'})\n`,
    );
    return false;
  }
}
