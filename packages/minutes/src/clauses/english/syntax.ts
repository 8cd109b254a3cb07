import type { Verb } from '../../lexicon/verbs.ts';
import { groupEndingAt, groupStartingAt, type Head, namesOf, type Scene, type State } from '../scene.ts';

/** Adverbs that may stand between a subject and its verb. */
export const ADVERBS: ReadonlySet<string> = new Set([
  'also',
  'further',
  'therefore',
  'then',
  'again',
  'not',
  'jointly',
  'subsequently',
  'hereby',
  'strongly',
  'kindly',
  'unanimously',
  'accordingly',
  'thus',
  'always',
  'all',
  'both',
  'each',
  'duly',
  'formally',
  'fully',
  'now',
  'continue',
  'still',
  'promptly',
  'in',
  'principle',
  'provisionally',
  'broadly',
  'finally',
  'once',
  'henceforth',
]);

/** Openers of clauses in which nothing is promised. */
export const SUBORDINATORS: ReadonlySet<string> = new Set([
  'when',
  'if',
  'where',
  'because',
  'who',
  'whom',
  'whose',
  'how',
  'what',
  'why',
  'whether',
  'while',
  'although',
  'as',
  'until',
  'since',
  'unless',
]);

/** Forms of "to be". */
export const BE: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were', 'be', 'been', 'being']);

/** Verbs that promise or oblige. */
export const MODALS: ReadonlySet<string> = new Set(['will', 'shall', 'must', 'should', 'would']);

/** What may follow a verb that has an object of its own. */
export const DETERMINER: ReadonlySet<string> = new Set([
  'the',
  'a',
  'an',
  'its',
  'their',
  'it',
  'them',
  'this',
  'these',
  'any',
  'all',
  'each',
  'every',
  'such',
  'his',
  'her',
  'our',
  'those',
  'two',
  'three',
  'four',
  'one',
  'regular',
  'further',
  'new',
  'additional',
  'draft',
  'on',
  'to',
  'national',
  'up',
  'out',
  'with',
  'for',
  'information',
  'relevant',
  'appropriate',
  'joint',
  'housing',
  'comments',
  'written',
  'technical',
  'data',
  'from',
  'minutes',
  'another',
  'at',
  'in',
  'how',
  'whether',
  'options',
  'ways',
  'best',
  'guidelines',
  'into',
  'by',
  'back',
  'progress',
  'members',
  'states',
  'training',
]);

/** Joins two clauses or two actors. */
export function isAnd(low: string | undefined): boolean {
  return low === 'and' || low === 'or' || low === 'but';
}

/** The verb at a word outside titles. */
export function verbAt(scene: Scene, i: number): Verb | undefined {
  const word = scene.words[i];
  return word?.isWord && !word.quoted ? scene.verbs.find(word.low) : undefined;
}

/** The next word that is no adverb. */
export function skipAdverbs(scene: Scene, i: number): number {
  let k = i;
  while (
    k < scene.words.length &&
    (ADVERBS.has(scene.words[k]?.low ?? '') || /ly$/u.test(scene.words[k]?.low ?? '')) &&
    !scene.at[k]
  )
    k++;
  return k;
}

/** Somebody is the subject of the sentence: "They deplored … and called on …". */
export function opensWithActor(scene: Scene): boolean {
  if (/^(?:they|we)$/u.test(scene.words[0]?.low ?? '')) return true;
  return scene.mentions.some((mention) => mention.from <= 1 || scene.words[mention.from - 1]?.text === ',');
}

/** "To urge the member states to": the first word of a point in a resolution. */
function opensInfinitive(scene: Scene, k: number): boolean {
  return scene.words[k]?.low === 'to' && !scene.words.slice(0, k).some((word) => word.isWord);
}

