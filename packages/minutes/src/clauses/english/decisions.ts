import type { Verb } from '../../lexicon/verbs.ts';
import type { CandidateKind } from '../../types.ts';
import { groupStartingAt, type Head, lastHead, namesOf, type Scene, type State, startOf, take } from '../scene.ts';
import {
  ADVERBS,
  addressees,
  BE,
  clauseAfterThat,
  consumeTask,
  decides,
  firstBoundary,
  isAnd,
  isAtHead,
  opensList,
  opensWithActor,
  SUBORDINATORS,
  subjectOf,
} from './syntax.ts';

/** "Consideration of the policy was postponed until the next session." */
const DEFERS = /^(?:defer|postpone|adjourn|carry|hold|leave)$/u;

/** "The accounts were approved.": the body's decision in the passive, said of something that opens the sentence. */
function isCarried(scene: Scene, i: number, verb: Verb): boolean {
  if (
    !/^(?:approve|adopt|endorse|accept|elect|agree|ratify)$/u.test(verb.lemma) ||
    !/^(?:was|were)$/u.test(scene.words[i - 1]?.low ?? '')
  )
    return false;
  const before = scene.words.slice(0, i - 1);
  if (before.length > 18 || before.length === 0) return false;
  if (
    before.some(
      (word) =>
        /^(?:that|which|who|whether|if|when|while|as|agenda|minutes|since|because|had)$/u.test(word.low) ||
        /^[;:]$/u.test(word.text),
    )
  )
    return false;
  const isSpoken = (low: string): boolean => {
    const spoken = scene.verbs.find(low);
    return spoken?.classes.has('say') === true && spoken.moods.has('past');
  };
  if (before.some((word) => isSpoken(word.low))) return false;
  return !scene.words.slice(i + 1).some((word) => word.low === 'by' || /^(?:19|20)\d\d$/u.test(word.text));
}

/** "The Meeting agreed to/that", "It was decided that", "NOTED", "endorsed the standard". */
export function decideHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const { words, setting } = scene;
  const low = words[i]?.low ?? '';
  const subject = subjectOf(scene, i, 0);
  const passive = BE.has(words[i - 1]?.low ?? '') || BE.has(words[i - 2]?.low ?? '');
  const isIt = passive && words[subject.from]?.low === 'it';
  const atHead = isAtHead(scene, i) && setting.isItemStart;
  const afterHead = isAnd(words[i - 1]?.low) && lastHead(state) !== undefined && /ed$|s$|^(?:took|set)$/u.test(low);
  if (words[subject.before]?.low === 'that' || SUBORDINATORS.has(words[subject.before]?.low ?? '')) return false;
  if (
    !isIt &&
    !atHead &&
    !subject.isWe &&
    !(subject.isThey && verb.moods.has('past') && !passive) &&
    !(afterHead && (verb.moods.has('past') || verb.moods.has('third'))) &&
    (passive || subject.names.length === 0)
  ) {
    if (passive && DEFERS.test(verb.lemma) && scene.deadlines.some((one) => one.start > (words[i]?.start ?? 0))) {
      const start = startOf(scene, state, firstBoundary(scene, i, lastHead(state)));
      take(state, { from: start, verb: i, kind: 'agreement', rule: 'body-decides', lemma: verb.lemma, object: start });
      return true;
    }
    if (passive && isCarried(scene, i, verb)) {
      take(state, {
        from: startOf(scene, state, 0),
        verb: i,
        kind: 'agreement',
        rule: 'body-decides',
        lemma: verb.lemma,
      });
      return true;
    }
    // "the Task Force be and is hereby established"
    if (!(passive && words.slice(Math.max(0, i - 3), i).some((word) => word.low === 'hereby'))) return false;
    take(state, {
      from: startOf(scene, state, 0),
      verb: i,
      kind: 'agreement',
      rule: 'body-decides',
      lemma: verb.lemma,
    });
    return true;
  }
  const binds = !decides(subject) && !isIt && !atHead;
  if (binds && verb.lemma !== 'agree' && verb.lemma !== 'accept') return false;
  if (
    !isIt &&
    !atHead &&
    verb.moods.has('base') &&
    !verb.moods.has('past') &&
    subject.kinds[0] !== 'group' &&
    !subject.isWe
  )
    return false;
  for (let o = i + 1; o < Math.min(words.length, i + 4); o++)
    if (/^(?:agenda|minutes)$/u.test(words[o]?.low ?? '')) return false;
  const from = startOf(
    scene,
    state,
    isIt ? subject.from : subject.names.length > 0 || subject.isWe || subject.isThey ? subject.from : i,
  );
  const actors = isIt || atHead ? [] : subject.names;
  if (opensList(scene, i) || words[i + 1]?.low === 'as') {
    take(state, { from, verb: i, kind: 'agreement', subkind: 'umbrella', rule: 'umbrella', actors, lemma: verb.lemma });
    return true;
  }
  for (let q = i + 1; q < Math.min(words.length, i + 6); q++) {
    if (words[q]?.low !== 'that' || words[q]?.quoted) continue;
    const sub = clauseAfterThat(scene, q);
    state.consumed = Math.max(state.consumed, sub.verb);
    take(state, {
      from,
      verb: sub.verb,
      kind: binds ? 'commitment' : 'agreement',
      rule: 'body-decides',
      actors: sub.names,
      lemma: sub.lemma || verb.lemma,
    });
    return true;
  }
  const task = words[i + 1]?.low === 'to' || words[i + 2]?.low === 'to' ? consumeTask(scene, state, i + 1) : null;
  take(state, {
    from,
    verb: task?.verb ?? i,
    kind: binds ? 'commitment' : 'agreement',
    rule: binds ? 'undertakes' : 'body-decides',
    actors: binds ? actors : actors,
    inherits: afterHead && !isIt && !atHead && subject.names.length === 0,
    lemma: task?.lemma ?? verb.lemma,
  });
  return true;
}

