import type { Lexicon, Party, PartyKind, Words } from './lexicon/lexicon.ts';
import { verbIndex } from './lexicon/verbs.ts';
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
  readonly isForum: (name: string) => boolean;
}

const DEFINITION = /\(([A-Z][A-Z0-9]{1,10}(?:-[A-Z0-9]{1,5})?)\)/gu;
const SMALL = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y', 'e', 'para', 'sobre', 'of', 'the', 'on', 'for', 'and', 'to', 'contra', 'a', 'al', 'en', 'in']);

/** "Ministerio de Trabajo de Cordillera (MTC)": the name is as long as its capitals spell the acronym. */
export function definitionsIn(text: string): readonly { readonly acronym: string; readonly name: string }[] {
  const found: { acronym: string; name: string }[] = [];
  for (const match of text.matchAll(DEFINITION)) {
    const acronym = match[1] ?? '';
    const before = text.slice(Math.max(0, match.index - 200), match.index).split(/[.;:\n]\s/u).at(-1) ?? '';
    const words = before.trim().split(/\s+/u);
    const letters = [...acronym].filter((letter) => /[A-Z]/.test(letter));
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

function aliasOf(written: string, party: { name: string; kind: PartyKind; notBefore?: readonly string[] }): Alias {
  const words = wordsOf(written, 0, written.length).filter((word) => word.isWord || word.text === '-' || word.text === '.');
  return {
    words: words.map((word) => word.low),
    exact: /^[A-Z0-9-]{2,}$/u.test(written),
    capital: party.kind === 'country',
    name: party.name,
    kind: party.kind,
    notBefore: (party.notBefore ?? []).map((phrase) => phrase.split(' ')),
  };
}

const ROMAN = /^[IVXLC]+$/u;

/** Only these small-letter nouns stand for somebody without a capital: "programa" or "red" are mostly things. */
const PERSONAL: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: new Set(['secretaría', 'presidencia', 'secretario', 'secretaria', 'director', 'directora', 'directores', 'delegación', 'delegaciones', 'representante', 'representantes', 'delegado', 'delegada', 'ministerio', 'ministros', 'expertos', 'relator', 'relatora', 'consultor', 'consultora', 'coordinador', 'coordinadora', 'presidente', 'presidenta', 'gobierno', 'gobiernos', 'cancillerías', 'universidades', 'integrantes', 'organizaciones', 'autoridades', 'empresas', 'países', 'país', 'estados', 'partes', 'miembros', 'participantes', 'comité', 'comisión', 'subcomité', 'consejo', 'foro', 'grupo', 'subgrupo', 'asamblea', 'plenaria', 'municipios', 'instituciones', 'moderador', 'enlaces', 'facilitador', 'junta', 'mesa', 'todos', 'todas']),
  en: new Set(['secretariat', 'chair', 'chairperson', 'chairman', 'chairs', 'co-chairs', 'presidency', 'president', 'states', 'countries', 'delegations', 'delegates', 'parties', 'members', 'participants', 'director', 'secretary-general', 'authorities', 'governments', 'administrations', 'ministers', 'ministries', 'rapporteur', 'coordinator', 'representative', 'representatives', 'experts', 'expert', 'consultant', 'consultants', 'universities', 'partners', 'hosts', 'committee', 'subcommittee', 'commission', 'council', 'group', 'board', 'bureau', 'forum', 'task force', 'focal points', 'contact points', 'associations', 'organizations', 'organisations', 'institutions', 'stakeholders', 'donors', 'facilitator', 'observers', 'companies', 'editor', 'treasurer', 'registrar', 'officers', 'plenary', 'meeting', 'conference', 'summit', 'all', 'everyone', 'ambassadors', 'moderator', 'secretary']),
};
const DETERMINERS: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: new Set(['el', 'la', 'los', 'las', 'al', 'del', 'cada', 'dicho', 'dicha', 'dichos', 'dichas', 'su', 'sus', 'este', 'esta', 'estos', 'ambos', 'ambas', 'un', 'una', 'unos']),
  en: new Set(['the', 'each', 'all', 'every', 'its', 'their', 'this', 'both', 'a', 'an', 'these', 'those', 'any']),
};
const CONNECTORS: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: new Set(['de', 'del', 'la', 'las', 'los', 'el', 'para', 'sobre', 'contra', 'en']),
  en: new Set(['of', 'on', 'for', 'the', 'to', 'in', 'against', '&']),
};
/** Capitalised words at the head of a sentence that are no names. */
const OPENERS = new Set(
  'el la los las un una unos al del en de se lo le les por para con sin a y e o que como si no este esta estos estas esto ese esa eso dicho dicha su sus tras luego asimismo además también finalmente posteriormente igualmente sobre durante cada todo todos todas ante según hasta desde entre cuando una mediante nota acuerdo acuerdos punto tema anexo informe artículo resolución decisión documento página plan protocolo convenio tratado reglamento ley programa reunión sesión taller proyecto agenda acta cuadro matriz the an it they he she this that these those in on at by for from to with of and or as if when while after before once upon following further also however all each both some several no not there its their his her we our decision resolution annex report article document agenda item page plan protocol convention treaty agreement action note subject see meeting session workshop project minutes table matrix regarding concerning such under within during having being'.split(' '),
);

