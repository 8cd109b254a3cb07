import { groupEndingAt, groupStartingAt, lastHead, namesOf, type Scene, type State, startOf, take } from '../scene.ts';
import {
  agent,
  BE,
  clauseAfterThat,
  DETERMINER,
  forumOf,
  isAnd,
  MODALS,
  orElse,
  skipAdverbs,
  verbAt,
} from './syntax.ts';

/** "secretariat and host to prepare a letter": under an action label whoever stands before "to" does it. */
function namesByPlace(scene: Scene, to: number): readonly string[] {
  const before = scene.words.slice(0, to);
  if (before.length > 8 || before.some((word) => (!word.isWord && !/^[,/&]$/u.test(word.text)) || word.quoted))
    return [];
  if (before.some((word) => MODALS.has(word.low) || BE.has(word.low) || word.low === 'that')) return [];
  return before
    .map((word) => (word.isWord && word.low !== 'and' ? word.text : '/'))
    .join(' ')
    .split('/')
    .map((name) => name.trim().replace(/^(?:the|all) /iu, ''))
    .filter((name) => name !== '');
}

/** "IOM to circulate the draft": under an action label, in lists, or opening a sentence. */
export function bareTask(scene: Scene, state: State, i: number): boolean {
  const { words, setting } = scene;
  if (words[i]?.low !== 'to') return false;
  const at = skipAdverbs(scene, i + 1);
  const verb = verbAt(scene, at);
  // "The Secretariat, with the support of IOM, to develop"
  const opening = words[i - 1]?.text === ',' && state.heads.length === 0 ? groupStartingAt(scene, 0) : null;
  const subject =
    groupEndingAt(scene, i) ?? (opening && opening.to < i ? { from: 0, mentions: opening.mentions } : null);
  if (!subject && state.heads.length === 0 && verb?.lemma === 'be') {
    // "Terms of reference to be circulated by the Secretariat"
    const doer = BE.has(words[i - 1]?.low ?? '') ? [] : agent(scene, at + 2, at + 20);
    if (doer.length === 0) return false;
    const lemma = verbAt(scene, at + 1)?.lemma ?? '';
    const from = startOf(scene, state, 0);
    take(state, { from, verb: at + 1, kind: 'agreement', rule: 'actor-to-do', actors: doer, lemma });
    state.consumed = at + 1;
    return true;
  }
  const placed = subject === null && setting.isAction && setting.isItemStart && state.heads.length === 0;
  if (placed && verb?.moods.has('base')) {
    const names = namesByPlace(scene, i);
    if (names.length === 0) return false;
    take(state, { from: 0, verb: at, kind: 'agreement', rule: 'actor-to-do', actors: names, lemma: verb.lemma });
    state.consumed = Math.max(state.consumed, at);
    return true;
  }
  if (!subject || (!verb?.moods.has('base') && !(setting.isAction && words[at]?.isWord))) return false;
  const opens =
    subject.from === 0 ||
    words[subject.from - 1]?.text === ';' ||
    words[subject.from - 1]?.text === ':' ||
    (state.heads.length > 0 &&
      (isAnd(words[subject.from - 1]?.low) || words[subject.from - 1]?.text === ',') &&
      lastHead(state)?.rule === 'actor-to-do');
  if (!opens && !(subject.from <= 2 && setting.isItemStart)) return false;
  const passive = verb?.lemma === 'be';
  const lemma = verb?.lemma ?? words[at]?.low ?? '';
  take(state, {
    from: startOf(scene, state, subject.from),
    verb: at,
    kind: setting.isPromise ? 'commitment' : 'agreement',
    rule: 'actor-to-do',
    actors: namesOf(subject.mentions),
    lemma,
    object: at + (passive ? 2 : 1),
  });
  state.consumed = Math.max(state.consumed, at);
  return true;
}