/** First word of the point but for adverbs: "Further encourages". */
export function isAtHead(scene: Scene, i: number): boolean {
  for (let k = 0; k < i; k++)
    if (
      scene.words[k]?.isWord &&
      !opensInfinitive(scene, k) &&
      (!ADVERBS.has(scene.words[k]?.low ?? '') || scene.at[k])
    )
      return false;
  return true;
}

/** The actor before a verb, and where it begins. */
export interface Subject {
  readonly names: readonly string[];
  readonly from: number;
  readonly before: number;
  readonly kinds: readonly string[];
  readonly isThey: boolean;
  readonly isWe: boolean;
}

/** "It requested the Secretariat": the body; "It was agreed" is nobody. */
function isActiveIt(scene: Scene, verb: number, end: number): boolean {
  return scene.words[end - 1]?.low === 'it' && !scene.words.slice(end, verb).some((word) => BE.has(word.low));
}

/** The actor of a verb: right before it, or opening its clause. */
export function subjectOf(scene: Scene, verb: number, floor: number): Subject {
  let k = verb;
  while (
    k > floor &&
    (ADVERBS.has(scene.words[k - 1]?.low ?? '') ||
      BE.has(scene.words[k - 1]?.low ?? '') ||
      /^(?:has|have|had)$/u.test(scene.words[k - 1]?.low ?? '')) &&
    !scene.at[k - 1]
  )
    k--;
  // "A small group (DRC, WFP) will propose"
  if (scene.words[k - 1]?.text === ')') {
    let open = k - 1;
    while (open > floor && k - open < 20 && scene.words[open]?.text !== '(') open--;
    if (scene.words[open]?.text === '(') k = open;
  }
  const group = groupEndingAt(scene, k);
  if (group && group.from >= floor) {
    const modified = modifiersBefore(scene, group.from, floor);
    return {
      names: withModifiers(scene, modified, group.from, namesOf(group.mentions)),
      from: modified,
      before: modified - 1,
      kinds: group.mentions.map((one) => one.kind),
      isThey: false,
      isWe: false,
    };
  }
  if (scene.words[k - 1]?.low === 'we')
    return { names: [], from: k - 1, before: k - 2, kinds: ['forum'], isThey: false, isWe: true };
  if (/^(?:they|it|he|she|who|which|these|this)$/u.test(scene.words[k - 1]?.low ?? ''))
    return {
      names: [],
      from: k - 1,
      before: k - 2,
      kinds: [],
      isThey: /^(?:they|he|she|who|which)$/u.test(scene.words[k - 1]?.low ?? '') || isActiveIt(scene, verb, k),
      isWe: false,
    };
  // "The Secretariat, in consultation with IOM, will"; "Member States that have not yet done so should"
  let open = k;
  while (open > floor && k - open < 40) {
    const word = scene.words[open - 1];
    if (!word || word.text === ';' || word.text === ':') break;
    if (word.low === 'that' || word.low === 'which' || word.low === 'who') {
      // "Member States that have outstanding reports should submit them"
      const head = groupEndingAt(scene, open - 1);
      const gate = head ? scene.words[head.from - 1] : undefined;
      if (head && head.from >= floor && (gate === undefined || !gate.isWord || gate.low === 'that')) {
        return {
          names: namesOf(head.mentions),
          from: head.from,
          before: head.from - 1,
          kinds: head.mentions.map((one) => one.kind),
          isThey: false,
          isWe: false,
        };
      }
      break;
    }
    open--;
  }
  const first = groupStartingAt(scene, open);
  if (
    first &&
    first.to < k &&
    (scene.words[k - 1]?.text === ',' || /^(?:that|who|which|in|from|of|,)$/u.test(scene.words[first.to]?.low ?? ''))
  ) {
    return {
      names: namesOf(first.mentions),
      from: open,
      before: open - 1,
      kinds: first.mentions.map((one) => one.kind),
      isThey: false,
      isWe: false,
    };
  }
  return { names: [], from: k, before: k - 1, kinds: [], isThey: false, isWe: false };
}

