import { z } from 'zod';
import type { Route } from '../src/platform/system/index.ts';

// Random input for a route: samples that fit its schema, with identifiers that exist, and hostile ones.

/** Random numbers that a seed repeats (mulberry32). */
export interface Dice {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (from) => {
      if (from.length === 0) throw new Error('nothing to pick from');
      return from[below(from.length)] as never;
    },
  };
}

/** Values that exist, by the name under which inputs ask for them; those of one entry belong together. */
export type Known = Readonly<Record<string, string | number>>;

type Json = Readonly<Record<string, unknown>>;

/** The fields of a route's input, as JSON Schema: what it takes, or where that is unknown what it becomes. */
export function fieldsOf(route: Route): Readonly<Record<string, Json>> {
  const read = (io: 'input' | 'output'): Readonly<Record<string, Json>> =>
    (z.toJSONSchema(route.input, { io, unrepresentable: 'any' }) as { properties?: Record<string, Json> }).properties ??
    {};
  const output = read('output');
  return Object.fromEntries(
    Object.entries(read('input')).map(([name, schema]) => [
      name,
      Object.keys(schema).some((key) => key !== 'format') ? schema : (output[name] ?? schema),
    ]),
  );
}

const WORDS = ['Comentarios de ejemplo', 'nota', 'Honduras', 'a', 'ñandú', '👩🏽‍💻 ok', 'مثال', '2017', 'glosario'];

/** A value that the schema takes, as far as its words tell. */
function fitting(random: Dice, name: string, schema: Json, known: Known): unknown {
  if (Object.hasOwn(known, name) && random.chance(0.9)) return known[name];
  const options = (schema['anyOf'] ?? schema['oneOf']) as readonly Json[] | undefined;
  if (options) return fitting(random, name, random.pick(options), known);
  if (Array.isArray(schema['enum'])) return random.pick(schema['enum']);
  if ('const' in schema) return schema['const'];
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return random.pick([0, 1, 1, 1, 2, 3, 7]);
    case 'boolean':
      return random.chance(0.5);
    case 'array':
      return Array.from({ length: random.below(3) }, () =>
        fitting(random, name, (schema['items'] ?? {}) as Json, known),
      );
  }
  if (schema['format'] === 'uuid') return known['id'] ?? '6f2d3a34-0a3c-4c8e-9d2a-3f0a5e7b1c11';
  if (schema['format'] === 'binary') return undefined;
  return sample(random, name);
}

const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  starts: ['2018-03-01', '1 mar 2018', ''],
  ends: ['2018-03-02', ''],
  due: ['2018-05-01', '15 nov 2018', ''],
  until: ['2017-01-20T16:00:00Z', '2017-01-20'],
  body: ['GRCM', 'RFE', 'Texto de ejemplo', 'NADA'],
  country: ['HN', 'CR', 'OIM'],
  responsible: ['HN', 'PM', 'OIM', 'CR'],
  recipients: ['ST', 'PM'],
  present: ['HN', 'CR'],
  forum: ['GRCM', ''],
  zone: ['America/Costa_Rica', 'UTC'],
  year: ['2016', '2017'],
  next: ['/es/inicio', '//elsewhere.example', 'javascript:alert(1)'],
  account: ['hn', 'secretaria'],
  at: ['y también'],
};

function sample(random: Dice, name: string): string {
  return random.pick(BY_NAME[name] ?? WORDS);
}

const LONG = 'x'.repeat(100_000);

/** What no form sends. Built lazily: some are large. */
const HOSTILE: readonly unknown[] = [
  '',
  ' ',
  LONG,
  'ñ'.repeat(9_000),
  'a\0b',
  '\ud800',
  'x\udfffy',
  '\u202e\u2066',
  "' or 1=1 --",
  "'; drop table conf.obligation; --",
  '%_\\%',
  '$1',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '=HYPERLINK("http://elsewhere.example")',
  '1e309',
  '-0',
  '99999999999999999999',
  '2147483648',
  '-1',
  '0000-01-01',
  '0000-00-00',
  '9999-12-31',
  '2017-02-30',
  'infinity',
  '-infinity',
  'epoch',
  'now',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  '{}',
  '[]',
  '{"type":"none"}',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-4fff-bfff-ffffffffffff',
  'A-2016-001',
  '\r\nset-cookie: stolen=1',
  'İstanbul',
  '\ufeff',
  'a'.repeat(64),
  'a'.repeat(65),
  '1'.repeat(400),
];

