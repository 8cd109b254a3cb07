import type { CandidateKind } from '../../types.ts';
import {
  clauseStart,
  createdBody,
  groupEndingAt,
  lastHead,
  namesOf,
  type Scene,
  type State,
  startOf,
  take,
} from '../scene.ts';
import { askHead } from './decisions.ts';
import { saysBefore } from './statements.ts';
import {
  agent,
  BE,
  bareActor,
  firstBoundary,
  forumOf,
  isAnd,
  isBody,
  notified,
  orElse,
  SUBORDINATORS,
  type Subject,
  skipAdverbs,
  subjectOf,
  verbAt,
} from './syntax.ts';

/** "Alder said it would provide access codes". */
function saidWould(scene: Scene, state: State, modal: number, at: number, subject: Subject): boolean {
  const speaker = /^(?:it|they|he|she)$/u.test(scene.words[modal - 1]?.low ?? '')
    ? saysBefore(scene, subject.before + 1)
    : null;
  const verb = verbAt(scene, at);
  if (!speaker || !verb?.moods.has('base') || verb.lemma === 'be') return false;
  const from = startOf(scene, state, speaker.from);
  take(state, { from, verb: at, kind: 'commitment', rule: 'undertakes', actors: speaker.names, lemma: verb.lemma });
  return true;
}

/** First word after ", at its next meeting," or the same word when nothing is put in between. */
function afterAside(scene: Scene, from: number): number {
  if (scene.words[from]?.text !== ',') return from;
  for (let k = from + 1; k < Math.min(scene.words.length, from + 14); k++)
    if (scene.words[k]?.text === ',') return k + 1;
  return from;
}