/** "port authorities are invited": small-letter words that open the clause before the noun belong to the name. */
function modifiersBefore(scene: Scene, group: number, floor: number): number {
  const noun = scene.words[group];
  if (!noun || !/^\p{Ll}/u.test(noun.text) || DETERMINER.has(noun.low)) return group;
  let from = group;
  while (from > floor && group - from < 3 && isModifier(scene, from - 1)) from--;
  const gate = scene.words[from - 1];
  return from === group || gate === undefined || !gate.isWord || gate.low === 'that' ? from : group;
}

function isModifier(scene: Scene, k: number): boolean {
  const word = scene.words[k];
  return (
    word !== undefined &&
    /^\p{Ll}[\p{L}-]+$/u.test(word.text) &&
    !isLoose(scene, k) &&
    !isAnd(word.low) &&
    !SUBORDINATORS.has(word.low) &&
    !verbAt(scene, k) &&
    !/^(?:that|of|by|with|from|in|at|to|not|some|several|many|most|one|he|she|it|they|we)$/u.test(word.low)
  );
}

/** "shipowners will cover the cost": in a list of decisions a bare plural before the verb acts. */
export function bareActor(scene: Scene, verb: number): readonly string[] {
  const words = scene.words.slice(0, verb);
  const last = words.at(-1);
  const isName =
    words.length > 0 &&
    words.length < 4 &&
    words.every((word) => /^[\p{L}-]+$/u.test(word.text) && !DETERMINER.has(word.low));
  if (!scene.setting.isOperative || !isName || !last || !/[^s]s$/u.test(last.low) || THINGS.test(last.low)) return [];
  return [words.map((word) => word.text).join(' ')];
}

/** Whether every subject is a body that meets. */
export function isBody(subject: Subject): boolean {
  return subject.names.length > 0 && subject.kinds.every((kind) => kind === 'forum');
}

/** Bodies, all members, or nobody in particular: they decide; a country or an office only binds itself. */
export function decides(subject: Subject): boolean {
  return subject.names.length === 0 || subject.kinds.every((kind) => kind === 'forum' || kind === 'group');
}

/** Who does it, in a passive: "by the MRL", not "by 30 June". */
export function agent(scene: Scene, from: number, stop: number): readonly string[] {
  for (let k = from; k < Math.min(stop, scene.words.length); k++) {
    const low = scene.words[k]?.low;
    if (scene.words[k]?.text === ';') break;
    if (low !== 'by' && !(low === 'with' && scene.words[k - 1]?.low === 'rest')) continue;
    if (scene.inDeadline[k + 1]) continue;
    const group = groupStartingAt(scene, k + 1);
    if (group) return namesOf(group.mentions);
  }
  return [];
}

/** The forum of an event, which acts when nobody else is named. */
export function forumOf(scene: Scene, from: number): readonly string[] {
  for (const mention of scene.mentions) {
    if (mention.from < from || mention.kind !== 'forum') continue;
    const start = scene.words[mention.from]?.start ?? 0;
    if (
      scene.deadlines.some(
        (one) => one.rule.type === 'event' && one.rule.forum !== null && one.start <= start && start < one.end,
      )
    )
      return [mention.name];
  }
  return [];
}

/** Addressees after an asking verb: "requested the Secretariat to", "called upon Member States". */
export function addressees(scene: Scene, verb: number): { names: readonly string[]; end: number } | null {
  for (let k = verb + 1; k < Math.min(scene.words.length, verb + 7); k++) {
    const word = scene.words[k];
    if (!word || word.text === ';' || /^(?:to|at|in|from|of|by|with|for)$/u.test(word.low)) break;
    const group = groupStartingAt(scene, k);
    if (group && scene.words.slice(verb + 1, k).some((one) => one.low === 'and'))
      return askedByPlace(scene, verb + 1) ?? { names: namesOf(group.mentions), end: group.to };
    if (group) return { names: withModifiers(scene, verb + 1, k, namesOf(group.mentions)), end: group.to };
    if (word.text === ',') break;
  }
  return askedByPlace(scene, verb + 1);
}

