import type { Mention } from '../actors.ts';
import type { FoundDeadline } from '../deadlines/rules.ts';
import type { Words } from '../lexicon/lexicon.ts';
import type { VerbIndex } from '../lexicon/verbs.ts';
import type { RuleId } from '../rule-names.ts';
import type { CandidateKind, Subkind } from '../types.ts';
import type { Word } from '../words.ts';

/** Where a sentence stands, as far as it changes what its verbs mean. */
export interface Setting {
  /** First sentence after the label of a point, bullet or decision. */
  readonly isItemStart: boolean;
  /** Under a list that the body decides ("RESUELVE:", "It was agreed that:") or a decision label. */
  readonly isOperative: boolean;
  /** The umbrella asks or promises ("urged Member States to:", "nos comprometemos a:"): its items are of that kind. */
  readonly listOf: { readonly kind: CandidateKind; readonly actors: readonly string[] } | null;
  /** The block ends in a colon: its last verb introduces a list. */
  readonly opensList: boolean;
  /** The point carries a label such as "Action:" under which "IOM to circulate" is a task. */
  readonly isAction: boolean;
  /** Under "Compromisos" or "Commitments": what a named actor does there binds the actor. */
  readonly isPromise: boolean;
}

/** A sentence prepared for the search of heads. */
export interface Scene {
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  /** Mention that covers a word. */
  readonly at: readonly (Mention | undefined)[];
  readonly deadlines: readonly FoundDeadline[];
  readonly verbs: VerbIndex;
  readonly lexicon: Words;
  readonly setting: Setting;
  /** Parts of the sentence that are times ("by the Board" is none, "by 30 June" is). */
  readonly inDeadline: readonly boolean[];
}

/** One action found in a sentence: where its clause begins, its verb, and who acts. */
export interface Head {
  readonly from: number;
  readonly verb: number;
  readonly kind: CandidateKind;
  readonly subkind: Subkind;
  readonly rule: RuleId;
  readonly actors: readonly string[];
  /** No actor in the clause: take the one of the head before ("y realizará"). */
  readonly inherits: boolean;
  readonly lemma: string;
  /** First word of the object. */
  readonly object: number;
  /** Ends here although the next head starts later (nested quotes). */
  readonly until?: number;
  /** Lies inside the head before and does not cut it short. */
  readonly nested?: boolean;
  /** Depends on the head before. */
  readonly follows?: boolean;
}

/** Actors joined by commas, "y", "and" or "/" that end right before word `end`. */
export function groupEndingAt(
  scene: Scene,
  end: number,
): { readonly from: number; readonly mentions: readonly Mention[] } | null {
  const last = scene.at[end - 1];
  if (!last || last.to !== end) return null;
  const mentions = [last];
  let from = last.from;
  while (from > 0) {
    let k = from - 1;
    // "A, B y C": only the last comma may stand without a conjunction after it.
    if (isJoint(scene.words[k])) k--;
    else if (scene.words[k]?.text === ',' && mentions.length > 1) k--;
    else break;
    if (k >= 0 && scene.words[k]?.text === ',') k--;
    const before = scene.at[k];
    if (!before || before.to !== k + 1 || scene.words[mentions[0]?.from ?? 0]?.low === 'del') break;
    mentions.unshift(before);
    from = before.from;
  }
  return { from, mentions };
}

/** Actors joined in the same way that begin at word `start`. */
export function groupStartingAt(
  scene: Scene,
  start: number,
): { readonly to: number; readonly mentions: readonly Mention[] } | null {
  const first = scene.at[start];
  if (!first || first.from !== start) return null;
  const mentions = [first];
  let to = first.to;
  let closed = { to, count: 1 };
  for (;;) {
    let k = to;
    if (scene.words[k]?.text === ',') k++;
    const joint = isJoint(scene.words[k]);
    if (joint) k++;
    else if (k === to) break;
    if (scene.words[k]?.low === 'a' || scene.words[k]?.low === 'to') k++;
    const next = scene.at[k];
    if (!next || next.from !== k || scene.words[k]?.low === 'del') break;
    mentions.push(next);
    to = next.to;
    if (joint) closed = { to, count: mentions.length };
  }
  // A comma alone joins nobody: "a la Red, el Comité decidió".
  return { to: closed.to, mentions: mentions.slice(0, closed.count) };
}

