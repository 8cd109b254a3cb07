const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1', B: '8', S: '5', Z: '2' };

/**
 * The number of a document without blanks and signs, look-alikes folded (O and 0, I, L and 1, B and 8, S and 5, Z and 2).
 * Too short numbers and numbers of one digit repeated are none.
 */
export function documentNumber(text: string): string {
  const number = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]+/gu, '')
    .replace(/[OQILBSZ]/gu, (letter) => LOOK_ALIKES[letter] ?? letter);
  return number.length < 5 || /^(.)\1*$/u.test(number) || !/\d{3}/u.test(number) ? '' : number;
}
