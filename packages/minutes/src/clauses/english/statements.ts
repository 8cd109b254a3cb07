import type { Verb } from '../../lexicon/verbs.ts';
import { groupStartingAt, namesOf, type Scene, type State, startOf, take } from '../scene.ts';
import { BE, consumeTask, isAnd, isAtHead, opensList, SUBORDINATORS, stopOf, subjectOf, verbAt } from './syntax.ts';

/** Speech that reports an opinion: a "should" or "will" in it decides nothing. */
const OPINION = new Set([
  'note',
  'state',
  'stress',
  'observe',
  'consider',
  'highlight',
  'underline',
  'emphasise',
  'emphasize',
  'recall',
  'explain',
  'comment',
  'point',
  'mention',
  'think',
  'believe',
  'hope',
  'feel',
  'say',
  'reiterate',
  'recognise',
  'recognize',
  'express',
  'suggest',
  'propose',
  'clarify',
  'describe',
  'add',
]);

const PROMISE = new Set([
  'confirm',
  'announce',
  'indicate',
  'inform',
  'report',
  'state',
  'say',
  'advise',
  'agree',
  'promise',
  'pledge',
  'commit',
  'undertake',
  'explain',
  'note',
  'assure',
]);

/** "UNHCR undertook to", "Quill offered to", "expressed its readiness to". */
export function undertakeHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const { words } = scene;
  const subject = subjectOf(scene, i, 0);
  if (
    subject.names.length === 0 &&
    !subject.isThey &&
    !subject.isWe &&
    !(isAnd(words[i - 1]?.low) && state.heads.length > 0)
  )
    return false;
  if (words[subject.before]?.low === 'that' || SUBORDINATORS.has(words[subject.before]?.low ?? '')) return false;
  if (
    !verb.moods.has('past') &&
    !verb.moods.has('third') &&
    !(verb.moods.has('base') && (subject.kinds[0] === 'group' || subject.isWe))
  )
    return false;
  if (BE.has(words[i - 1]?.low ?? '') && verb.lemma !== 'commit') return false;
  const task = words.slice(i + 1, i + 4).some((word) => word.low === 'to') ? consumeTask(scene, state, i + 1) : null;
  take(state, {
    from: startOf(scene, state, subject.from),
    verb: task?.verb ?? i,
    kind: 'commitment',
    subkind: opensList(scene, i) ? 'umbrella' : 'action',
    rule: 'undertakes',
    actors: subject.names,
    inherits: subject.names.length === 0,
    lemma: task?.lemma ?? verb.lemma,
  });
  return true;
}

const WILLING = /^(?:intention|readiness|willingness|commitment|availability)$/u;

/** "took note", "expressed interest", "expressed its readiness to". */
export function sayHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const { words, setting } = scene;
  const subject = subjectOf(scene, i, 0);
  const atHead = isAtHead(scene, i) && setting.isItemStart;
  const passive = BE.has(words[i - 1]?.low ?? '');
  if (verb.moods.has('gerund') || (verb.moods.has('base') && !atHead)) return false;
  const near = words.slice(i + 1, i + 5);
  const noun = near.findIndex(
    (word) =>
      WILLING.test(word.low) ||
      /^(?:interest|appreciation|gratitude|thanks|concern|satisfaction|condolences)$/u.test(word.low),
  );
  const found = near[noun]?.low ?? '';
  const from = startOf(
    scene,
    state,
    subject.names.length > 0 ? subject.from : atHead ? i : isAnd(words[i - 1]?.low) ? i : subject.from,
  );
  if (WILLING.test(found) && !atHead) {
    const task = consumeTask(scene, state, i + 1 + noun);
    if (!task) return false;
    take(state, {
      from,
      verb: task.verb,
      kind: 'commitment',
      rule: 'undertakes',
      actors: subject.names,
      inherits: subject.names.length === 0,
      lemma: task.lemma,
    });
    return true;
  }
  if (/^(?:appreciation|gratitude|thanks)$/u.test(found)) {
    take(state, { from, verb: i, kind: 'thanks', subkind: 'thanks', rule: 'thanks', lemma: verb.lemma });
    state.consumed = words.length;
    return true;
  }
  if (found !== '' && !WILLING.test(found)) {
    take(state, {
      from,
      verb: i,
      kind: 'note',
      subkind: 'interest',
      rule: 'takes-note',
      actors: subject.names,
      lemma: verb.lemma,
    });
    return true;
  }
  const takesNote =
    (verb.lemma === 'take' && words[i + 1]?.low === 'note') ||
    verb.lemma === 'note' ||
    (verb.lemma === 'welcome' && !passive);
  if (
    takesNote &&
    (atHead || subject.names.length > 0 || words[subject.from]?.low === 'it' || isAnd(words[i - 1]?.low))
  ) {
    if (passive && words[subject.from]?.low !== 'it') return false;
    take(state, {
      from,
      verb: i,
      kind: 'note',
      subkind: 'fact',
      rule: 'takes-note',
      actors: subject.names,
      lemma: verb.lemma,
    });
    state.consumed = stopOf(scene, i);
    return true;
  }
  if (OPINION.has(verb.lemma) && subject.names.length > 0 && words[i + 1]?.low === 'that' && !PROMISE.has(verb.lemma)) {
    state.consumed = Math.max(state.consumed, stopOf(scene, i));
    return true;
  }
  return false;
}

/** "thanked", "recorded its gratitude". */
export function thankHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const { words, setting } = scene;
  const subject = subjectOf(scene, i, 0);
  const atHead = isAtHead(scene, i) && setting.isItemStart;
  const recorded = /^(?:gratitude|appreciation)$/u.test(words[i + 2]?.low ?? '');
  if (!atHead && !recorded && subject.names.length === 0 && !BE.has(words[i - 1]?.low ?? '')) return false;
  if (verb.moods.has('gerund') || (words[subject.before]?.low === 'that' && !atHead)) return false;
  take(state, {
    from: startOf(scene, state, atHead ? i : subject.from),
    verb: i,
    kind: 'thanks',
    subkind: 'thanks',
    rule: 'thanks',
    lemma: verb.lemma,
  });
  return true;
}

/** Who says, when "that" belongs to a verb that can carry a promise ("confirmed that it will"). */
export function saysBefore(scene: Scene, that: number): { names: readonly string[]; from: number } | null {
  for (let k = that - 1; k >= Math.max(0, that - 5); k--) {
    const verb = verbAt(scene, k);
    if (!verb || !PROMISE.has(verb.lemma)) continue;
    const subject = subjectOf(scene, k, 0);
    if (subject.names.length > 0) return { names: subject.names, from: subject.from };
    // "Alder confirmed that it could and said it would"
    const opening = isAnd(scene.words[k - 1]?.low) ? groupStartingAt(scene, 0) : null;
    return opening ? { names: namesOf(opening.mentions), from: k } : null;
  }
  return null;
}
