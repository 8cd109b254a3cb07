import type { Verb } from '../../lexicon/verbs.ts';
import { groupEndingAt, groupStartingAt, type Head, namesOf, type Scene, type State } from '../scene.ts';

/** Pronouns, negation and adverbs that may stand between a subject and its verb. */
export const CLITICS: ReadonlySet<string> = new Set([
  'se',
  'nos',
  'lo',
  'la',
  'los',
  'las',
  'le',
  'les',
  'no',
  'también',
  'asimismo',
  'además',
  'conjuntamente',
  'nuevamente',
  'igualmente',
  'posteriormente',
  'oportunamente',
]);

const CONJUNCTIONS = new Set(['y', 'e', 'pero', 'así', 'como', 'ni', 'o']);

/** Openers of clauses in which nothing is promised. */
export const SUBORDINATORS: ReadonlySet<string> = new Set([
  'cuando',
  'si',
  'donde',
  'porque',
  'qué',
  'cuál',
  'cómo',
  'cuáles',
  'cuándo',
  'quién',
  'cual',
  'cuales',
  'lo',
  'según',
  'conforme',
  'mientras',
  'aunque',
  'quienes',
  'quien',
]);

const NOT_INFINITIVE = new Set(
  'lugar taller hogar mar mujer par familiar militar escolar similar particular titular popular regular auxiliar consular bilateral director coordinador sector primer tercer ayer ser haber poder deber interior exterior superior inferior ejemplar bienestar celular solar'.split(
    ' ',
  ),
);

/** Joins two clauses or two actors. */
export function isConjunction(low: string | undefined): boolean {
  return low !== undefined && CONJUNCTIONS.has(low);
}

/** Whether the word is a participle, by the lexicon or by its ending. */
export function isParticiple(scene: Scene, i: number): boolean {
  const word = scene.words[i];
  if (!word) return false;
  return (
    scene.verbs.find(word.low)?.moods.has('participle') === true ||
    /(?:[ai]d|uest|ech|uelt|rit|iert)[oa]s?$/u.test(word.low)
  );
}

/** What the verb does when it stands at the head of a point in the infinitive, or after "y". */
export function infinitiveAt(scene: Scene, i: number, strict: boolean): Verb | null {
  const word = scene.words[i];
  if (!word?.isWord || word.quoted) return null;
  const verb = scene.verbs.find(word.low);
  if (verb?.moods.has('infinitive') && !NOT_INFINITIVE.has(word.low)) return verb;
  if (
    strict ||
    verb ||
    NOT_INFINITIVE.has(word.low) ||
    scene.at[i] ||
    !/^\p{L}{2,}[aeií]r(?:se|l[oae]s?)?$/u.test(word.low)
  )
    return null;
  if (/(?:dor|tor|sor|lor|tar(?:io|ia))$/u.test(word.low)) return null;
  return { lemma: word.low, moods: new Set(['infinitive']), classes: new Set(['work']) };
}

/** The verb at a word, when it can be a subjunctive ("analice"). */
export function subjunctiveAt(scene: Scene, i: number): Verb | null {
  const word = scene.words[i];
  const verb = word && !word.quoted ? scene.verbs.find(word.low) : undefined;
  return verb?.moods.has('subjunctive') ? verb : null;
}

/** Actors after "a", "al", "a la" within a few words of an asking verb, or after "que". */
export function addressees(scene: Scene, verb: number): { names: readonly string[]; end: number } | null {
  for (let k = verb + 1; k < Math.min(scene.words.length, verb + 9); k++) {
    const word = scene.words[k];
    if (!word) break;
    if (word.low === 'a' || word.low === 'al') {
      const at = word.low === 'al' && scene.at[k]?.from === k ? k : k + 1;
      const group = groupStartingAt(scene, at);
      const placed = askedByPlace(scene, k + 1);
      // "a los ministerios de salud a": the small-letter name goes on as far as what is asked.
      const isPartial = group?.mentions.length === 1 && /^\p{Ll}/u.test(group.mentions[0]?.name ?? '');
      if (group && !(isPartial && placed)) return { names: namesOf(group.mentions), end: group.to };
      if (placed) return placed;
    } else if (word.low === 'que') {
      const group =
        groupStartingAt(scene, k + 1) ?? (scene.words[k + 1]?.text === ',' ? groupStartingAt(scene, k + 2) : null);
      if (group) return { names: namesOf(group.mentions), end: group.to };
      return null;
    } else if (word.text === ';' || word.text === '.') break;
  }
  return null;
}

