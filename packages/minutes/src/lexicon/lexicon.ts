import type { Language } from '../types.ts';

/** What sort of actor a name stands for. A `forum` meets; a `group` stands for all members; a `role` is a function of a person. */
export type PartyKind = 'country' | 'organisation' | 'secretariat' | 'forum' | 'group' | 'role';

/** One actor with its canonical name in each language and every way reports write it, in whichever language. */
export interface Party {
  readonly kind: PartyKind;
  readonly es: string;
  readonly en: string;
  readonly aliases: readonly string[];
  /** Not this actor when one of these follows: "los países de la región" stands for nobody. */
  readonly notBefore?: readonly string[];
}

/** What a verb does in a report. A verb may appear in one class only; what is in none is ordinary work. */
export interface VerbClasses {
  /** The body decides: acordar, decidir. */
  readonly decide: readonly string[];
  /** The body or a party asks somebody: solicitar, exhortar. */
  readonly ask: readonly string[];
  /** The body gives a task: encargar, designate. */
  readonly assign: readonly string[];
  /** A party binds itself: comprometerse, ofrecer. */
  readonly undertake: readonly string[];
  readonly thank: readonly string[];
  /** Facts and positions: tomar nota, manifestar. */
  readonly say: readonly string[];
  /** Effects and states, not tasks: permitir, contribuir. */
  readonly effect: readonly string[];
  /** Bringing something before a forum: presentar, elevar. */
  readonly submit: readonly string[];
  /** Verbs that stand for the previous sentence: realizar, hacer. */
  readonly pro: readonly string[];
  /** Ordinary work. */
  readonly work: readonly string[];
}

/** Words of one language. Every list may be extended; matching ignores case, never accents. */
export interface Words {
  readonly verbs: VerbClasses;
  /** Ends in a dot without ending a sentence. */
  readonly abbreviations: readonly string[];
  readonly months: readonly (readonly string[])[];
  readonly numbers: Readonly<Record<string, number>>;
  /** First word(s) of a name by which an unknown actor is recognised: "Comisión", "Working Group". */
  readonly actorNouns: readonly string[];
  /** Those of them that meet. */
  readonly forumNouns: readonly string[];
  /** Those that stand for every member: "países miembros", "delegations". */
  readonly groupNouns: readonly string[];
  /** Words in small letters that still belong to such a name: "técnica", "ejecutiva". */
  readonly nameAdjectives: readonly string[];
  /** Openers of preambular paragraphs. */
  readonly preamble: readonly string[];
  /** Words that open the part that decides. */
  readonly operative: readonly string[];
  /** Headings under which nothing is decided: agenda, attendance, lists of documents. */
  readonly idleHeadings: readonly string[];
  /** Topic phrases before the main clause that do not belong to the item. */
  readonly frames: readonly string[];
  /** Labels that mark what follows as decided. */
  readonly decisionLabels: readonly string[];
  readonly noteLabels: readonly string[];
  /** Words that report on a task instead of giving one: "done", "cumplido". */
  readonly statuses: readonly string[];
  readonly headers: {
    readonly action: readonly string[];
    readonly who: readonly string[];
    readonly when: readonly string[];
  };
}

/** Everything the reader knows about words and names. Data that a secretariat may replace or extend. */
export interface Lexicon {
  readonly parties: readonly Party[];
  readonly words: Readonly<Record<Language, Words>>;
}

/** The lexicon with further parties in front: an alias given by the secretariat wins over a built-in one. */
export function withParties(lexicon: Lexicon, parties: readonly Party[]): Lexicon {
  return { ...lexicon, parties: [...parties, ...lexicon.parties] };
}

/** A list written with commas, over several lines: how the word lists of this folder are kept readable. */
export function terms(list: string): readonly string[] {
  return list
    .split(',')
    .map((term) => term.trim().replace(/\s+/g, ' '))
    .filter((term) => term !== '');
}
