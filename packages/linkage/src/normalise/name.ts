import { ALIAS_PHRASES, ALIASES, PARTICLES, TITLES, UNKNOWN_WORDS } from './name-tables.ts';
import { toLatin } from './scripts.ts';
import { skeletonOf } from './skeleton.ts';

/** A word of a name: as spelled (small Latin letters), the name it is a form of, and its skeleton. */
export interface NameWord {
  readonly spelled: string;
  readonly name: string;
  readonly skeleton: string;
}

/** More words than this say little about a person and cost tokens. */
export const MAX_NAME_WORDS = 5;

const DIGIT_LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '8': 'b',
  '9': 'g',
};
const ABD = /^(?:abd|abdul|abdel|abdou|abdi|abdal|abdur|cabdi|abdoul|abdu)$/u;
const DOUBLES = /(.)\1+/gu;
const AL_PREFIX = /^(?:al|el|il)(?=[bcdfghjkmnqrstwxyz])/u;

/**
 * The bag of name words: no order, no repetition, at most five. Given names and surnames go in together, because
 * clerks swap them, drop one surname of two, and take a father's name for a surname.
 */
export function nameWords(...texts: readonly string[]): readonly NameWord[] {
  const found = new Map<string, NameWord>();
  for (const spelled of texts.flatMap(spelledWords)) {
    const name = ALIASES.get(spelled) ?? ALIASES.get(spelled.replace(DOUBLES, '$1')) ?? spelled;
    if (!found.has(name)) found.set(name, { spelled, name, skeleton: skeletonOf(name) });
  }
  const words = [...found.values()];
  const long = words.filter(({ spelled }) => spelled.length > 1);
  const kept = long.length >= 2 ? long : words;
  return kept
    .toSorted((a, b) => b.name.length - a.name.length || compare(a.name, b.name))
    .slice(0, MAX_NAME_WORDS)
    .toSorted((a, b) => compare(a.name, b.name));
}

/** Words in the order written, without titles, particles and signs; the servant names (`Abd al-Rahman`) are one word. */
export function spelledWords(text: string): readonly string[] {
  const words = toLatin(text)
    .replace(ALIAS_PHRASES, ' ')
    .replace(/(?<=[aeiou])1/gu, 'l')
    .replace(/(?<=[a-z])[0-9]|[0-9](?=[a-z])/gu, (digit) => DIGIT_LETTERS[digit] ?? '')
    .replace(/['.]/gu, '')
    .split(/[^a-z]+/u)
    .filter((word) => word !== '' && !TITLES.has(word) && !UNKNOWN_WORDS.has(word));
  const joined: string[] = [];
  for (let k = 0; k < words.length; k++) {
    const word = words[k] ?? '';
    if (ABD.test(word)) {
      let next = k + 1;
      while (PARTICLES.has(words[next] ?? '')) next++;
      const servantOf = words[next];
      if (servantOf !== undefined) {
        joined.push(`abd${servantOf}`);
        k = next;
        continue;
      }
    }
    joined.push(withoutArticle(word));
  }
  const names = joined.filter((word) => !PARTICLES.has(word));
  return names.length > 0 ? names : joined;
}

/** `alhassan`, `elsayed`: the article goes when what remains is a known name, so that `Alberto` keeps its letters. */
function withoutArticle(word: string): string {
  const rest = word.replace(AL_PREFIX, '');
  return rest !== word && rest.length >= 4 && ALIASES.has(rest) ? rest : word;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
