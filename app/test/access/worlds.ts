import { randomBytes, randomUUID } from 'node:crypto';
import type { Facts, Permission, Verb } from '../../src/platform/policy/index.ts';

/* What the worlds of the access test are made of. */

/** Columns and values of a row. */
export type Row = Readonly<Record<string, unknown>>;

/** Does the policy table let this reader do that to a record with these facts? */
export type May = (permission: Permission, facts: Facts) => boolean;

/** One state of affairs. */
export interface World {
  readonly what: string;
  /** What the program knows of the row, named as the handlers give it. Of a parent's visibility: ask `may`. */
  readonly facts: Facts | ((may: May) => Facts);
  /** A row that is there, and another of the same facts that somebody tries to insert. */
  readonly row: Row;
  readonly like: Row;
  /** `row` was inserted while arranging. */
  readonly there?: boolean;
  /** Verbs on which a trigger has the last word in this world, whatever the policy says. */
  readonly untried?: readonly Verb[];
}

/** Inserts a row past every policy, and returns it. */
export type Add = (table: string, row: Row) => Promise<Row>;

export interface Arrange {
  readonly add: Add;
  readonly run: (sql: string) => Promise<void>;
}

export interface Fixture {
  /** Columns that find the row of a world. */
  readonly key: readonly string[];
  arrange(tools: Arrange): Promise<readonly World[]>;
}

/** The parties of the worlds: the record's own country and another, and who is no country. */
export const OWN = 'HN';

export const OTHER = 'SV';

export const ORGANISATIONS = [OWN, OTHER, 'ST', 'OIM', 'RROCM'] as const;

export const AT = '2017-01-20T16:00:00Z';

/** The account that acts for an organisation. */
export function personOf(organisation: string): string {
  return `persona-${organisation}`;
}

/** Two rows that differ in what must be unique. */
export function twins(make: () => Row): Pick<World, 'row' | 'like'> {
  return { row: make(), like: make() };
}

let counter = 0;
export function next(): number {
  counter += 1;
  return counter;
}

export function meetingRow(status = 'planned'): Row {
  const code = `EJEMPLO-${next()}`;
  return { id: randomUUID(), code, body: 'GRCM', title_es: 'Ejemplo', title_en: 'Example', status };
}

export async function fileRow(add: Add): Promise<Row> {
  return await add('conf.file', newFile());
}

export function newFile(): Row {
  return { sha256: randomBytes(32), bytes: Buffer.from('x'), size: 1, mime: 'text/plain' };
}

export async function documentRow(add: Add, owner: string, visibility: string): Promise<Row> {
  const { sha256 } = await fileRow(add);
  return {
    id: randomUUID(),
    kind: 'evidence',
    name: 'ejemplo.txt',
    sha256,
    owner_party: owner,
    class: visibility,
    added_at: AT,
  };
}

export function words(facts: object): string {
  return JSON.stringify(facts);
}

/** Reference data of which every row is alike. */
export function alike(key: readonly string[], make: () => Row): Fixture {
  return { key, arrange: async () => [{ what: 'any row', facts: {}, ...twins(make) }] };
}
