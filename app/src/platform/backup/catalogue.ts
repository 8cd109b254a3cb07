import { createHash } from 'node:crypto';
import pg from 'pg';

/** A table as the catalogue of the database describes it: nothing here knows a table of the Conference by name. */
export interface Table {
  /** `schema.name`. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** Columns of the primary key, in its order; the order of the rows of an archive. */
  readonly key: readonly string[];
}

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it, with its modifier. */
  readonly type: string;
  readonly collatable: boolean;
}

/**
 * Tables whose rows are not kept: the ledger of migrations belongs to the database that is restored into, and an open
 * session or a proof under way must not come back to life with a backup.
 */
export const LEFT_OUT: readonly string[] = [
  'platform.migration',
  'auth.session',
  'auth.sign_in_try',
  'auth.verification',
];

/** Every ordinary table of ours, by name; with `mine`, only tables and columns that the current role may read. */
export async function readTables(
  client: pg.ClientBase,
  { mine = false }: { readonly mine?: boolean } = {},
): Promise<readonly Table[]> {
  const readable = mine
    ? `and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')`
    : '';
  const { rows } = await client.query<{ name: string; columns: Column[]; key: string[] | null }>(`
    select n.nspname || '.' || c.relname as name,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'collatable', a.attcollation <> 0) order by a.attnum) as columns,
      (select json_agg(k.attname order by i.place)
        from pg_index x cross join unnest(x.indkey::int2[]) with ordinality i (attnum, place)
        join pg_attribute k on k.attrelid = c.oid and k.attnum = i.attnum
        where x.indrelid = c.oid and x.indisprimary) as key
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'ext') ${readable}
    group by n.nspname, c.relname, c.oid`);
  return rows
    .filter(({ name }) => !LEFT_OUT.includes(name))
    .map(({ name, columns, key }) => ({ name, columns, key: key ?? [] }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** `schema.name`, quoted. */
export function quoted(name: string): string {
  return name.split('.').map(pg.escapeIdentifier).join('.');
}

/**
 * How values are written. Everything is JSON by PostgreSQL's own hand, from which PostgreSQL reads it back to the same
 * value; but a jsonb is a string, since its `null` is not SQL's null, and int8 and numeric are strings, since other
 * readers would round them.
 */
const AS_TEXT = /^(?:jsonb?|bigint|numeric)(?:\(.*\))?$|^jsonb?\[\]$/;

/** Settings under which two servers write the same value with the same characters. */
export const WRITING = `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1`;

/** Each row of a table as one line of JSON, in an order that no server's collation changes. */
export function linesSql({ name, columns, key }: Table): string {
  const fields = columns.map(({ name: column, type }) => {
    const field = pg.escapeIdentifier(column);
    return AS_TEXT.test(type) ? `t.${field}::text as ${field}` : `t.${field}`;
  });
  const shown = new Map(columns.map((column) => [column.name, column]));
  const keyIsShown = key.length > 0 && key.every((column) => shown.has(column));
  const order = keyIsShown
    ? `order by ${key.map((column) => `t.${pg.escapeIdentifier(column)}${shown.get(column)?.collatable ? ' collate "C"' : ''}`).join(', ')}`
    : '';
  // "offset 0" keeps the sort below the making of the line, so that large values are not carried through it.
  const lines = `select row_to_json(r)::text as line from (select ${fields.join(', ')} from ${quoted(name)} t ${order} offset 0) r`;
  return keyIsShown ? lines : `select line from (${lines}) s order by line collate "C"`;
}

/** Puts lines back: one parameter, a JSON array of them. */
export function insertSql({ name, columns }: Table): string {
  const names = columns.map((column) => pg.escapeIdentifier(column.name));
  const declared = columns.map(
    ({ name: column, type }) => `${pg.escapeIdentifier(column)} ${AS_TEXT.test(type) ? 'text' : type}`,
  );
  const values = columns.map(({ name: column, type }) => {
    const field = `r.${pg.escapeIdentifier(column)}`;
    return AS_TEXT.test(type) ? `${field}::${type}` : field;
  });
  return `insert into ${quoted(name)} (${names.join(', ')}) overriding system value
    select ${values.join(', ')} from json_to_recordset($1::json) as r (${declared.join(', ')})`;
}

/** Rows and bytes of a table in this snapshot, before it is read. */
export interface Extent {
  readonly rows: number;
  readonly bytes: number;
  readonly widest: number;
}

export async function measure(client: pg.ClientBase, table: Table): Promise<Extent> {
  const { rows } = await client.query<Record<'rows' | 'bytes' | 'widest', string>>(
    `select count(*) as rows, coalesce(sum(octet_length(line) + 1), 0) as bytes,
       coalesce(max(octet_length(line)), 0) as widest from (${linesSql(table)}) s`,
  );
  const [row] = rows;
  return { rows: Number(row?.rows), bytes: Number(row?.bytes), widest: Number(row?.widest) };
}

const MOST_ROWS = 2000;
/** What is in memory at a time; one row may be more. */
const BATCH_BYTES = 4 * 1024 ** 2;

/** The lines of a table through a cursor, in batches that fit the memory whatever the rows hold. */
export async function* readLines(client: pg.ClientBase, table: Table, { widest }: Extent): AsyncGenerator<Buffer> {
  const batch = Math.min(MOST_ROWS, Math.max(1, Math.floor(BATCH_BYTES / Math.max(widest, 1))));
  await client.query(`declare lines no scroll cursor for ${linesSql(table)}`);
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${batch} from lines`);
    if (rows.length > 0) yield Buffer.from(rows.map(({ line }) => `${line}\n`).join(''));
    if (rows.length < batch) break;
  }
  await client.query('close lines');
}

/** The hash of a table as it stands, as the manifest of an archive has it. */
export async function hashTable(client: pg.ClientBase, table: Table): Promise<{ rows: number; sha256: string }> {
  const extent = await measure(client, table);
  const hash = createHash('sha256');
  for await (const lines of readLines(client, table, extent)) hash.update(lines);
  return { rows: extent.rows, sha256: hash.digest('hex') };
}
