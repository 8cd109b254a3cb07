/**
 * Canonical JSON, RFC 8785 (JCS), for the values an audit event is made of: strings, safe integers, booleans, null,
 * arrays and plain objects. One value has one sequence of bytes, so that two programs which agree on what happened also
 * agree on its hash. Anything else (fractions, dates, `undefined`, a lone surrogate) throws: silently writing less than
 * the caller meant would be a hole in the record, and it is the caller's bug.
 */

/** What can be written canonically. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue };

/** The only bytes that stand for `value`: UTF-8, no spaces, members sorted by UTF-16 code unit (RFC 8785, 3.2.3). */
export function canonicalJson(value: CanonicalValue): Uint8Array {
  return Buffer.from(write(value, '$'), 'utf8');
}

function write(value: unknown, path: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value, path);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value); // −0 becomes 0, as RFC 8785 asks
  if (Array.isArray(value)) return writeArray(value, path);
  if (isPlain(value)) return writeObject(value, path);
  throw new TypeError(`${path} has no canonical form (${typeof value})`);
}

function writeString(text: string, path: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError(`${path} holds a lone surrogate`);
  return JSON.stringify(text); // RFC 8785 defines its string form as ECMAScript's
}

function writeArray(items: readonly unknown[], path: string): string {
  // Array.from visits holes, which map() would skip without a word.
  return `[${Array.from(items, (item, index) => write(item, `${path}[${index}]`)).join(',')}]`;
}

function writeObject(record: Readonly<Record<string, unknown>>, path: string): string {
  const members = Object.keys(record)
    .sort()
    .map((name) => `${writeString(name, path)}:${write(record[name], `${path}.${name}`)}`);
  return `{${members.join(',')}}`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
