import { describe, expect, it } from 'vitest';
import { fileName, isWider } from './documents.ts';

describe('the name of a document', () => {
  it.each([
    ['C:\\informes\\Informe final.docx', 'Informe final.docx'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\u202etxt.exe', 'abtxt.exe'],
    ['   ', 'archivo'],
    ['Reunio\u0301n.txt', 'Reunión.txt'],
  ])('%j is kept as %j', (given, kept) => {
    expect(fileName(given)).toBe(kept);
  });

  it('is shortened in the middle, so that its ending stays', () => {
    const kept = fileName(`${'a'.repeat(400)}.docx`);
    expect(kept).toHaveLength(255);
    expect(kept.endsWith('….docx')).toBe(true);
  });
});

it('a class can only become wider', () => {
  expect(isWider('members', 'owner')).toBe(true);
  expect(isWider('owner', 'members')).toBe(false);
  expect(isWider('public', 'public')).toBe(false);
});
