const DEFINITION = /\(([A-Z][A-Z0-9]{1,10}(?:-[A-Z0-9]{1,5})?)\)/gu;
const SMALL = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'el',
  'y',
  'e',
  'para',
  'sobre',
  'of',
  'the',
  'on',
  'for',
  'and',
  'to',
  'contra',
  'a',
  'al',
  'en',
  'in',
]);

/** "Ministerio de Trabajo de Cordillera (MTC)": the name is as long as its capitals spell the acronym. */
export function definitionsIn(text: string): readonly { readonly acronym: string; readonly name: string }[] {
  const found: { acronym: string; name: string }[] = [];
  for (const match of text.matchAll(DEFINITION)) {
    const acronym = match[1] ?? '';
    const before =
      text
        .slice(Math.max(0, match.index - 200), match.index)
        .split(/[.;:\n]\s/u)
        .at(-1) ?? '';
    const words = before.trim().split(/\s+/u);
    const letters = acronym.replace(/[^A-Z]/g, '').split('');
    let k = letters.length - 1;
    let start = words.length;
    let run = words.length;
    for (let i = words.length - 1; i >= 0 && words.length - i <= 16; i--) {
      const word = words[i] ?? '';
      const initial = word.normalize('NFD')[0] ?? '';
      if (/\p{Lu}/u.test(initial)) {
        run = i;
        if (k >= 0 && initial === letters[k]) {
          k--;
          start = i;
        }
        if (k < 0) break;
      } else if (!SMALL.has(word)) break;
    }
    const from = k < 0 ? start : run;
    const name = words.slice(from).join(' ').replace(/,$/, '');
    if (from < words.length && name.length > acronym.length) found.push({ acronym, name });
  }
  return found;
}
