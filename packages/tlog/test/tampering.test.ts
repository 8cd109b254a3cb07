import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import {
  formatLogLine,
  openCheckpoint,
  type Refusal,
  type Result,
  type SignedCheckpoint,
  verifyLogFile,
} from '../src/index.ts';
import { checkpointOf, exampleBody, exampleLines, file, log } from './example-log.ts';

async function* chunksOf(text: string, size = 4096): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function verifyText(text: string, note: string): Promise<Result<SignedCheckpoint>> {
  return verifyLogFile(chunksOf(text), { note, trust: { log: log.verifier } });
}

async function codeOf(text: string, note: string): Promise<Refusal['code'] | 'accepted'> {
  const verified = await verifyText(text, note);
  return verified.ok ? 'accepted' : verified.refusal.code;
}

const lines = exampleLines(200);
const note = checkpointOf(lines);

test('an untouched export is accepted, however it is cut into chunks', async () => {
  for (const size of [1, 7, 100, 1_000_000]) {
    const verified = await verifyLogFile(chunksOf(file(lines), size), { note, trust: { log: log.verifier } });
    expect(verified).toMatchObject({ ok: true, value: { checkpoint: { size: 200 } } });
  }
  expect(await codeOf(file(lines).slice(0, -1), note)).toBe('accepted');
  expect(await codeOf('', checkpointOf([]))).toBe('accepted');
});

describe('every tampering of an export of 200 events is refused', () => {
  let refused = 0;
  async function refuses(text: string, ...codes: readonly Refusal['code'][]): Promise<void> {
    const code = await codeOf(text, note);
    if (!codes.some((expected) => expected === code)) throw new Error(`${code} instead of ${codes.join(' or ')}`);
    refused += 1;
  }

  test('200 events edited by one byte', async () => {
    for (const [seq] of lines.entries()) {
      const body = Buffer.from(exampleBody(seq));
      body[seq % body.length]! ^= 1;
      await refuses(file(lines.with(seq, formatLogLine(seq, body))), 'log-edited');
    }
  });

  test('200 events deleted, and the rest left as it was or renumbered', async () => {
    for (const [seq] of lines.entries()) {
      const rest = lines.toSpliced(seq, 1);
      await refuses(file(rest), 'line-out-of-order', 'log-truncated');
      await refuses(file(rest.map((line, n) => line.replace(/"seq":\d+/, `"seq":${n}`))), 'log-truncated');
    }
  });

  test('199 neighbours swapped, with their numbers or between them', async () => {
    for (let seq = 1; seq < lines.length; seq++) {
      await refuses(file(lines.with(seq, lines[seq - 1]!).with(seq - 1, lines[seq]!)), 'line-out-of-order');
      const swapped = lines.with(seq, formatLogLine(seq, exampleBody(seq - 1)));
      await refuses(file(swapped.with(seq - 1, formatLogLine(seq - 1, exampleBody(seq)))), 'log-edited');
    }
  });

  test('cut after each of the 200 events, and in the middle of a line', async () => {
    for (let size = 0; size < lines.length; size++) {
      await refuses(file(lines.slice(0, size)), 'log-truncated');
      await refuses(file(lines.slice(0, size)) + lines[size]!.slice(0, -5), 'line-malformed');
    }
  });

  test('200 events inserted or repeated', async () => {
    for (const [seq, line] of lines.entries()) {
      const inserted = lines.toSpliced(seq, 0, line).map((one, n) => one.replace(/"seq":\d+/, `"seq":${n}`));
      await refuses(file(inserted), 'log-longer');
    }
  });

  test('an event deleted and another added at the end', async () => {
    for (const [seq] of lines.entries()) {
      const shifted = [...lines.toSpliced(seq, 1), formatLogLine(199, exampleBody(777))];
      await refuses(file(shifted.map((line, n) => line.replace(/"seq":\d+/, `"seq":${n}`))), 'log-edited');
    }
  });

  test('more than 1,500 cases were tried', () => {
    expect(refused).toBeGreaterThan(1500);
  });
});

describe('a line has one spelling', () => {
  const line = lines[0]!;
  test.each([
    ['a space after a colon', line.replace('":', '": ')],
    ['members in another order', JSON.stringify({ body: JSON.parse(line).body, seq: 0 })],
    ['one member more', line.replace('}', ',"x":1}')],
    ['a carriage return', `${line}\r`],
    ['a byte order mark', `\ufeff${line}`],
    ['base64url', line.replace(/[+/]/, '-').replace('"body":"e', '"body":"_')],
    ['base64 with a line break written as an escape', line.replace('"body":"', '"body":"\\n')],
    ['loose bits at the end of the base64', formatLogLine(0, Buffer.from('a')).replace('YQ==', 'YR==')],
    ['a number with a leading zero', line.replace('"seq":0', '"seq":00')],
    ['an empty line', `\n${line}`],
    ['a character beyond ASCII', line.replace('"}', 'ñ"}')],
  ])('%s is refused', async (_, changed) => {
    expect(await codeOf(file([changed, ...lines.slice(1)]), note)).toBe('line-malformed');
  });

  test('a byte with its eighth bit set is not the letter without it', async () => {
    const bytes = Buffer.from(file(lines));
    for (let at = 0; at < line.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! |= 0x80;
      const verified = await verifyLogFile(Readable.from([changed]), { note, trust: { log: log.verifier } });
      expect(verified.ok, `byte ${at}`).toBe(false);
    }
  });

  test('a line without end is refused unread', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 1;
        yield Buffer.alloc(1024 * 1024, 'A');
      }
    }
    const verified = await verifyLogFile(endless(), { note, trust: { log: log.verifier } });
    expect(verified).toMatchObject({ refusal: { code: 'line-malformed', line: 1 } });
    expect(given).toBeLessThan(20);
  });
});

test('every letter of a checkpoint counts', () => {
  for (let i = 0; i < note.length; i++) {
    const changed = note.slice(0, i) + (note[i] === 'A' ? 'B' : 'A') + note.slice(i + 1);
    expect(openCheckpoint(changed, { log: log.verifier }).ok, `character ${i}`).toBe(false);
  }
});
