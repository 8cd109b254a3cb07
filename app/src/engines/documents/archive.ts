import { foldForSearch, type Lang } from '../../kernel/index.ts';
import { findSymbol, printSymbol } from './symbol.ts';

/** What can be told of a file of an old archive by its path and the beginning of its text. */
export interface Proposed {
  readonly lang: Lang;
  readonly symbol: string | null;
  /** ISO date, from the name or from the text; null when neither tells. */
  readonly dated: string | null;
  readonly title: string;
  /** What the Spanish and the English file of one document have in common, or null if nothing ties them. */
  readonly pair: string | null;
}

const LANG_MARK = /(?:^|[-_. (])(es|esp|espa[nñ]ol|spanish|sp|en|eng|english|ingl[eé]s)(?=[-_. )]|$)/i;
const SPANISH_MARK = /^(es|esp|espa|spanish|sp)/i;

/**
 * Reads what a file says of itself. The name decides where it speaks; else the text: `read` is its beginning and the
 * language that its words are in.
 */
export function propose(path: string, read: { readonly text: string; readonly lang: Lang }): Proposed {
  const name = path.split('/').at(-1) ?? path;
  const stem = name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const head = read.text.slice(0, 2000);
  const symbol = findSymbol(stem) ?? findSymbol(head);
  const lang = langOfPath(path, stem) ?? read.lang;
  const printed = symbol ? printSymbol(symbol) : null;
  return {
    lang,
    symbol: printed,
    dated: dateIn(stem) ?? dateIn(head),
    title: titleOf(head, stem),
    pair: printed ?? pairKey(path, stem),
  };
}

/** `informe_es.doc`, or a folder called `español`. */
function langOfPath(path: string, stem: string): Lang | undefined {
  const folders = path.split('/').slice(0, -1).toReversed();
  for (const part of [stem, ...folders]) {
    const mark = (part === stem ? LANG_MARK : /^(es|esp|espa[nñ]ol|spanish|en|eng|english|ingl[eé]s)$/i).exec(
      part.normalize('NFC'),
    )?.[1];
    if (mark !== undefined) return SPANISH_MARK.test(mark) ? 'es' : 'en';
  }
  return undefined;
}

/** The path without its mark of language: both files of a pair have the same. */
function pairKey(path: string, stem: string): string | null {
  const folders = path.split('/').slice(0, -1);
  const named = LANG_MARK.test(stem.normalize('NFC'));
  const bare = stem.normalize('NFC').replace(LANG_MARK, '');
  const kept = folders.filter(
    (folder) => !/^(es|esp|espa[nñ]ol|spanish|en|eng|english|ingl[eé]s)$/i.test(folder.normalize('NFC')),
  );
  if (!named && kept.length === folders.length) return null;
  return foldForSearch([...kept, bare].join(' '));
}

const MONTHS: readonly string[] = [
  'enero|january',
  'febrero|february',
  'marzo|march',
  'abril|april',
  'mayo|may',
  'junio|june',
  'julio|july',
  'agosto|august',
  'septiembre|setiembre|september',
  'octubre|october',
  'noviembre|november',
  'diciembre|december',
];

/** The first whole date: `2016-11-15`, `15 de noviembre de 2016`, `November 15, 2016`. Digits alone in another order are never guessed. */
export function dateIn(text: string): string | null {
  const iso = /(?<!\d)((?:19|20)\d{2})[-_.](0[1-9]|1[0-2])[-_.](0[1-9]|[12]\d|3[01])(?!\d)/.exec(text);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const names = MONTHS.join('|');
  const dayFirst = new RegExp(
    `(?<!\\d)(\\d{1,2})(?:º|o|st|nd|rd|th)?(?:\\s+(?:de|of))?\\s+(${names})(?:\\s+(?:de|del|of))?,?\\s+(\\d{4})`,
    'i',
  ).exec(text);
  if (dayFirst) return valid(Number(dayFirst[3]), monthOf(dayFirst[2] ?? ''), Number(dayFirst[1]));
  const monthFirst = new RegExp(`\\b(${names})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`, 'i').exec(text);
  return monthFirst ? valid(Number(monthFirst[3]), monthOf(monthFirst[1] ?? ''), Number(monthFirst[2])) : null;
}

function monthOf(name: string): number {
  return MONTHS.findIndex((names) => names.split('|').includes(name.toLowerCase())) + 1;
}

function valid(year: number, month: number, day: number): string | null {
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  if (year < 1990 || year > 2100 || day < 1 || day > (days[month - 1] ?? 0)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The first line that says something, unless the file's name is all there is. */
function titleOf(head: string, stem: string): string {
  const line = head
    .split('\n')
    .map((each) => each.replaceAll(/\s+/g, ' ').trim())
    .find((each) => /\p{L}{3}.*\p{L}{3}/u.test(each) && findSymbol(each) === undefined && dateIn(each) === null);
  const title = line ?? (stem.replaceAll(/[-_]+/g, ' ').trim() || stem);
  return title.length > 200 ? `${title.slice(0, 199).trimEnd()}…` : title;
}

/** A proposal with the place that its file has among the others. */
export interface Placed {
  readonly path: string;
  readonly proposed: Proposed;
}

/**
 * Puts the files of one document together: those of one symbol, or whose names differ in the mark of language only.
 * A second file in a language that the document has already is a document of its own: two versions are told apart by
 * people, not by a guess.
 */
export function groupPairs<F extends Placed>(files: readonly F[]): readonly (readonly F[])[] {
  const groups: F[][] = [];
  const open = new Map<string, F[]>();
  for (const file of files) {
    const { pair, lang } = file.proposed;
    const group = pair === null ? undefined : open.get(pair);
    if (group?.every((other) => other.proposed.lang !== lang)) {
      group.push(file);
      continue;
    }
    const begun = [file];
    groups.push(begun);
    if (pair !== null && !group) open.set(pair, begun);
  }
  return groups;
}
