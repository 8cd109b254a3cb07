import type { Language } from '../types.ts';
import { conjugate, type Mood } from './conjugate.ts';
import type { VerbClasses, Words } from './lexicon.ts';

export type VerbClass = keyof VerbClasses;
/** English forms that matter: base, third person, past (also participle), -ing. */
export type EnglishMood = 'base' | 'third' | 'past' | 'participle' | 'gerund';

/** A form found in a text: its verb, what it may be and what the verb does. */
export interface Verb {
  readonly lemma: string;
  readonly moods: ReadonlySet<Mood | EnglishMood>;
  readonly classes: ReadonlySet<VerbClass>;
}

/** Looks up forms in small letters. */
export interface VerbIndex {
  readonly find: (low: string) => Verb | undefined;
}

const IRREGULAR: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  undertake: ['undertook', 'undertaken'],
  take: ['took', 'taken'],
  hold: ['held', 'held'],
  give: ['gave', 'given'],
  make: ['made', 'made'],
  send: ['sent', 'sent'],
  bring: ['brought', 'brought'],
  draw: ['drew', 'drawn'],
  write: ['wrote', 'written'],
  keep: ['kept', 'kept'],
  lead: ['led', 'led'],
  meet: ['met', 'met'],
  put: ['put', 'put'],
  run: ['ran', 'run'],
  set: ['set', 'set'],
  seek: ['sought', 'sought'],
  build: ['built', 'built'],
  hear: ['heard', 'heard'],
  say: ['said', 'said'],
  do: ['did', 'done'],
  find: ['found', 'found'],
  feed: ['fed', 'fed'],
  pay: ['paid', 'paid'],
  begin: ['began', 'begun'],
  bear: ['bore', 'borne'],
  oversee: ['oversaw', 'overseen'],
  refer: ['referred', 'referred'],
  submit: ['submitted', 'submitted'],
  commit: ['committed', 'committed'],
  be: ['was', 'been'],
  have: ['had', 'had'],
  become: ['became', 'become'],
  mean: ['meant', 'meant'],
  transfer: ['transferred', 'transferred'],
  map: ['mapped', 'mapped'],
  plan: ['planned', 'planned'],
  transmit: ['transmitted', 'transmitted'],
  table: ['tabled', 'tabled'],
  stop: ['stopped', 'stopped'],
  ship: ['shipped', 'shipped'],
  scan: ['scanned', 'scanned'],
  cut: ['cut', 'cut'],
};

function englishForms(base: string): readonly (readonly [string, EnglishMood])[] {
  const stem = base.endsWith('e') ? base.slice(0, -1) : /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}i` : base;
  const [past, participle] = IRREGULAR[base] ?? [`${stem}ed`, `${stem}ed`];
  const third = /(?:s|x|z|ch|sh|o)$/.test(base)
    ? `${base}es`
    : /[^aeiou]y$/.test(base)
      ? `${base.slice(0, -1)}ies`
      : `${base}s`;
  const gerund = /[^e]e$/.test(base) && base !== 'be' ? `${base.slice(0, -1)}ing` : `${base}ing`;
  return [
    [base, 'base'],
    [third, 'third'],
    [past, 'past'],
    [participle, 'participle'],
    [gerund, 'gerund'],
  ];
}

interface Draft {
  readonly lemma: string;
  readonly moods: Set<Mood | EnglishMood>;
}

const INDEXES = new WeakMap<Words, VerbIndex>();
const CLITICS = /^(.+[aeiáéí]r)(?:se|le|les|nos)?(?:lo|la|los|las|le|les|se)$/u;
const FUTURE = /^(.*(?:ar|er|ir|dr|rr))(?:á|án)$/u;
const PLAIN: Readonly<Record<string, string>> = { á: 'a', é: 'e', í: 'i' };
/** Words in -rá, -rán that are no verbs. */
const NOT_FUTURE = new Set(['irán', 'teherán', 'corán', 'alcorán', 'detrá']);

function buildIndex(words: Words, language: Language): VerbIndex {
  const drafts = new Map<string, Draft[]>();
  const classes = new Map<string, Set<VerbClass>>();
  for (const [name, list] of Object.entries(words.verbs) as [VerbClass, readonly string[]][]) {
    for (const entry of list) {
      const [lemma = '', changed] = entry.split(':');
      const known = classes.get(lemma);
      if (known) {
        known.add(name);
        continue;
      }
      classes.set(lemma, new Set([name]));
      for (const [form, mood] of language === 'es' ? conjugate(lemma, changed) : englishForms(lemma)) {
        const here = drafts.get(form);
        const same = here?.find((draft) => draft.lemma === lemma);
        if (same) same.moods.add(mood);
        else if (here) here.push({ lemma, moods: new Set([mood]) });
        else drafts.set(form, [{ lemma, moods: new Set([mood]) }]);
      }
    }
  }
  const empty: ReadonlySet<VerbClass> = new Set();
  const verbOf = (low: string): Verb | undefined => {
    const found = drafts.get(low)?.[0];
    return found && { ...found, classes: classes.get(found.lemma) ?? empty };
  };
  return {
    find: (low) => {
      const known = verbOf(low);
      if (known || language === 'en') return known;
      const clitic = /(?:[aeo]s?|nos)$/u.test(low) ? CLITICS.exec(low)?.[1] : undefined;
      if (clitic) {
        const bare = clitic.replace(/[áéí](?=r$)/u, (vowel) => PLAIN[vowel] ?? vowel);
        const verb = verbOf(bare);
        if (verb) return verb;
      }
      const future = NOT_FUTURE.has(low) || !/án?$/u.test(low) ? null : FUTURE.exec(low)?.[1];
      if (!future || future.length < 4) return undefined;
      return { lemma: future, moods: new Set(['future']), classes: classes.get(future) ?? empty };
    },
  };
}

/** The verbs of a language, built once per word list. */
export function verbIndex(words: Words, language: Language): VerbIndex {
  const known = INDEXES.get(words);
  if (known) return known;
  const built = buildIndex(words, language);
  INDEXES.set(words, built);
  return built;
}
