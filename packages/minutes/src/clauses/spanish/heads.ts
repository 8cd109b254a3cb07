import type { Verb } from '../../lexicon/verbs.ts';
import { type Head, lastHead, type Scene, type State, startOf, take } from '../scene.ts';
import { askHead, assignHead, decideHead } from './decisions.ts';
import { coordinated, objects, purposes } from './further.ts';
import { futureHead } from './futures.ts';
import { infinitiveHead, openingHead } from './openings.ts';
import { phraseHead } from './phrases.ts';
import { loneGerund, reports, sayHead, thankHead, undertakeHead } from './statements.ts';
import { infinitiveAt, isConjunction } from './syntax.ts';

/** After a semicolon, a colon or "a)" of a list inside the sentence. */
function opensListItem(scene: Scene, i: number): boolean {
  const before = scene.words[i - 1];
  if (before?.text === ';' || before?.text === ':') return true;
  return before?.text === ')' && scene.words[i - 2]?.isWord === true;
}

/** "Agradecer a la OIM … e instar a los países": a further verb of the body. */
function furtherVerbOfBody(scene: Scene, state: State, i: number, { classes, moods }: Verb): boolean {
  if (!isConjunction(scene.words[i - 1]?.low) || !moods.has('infinitive')) return false;
  if (!classes.has('ask') && !classes.has('assign') && !classes.has('thank') && !classes.has('decide')) return false;
  if (classes.has('decide') && lastHead(state)?.kind !== 'thanks' && lastHead(state)?.kind !== 'note') return false;
  const rule = lastHead(state)?.rule ?? '';
  return /^(?:thanks|infinitive-head|asks-somebody|body-decides|takes-note)$/u.test(rule);
}

/** "promoveremos": the first person of declarations. */
function ourFuture(scene: Scene, state: State, i: number, { classes, moods, lemma }: Verb): boolean {
  const isTask = classes.has('work') || classes.has('submit') || classes.has('pro');
  if (!moods.has('we') || !isTask || !/remos$/u.test(scene.words[i]?.low ?? '')) return false;
  if (scene.words[i - 1]?.low === 'que') return false;
  take(state, { from: startOf(scene, state, i), verb: i, kind: 'commitment', rule: 'will-do', lemma });
  return true;
}

/** What a verb says by its class and mood. The order matters: "ofreció" undertakes before it tells. */
function verbHead(scene: Scene, state: State, i: number, verb: Verb): void {
  const { classes, moods } = verb;
  const isSpoken = moods.has('past') || moods.has('present') || moods.has('future') || moods.has('we');
  const isOnlyFuture = moods.has('future') && moods.size === 1;
  const found =
    (classes.has('undertake') && (isSpoken || moods.has('gerund')) && undertakeHead(scene, state, i, verb)) ||
    (classes.has('decide') && isSpoken && !isOnlyFuture && decideHead(scene, state, i, verb)) ||
    (classes.has('assign') && assignHead(scene, state, i, verb)) ||
    (classes.has('ask') && isSpoken && askHead(scene, state, i, verb)) ||
    (classes.has('thank') && isSpoken && thankHead(scene, state, i, verb)) ||
    (classes.has('say') && isSpoken && sayHead(scene, state, i, verb)) ||
    (moods.has('future') && futureHead(scene, state, i, verb)) ||
    ourFuture(scene, state, i, verb);
  if (!found) reports(scene, state, i, verb);
}

function headAt(scene: Scene, state: State, i: number): void {
  const word = scene.words[i];
  if (!word?.isWord || word.quoted || word.aside || i <= state.consumed) return;
  if (scene.at[i]) {
    if (word.low === 'al') coordinated(scene, state, i);
    return;
  }
  const listed = state.heads.length > 0 && opensListItem(scene, i) ? infinitiveAt(scene, i, true) : null;
  if (listed) {
    infinitiveHead(scene, state, i, listed);
    return;
  }
  if (phraseHead(scene, state, i)) return;
  if ((word.low === 'que' || word.low === 'a') && coordinated(scene, state, i)) return;
  const verb = scene.verbs.find(word.low);
  if (!verb) return;
  if (furtherVerbOfBody(scene, state, i, verb)) infinitiveHead(scene, state, i, verb);
  else if (coordinated(scene, state, i) || (verb.moods.has('infinitive') && !verb.moods.has('present'))) return;
  else verbHead(scene, state, i, verb);
}

/** Heads of a Spanish sentence, in order. One pass from left to right; each verb is looked at once. */
export function spanishHeads(scene: Scene): readonly Head[] {
  const state: State = { heads: [], consumed: -1 };
  const open = Math.max(
    0,
    scene.words.findIndex((word) => word.isWord),
  );
  openingHead(scene, state, open);
  for (let i = open; i < scene.words.length; i++) headAt(scene, state, i);
  loneGerund(scene, state);
  objects(scene, state);
  purposes(scene, state);
  return state.heads.sort((a, b) => a.from - b.from || a.verb - b.verb);
}
