import { z } from 'zod';

// The few kinds of input that Enlace takes, each with limits. Refusals are message keys (`http.input…`), so that
// people read a sentence in their language. A form sends texts only; the machine API may send numbers and lists.

const NO_CONTROL = /^[\P{Cc}\t\n\r]*$/u;

/** A text that must be there; spaces around it do not count, and line ends become one kind. */
export function text(max: number): z.ZodString {
  return z
    .string('http.input.missing')
    .trim()
    .normalize()
    .min(1, 'http.input.missing')
    .max(max, 'http.input.too-long')
    .regex(NO_CONTROL, 'http.input.control-characters');
}

/** A text that may be left empty; empty and absent are the same. */
export function optionalText(max: number): z.ZodType<string | undefined, string | undefined> {
  return optional(text(max));
}

export function id(): z.ZodUUID {
  return z.uuid('http.input.id');
}

/** A short code in an address, such as `A-2016-014`. */
export function code(): z.ZodString {
  return z.string('http.input.missing').regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'http.input.code');
}

/** A whole number within bounds, also as digits in a form. */
export function integer(bounds: { readonly min: number; readonly max: number }): z.ZodType<number, number | string> {
  const number = z
    .int('http.input.integer')
    .min(bounds.min, 'http.input.too-small')
    .max(bounds.max, 'http.input.too-large');
  const digits = z
    .string()
    .regex(/^-?\d{1,15}$/, 'http.input.integer')
    .transform(Number)
    .pipe(number);
  return z.union([number, digits]);
}

export function choice<const V extends readonly [string, ...string[]]>(values: V): z.ZodEnum<{ [K in V[number]]: K }> {
  return z.enum(values, 'http.input.choice');
}

/** One or several values under one name: a checkbox list sends one text, several texts or nothing. */
export function list<T extends z.ZodType>(item: T, max: number): z.ZodType<z.output<T>[], unknown> {
  return z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(max, 'http.input.too-many'),
  );
}

/** A checkbox: `on` when ticked, absent when not. */
export function flag(): z.ZodType<boolean, unknown> {
  return z.preprocess((value) => value === true || value === 'on' || value === 'true' || value === '1', z.boolean());
}

/** Makes an empty text the same as an absent one. */
export function optional<T extends z.ZodType>(schema: T): z.ZodType<z.output<T> | undefined, z.input<T> | undefined> {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    schema.optional(),
  ) as unknown as z.ZodType<z.output<T> | undefined, z.input<T> | undefined>;
}

/** An uploaded file as the handler gets it, already within the size limit of its route. */
export interface UploadedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export function upload(): z.ZodType<UploadedFile, unknown> {
  return z
    .custom<UploadedFile>(
      (value) => typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array,
      'http.input.file',
    )
    .meta({ format: 'binary' });
}