/** Words before the object of an asking verb that are no part of its name. */
function isLoose(scene: Scene, k: number): boolean {
  const low = scene.words[k]?.low ?? '';
  return DETERMINER.has(low) || ADVERBS.has(low) || /^(?:upon|on|for|other|also|both)$|ly$/u.test(low);
}

/** "flag states", "clearing agents": small-letter words between the verb and the noun belong to the name. */
function withModifiers(scene: Scene, from: number, group: number, names: readonly string[]): readonly string[] {
  const before = scene.words.slice(from, group);
  const words = before.filter((word, k) => word.low === 'national' || !isLoose(scene, from + k));
  const [first = '', ...rest] = names;
  if (words.length === 0 || words.some((word) => !/^\p{Ll}[\p{L}-]+$/u.test(word.text))) return names;
  return [`${words.map((word) => word.text).join(' ')} ${first}`, ...rest];
}

/** Whoever stands between the verb and "to" is asked, whatever it is called: "encouraged clearing agents to use". */
function askedByPlace(scene: Scene, after: number): { names: readonly string[]; end: number } | null {
  let from = after;
  while (isLoose(scene, from)) from++;
  for (let k = from; k < Math.min(scene.words.length, from + 9); k++) {
    const word = scene.words[k];
    if (!word?.isWord || word.quoted || word.aside || MODALS.has(word.low) || word.low === 'that') return null;
    if (word.low !== 'to') continue;
    if (k === from || !verbAt(scene, skipAdverbs(scene, k + 1))?.moods.has('base')) return null;
    const names: string[][] = [[]];
    for (const one of scene.words.slice(from, k)) {
      if (one.low === 'and') names.push([]);
      else if (names.at(-1)?.length !== 0 || !DETERMINER.has(one.low)) names.at(-1)?.push(one.text);
    }
    return { names: names.map((words) => words.join(' ')).filter((name) => name !== ''), end: k };
  }
  return null;
}

/** The verb of the task after "to", "that X", or directly: consumed, so that it is not an item of its own. */
export function consumeTask(scene: Scene, state: State, from: number): { verb: number; lemma: string } | null {
  for (let k = from; k < Math.min(scene.words.length, from + 24); k++) {
    if (scene.words[k]?.text === ';') break;
    if (scene.words[k]?.low === 'to') {
      const at = verbAt(scene, k + 1)?.moods.has('base') ? k + 1 : skipAdverbs(scene, k + 1);
      const verb = verbAt(scene, at);
      const word = scene.words[at];
      const unknown =
        !verb && word?.isWord && /^[a-z-]{3,}$/u.test(word.text) && !DETERMINER.has(word.low) && !scene.at[at];
      if (verb?.moods.has('base') || unknown) {
        state.consumed = Math.max(state.consumed, at);
        return { verb: at, lemma: verb?.lemma ?? word?.low ?? '' };
      }
    }
    if (scene.words[k]?.low === 'with' && verbAt(scene, k + 1)?.moods.has('gerund')) {
      state.consumed = Math.max(state.consumed, k + 1);
      return { verb: k + 1, lemma: verbAt(scene, k + 1)?.lemma ?? '' };
    }
  }
  return null;
}

/** Whether the verb introduces a list. */
export function opensList(scene: Scene, verb: number): boolean {
  if (scene.setting.opensList) return scene.words.length - verb < 16;
  return (
    scene.words.slice(verb + 1, verb + 6).some((word) => word.low === 'following') && scene.words.at(-1)?.text === ':'
  );
}

/** Plurals that are asked to be or contain something, and ask nobody. */
const THINGS =
  /^(?:reports|documents|papers|proposals|activities|funds|meetings|measures|efforts|data|minutes|projects|programmes|programs|plans|resources|costs|results|forms|discussions|deliberations|standards|systems|sessions|items|issues|procedures|references|amendments|texts|provisions|guidelines|actions|steps)$/u;