/** After "a" these open a purpose or a manner, and name nobody. */
const NOBODY =
  /^(?:fin|efectos?|partir|través|favor|más|nivel|corto|mediano|largo|brevedad|mayor|modo|solicitud|propuesta|todo|cabo)$/u;
const ARTICLE = /^(?:el|la|los|las|su|sus|dich[oa]s?|tod[oa]s|cada|l[oa]s)$/u;

/**
 * Whoever stands between "a" and what is asked is asked, whatever it is called: "exhorta a las municipalidades a
 * facilitar", "solicita a los armadores que respeten".
 */
function askedByPlace(scene: Scene, after: number): { names: readonly string[]; end: number } | null {
  let from = after;
  while (ARTICLE.test(scene.words[from]?.low ?? '')) from++;
  const first = scene.words[from];
  if (!first?.isWord || NOBODY.test(first.low) || infinitiveAt(scene, from, false)) return null;
  for (let k = from + 1; k < Math.min(scene.words.length, from + 10); k++) {
    const word = scene.words[k];
    if (!word?.isWord || word.quoted || word.aside) return null;
    const next = scene.words[k + 1]?.low;
    const isTask =
      word.low === 'que' ||
      (word.low === 'no' && infinitiveAt(scene, k + 1, false) !== null) ||
      (word.low === 'para' && next === 'que') ||
      (word.low === 'a' && (next === 'que' || infinitiveAt(scene, k + 1, false) !== null)) ||
      (infinitiveAt(scene, k, true) !== null && !/^(?:de|para|por|sin)$/u.test(scene.words[k - 1]?.low ?? ''));
    if (isTask) return { names: namesBetween(scene, from, k), end: k };
  }
  return null;
}

/** The names in a stretch of words, as they are written, without articles. */
function namesBetween(scene: Scene, from: number, to: number): readonly string[] {
  const names: string[][] = [[]];
  for (let k = from; k < to; k++) {
    const word = scene.words[k];
    if (!word) continue;
    if (word.low === 'y' || word.low === 'e') names.push([]);
    else if (names.at(-1)?.length !== 0 || (!ARTICLE.test(word.low) && word.low !== 'a' && word.low !== 'al'))
      names.at(-1)?.push(word.text);
  }
  return names.map((words) => words.join(' ')).filter((name) => name !== '');
}

/** "por la ST", "por parte de la Red", "a través de la ST", "a cargo de": who does it. */
export function agent(scene: Scene, from: number, stop: number): readonly string[] {
  for (let k = from; k < stop; k++) {
    const low = scene.words[k]?.low;
    let at = -1;
    const second = scene.words[k + 1]?.low;
    const third = scene.words[k + 2]?.low;
    if (low === 'por' && second === 'parte' && (third === 'de' || third === 'del')) at = k + 3;
    else if (low === 'por' && second !== 'conducto') at = k + 1;
    else if (low === 'a' && (second === 'través' || second === 'cargo') && (third === 'de' || third === 'del'))
      at = k + 3;
    else if (low === 'en' && second === 'manos' && third === 'de') at = k + 3;
    else if (low === 'responsabilidad' && (second === 'de' || second === 'del')) at = k + 2;
    if (at === -1 || scene.inDeadline[at]) continue;
    const group =
      groupStartingAt(scene, at) ?? (scene.at[at - 1]?.from === at - 1 ? groupStartingAt(scene, at - 1) : null);
    if (group) return namesOf(group.mentions);
    const placed = low === 'por' ? agentByPlace(scene, at, stop) : null;
    if (placed) return placed;
  }
  return [];
}

