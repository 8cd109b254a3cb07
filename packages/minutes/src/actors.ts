import { definitionsIn } from './definitions.ts';
import type { Lexicon, Party, PartyKind, Words } from './lexicon/lexicon.ts';
import {
  CONNECTORS,
  DETERMINERS,
  FIELDS,
  HEADS_OFFICE,
  HONORIFICS,
  OPENERS,
  PERSONAL,
  REPRESENTS,
} from './lexicon/name-words.ts';
import { type Verb, type VerbClass, verbIndex } from './lexicon/verbs.ts';
import type { Language } from './types.ts';
import { type Word, wordsOf } from './words.ts';

/** An actor named in a sentence: words `[from, to)`. `shape` says that only its form, not the lexicon, tells that it is one. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly kind: PartyKind | 'name';
}

interface Alias {
  readonly words: readonly string[];
  readonly exact: boolean;
  readonly capital: boolean;
  readonly name: string;
  readonly kind: PartyKind;
  readonly notBefore: readonly (readonly string[])[];
}

/** Finds actors in sentences of one document: the lexicon, what the document itself defines, and names by their shape. */
export interface ActorFinder {
  readonly find: (words: readonly Word[]) => readonly Mention[];
  /** Canonical name of a written one ("grupo regional de consulta sobre migración" → "GRCM"). */
  readonly canonical: (written: string) => string;
  /** Whether a written name is one that the lexicon or the document itself defines. */
  readonly isKnown: (written: string) => boolean;
  readonly isForum: (name: string) => boolean;
}

function aliasOf(written: string, party: { name: string; kind: PartyKind; notBefore?: readonly string[] }): Alias {
  const words = wordsOf(written, 0, written.length).filter(
    (word) => word.isWord || word.text === '-' || word.text === '.',
  );
  return {
    words: words.map((word) => word.low),
    exact: /^[A-Z0-9-]{2,}$/u.test(written),
    capital: party.kind === 'country',
    name: party.name,
    kind: party.kind,
    notBefore: (party.notBefore ?? []).map((phrase) => phrase.split(' ')),
  };
}

const FINITE = [
  'past',
  'third',
  'present',
  'we',
  'future',
] as const satisfies readonly (Verb['moods'] extends ReadonlySet<infer M> ? M : never)[];
const ROMAN = /^[IVXLC]+$/u;

function isCapital(word: Word | undefined): boolean {
  return word?.isWord === true && /^\p{Lu}/u.test(word.text);
}