/** "requested the Secretariat to", "Pellor was asked to", "URGED Member States". */
export function askHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const { words, setting } = scene;
  const low = words[i]?.low ?? '';
  const isAssign = verb.classes.has('assign');
  const subject = subjectOf(scene, i, 0);
  let passiveAt = i - 1;
  while (
    passiveAt >= 0 &&
    (ADVERBS.has(words[passiveAt]?.low ?? '') || /ly$/u.test(words[passiveAt]?.low ?? '')) &&
    !scene.at[passiveAt]
  )
    passiveAt--;
  const passive = BE.has(words[passiveAt]?.low ?? '') && (verb.moods.has('participle') || verb.moods.has('past'));
  const kind: CandidateKind = isAssign ? 'agreement' : 'request';
  const rule: Head['rule'] = isAssign ? 'gives-task' : 'asks-somebody';
  if (words[subject.before]?.low === 'that' && !passive) return false;
  // "asked whether laboratories reported": a question.
  if (/^(?:whether|if|how|why|when|what|who|about|for)$/u.test(words[i + 1]?.low ?? '') && verb.lemma === 'ask')
    return false;
  if (passive) {
    const isIt = words[subject.from]?.low === 'it';
    if (isIt) {
      if (words[i + 1]?.low !== 'that') return false;
      // "It was suggested that a study could be made": an idea.
      if (words.slice(i + 2, i + 10).some((word) => /^(?:could|might|may)$/u.test(word.low))) return false;
      const sub = clauseAfterThat(scene, i + 1);
      state.consumed = Math.max(state.consumed, sub.verb);
      take(state, {
        from: startOf(scene, state, subject.from),
        verb: sub.verb,
        kind,
        subkind: opensList(scene, i) ? 'umbrella' : 'action',
        rule,
        actors: sub.names,
        lemma: sub.lemma,
      });
      return true;
    }
    const toWhom = words[i + 1]?.low === 'to' ? groupStartingAt(scene, i + 2) : null;
    if (isAssign && toWhom) {
      take(state, {
        from: startOf(scene, state, firstBoundary(scene, subject.from, lastHead(state))),
        verb: i,
        kind,
        subkind: 'assignment',
        rule,
        actors: namesOf(toWhom.mentions),
        lemma: verb.lemma,
        object: 0,
      });
      return true;
    }
    if (subject.names.length === 0 && !subject.isThey) return false;
    if (SUBORDINATORS.has(words[subject.before]?.low ?? '')) return false;
    const task = consumeTask(scene, state, i + 1);
    if (
      !task &&
      !words.slice(i + 1, i + 3).some((word) => word.low === 'with' || word.low === 'as') &&
      !scene.setting.opensList
    )
      return false;
    take(state, {
      from: startOf(scene, state, subject.from),
      verb: task?.verb ?? i,
      kind,
      subkind: opensList(scene, i) && !task ? 'umbrella' : 'action',
      rule,
      actors: subject.names,
      inherits: subject.isThey,
      lemma: task?.lemma ?? verb.lemma,
    });
    return true;
  }
  const atHead = isAtHead(scene, i) && setting.isItemStart;
  const afterAnd =
    isAnd(words[i - 1]?.low) &&
    (verb.moods.has('past') || verb.moods.has('third')) &&
    (state.heads.length > 0 || opensWithActor(scene));
  const isForm =
    verb.moods.has('past') || verb.moods.has('third') || atHead || (subject.isWe && verb.moods.has('base'));
  if (!isForm || (!atHead && !afterAnd && subject.names.length === 0 && !subject.isThey && !subject.isWe)) return false;
  if (
    SUBORDINATORS.has(words[subject.before]?.low ?? '') ||
    low === 'proposed' ||
    low === 'suggested' ||
    low === 'proposes'
  )
    return false;
  const skip = words[i + 1]?.low === 'upon' || words[i + 1]?.low === 'on' || words[i + 1]?.low === 'for' ? 1 : 0;
  if (verb.lemma === 'call' && (skip === 0 || words[i + 1]?.low === 'for')) return false;
  const joined = afterAnd && subject.names.length === 0;
  const from = joined ? i : startOf(scene, state, atHead ? i : subject.from);
  if (words[i + 1]?.low === 'that') {
    const sub = clauseAfterThat(scene, i + 1);
    state.consumed = Math.max(state.consumed, sub.verb);
    const subkind = sub.lemma === '' && opensList(scene, i) ? 'umbrella' : 'action';
    take(state, { from, verb: sub.verb, kind, subkind, rule, actors: sub.names, lemma: sub.lemma });
    return true;
  }
  const to = addressees(scene, i + skip);
  if (!to && !atHead) return false;
  if (to && verb.lemma === 'ask' && words[to.end]?.low === 'for') return false;
  const task = consumeTask(scene, state, to ? to.end : i + 1);
  take(state, {
    from,
    verb: task?.verb ?? i,
    kind,
    subkind: opensList(scene, i) && !task ? 'umbrella' : 'action',
    rule,
    actors: to?.names ?? [],
    lemma: task?.lemma ?? verb.lemma,
    object: task ? task.verb + 1 : (to?.end ?? i + 1),
  });
  return true;
}
