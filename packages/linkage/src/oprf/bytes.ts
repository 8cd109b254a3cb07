// In Node and in every browser, but in no library of types that a pure file may name.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** The bytes one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether both hold the same bytes; looks at all of them before it answers. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** The text in UTF-8; half of a surrogate pair becomes U+FFFD. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** I2OSP of RFC 8017: the number in so many bytes, the largest first. A number that does not fit is a fault. */
export function bigEndian(value: number, length: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** length) {
    throw new RangeError(`${value} does not fit in ${length} bytes`);
  }
  return Uint8Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256);
}

/** The number that `bigEndian` wrote. */
export function readBigEndian(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** The bytes after their length in two bytes, so that no two lists of parts give the same bytes. */
export function prefixed(part: Uint8Array): Uint8Array {
  return concat(bigEndian(part.length, 2), part);
}

/** The bytes cut into pieces of one size; the caller has checked that nothing is left over. */
export function pieces(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  return Array.from({ length: bytes.length / size }, (_, i) => bytes.slice(i * size, (i + 1) * size));
}

/**
 * Overwrites secrets that are no longer needed. JavaScript gives no promise beyond this array: the engine may have
 * copied it, and a bigint cannot be overwritten at all.
 */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}