/** Builds the finder for a document. `participants` are names read from its head. */
export function actorFinder(
  text: string,
  lexicon: Lexicon,
  language: Language,
  participants: readonly string[],
): ActorFinder {
  const words: Words = lexicon.words[language];
  const verbs = verbIndex(words, language);
  const byFirst = new Map<string, Alias[]>();
  const canonicalNames = new Map<string, string>();
  const forums = new Set<string>();
  const add = (written: string, party: { name: string; kind: PartyKind; notBefore?: readonly string[] }): void => {
    const alias = aliasOf(written, party);
    const first = alias.words[0];
    if (first === undefined) return;
    const key = written.toLowerCase();
    if (canonicalNames.has(key)) return;
    canonicalNames.set(key, party.name);
    const list = byFirst.get(first);
    if (list) list.push(alias);
    else byFirst.set(first, [alias]);
  };
  const addParty = (party: Party): void => {
    const entry = {
      name: party[language],
      kind: party.kind,
      ...(party.notBefore ? { notBefore: party.notBefore } : {}),
    };
    for (const written of [party.es, party.en, ...party.aliases]) add(written, entry);
    if (party.kind === 'forum') forums.add(party[language]);
  };
  for (const party of lexicon.parties) addParty(party);
  const forumNouns = new Set(words.forumNouns);
  for (const { acronym, name } of definitionsIn(text)) {
    const known = canonicalNames.get(acronym.toLowerCase()) ?? canonicalNames.get(name.toLowerCase()) ?? acronym;
    const isForum = name
      .toLowerCase()
      .split(/\s+/u)
      .some((word) => forumNouns.has(word));
    add(acronym, { name: known, kind: isForum ? 'forum' : 'organisation' });
    add(name, { name: known, kind: isForum ? 'forum' : 'organisation' });
    if (isForum) forums.add(known);
  }
  for (const name of participants) add(name, { name: canonicalNames.get(name.toLowerCase()) ?? name, kind: 'country' });
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  const nouns = new Set(words.actorNouns);
  const adjectives = new Set(words.nameAdjectives);
  const groups = new Set(words.groupNouns);
  const months = new Set(words.months.flat());
  const connectors = CONNECTORS[language];
  const determiners = DETERMINERS[language];

  function aliasAt(sentence: readonly Word[], i: number): Mention | null {
    const first = sentence[i];
    const list = first && byFirst.get(first.low);
    if (!first || !list) return null;
    next: for (const alias of list) {
      let at = i;
      for (const expected of alias.words) {
        const word = sentence[at];
        if (!word || word.low !== expected || (alias.exact && word.text !== word.text.toUpperCase())) continue next;
        at++;
      }
      if (alias.capital && !isCapital(first)) continue;
      if (alias.notBefore.some((phrase) => phrase.every((expected, k) => sentence[at + k]?.low === expected))) continue;
      // "Secretaría Técnica de Cultura" is another one.
      let named = at + 1;
      if (/^(?:la|los|las|the)$/u.test(sentence[named]?.low ?? '')) named++;
      if (alias.kind === 'secretariat' && connectors.has(sentence[at]?.low ?? '') && isCapital(sentence[named]))
        continue;
      return { from: i, to: at, name: alias.name, kind: alias.kind };
    }
    return null;
  }

  /** How far a name goes on after `at`: capitals, name adjectives, and connectors that lead to a capital. */
  function nameEnd(sentence: readonly Word[], at: number): number {
    let end = at;
    let linked = false;
    for (let k = at; k < sentence.length && k - at < 16; ) {
      const word = sentence[k];
      if (!word || word.quoted) break;
      if (word.isWord && !/^\d/u.test(word.text) && (isCapital(word) || adjectives.has(word.low)) && !verbLike(word)) {
        if (!isCapital(word) && linked && !nouns.has(word.low)) break;
        k++;
        end = k;
        continue;
      }
      let skip = k;
      while (skip < sentence.length && skip - k < 3 && connectors.has(sentence[skip]?.low ?? '')) skip++;
      const joined =
        skip === k &&
        linked &&
        (word.low === 'y' ||
          word.low === 'e' ||
          word.low === 'and' ||
          (word.low === ',' && sentence.slice(k + 1, k + 7).some((one) => one.low === 'y' || one.low === 'and'))) &&
        isTopic(sentence[k + 1]);
      if (skip > k && isCapital(sentence[skip]) && !isActorWord(sentence, skip, k)) {
        linked = true;
        k = skip;
        continue;
      }
      if (joined) {
        k++;
        continue;
      }
      break;
    }
    return end;
  }

  function isTopic(word: Word | undefined): boolean {
    return (
      isCapital(word) &&
      word !== undefined &&
      !byFirst.has(word.low) &&
      !nouns.has(word.low) &&
      !/^[A-Z]{2,}$/u.test(word.text)
    );
  }

  /** After "para" or "to" another actor begins, not a topic: "Secretaría para Honduras" does not occur, "to the Council" does. */
  function isActorWord(sentence: readonly Word[], at: number, connector: number): boolean {
    const low = sentence[connector]?.low;
    return (
      low === 'to' ||
      low === 'en' ||
      low === 'in' ||
      ((low === 'la' || low === 'el' || low === 'los' || low === 'las' || low === 'the') && at - connector === 1)
    );
  }

  function verbLike(word: Word, first = false): boolean {
    const known = first && !nouns.has(word.low) ? verbs.find(word.low) : undefined;
    if (
      known &&
      (known.moods.has('third') || known.moods.has('past')) &&
      ['decide', 'ask', 'assign', 'thank', 'say', 'undertake'].some((name) => known.classes.has(name as VerbClass))
    )
      return true;
    // "NOTED", "RESUELVE" stand among names in capitals; "COMMISSION" and "DELEGADA" are names.
    if (word.text !== word.text.toUpperCase() || word.text.length < 4 || nouns.has(word.low)) return false;
    const moods = verbs.find(word.low)?.moods;
    return moods !== undefined && FINITE.some((mood) => moods.has(mood));
  }

  function shapeAt(sentence: readonly Word[], i: number, shouting: boolean): Mention | null {
    const word = sentence[i];
    if (!word?.isWord || word.quoted) return null;
    let head = i;
    const isDetermined = determiners.has(word.low);
    if (isDetermined) head++;
    // "el señor director": the office acts, the courtesy does not belong to it.
    while (isDetermined && HONORIFICS[language].has(sentence[head]?.low ?? ''))
      head += sentence[head + 1]?.text === '.' ? 2 : 1;
    const noun = sentence[head];
    if (!noun?.isWord) return null;
    const pair = `${noun.low} ${sentence[head + 1]?.low ?? ''}`;
    const isPair = nouns.has(pair) || PERSONAL[language].has(pair);
    const isNoun = isPair || nouns.has(noun.low);
    if (language === 'es') {
      const lower = !isCapital(noun);
      if (isNoun && (!lower || (isDetermined && (isPair || PERSONAL.es.has(noun.low))) || (lower && isPair))) {
        let at = head + (isPair ? 2 : 1);
        if (
          sentence[at]?.low === 'de' &&
          /^(?:trabajo|delegación|estado|expertos|migración)$/u.test(sentence[at + 1]?.low ?? '')
        )
          at += 2;
        const to = nameEnd(sentence, at);
        return named(
          sentence,
          i,
          head,
          Math.max(at, to),
          groups.has(noun.low) || groups.has(pair) ? 'group' : forumNouns.has(noun.low) ? 'forum' : 'organisation',
        );
      }
    } else {
      const run = englishRun(sentence, head, isDetermined);
      if (run) return named(sentence, i, head, run.to, run.kind);
    }
    if (isDetermined && language === 'es' && isCapital(noun) === false) return null;
    if (shouting) return null;
    const start = isDetermined ? head : i;
    const first = sentence[start];
    if (!first || !isCapital(first) || OPENERS.has(first.low) || months.has(first.low) || verbLike(first, start === 0))
      return null;
    if (/^[A-Z][A-Z0-9-]+$/u.test(first.text)) {
      if (ROMAN.test(first.text) || first.text.length > 12) return null;
      return { from: i, to: start + 1, name: canonicalNames.get(first.low) ?? first.text, kind: 'organisation' };
    }
    let to = start + 1;
    while (
      to - start < 5 &&
      isCapital(sentence[to]) &&
      sentence[to]?.quoted === false &&
      !verbLike(sentence[to] as Word)
    )
      to++;
    if (/(?:mente|ing|ed)$/u.test(first.low) && to - start === 1) return null;
    // "Enconmendar a la Secretaría": a verb that the lexicon does not know, at the head of its point.
    if (
      language === 'es' &&
      /[aei]r$/u.test(first.low) &&
      to - start === 1 &&
      ['a', 'al', 'la', 'el', 'los', 'las', 'un', 'una', 'que'].includes(sentence[to]?.low ?? '')
    )
      return null;
    const verb = verbs.find(first.low);
    if (verb && to - start === 1) return null;
    return named(sentence, i, start, to, 'name');
  }

  function englishRun(
    sentence: readonly Word[],
    head: number,
    isDetermined: boolean,
  ): { to: number; kind: PartyKind } | null {
    let to = head;
    let kind: PartyKind | null = null;
    for (let k = head; k < sentence.length && k - head < 8; k++) {
      const word = sentence[k];
      if ((word?.text === "'" || word?.text === '’') && k > head) continue;
      if (!word?.isWord || word.quoted || verbLike(word, k === head && head <= 1)) break;
      const pair = `${word.low} ${sentence[k + 1]?.low ?? ''}`;
      const isPair = nouns.has(pair);
      const isNoun = isPair || nouns.has(word.low);
      const lower = !isCapital(word);
      const owns = sentence[k + 1]?.text === "'" || sentence[k + 1]?.text === '’';
      // "that Benthos chair the Task Force"
      if (lower && k > head && verbs.find(word.low)?.moods.has('base') && determiners.has(sentence[k + 1]?.low ?? ''))
        break;
      if (isNoun && (!lower || isPair || PERSONAL.en.has(word.low) || owns || k > head)) {
        // "meeting" in small letters needs the article: "the meeting agreed".
        if (lower && !isDetermined && k === head && !isPair && !groups.has(word.low) && word.low !== 'all' && !owns)
          return null;
        kind =
          groups.has(word.low) || (isPair && groups.has(pair))
            ? 'group'
            : forumNouns.has(word.low)
              ? 'forum'
              : 'organisation';
        to = k + (isPair ? 2 : 1);
        if (isPair) k++;
        continue;
      }
      if (isCapital(word) && !OPENERS.has(word.low) && !/^\d/u.test(word.text)) continue;
      if (adjectives.has(word.low)) continue;
      // "a small technical group"
      if (
        isDetermined &&
        lower &&
        k - head < 2 &&
        kind === null &&
        !verbs.find(word.low) &&
        !connectors.has(word.low) &&
        !OPENERS.has(word.low) &&
        sentence.slice(k + 1, k + 3).some((one) => PERSONAL.en.has(one.low) && one.low !== 'meeting')
      )
        continue;
      break;
    }
    if (!kind || to === head) return null;
    const capital = sentence.slice(head, to).some((word) => isCapital(word));
    let end = to;
    // "Committee of Permanent Representatives", "Working Group on Border Data", "Friends of the Presidency"
    if (capital || sentence[to]?.low === 'of') {
      const next = nameEnd(sentence, to);
      if (next > to && connectors.has(sentence[to]?.low ?? '')) end = next;
    }
    return { to: end, kind };
  }

  function named(sentence: readonly Word[], from: number, head: number, to: number, kind: PartyKind | 'name'): Mention {
    const first = sentence[head];
    const last = sentence[to - 1];
    let written = '';
    if (first && last) {
      for (let k = head; k < to; k++) {
        const word = sentence[k];
        const before = sentence[k - 1];
        if (!word) continue;
        written += (k > head && before && word.start > before.end ? ' ' : '') + word.text;
      }
    }
    const party = representedBy(written);
    if (party !== null) return { from, to, name: canonicalNames.get(party.toLowerCase()) ?? party, kind: 'country' };
    return { from, to, name: canonicalNames.get(written.toLowerCase()) ?? written, kind };
  }

  /** The party for whom a delegation speaks, or a minister whose country is named; a director of anything else is an office. */
  function representedBy(written: string): string | null {
    const behind = REPRESENTS[language].exec(written)?.[0];
    if (behind !== undefined) {
      const party = written.slice(behind.length);
      return /^\p{Lu}/u.test(party) ? party : null;
    }
    const headed = HEADS_OFFICE[language].exec(written)?.[1];
    if (!headed) return null;
    const first = /^[\p{L}\p{M}]+/u.exec(headed)?.[0] ?? '';
    if (!FIELDS.has(first.toLowerCase())) return /^\p{Lu}/u.test(headed) ? headed : null;
    // "ministra de Salud de Vereda"
    return (
      /\s(?:de|del|of)(?: la| the)? (\p{Lu}[\p{L}\p{M}]*(?: \p{Lu}[\p{L}\p{M}]*){0,3})$/u.exec(headed)?.[1] ?? null
    );
  }

  function find(sentence: readonly Word[]): readonly Mention[] {
    const letters = sentence.filter((word) => word.isWord && /\p{L}/u.test(word.text));
    const shouting =
      letters.length > 3 &&
      letters.filter((word) => word.text === word.text.toUpperCase() && word.text.length > 1).length >
        letters.length * 0.6;
    const mentions: Mention[] = [];
    for (let i = 0; i < sentence.length; ) {
      const word = sentence[i];
      if (!word || word.quoted) {
        i++;
        continue;
      }
      let mention = aliasAt(sentence, i);
      if (!mention && determiners.has(word.low)) {
        const inner = aliasAt(sentence, i + 1);
        if (inner) mention = { ...inner, from: i };
      }
      mention ??= shapeAt(sentence, i, shouting);
      if (!mention) {
        i++;
        continue;
      }
      // "Red Regional … (RROCM)": the acronym belongs to the name.
      const acronym = sentence[mention.to + 1];
      if (
        sentence[mention.to]?.text === '(' &&
        sentence[mention.to + 2]?.text === ')' &&
        acronym &&
        /^[A-Z][A-Z0-9-]+$/u.test(acronym.text)
      ) {
        mention = { ...mention, to: mention.to + 3, name: canonicalNames.get(acronym.low) ?? acronym.text };
      }
      mentions.push(mention);
      i = mention.to;
    }
    return mentions;
  }

  return {
    find,
    canonical: (written) => {
      const bare = written.trim().replace(/^(?:el|la|los|las|al|del|the)\s+/iu, '');
      return canonicalNames.get(bare.toLowerCase()) ?? bare;
    },
    isKnown: (written) => canonicalNames.has(written.trim().toLowerCase()),
    isForum: (name) =>
      forums.has(name) ||
      name
        .toLowerCase()
        .split(/\s+/u)
        .some((word) => forumNouns.has(word)),
  };
}