function isCapital(word: Word | undefined): boolean {
  return word !== undefined && word.isWord && /^\p{Lu}/u.test(word.text);
}

/** Builds the finder for a document. `participants` are names read from its head. */
export function actorFinder(text: string, lexicon: Lexicon, language: Language, participants: readonly string[]): ActorFinder {
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
    const entry = { name: party[language], kind: party.kind, ...(party.notBefore ? { notBefore: party.notBefore } : {}) };
    for (const written of [party.es, party.en, ...party.aliases]) add(written, entry);
    if (party.kind === 'forum') forums.add(party[language]);
  };
  for (const party of lexicon.parties) addParty(party);
  const forumNouns = new Set(words.forumNouns);
  for (const { acronym, name } of definitionsIn(text)) {
    const known = canonicalNames.get(acronym.toLowerCase()) ?? canonicalNames.get(name.toLowerCase()) ?? acronym;
    const isForum = name.toLowerCase().split(/\s+/u).some((word) => forumNouns.has(word));
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
      const joined = skip === k && linked && (word.low === 'y' || word.low === 'e' || word.low === 'and' || word.low === ',') && isTopic(sentence[k + 1]);
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
    return isCapital(word) && word !== undefined && !byFirst.has(word.low) && !nouns.has(word.low) && !/^[A-Z]{2,}$/u.test(word.text);
  }

  /** After "para" or "to" another actor begins, not a topic: "Secretaría para Honduras" does not occur, "to the Council" does. */
  function isActorWord(sentence: readonly Word[], at: number, connector: number): boolean {
    const low = sentence[connector]?.low;
    return (low === 'to' || low === 'en' || low === 'in') || ((low === 'la' || low === 'el' || low === 'los' || low === 'las' || low === 'the') && at - connector === 1);
  }

  function verbLike(word: Word): boolean {
    return word.text === word.text.toUpperCase() && word.text.length > 3 && verbs.find(word.low) !== undefined;
  }

  function shapeAt(sentence: readonly Word[], i: number, shouting: boolean): Mention | null {
    const word = sentence[i];
    if (!word?.isWord || word.quoted) return null;
    let head = i;
    const isDetermined = determiners.has(word.low);
    if (isDetermined) head++;
    const noun = sentence[head];
    if (!noun?.isWord) return null;
    const pair = `${noun.low} ${sentence[head + 1]?.low ?? ''}`;
    const isPair = nouns.has(pair) || PERSONAL[language].has(pair);
    const isNoun = isPair || nouns.has(noun.low);
    if (language === 'es') {
      const lower = !isCapital(noun);
      if (isNoun && (!lower || (isDetermined && (isPair || PERSONAL.es.has(noun.low))) || (lower && isPair))) {
        let at = head + (isPair ? 2 : 1);
        if (sentence[at]?.low === 'de' && /^(?:trabajo|delegación|estado|expertos|migración)$/u.test(sentence[at + 1]?.low ?? '')) at += 2;
        const to = nameEnd(sentence, at);
        return named(sentence, i, head, Math.max(at, to), groups.has(noun.low) || groups.has(pair) ? 'group' : forumNouns.has(noun.low) ? 'forum' : 'organisation');
      }
    } else {
      const run = englishRun(sentence, head, isDetermined);
      if (run) return named(sentence, i, head, run.to, run.kind);
    }
    if (isDetermined && language === 'es' && isCapital(noun) === false) return null;
    if (shouting) return null;
    const start = isDetermined ? head : i;
    const first = sentence[start];
    if (!first || !isCapital(first) || OPENERS.has(first.low) || months.has(first.low) || verbLike(first)) return null;
    if (/^[A-Z][A-Z0-9-]+$/u.test(first.text)) {
      if (ROMAN.test(first.text) || first.text.length > 12) return null;
      return { from: i, to: start + 1, name: canonicalNames.get(first.low) ?? first.text, kind: 'organisation' };
    }
    let to = start + 1;
    while (to - start < 5 && isCapital(sentence[to]) && sentence[to]?.quoted === false && !verbLike(sentence[to] as Word)) to++;
    if (/(?:mente|ing|ed)$/u.test(first.low) && to - start === 1) return null;
    const verb = verbs.find(first.low);
    if (verb && to - start === 1) return null;
    return named(sentence, i, start, to, 'name');
  }

  function englishRun(sentence: readonly Word[], head: number, isDetermined: boolean): { to: number; kind: PartyKind } | null {
    let to = head;
    let kind: PartyKind | null = null;
    for (let k = head; k < sentence.length && k - head < 8; k++) {
      const word = sentence[k];
      if (!word?.isWord || word.quoted || verbLike(word)) break;
      const pair = `${word.low} ${sentence[k + 1]?.low ?? ''}`;
      const isPair = nouns.has(pair);
      const isNoun = isPair || nouns.has(word.low);
      const lower = !isCapital(word);
      if (isNoun && (!lower || isPair || PERSONAL.en.has(word.low) || k > head)) {
        // "report" and "meeting" in small letters need the article: "the meeting agreed".
        if (lower && !isDetermined && k === head && !isPair && !groups.has(word.low) && word.low !== 'all') return null;
        kind = groups.has(word.low) || (isPair && groups.has(pair)) ? 'group' : forumNouns.has(word.low) ? 'forum' : (kind ?? 'organisation');
        to = k + (isPair ? 2 : 1);
        if (isPair) k++;
        continue;
      }
      if (isCapital(word) && !OPENERS.has(word.low) && !/^\d/u.test(word.text)) continue;
      if (adjectives.has(word.low) || word.low === "'" || word.low === '’') continue;
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
    return { from, to, name: canonicalNames.get(written.toLowerCase()) ?? written, kind };
  }

  function find(sentence: readonly Word[]): readonly Mention[] {
    const letters = sentence.filter((word) => word.isWord && /\p{L}/u.test(word.text));
    const shouting = letters.length > 3 && letters.filter((word) => word.text === word.text.toUpperCase() && word.text.length > 1).length > letters.length * 0.6;
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
      if (sentence[mention.to]?.text === '(' && sentence[mention.to + 2]?.text === ')' && acronym && /^[A-Z][A-Z0-9-]+$/u.test(acronym.text)) {
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
    isForum: (name) => forums.has(name) || name.toLowerCase().split(/\s+/u).some((word) => forumNouns.has(word)),
  };
}
