import type { PersonFields } from '../../src/normalise/person.ts';
import { NO_FIELDS, type Truth } from './persons.ts';
import type { Random } from './random.ts';

// What clerks write down: by ear, from a bad copy, in a hurry. Rules of thumb, not the tables that undo them: the
// tests would otherwise only prove that a table is its own inverse.

const BY_EAR: readonly (readonly [RegExp, readonly string[]])[] = [
  [/mohamm?[ae]d|muhamm?ad/iu, ['mohamed', 'muhammad', 'mohammed', 'mahamed', 'mohd', 'muhamed', 'mohamud']],
  [/abdul|abdi/iu, ['abdul ', 'abdel', 'abd al-', 'abdi', 'abdoul']],
  [/yo?u?ss?[eu]f/iu, ['yusuf', 'youssef', 'yousif', 'yusef']],
  [/hussein|hossain/iu, ['hussain', 'hossen', 'husein', 'hussien']],
  [/ou/u, ['u', 'oo', 'o']],
  [/oo/u, ['u', 'ou']],
  [/ee/u, ['i', 'ea']],
  [/ei|ai|ay/u, ['ey', 'ai', 'e', 'ay']],
  [/i/u, ['y', 'e', 'ee']],
  [/y/u, ['i', 'j', 'y']],
  [/u/u, ['o', 'oo', 'ou']],
  [/e/u, ['i', 'a', 'e']],
  [/o/u, ['u', 'ow']],
  [/a/u, ['e', 'aa', 'o']],
  [/ph/u, ['f']],
  [/f/u, ['ph', 'ff']],
  [/k/u, ['c', 'q', 'kh', 'ck']],
  [/q/u, ['k', 'gh']],
  [/c(?=[ao])/u, ['k']],
  [/z/u, ['s', 'z']],
  [/s/u, ['ss', 'z', 'c']],
  [/sh/u, ['ch', 's', 'sch']],
  [/ch/u, ['sh', 'tch']],
  [/j/u, ['dj', 'g', 'y', 'h']],
  [/g(?=[ei])/u, ['j', 'gu']],
  [/v/u, ['b', 'w', 'f']],
  [/b/u, ['v', 'b', 'p']],
  [/w/u, ['v', 'ou', 'u']],
  [/kh/u, ['k', 'h', 'x']],
  [/h/u, ['', 'h', 'x']],
  [/([lmnrst])\1/u, ['$1']],
  [/([lmnrst])/u, ['$1$1']],
  [/th/u, ['t', 'd']],
  [/dh/u, ['d', 'z']],
  [/ll/u, ['y', 'l']],
  [/ñ/u, ['n', 'ni']],
];

const OCR: readonly (readonly [string, string])[] = [
  ['o', '0'],
  ['i', '1'],
  ['l', '1'],
  ['rn', 'm'],
  ['m', 'rn'],
  ['cl', 'd'],
  ['e', 'c'],
  ['u', 'v'],
  ['n', 'h'],
  ['b', '6'],
  ['s', '5'],
  ['g', 'q'],
];
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';
const SHORT: Readonly<Record<string, string>> = {
  Jose: 'Pepe',
  Francisco: 'Paco',
  Antonio: 'Tono',
  Guadalupe: 'Lupe',
  Jesus: 'Chuy',
  Manuel: 'Manolo',
  Alejandro: 'Alex',
  Eduardo: 'Lalo',
  Roberto: 'Beto',
  Samuel: 'Sam',
  Michael: 'Mike',
  Emmanuel: 'Manu',
  Alejandra: 'Sandra',
  Enrique: 'Quique',
};

function byEar(word: string, random: Random): string {
  let text = word.toLowerCase();
  for (let times = random.chance(0.35) ? 2 : 1; times > 0; times--) {
    const able = BY_EAR.filter(([pattern]) => pattern.test(text));
    if (able.length === 0) break;
    const [pattern, forms] = random.pick(able);
    text = text.replace(pattern, random.pick(forms));
  }
  return text;
}

function typo(word: string, random: Random): string {
  const at = random.below(word.length);
  const letter = ALPHABET[random.below(26)] ?? '';
  switch (random.below(4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1);
    default:
      return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  }
}

function misread(word: string, random: Random): string {
  const able = OCR.filter(([from]) => word.includes(from));
  if (able.length === 0) return word;
  const [from, to] = random.pick(able);
  return word.replace(from, to);
}

function writeWord(word: string, truth: Truth, hurry: number, random: Random): string {
  if (random.chance(0.03 * hurry) && SHORT[word]) return SHORT[word] ?? word;
  let text = word;
  if (random.chance(truth.nation.byEar * hurry)) text = byEar(text, random);
  if (random.chance(0.035 * hurry) && text.length > 2) text = typo(text, random);
  if (random.chance(0.015 * hurry)) text = misread(text, random);
  return text;
}