/** What only JSON can say. */
const HOSTILE_JSON: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e300,
  Number.MAX_SAFE_INTEGER,
  -0.5,
  [],
  {},
  ['a', 'b'],
  [[[]]],
  { $gt: '' },
  { bytes: 'x' },
  Array.from({ length: 2_000 }, () => 'a'),
];

/** Field by field, fitting or hostile; sometimes a field is missing, and sometimes one is there that nobody asked for. */
export function inputFor(
  random: Dice,
  fields: Readonly<Record<string, Json>>,
  known: Known,
  options: { readonly json: boolean; readonly hostility: number },
): Record<string, unknown> {
  const input: Record<string, unknown> = Object.create(null);
  for (const [name, schema] of Object.entries(fields)) {
    if (random.chance(options.hostility)) {
      if (random.chance(0.2)) continue;
      input[name] = random.pick(options.json && random.chance(0.5) ? HOSTILE_JSON : HOSTILE);
    } else {
      const value = fitting(random, name, schema, known);
      if (value !== undefined) input[name] = value;
    }
  }
  if (random.chance(options.hostility / 4))
    input[random.pick(['__proto__', 'constructor', 'admin', 'länge', ''])] = 'x';
  return input;
}

/** As a browser writes them into an address or a form; half a surrogate becomes the bytes that a broken client sends. */
export function percentEncode(value: string): string {
  return encodeURIComponent(/\p{Surrogate}/u.test(value) ? '\ufffe' : value).replaceAll('%EF%BF%BE', '%ED%A0%80');
}

export function formOf(input: Readonly<Record<string, unknown>>): string {
  return Object.entries(input)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]]))
    .map(([name, value]) => `${percentEncode(String(name))}=${percentEncode(wordsOf(value))}`)
    .join('&');
}

function wordsOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export interface Payload {
  readonly type: string;
  readonly payload: string | Buffer;
}

const FILES: readonly { readonly name: string; readonly bytes: Buffer }[] = [
  { name: 'nota.txt', bytes: Buffer.from('Una nota de ejemplo.') },
  { name: 'nota.pdf', bytes: Buffer.from('%PDF-1.4\n%\xe2\xe3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF', 'latin1') },
  { name: 'vacio.txt', bytes: Buffer.alloc(0) },
  { name: '../../../etc/passwd', bytes: Buffer.from('x') },
  { name: 'a\\b/c.docx', bytes: Buffer.from('PK\x03\x04 not really', 'latin1') },
  { name: '<script>.html', bytes: Buffer.from('<html><script>1</script></html>') },
  { name: `${'n'.repeat(400)}.txt`, bytes: Buffer.from('largo') },
  { name: '=cmd|calc.csv', bytes: Buffer.from('a;b\n1;2') },
  { name: '\u202egnp.exe', bytes: Buffer.from('MZ') },
  { name: '', bytes: Buffer.from('sin nombre') },
  { name: 'nulos.txt', bytes: Buffer.alloc(3_000) },
  { name: 'utf16.txt', bytes: Buffer.from('\ufeffReunión de ejemplo', 'utf16le') },
];

/** A multipart body; some are cut, or lie about where their parts end. */
export function multipartOf(random: Dice, input: Readonly<Record<string, unknown>>, fileField: string): Payload {
  const boundary = 'enlace-fuzz-boundary';
  const parts: Buffer[] = Object.entries(input).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${wordsOf(value)}\r\n`),
  );
  for (let files = random.below(3); files > 0; files--) {
    const { name, bytes } = random.pick(FILES);
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${fileField}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    parts.push(Buffer.from(head), bytes, Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  const whole = Buffer.concat(parts);
  const type = `multipart/form-data; boundary=${random.chance(0.05) ? 'another' : boundary}`;
  return { type, payload: random.chance(0.1) ? whole.subarray(0, random.below(whole.length)) : whole };
}

/** A JSON body; some are cut, some are no JSON at all. */
export function jsonOf(random: Dice, input: Readonly<Record<string, unknown>>): Payload {
  const type = 'application/json';
  if (random.chance(0.02))
    return { type, payload: random.pick(['', '{', 'null', '[]', '"x"', '1e309', '{"a":1e309}']) };
  const whole = JSON.stringify(input);
  return { type, payload: random.chance(0.04) ? whole.slice(0, random.below(whole.length)) : whole };
}
