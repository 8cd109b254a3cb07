import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotTar, readTar, type TarEntry, writeTar } from './tar.ts';

const AT = new Date('2017-01-20T16:00:00Z');

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function write(entries: readonly TarEntry[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of writeTar(each(entries), AT)) parts.push(part);
  return Buffer.concat(parts);
}

async function read(bytes: Buffer, step: number): Promise<readonly { name: string; text: string }[]> {
  const chunks = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) =>
    bytes.subarray(i * step, (i + 1) * step),
  );
  const found: { name: string; text: string }[] = [];
  for await (const { name, body } of readTar(each(chunks))) {
    const parts: Uint8Array[] = [];
    for await (const part of body) parts.push(part);
    found.push({ name, text: Buffer.concat(parts).toString('hex') });
  }
  return found;
}

describe('the container of an archive', () => {
  it('gives back names and bytes, however the bytes arrive', async () => {
    const entry = fc.record({
      name: fc.stringMatching(/^[a-z]{1,20}(\/[a-z0-9.]{1,20})?$/),
      bytes: fc.uint8Array({ maxLength: 1500 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 4 }), fc.integer({ min: 1, max: 700 }), async (entries, step) => {
        const written = await write(entries.map(({ name, bytes }) => ({ name, size: bytes.length, body: [bytes] })));
        expect(await read(written, step)).toEqual(
          entries.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes).toString('hex') })),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('a body of another length than announced is a fault', async () => {
    await expect(write([{ name: 'a', size: 3, body: [Buffer.from('ab')] }])).rejects.toThrow('instead of 3');
  });

  it('what is cut or no archive is refused', async () => {
    const whole = await write([{ name: 'a', size: 600, body: [Buffer.alloc(600, 'x')] }]);
    for (const length of [10, 512, 900, 1030])
      await expect(read(whole.subarray(0, length), 512)).rejects.toThrow(NotTar);
    await expect(read(Buffer.alloc(1024, 'y'), 512)).rejects.toThrow(NotTar);
  });

  it('a file of more than 8 GB keeps its size in the header', async () => {
    const size = 9 * 1024 ** 3;
    const header = (await writeTar(each([{ name: 'big', size, body: [] }]), AT).next()).value as Uint8Array;
    const { value } = await readTar(each([header])).next();
    expect((value as TarEntry).size).toBe(size);
  });
});