/** Who does what in "that the Secretariat would circulate", "that Benthos chair the Task Force". */
export function clauseAfterThat(scene: Scene, that: number): { verb: number; names: readonly string[]; lemma: string } {
  const group = groupStartingAt(scene, that + 1);
  for (let k = that + 1; k < Math.min(scene.words.length, that + 30); k++) {
    const low = scene.words[k]?.low ?? '';
    if (scene.words[k]?.text === ';') break;
    const isModal = MODALS.has(low);
    const isToBe = BE.has(low) && scene.words[k + 1]?.low === 'to';
    if (isModal || isToBe) {
      const at = skipAdverbs(scene, k + (isToBe ? 2 : 1));
      const verb = verbAt(scene, at);
      if (scene.words[at]?.low === 'be') {
        const done = skipAdverbs(scene, at + 1);
        return {
          verb: done,
          names: orElse(agent(scene, done, done + 25), notified(scene, done, group ? namesOf(group.mentions) : [])),
          lemma: verbAt(scene, done)?.lemma ?? '',
        };
      }
      const subject = subjectOf(scene, k, that + 1);
      return { verb: at, names: subject.names, lemma: verb?.lemma ?? '' };
    }
    const verb = verbAt(scene, k);
    if (group && k === skipAdverbs(scene, group.to) && verb && (verb.moods.has('base') || verb.moods.has('third')))
      return { verb: k, names: namesOf(group.mentions), lemma: verb.lemma };
  }
  // "recommends that territories maintain stocks": a bare plural and a verb in its base form.
  for (let k = that + 2; k < Math.min(scene.words.length, that + 5) && !group; k++) {
    const verb = verbAt(scene, k);
    if (!verb?.moods.has('base') || verb.moods.has('past') || !/^\p{L}+s$/u.test(scene.words[k - 1]?.low ?? ''))
      continue;
    const words = scene.words.slice(that + 1, k);
    if (words.some((word) => !word.isWord || DETERMINER.has(word.low)) || THINGS.test(words.at(-1)?.low ?? '')) break;
    return { verb: k, names: [words.map((word) => word.text).join(' ')], lemma: verb.lemma };
  }
  return { verb: that, names: group ? namesOf(group.mentions) : [], lemma: '' };
}

/** "MRL would be notified": whoever is told is named for want of a doer. */
export function notified(scene: Scene, done: number, names: readonly string[]): readonly string[] {
  return /^(?:notify|inform|invite|request|task|ask)$/u.test(verbAt(scene, done)?.lemma ?? '') ? names : [];
}

/** The first list that is not empty. */
export function orElse(first: readonly string[], second: readonly string[]): readonly string[] {
  return first.length > 0 ? first : second;
}

/** Start of the clause to the left. */
export function firstBoundary(scene: Scene, from: number, previous: Head | undefined): number {
  const floor = (previous?.verb ?? -1) + 1;
  for (let k = from - 1; k >= floor; k--) {
    const text = scene.words[k]?.text;
    if (text === ';' || text === ':' || text === ',') return k + 1;
    if (scene.words[k]?.low === 'and' && previous) return k + 1;
  }
  return floor;
}

/** Where a note ends. */
export function stopOf(scene: Scene, i: number): number {
  for (let k = i; k < scene.words.length; k++) {
    if (scene.words[k]?.text === ';') return k;
    // "noted the report and requested the Secretariat": a new verb of the body ends the note.
    if (scene.words[k]?.low === 'and') {
      const verb = verbAt(scene, skipAdverbs(scene, k + 1));
      if (
        verb?.moods.has('past') &&
        (verb.classes.has('ask') || verb.classes.has('decide') || verb.classes.has('assign'))
      )
        return k;
    }
  }
  return scene.words.length;
}
