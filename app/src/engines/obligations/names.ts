import { type Bilingual, compareText, inLang, type Lang, type PartialBilingual } from '../../kernel/index.ts';

/** A party as pages name it. */
export interface NamedParty {
  readonly code: string;
  readonly name: Bilingual;
  readonly short: Bilingual;
}

/** Short names in the alphabetical order of the language, which is the only order used for parties. */
export function partyNames(
  codes: readonly string[],
  parties: ReadonlyMap<string, NamedParty>,
  lang: Lang,
): readonly string[] {
  return codes.map((code) => parties.get(code)?.short[lang] ?? code).toSorted((a, b) => compareText(a, b, lang));
}

/** Codes in the alphabetical order of the parties' names. */
export function partyOrder(parties: ReadonlyMap<string, NamedParty>, lang: Lang): readonly string[] {
  return [...parties.values()]
    .toSorted((a, b) => compareText(a.name[lang], b.name[lang], lang))
    .map(({ code }) => code);
}

/** The title in the reader's language, or the one there is with the language it is in. */
export function titleIn(
  title: { readonly es: string | null; readonly en: string | null },
  lang: Lang,
): { readonly text: string; readonly lang: Lang } {
  const known: PartialBilingual = { es: title.es ?? undefined, en: title.en ?? undefined };
  return inLang(known, lang);
}
