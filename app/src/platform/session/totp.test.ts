import { expect, it } from 'vitest';
import { base32, codeOfStep, keyAddress, stepAt, stepOfCode } from './totp.ts';

const SECRET = Buffer.from('12345678901234567890');

// RFC 4226, appendix D.
it.each([
  ...['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].entries(),
])('RFC 4226: the code of count %i is %s', (count, code) => {
  expect(codeOfStep(SECRET, count)).toBe(code);
});

// RFC 6238, appendix B, the last six of its eight digits.
it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('RFC 6238: at second %i the code is %s', (seconds, code) => {
  expect(codeOfStep(SECRET, stepAt(new Date(seconds * 1000)))).toBe(code);
});

it('takes the code of one step before and after, and of no other', () => {
  const now = new Date('2017-01-20T16:00:00Z');
  const accepted = [-2, -1, 0, 1, 2].map((away) => stepOfCode(SECRET, codeOfStep(SECRET, stepAt(now) + away), now));
  expect(accepted).toEqual([undefined, stepAt(now) - 1, stepAt(now), stepAt(now) + 1, undefined]);
});

it.each(['', '12345', '1234567', '１２３４５６', 'abcdef'])('never takes %j', (code) => {
  expect(stepOfCode(SECRET, code, new Date())).toBeUndefined();
});

it('RFC 4648: writes the key as apps read it', () => {
  expect(['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual([
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ]);
  expect(keyAddress(Buffer.from('foobar'), 'Enlace', 'persona@ejemplo.invalid')).toBe(
    'otpauth://totp/Enlace:persona%40ejemplo.invalid?secret=MZXW6YTBOI&issuer=Enlace',
  );
});