/** "will", "shall", "is to": somebody acts, or something is done by somebody. */
export function modalHead(scene: Scene, state: State, i: number): boolean {
  const { words, setting } = scene;
  const low = words[i]?.low ?? '';
  const isToBe = BE.has(low) && words[i + 1]?.low === 'to';
  let at = skipAdverbs(scene, afterAside(scene, i + (isToBe ? 2 : 1)));
  if (words[at]?.low === 'need' && words[at + 1]?.low === 'to') at += 2;
  if (words[at]?.low === 'ensure' || words[at]?.low === 'continue') {
    if (!verbAt(scene, at)) return false;
  }
  const subject = subjectOf(scene, i, 0);
  const gate = words[subject.before]?.low ?? '';
  const own = words[i - 1]?.low ?? '';
  if (low === 'would' && gate !== 'that') return saidWould(scene, state, i, at, subject);
  const previous = lastHead(state);
  const passive = words[at]?.low === 'be';
  let lemma = '';
  let isCharge = false;
  if (passive) {
    const done = skipAdverbs(scene, at + 1);
    const rest = words
      .slice(done, done + 2)
      .map((word) => word.low)
      .join(' ');
    isCharge =
      rest === 'responsible for' ||
      words
        .slice(done, done + 3)
        .map((word) => word.low)
        .join(' ') === 'the responsibility of' ||
      rest === 'charged with' ||
      rest === 'in charge';
    const verb = verbAt(scene, done);
    if (
      !isCharge &&
      !(verb && (verb.moods.has('participle') || verb.moods.has('past'))) &&
      !/(?:ed|wn|en)$/u.test(words[done]?.low ?? '')
    )
      return false;
    if (/^(?:able|noted|based|needed|required|aware|expected)$/u.test(words[done]?.low ?? '')) return false;
    // "45,000 households will be targeted" tells a figure.
    if (!verb && agent(scene, done, done + 25).length === 0 && !setting.isOperative) return false;
    if (
      verb &&
      (verb.classes.has('ask') || verb.classes.has('assign')) &&
      subject.names.length > 0 &&
      !isCharge &&
      askHead(scene, state, done, verb)
    )
      return true;
    at = done;
    lemma = verb?.lemma ?? words[done]?.low ?? '';
  } else {
    const verb = verbAt(scene, at);
    if (!verb?.moods.has('base') && !words[at]?.isWord) return false;
    lemma = verb?.lemma ?? words[at]?.low ?? '';
    const isMeeting = lemma === 'take' && words[at + 1]?.low === 'place';
    if (verb?.classes.has('effect') && !verb.classes.has('work')) return false;
    if (!verb && !setting.isOperative && subject.names.length === 0) return false;
    if (verb?.classes.has('effect') && subject.names.length === 0 && !isMeeting && !setting.isOperative) return false;
    if (
      subject.names.length === 0 &&
      !subject.isThey &&
      !subject.isWe &&
      !isMeeting &&
      !isAnd(own) &&
      !/meeting|session|workshop|seminar|conference/u.test(
        words
          .slice(Math.max(0, i - 6), i)
          .map((word) => word.low)
          .join(' '),
      )
    ) {
      if (!setting.isOperative) return false;
    }
  }
  if (gate === 'that' || own === 'that' || own === 'which' || own === 'who') {
    const that = own === 'which' || own === 'who' || own === 'that' ? i - 1 : subject.before;
    if (previous?.rule === 'body-decides' && isAnd(words[that - 1]?.low)) {
      // "agreed that A would … and that B would …"
      const doer =
        passive && !isCharge ? orElse(agent(scene, at, at + 25), notified(scene, at, subject.names)) : subject.names;
      take(state, { from: that, verb: at, kind: 'agreement', rule: 'body-decides', actors: doer, lemma });
      return true;
    }
    const speaker = saysBefore(scene, that);
    if (speaker) {
      const doer = passive && !isCharge ? agent(scene, at, at + 25) : orElse(subject.names, speaker.names);
      take(state, {
        from: startOf(scene, state, state.heads.length === 0 ? speaker.from : that + 1),
        verb: at,
        kind: 'commitment',
        rule: 'undertakes',
        actors: doer,
        lemma,
      });
      return true;
    }
    if (words[that - 1]?.text === ',' && (own === 'which' || own === 'who')) {
      const created = createdBody(scene, previous, that);
      const doer = passive
        ? agent(scene, at, at + 25)
        : orElse(created, namesOf(groupEndingAt(scene, that - 1)?.mentions ?? []));
      if (doer.length === 0) return false;
      take(state, {
        from: that,
        verb: at,
        kind: 'agreement',
        rule: passive ? 'will-be-done' : 'will-do',
        actors: doer,
        lemma,
        follows: true,
      });
      return true;
    }
    return false;
  }
  if (SUBORDINATORS.has(gate) || SUBORDINATORS.has(own)) return false;
  if (subject.names.length === 0 && !subject.isThey && !subject.isWe && isSubordinate(scene, i)) return false;
  const doer = passive && !isCharge ? agent(scene, at, at + 30) : orElse(subject.names, bareActor(scene, i));
  const forum = passive && doer.length === 0 ? forumOf(scene, at) : [];
  const told = passive && doer.length === 0 ? notified(scene, at, subject.names) : [];
  const inherits =
    !passive && doer.length === 0 && (isAnd(own) || subject.isThey) && (previous !== undefined || subject.isThey);
  if (low === 'should' && !setting.isOperative && doer.length === 0 && !inherits && !passive) return false;
  let from = startOf(
    scene,
    state,
    subject.names.length > 0 || subject.isThey ? subject.from : isAnd(own) ? i : firstBoundary(scene, i, previous),
  );
  if (state.heads.length === 0 && subject.names.length === 0)
    from = clauseStart(scene, firstBoundary(scene, i, undefined));
  const isDuty = low === 'shall' || low === 'must' || isToBe || isCharge;
  let kind: CandidateKind = 'agreement';
  if (low === 'should') kind = 'request';
  else if (inherits && previous)
    kind = previous.kind === 'thanks' || previous.kind === 'note' ? 'commitment' : previous.kind;
  else if (!passive && !isDuty && doer.length > 0 && !isBody(subject) && (!setting.isOperative || setting.isPromise))
    kind = 'commitment';
  take(state, {
    from,
    verb: at,
    kind,
    rule: inherits
      ? 'coordinated-action'
      : isDuty || low === 'should'
        ? 'must-do'
        : passive
          ? 'will-be-done'
          : 'will-do',
    actors: orElse(doer, orElse(forum, told)),
    inherits,
    lemma,
  });
  return true;
}

/** "advice was that records should be deleted": what a that-clause says about things decides nothing by itself. */
function isSubordinate(scene: Scene, modal: number): boolean {
  for (let k = modal - 1; k >= Math.max(0, modal - 10); k--) {
    const word = scene.words[k];
    if (!word?.isWord) return false;
    if (/^(?:that|which|who|if|whether|how|what|when|where)$/u.test(word.low)) return true;
  }
  return false;
}