/** What follows "por" in a passive without being its doer. */
const NO_DOER =
  /^(?:que|cual|cuales|momento|vía|vías|medio|medios|internet|correo|menos|contrario|tanto|hecho|valor|total|per[ií]odo|plazo|término|año|mes|tiempo|monto|resto|solo|fin|cuanto|siguiente|presente|mismo|misma|tema|mayoría|unanimidad|consenso|lado|falta|motivo|razones?|escrito|parte)$/u;

/** "será validada por los capitanes de puerto": whoever stands after "por" and an article does it, whatever it is called. */
function agentByPlace(scene: Scene, after: number, stop: number): readonly string[] | null {
  if (!/^(?:el|la|los|las)$/u.test(scene.words[after]?.low ?? '')) return null;
  const first = scene.words[after + 1];
  if (!first?.isWord || NO_DOER.test(first.low) || /\d/u.test(first.text)) return null;
  let k = after + 2;
  while (k < Math.min(stop, after + 8)) {
    const word = scene.words[k];
    if (
      !word?.isWord ||
      /^(?:en|para|a|al|con|que|y|e|durante|antes|dentro|sobre|mediante|según|conforme|como)$/u.test(word.low)
    )
      break;
    k++;
  }
  return namesBetween(scene, after + 1, k);
}

interface Subject {
  readonly names: readonly string[];
  readonly from: number;
  readonly isForum: boolean;
  /** Word before the subject. */
  readonly before: number;
}

/** The actor of an active verb: right before it, or opening its clause. */
export function subjectOf(scene: Scene, verb: number, floor: number): Subject {
  let k = verb;
  while (k > floor && CLITICS.has(scene.words[k - 1]?.low ?? '') && !scene.at[k - 1]) k--;
  const group = groupEndingAt(scene, k);
  if (group && group.from >= floor)
    return {
      names: namesOf(group.mentions),
      from: group.from,
      isForum: group.mentions.every((one) => one.kind === 'forum'),
      before: group.from - 1,
    };
  // "Migración Colombia: entregará"
  const labelled = scene.words[k - 1]?.text === ':' ? groupEndingAt(scene, k - 1) : null;
  if (labelled && labelled.from <= floor + 1)
    return { names: namesOf(labelled.mentions), from: labelled.from, isForum: false, before: labelled.from - 1 };
  // "Un grupo pequeño (Panamá y Belice) elaborará"
  if (scene.words[k - 1]?.text === ')') {
    let bracket = k - 1;
    while (bracket > floor && k - bracket < 20 && scene.words[bracket]?.text !== '(') bracket--;
    const before = groupEndingAt(scene, bracket);
    if (before && before.from >= floor)
      return {
        names: namesOf(before.mentions),
        from: before.from,
        isForum: before.mentions.every((one) => one.kind === 'forum'),
        before: before.from - 1,
      };
  }
  // "La Secretaría, en coordinación con la OIM, elaborará": the actor opens the clause.
  let open = k;
  while (open > floor && k - open < 30) {
    const word = scene.words[open - 1];
    if (!word || word.text === ';' || word.text === ':' || word.text === '.') break;
    if (word.low === 'que') {
      // "Los países que se encuentren en mora deberán …"
      const head = groupEndingAt(scene, open - 1);
      const gate = head ? scene.words[head.from - 1] : undefined;
      if (head && head.from >= floor && (gate === undefined || !gate.isWord || gate.low === 'que')) {
        return {
          names: namesOf(head.mentions),
          from: head.from,
          isForum: head.mentions.every((one) => one.kind === 'forum'),
          before: head.from - 1,
        };
      }
      break;
    }
    if (isConjunction(word.low) && !insideActors(scene, open - 1)) break;
    open--;
  }
  const first = groupStartingAt(scene, open);
  if (first && scene.words[k - 1]?.text === ',' && first.to < k) {
    return {
      names: namesOf(first.mentions),
      from: open,
      isForum: first.mentions.every((one) => one.kind === 'forum'),
      before: open - 1,
    };
  }
  return { names: [], from: k, isForum: false, before: k - 1 };
}

