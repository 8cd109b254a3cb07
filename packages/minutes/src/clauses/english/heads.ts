import type { Verb } from '../../lexicon/verbs.ts';
import { groupStartingAt, type Head, namesOf, type Scene, type State, startOf, take } from '../scene.ts';
import { askHead, decideHead } from './decisions.ts';
import { bareTask, coordinated, purposes } from './further.ts';
import { modalHead } from './futures.ts';
import { sayHead, thankHead, undertakeHead } from './statements.ts';
import { BE, clauseAfterThat, MODALS, stopOf, verbAt } from './syntax.ts';

/** Heads of an English sentence, in order. */
export function englishHeads(scene: Scene): readonly Head[] {
  const { words, setting } = scene;
  const state: State = { heads: [], consumed: -1 };
  let open = 0;
  while (open < words.length && !words[open]?.isWord) open++;
  // "IOM: prepare the draft"
  const owner = setting.isItemStart ? groupStartingAt(scene, open) : null;
  const isDivided = owner !== null && (setting.isAction ? /^[:–—-]$/u : /^:$/u).test(words[owner.to]?.text ?? '');
  const task = owner && isDivided ? verbAt(scene, owner.to + 1) : undefined;
  if (owner && task?.moods.has('base') && (setting.isAction || scene.words.length > owner.to + 4)) {
    take(state, {
      from: open,
      verb: owner.to + 1,
      kind: setting.isPromise ? 'commitment' : 'agreement',
      rule: 'actor-to-do',
      actors: namesOf(owner.mentions),
      lemma: task.lemma,
      object: owner.to + 2,
    });
    state.consumed = owner.to + 1;
  }
  if (words[open]?.low === 'next' && words[open + 2]?.text === ':' && scene.deadlines.length > 0) {
    take(state, { from: open, verb: open + 2, kind: 'agreement', rule: 'body-decides', lemma: 'hold', object: open });
    state.consumed = words.length;
  }
  // "To urge the member states to", "That the Council shall": the lists of resolutions.
  if (setting.isItemStart && setting.isOperative && words[open]?.low === 'that') {
    const sub = clauseAfterThat(scene, open);
    if (sub.lemma !== '') {
      const kind = MODALS.has(words[sub.verb - 1]?.low ?? '') || sub.verb > open + 6 ? 'agreement' : 'request';
      take(state, { from: open, verb: sub.verb, kind, rule: 'that-actor-does', actors: sub.names, lemma: sub.lemma });
      state.consumed = sub.verb;
    }
  }
  if (setting.isItemStart && words[open]?.low === 'to' && verbAt(scene, open + 1)?.moods.has('base')) open++;
  const first = verbAt(scene, open);
  if (first && setting.isItemStart && first.moods.has('base') && !scene.at[open]) imperative(scene, state, open, first);
  for (let i = open; i < words.length; i++) {
    const word = words[i];
    if (!word?.isWord || word.quoted || word.aside || i <= state.consumed) continue;
    if (coordinated(scene, state, i)) continue;
    if (bareTask(scene, state, i)) continue;
    if (scene.at[i]) continue;
    if (MODALS.has(word.low) || (BE.has(word.low) && words[i + 1]?.low === 'to')) {
      modalHead(scene, state, i);
      continue;
    }
    if (/^scheduled$/u.test(word.low) && BE.has(words[i - 1]?.low ?? '')) {
      take(state, { from: startOf(scene, state, 0), verb: i, kind: 'agreement', rule: 'will-be-done', lemma: 'hold' });
      continue;
    }
    const verb = scene.verbs.find(word.low);
    if (!verb) continue;
    const { classes, moods } = verb;
    if (i === open && moods.has('base') && state.heads.length > 0) continue;
    if (!(moods.has('past') || moods.has('third') || moods.has('participle') || moods.has('base'))) continue;
    if (classes.has('undertake') && undertakeHead(scene, state, i, verb)) continue;
    if (classes.has('thank') && thankHead(scene, state, i, verb)) continue;
    if (words[i + 2]?.low === 'gratitude' && thankHead(scene, state, i, verb)) continue;
    if ((classes.has('ask') || classes.has('assign')) && askHead(scene, state, i, verb)) continue;
    if (
      (classes.has('decide') || (verb.lemma === 'set' && words[i + 1]?.low === 'up')) &&
      (moods.has('past') ||
        moods.has('third') ||
        (moods.has('base') && /agree|decide|resolve|approve|adopt|endorse/u.test(verb.lemma))) &&
      decideHead(scene, state, i, verb)
    )
      continue;
    if (classes.has('say')) sayHead(scene, state, i, verb);
  }
  purposes(scene, state);
  return state.heads.sort((a, b) => a.from - b.from || a.verb - b.verb);
}

/** Nouns that look like verbs at the head of a point: "Review of the matrices", "Report on", "Update". */
const NOUN_AFTER = /^(?:of|on|from|and|by|:|-|–)$/u;

function imperative(scene: Scene, state: State, i: number, verb: Verb): void {
  const { words, setting } = scene;
  const next = words[i + 1];
  if (
    !next ||
    (NOUN_AFTER.test(next.low) && !/^(?:on|by|and)$/u.test(next.low)) ||
    (next.low === 'on' && /report|update|work/u.test(verb.lemma) && !setting.isOperative) ||
    !next.isWord
  )
    return;
  if (
    !setting.isOperative &&
    !setting.isAction &&
    words.at(-1)?.text !== '.' &&
    words.at(-1)?.text !== ';' &&
    words.length < 7
  )
    return;
  state.consumed = i;
  const base = {
    from: i,
    verb: i,
    actors: setting.listOf?.actors ?? [],
    inherits: false,
    lemma: verb.lemma,
    object: i + 1,
  };
  if (verb.classes.has('thank')) take(state, { ...base, kind: 'thanks', subkind: 'thanks', rule: 'thanks' });
  else if (verb.lemma === 'note' || (verb.lemma === 'take' && next.low === 'note') || verb.lemma === 'welcome') {
    take(state, { ...base, kind: 'note', subkind: 'fact', rule: 'takes-note' });
    state.consumed = stopOf(scene, i);
  } else if ((verb.classes.has('ask') || verb.classes.has('assign')) && askHead(scene, state, i, verb)) return;
  else
    take(state, {
      ...base,
      kind: setting.listOf?.kind ?? 'agreement',
      subkind: 'action',
      rule: setting.listOf?.kind === 'request' ? 'asks-somebody' : 'infinitive-head',
    });
}
