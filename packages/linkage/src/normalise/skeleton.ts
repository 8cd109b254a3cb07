// The skeleton of a word: what is left of it when everything is dropped that clerks and scripts write differently.

const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/sch|tch|tsh|ch|sh|tj/gu, 'S'],
  [/dzh|zh|dj|dg/gu, 'g'],
  [/ph/gu, 'f'],
  [/[kgdtrb]h/gu, '$'],
  [/ck|qu|q|cc/gu, 'k'],
  [/gu(?=[ei])/gu, 'g'],
  [/c(?=[eiy])/gu, 's'],
  [/c/gu, 'k'],
  [/tz|ts|z/gu, 's'],
  [/x/gu, 'ks'],
  [/j/gu, 'g'],
  [/[pvf]/gu, 'b'],
];
const DOUBLES = /(.)\1+/gu;
const WEAK = /[aeiouhwy]+/gu;

/**
 * Consonant classes of a word: vowels, h, w and y are dropped; c, k and q are one class, so are b, p, v and f, s and z,
 * j and g. A word with fewer than two consonants keeps its vowels in three classes, because `Li`, `Lu` and `Wei` are
 * whole names.
 */
export function skeletonOf(word: string): string {
  let text = word.replace(DOUBLES, '$1');
  for (const [pattern, to] of DIGRAPHS) {
    text = to === '$' ? text.replace(pattern, (pair) => pair[0] ?? '') : text.replace(pattern, to);
  }
  text = text.replace(DOUBLES, '$1');
  const bones = text.replace(WEAK, '');
  if (bones.length >= 2) return bones;
  return text
    .replace(/h/gu, '')
    .replace(/[eiy]+/gu, 'i')
    .replace(/[ouw]+/gu, 'u')
    .replace(DOUBLES, '$1');
}