function insideActors(scene: Scene, k: number): boolean {
  return scene.at[k - 1] !== undefined && scene.at[k + 1] !== undefined;
}

/** Start of the noun phrase that a "que" without a comma explains: "una reunión virtual que será convocada". */
export function antecedent(scene: Scene, que: number, floor: number): number {
  for (let k = que - 1; k >= floor && que - k <= 6; k--) {
    const word = scene.words[k];
    if (!word?.isWord) return que;
    if (/^(?:un|una|unos|unas|el|la|los|las|dicho|dicha)$/u.test(word.low)) return k;
    if (/^(?:de|del|en|por|con|para|y|e|que)$/u.test(word.low) && k < que - 2) return que;
  }
  return que;
}

/** Whether a verb has words of its own before the conjunction: "recopilará y sistematizará" share one object. */
export function hasOwnObject(scene: Scene, head: Head | undefined, conjunction: number): boolean {
  if (!head) return true;
  let count = 0;
  for (let k = head.verb + 1; k < conjunction; k++)
    if (scene.words[k]?.isWord && scene.words[k]?.low.length !== 0) count++;
  return count >= 2;
}

const LIST_WORDS = /^(?:siguiente|siguientes)$/u;

/** Whether the verb introduces a list ("los siguientes puntos:"). */
export function isUmbrella(scene: Scene, verb: number): boolean {
  if (!scene.setting.opensList) {
    for (let k = verb + 1; k < Math.min(scene.words.length, verb + 6); k++)
      if (LIST_WORDS.test(scene.words[k]?.low ?? '')) return !scene.setting.isItemStart || scene.words.length - k < 8;
    return false;
  }
  return true;
}

/** The actor that opens the sentence. */
export function leadingActor(scene: Scene): readonly string[] {
  for (let k = 0; k < Math.min(scene.words.length, 12); k++) {
    const group = groupStartingAt(scene, k);
    if (group && (k === 0 || scene.words[k - 1]?.text === ',')) return namesOf(group.mentions);
  }
  return [];
}

/** Whether "que" belongs to a verb of saying. */
export function saysBefore(scene: Scene, que: number): boolean {
  for (let k = que - 1; k >= Math.max(0, que - 4); k--) {
    const verb = scene.verbs.find(scene.words[k]?.low ?? '');
    if (verb?.classes.has('say') || verb?.classes.has('undertake')) return true;
  }
  return false;
}

/** The next semicolon, or the end of the sentence. */
export function sentenceStop(scene: Scene, i: number): number {
  for (let k = i; k < scene.words.length; k++) if (scene.words[k]?.text === ';') return k;
  return scene.words.length;
}

/** Marks the infinitive of a task as part of it. */
export function consumeInfinitive(scene: Scene, state: State, from: number): void {
  for (let k = from; k < from + 4; k++) if (infinitiveAt(scene, k, true)) state.consumed = Math.max(state.consumed, k);
}

/** "en la próxima reunión del GRCM", "al interior del GRCM": the forum that acts when nobody else is named. */
export function forumOf(scene: Scene, from: number): readonly string[] {
  for (const mention of scene.mentions) {
    if (mention.from < from || mention.kind !== 'forum') continue;
    const start = scene.words[mention.from]?.start ?? 0;
    const inEvent = scene.deadlines.some((one) => one.rule.type === 'event' && one.start <= start && start < one.end);
    const before = scene.words
      .slice(Math.max(0, mention.from - 3), mention.from + 1)
      .map((word) => word.low)
      .join(' ');
    if (inEvent || /(?:interior|seno|en el|en la)(?: del?)?(?: la| el)?/u.test(before)) return [mention.name];
  }
  return [];
}