function writeDate(truth: Truth, hurry: number, random: Random): string {
  const iso = (year: number, month: number, day: number): string =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const { year, month, day } = truth;
  if (truth.yearOnly || random.chance(0.02 * hurry)) {
    const told = year + (random.chance(0.15 * hurry) ? random.pick([-2, -1, 1, 2]) : 0);
    return random.chance(0.6) ? iso(told, 1, 1) : String(told);
  }
  if (random.chance(0.015 * hurry)) return '';
  if (random.chance(0.01 * hurry)) return iso(year, month, day).slice(0, 7);
  if (random.chance(0.02 * hurry) && day <= 12) return iso(year, day, month);
  if (random.chance(0.02 * hurry)) return iso(year + random.pick([-1, 1, -10, 10, 2, -2]), month, day);
  if (random.chance(0.03 * hurry))
    return random.chance(0.5) ? iso(year, month, 1 + random.below(28)) : iso(year, 1 + random.below(12), day);
  return iso(year, month, day);
}

function writeDocument(truth: Truth, hurry: number, random: Random): string {
  if (random.chance(0.4)) return '';
  if (random.chance(0.16 * hurry)) return `${random.below(9e7) + 1e7}`;
  const text = truth.document;
  const at = random.below(text.length);
  if (random.chance(0.05 * hurry)) return text.slice(0, at) + String(random.below(10)) + text.slice(at + 1);
  return random.chance(0.1 * hurry) ? `${text.slice(0, 3)} ${text.slice(3).replace('0', 'O')}` : text;
}

const ARABIC: Readonly<Record<string, string>> = {
  a: 'ا',
  b: 'ب',
  c: 'ك',
  d: 'د',
  e: '',
  f: 'ف',
  g: 'غ',
  h: 'ه',
  i: 'ي',
  j: 'ج',
  k: 'ك',
  l: 'ل',
  m: 'م',
  n: 'ن',
  o: 'و',
  p: 'ب',
  q: 'ق',
  r: 'ر',
  s: 'س',
  t: 'ت',
  u: 'و',
  v: 'ف',
  w: 'و',
  x: 'خ',
  y: 'ي',
  z: 'ز',
};

function inArabic(text: string): string {
  return text
    .toLowerCase()
    .replace(/sh/gu, 'ش')
    .replace(/kh/gu, 'خ')
    .replace(/(.)\1/gu, '$1')
    .replace(/[a-z]/gu, (letter) => ARABIC[letter] ?? '');
}

/** One record of a person. `hurry` 0 writes what is true; 1 is an ordinary day; 2 is a bad one. */
export function writeRecord(truth: Truth, hurry: number, random: Random): PersonFields {
  const write = (word: string): string => writeWord(word, truth, hurry, random);
  let given = truth.given.map(write);
  let surnames = truth.surnames.map(write);
  if (given.length > 1 && random.chance(0.15 * hurry))
    given = [random.chance(0.7) ? (given[0] ?? '') : (given[1] ?? '')];
  if (surnames.length > 1 && random.chance(0.2 * hurry)) surnames = surnames.slice(0, 1);
  if (truth.nation.pattern === 'chinese' && random.chance(0.6))
    given = given.map((words) => words.replace(' ', random.chance(0.85) ? '' : '-'));
  if (truth.nation.code === 'BD' && truth.sex === 'm' && random.chance(0.35)) given = ['Md.', ...given];
  if (random.chance(0.07 * hurry)) [given, surnames] = [surnames, given];
  const place = random.chance(0.1 * hurry)
    ? ''
    : random.chance(0.06 * hurry)
      ? random.pick(truth.nation.towns).replaceAll('_', ' ')
      : write(truth.town);
  const native =
    truth.nation.native === 'arabic' && random.chance(0.35)
      ? inArabic([...truth.given, ...truth.surnames].join(' '))
      : '';
  const parent = (words: readonly string[]): string =>
    random.chance(0.45)
      ? words
          .map(write)
          .slice(0, random.chance(0.3) ? 1 : 2)
          .join(' ')
      : '';
  return {
    ...NO_FIELDS,
    given_names: given.join(' '),
    surnames: surnames.join(' '),
    full_name_native: native,
    date_of_birth: writeDate(truth, hurry, random),
    sex: random.chance(0.97) ? truth.sex : '',
    nationality: truth.nation.code,
    place_of_birth: place,
    father_name: parent(truth.father),
    mother_name: parent(truth.mother),
    document_number: writeDocument(truth, hurry, random),
  };
}