function isJoint(word: Word | undefined): boolean {
  return (
    word !== undefined &&
    (word.low === 'y' ||
      word.low === 'e' ||
      word.low === 'and' ||
      word.text === '/' ||
      word.text === '&' ||
      word.low === 'o')
  );
}

export function namesOf(mentions: readonly Mention[]): readonly string[] {
  return [...new Set(mentions.map((mention) => mention.name))];
}

/** The first head's clause begins after topic phrases that do not belong to it; times and conditions do belong. */
export function clauseStart(scene: Scene, subject: number): number {
  let start = 0;
  for (let k = subject - 1; k > 0 && start === 0; k--) if (scene.words[k]?.text === ';') start = k + 1;
  for (let round = 0; round < 4 && start < subject; round++) {
    const length = frameLength(scene, start);
    if (length === 0) break;
    const comma = nextComma(scene, start + length, subject);
    const stop = comma === -1 ? subject : comma + 1;
    const isTimed = scene.deadlines.some(
      (one) => one.start >= (scene.words[start]?.start ?? 0) && one.end <= (scene.words[stop - 1]?.end ?? 0),
    );
    if (isTimed && length > 0 && comma !== -1) break;
    start = stop;
  }
  return start;
}

function frameLength(scene: Scene, at: number): number {
  let best = 0;
  for (const frame of framesByFirst(scene.lexicon).get(scene.words[at]?.low ?? '') ?? []) {
    if (frame.length > best && frame.every((low, k) => scene.words[at + k]?.low === low)) best = frame.length;
  }
  if (best > 0 && scene.words[at + best]?.text === ',') return best;
  return best;
}

const FRAMES = new WeakMap<Words, ReadonlyMap<string, readonly (readonly string[])[]>>();

function framesByFirst(lexicon: Words): ReadonlyMap<string, readonly (readonly string[])[]> {
  const known = FRAMES.get(lexicon);
  if (known) return known;
  const map = new Map<string, (readonly string[])[]>();
  for (const frame of lexicon.frames) {
    const words = frame.split(' ');
    const first = words[0] ?? '';
    map.set(first, [...(map.get(first) ?? []), words]);
  }
  FRAMES.set(lexicon, map);
  return map;
}

/** The last comma before the subject that is not inside a list of actors. */
function nextComma(scene: Scene, from: number, before: number): number {
  for (let k = before - 1; k >= from; k--) if (scene.words[k]?.text === ',') return k;
  return -1;
}

/** Extends a clause to the left over a time or condition that stands right before it ("una vez que …, se elaborará"). */
export function withLeadingTime(scene: Scene, from: number, floor: number): number {
  const comma = from - 1;
  if (scene.words[comma]?.text !== ',') return from;
  const end = scene.words[comma]?.start ?? 0;
  for (const one of scene.deadlines) {
    if (one.end > end || end - one.end > 2) continue;
    for (let k = comma - 1; k >= floor; k--) if ((scene.words[k]?.start ?? 0) <= one.start) return k;
  }
  return from;
}

const CREATES =
  /^(?:establecer|crear|integrar|conformar|constituir|designar|nombrar|instalar|formar|establish|create|form|set|constitute|appoint|convene|designate|launch)$/u;

/** "Crear un grupo de trabajo …, que rendirá informe": who acts after the comma is what was created. */
export function createdBody(scene: Scene, head: Head | undefined, before: number): readonly string[] {
  if (!head || !CREATES.test(head.lemma)) return [];
  const created = scene.mentions.find((mention) => mention.from > head.verb && mention.to < before);
  return created ? [created.name] : [];
}

/** The search so far: heads found, and the word up to which verbs already belong to one of them. */
export interface State {
  readonly heads: Head[];
  consumed: number;
}

/** Adds a head. What is not said is the common case: an action of its own, nobody named, the object right after the verb. */
export function take(state: State, head: Pick<Head, 'from' | 'verb' | 'kind' | 'rule'> & Partial<Head>): void {
  state.heads.push({ subkind: 'action', actors: [], inherits: false, lemma: '', object: head.verb + 1, ...head });
}

/** The last head that stands in line with the others. */
export function lastHead(state: State): Head | undefined {
  return state.heads.findLast((head) => head.nested !== true);
}

/** Where the clause of the next head begins: after topic phrases for the first one, else with a time that leads it in. */
export function startOf(scene: Scene, state: State, from: number): number {
  if (state.heads.length === 0) return clauseStart(scene, from);
  return withLeadingTime(scene, from, (lastHead(state)?.verb ?? -1) + 1);
}