/** "and to explore co-financing", "and forward the forms": a further task of the same actor. */
export function coordinated(scene: Scene, state: State, i: number): boolean {
  const { words } = scene;
  const previous = lastHead(state);
  if (
    previous &&
    words[i]?.low === 'that' &&
    isAnd(words[i - 1]?.low) &&
    (previous.rule === 'body-decides' || previous.rule === 'asks-somebody') &&
    i > state.consumed
  ) {
    const sub = clauseAfterThat(scene, i);
    if (sub.lemma === '') return false;
    take(state, {
      from: i,
      verb: sub.verb,
      kind: previous.kind,
      rule: 'coordinated-action',
      actors: sub.names,
      inherits: /^(?:it|they)$/u.test(words[i + 1]?.low ?? ''),
      lemma: sub.lemma,
    });
    state.consumed = sub.verb;
    return true;
  }
  if (
    !previous ||
    previous.kind === 'thanks' ||
    previous.kind === 'note' ||
    !isAnd(words[i - 1]?.low) ||
    i <= state.consumed
  )
    return false;
  let at = i;
  const hasTo = words[i]?.low === 'to';
  if (hasTo) at = i + 1;
  at = skipAdverbs(scene, at);
  const verb = verbAt(scene, at);
  if (!verb?.moods.has('base') || scene.at[at]) return false;
  if (!verb.classes.has('work') && !verb.classes.has('submit')) return false;
  let count = 0;
  for (let k = previous.verb + 1; k < i - 1; k++) if (words[k]?.isWord) count++;
  if (count < (hasTo ? 1 : 2)) return false;
  const rest = words[at + 1];
  if (!hasTo && !(rest && (DETERMINER.has(rest.low) || scene.at[at + 1] || /^\p{Lu}/u.test(rest.text)))) return false;
  const taskLike =
    /^(?:will-do|must-do|actor-to-do|asks-somebody|gives-task|body-decides|undertakes|coordinated-action|infinitive-head)$/u.test(
      previous.rule,
    );
  if (!taskLike) return false;
  // "in order to review and update": the second verb belongs to the purpose.
  if (
    !hasTo &&
    words
      .slice(previous.verb + 1, i - 1)
      .some(
        (word, k) =>
          word.low === 'to' &&
          verbAt(scene, previous.verb + 2 + k)?.moods.has('base') &&
          i - (previous.verb + 2 + k) < 8,
      )
  )
    return false;
  take(state, {
    from: i,
    verb: at,
    kind: previous.kind,
    rule: 'coordinated-action',
    inherits: true,
    lemma: verb.lemma,
  });
  state.consumed = Math.max(state.consumed, at);
  return true;
}

/** ", to be discussed by the Friends of the Presidency". */
export function purposes(scene: Scene, state: State): void {
  const { words } = scene;
  const main = [...state.heads];
  for (let k = 1; k < words.length - 2; k++) {
    const word = words[k];
    if (word?.low !== 'to' || words[k + 1]?.low !== 'be' || word.quoted) continue;
    const owner = main.findLast((head) => head.verb < k);
    if (!owner || owner.verb >= k || owner.subkind === 'umbrella' || owner.kind === 'thanks' || owner.kind === 'note')
      continue;
    if (scene.at[k - 1] || BE.has(words[k - 1]?.low ?? '')) continue;
    const done = skipAdverbs(scene, k + 2);
    const verb = verbAt(scene, done);
    if (!verb && !/ed$/u.test(words[done]?.low ?? '')) continue;
    const doer = agent(scene, done, done + 12);
    const forum = doer.length > 0 ? [] : forumOf(scene, done);
    const names = orElse(doer, forum);
    if (names.length === 0 || names.every((name) => owner.actors.includes(name))) continue;
    take(state, {
      from: words[k - 1]?.low === 'and' ? k - 1 : k,
      verb: done,
      kind: 'agreement',
      subkind: 'evaluate',
      rule: 'purpose-other-actor',
      actors: names,
      lemma: verb?.lemma ?? '',
      follows: true,
    });
  }
}
