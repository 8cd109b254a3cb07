import type { PersonFields } from '../normalise/person.ts';
import type { CsvRow, CsvTable, UnreadableRow } from './csv.ts';

/** The fields that a table may have, and the names its columns have by default. */
export const FIELD_NAMES: readonly (keyof PersonFields)[] = [
  'given_names',
  'surnames',
  'full_name_native',
  'date_of_birth',
  'sex',
  'nationality',
  'place_of_birth',
  'father_name',
  'mother_name',
  'document_type',
  'document_issuer',
  'document_number',
];

const ID = 'record_id';
type Field = keyof PersonFields | typeof ID;

/** For each field the columns it is read from, joined in their order: parts of a place by commas, all else by blanks. */
export type Columns = ReadonlyMap<Field, readonly string[]>;

function isField(name: string): name is Field {
  return name === ID || (FIELD_NAMES as readonly string[]).includes(name);
}

/** Columns under their default names. */
export const DEFAULT_COLUMNS: Columns = new Map([ID, ...FIELD_NAMES].filter(isField).map((name) => [name, [name]]));

/**
 * Reads a columns file: one field a line, `field = column, column`; a line may be empty or begin with `#`. A JSON object
 * of the same content is read too. A field that the file does not name is not used. Gives the sentence of what is wrong.
 */
export function parseColumns(
  text: string,
): { readonly ok: true; readonly value: Columns } | { readonly ok: false; readonly wrong: string } {
  const entries = text.trim().startsWith('{') ? jsonEntries(text) : lineEntries(text);
  if (entries === null) return { ok: false, wrong: 'the file is not a JSON object of names' };
  const columns = new Map<Field, readonly string[]>();
  for (const [name, from] of entries) {
    if (isField(name)) columns.set(name, from);
    else return { ok: false, wrong: `"${name}" is no field; there are: ${[ID, ...FIELD_NAMES].join(', ')}` };
  }
  if (!columns.has(ID)) return { ok: false, wrong: `the line "${ID} = ..." is missing` };
  return { ok: true, value: columns };
}

type Entries = readonly (readonly [string, readonly string[]])[];

function lineEntries(text: string): Entries {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', from = ''] = line.split(/[=:](.*)/su);
      return [name.trim(), namesIn(from)] as const;
    });
}

function jsonEntries(text: string): Entries | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Object.entries(value).map(
      ([name, from]) =>
        [name, Array.isArray(from) ? from.map((one) => String(one).trim()) : namesIn(String(from))] as const,
    );
  } catch {
    return null;
  }
}

function namesIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** A record of a file: its own id, the line it stands on, and the person's fields. */
export interface FileRecord {
  readonly id: string;
  readonly line: number;
  readonly fields: PersonFields;
}

/** The records of a table. A row without an id is unreadable: its result could not be named. */
export function recordsOf(
  table: CsvTable,
  columns: Columns,
): {
  readonly records: Iterable<FileRecord>;
  readonly missing: readonly string[];
  readonly unreadable: UnreadableRow[];
} {
  const header = new Map(table.header.map((name, k) => [name.toLowerCase(), k]));
  const placeOf = (name: string): number | undefined => header.get(name.toLowerCase());
  const wanted = [...columns].map(([field, names]) => [field, names.flatMap((name) => placeOf(name) ?? [])] as const);
  const places = new Map(wanted);
  const unreadable: UnreadableRow[] = [];
  const cell = (row: CsvRow, field: Field): string =>
    (places.get(field) ?? [])
      .map((k) => row.cells[k] ?? '')
      .filter((text) => text !== '')
      .join(field === 'place_of_birth' ? ', ' : ' ');
  function* read(): Generator<FileRecord> {
    for (const row of table.rows) {
      const id = cell(row, ID);
      if (id === '') unreadable.push({ line: row.line, reason: 'no-id' });
      else {
        const fields = Object.fromEntries(
          FIELD_NAMES.map((field) => [field, cell(row, field)]),
        ) as unknown as PersonFields;
        yield { id, line: row.line, fields };
      }
    }
  }
  const missing = [...columns]
    .filter(([field]) => (places.get(field) ?? []).length === 0)
    .map(([field, names]) => `${field} (${names.join(', ')})`);
  return { records: read(), missing, unreadable };
}
