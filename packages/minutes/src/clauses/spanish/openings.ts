import type { Verb } from '../../lexicon/verbs.ts';
import { groupStartingAt, namesOf, type Scene, type State, take } from '../scene.ts';
import { askHead } from './decisions.ts';
import { addressees, agent, consumeInfinitive, infinitiveAt, subjunctiveAt } from './syntax.ts';

/** "Que la ST analice …", "que se elabore un protocolo": a list of what is asked. */
function askedInList(scene: Scene, state: State, open: number): boolean {
  if (scene.words[open]?.low !== 'que') return false;
  const group = groupStartingAt(scene, open + 1);
  const at = group ? group.to : scene.words[open + 1]?.low === 'se' ? open + 2 : -1;
  const verb = at === -1 ? null : subjunctiveAt(scene, at);
  if (!verb) return false;
  const actors = group ? namesOf(group.mentions) : agent(scene, at + 1, scene.words.length);
  take(state, { from: open, verb: at, kind: 'request', rule: 'that-actor-does', actors, lemma: verb.lemma });
  state.consumed = at;
  return true;
}

/** "México: enviar la lista". */
function taskOfActor(scene: Scene, state: State, open: number): boolean {
  const owner = groupStartingAt(scene, open);
  const task = owner && scene.words[owner.to]?.text === ':' ? infinitiveAt(scene, owner.to + 1, true) : null;
  if (!owner || !task) return false;
  const kind = scene.setting.isPromise ? 'commitment' : 'agreement';
  const actors = namesOf(owner.mentions);
  take(state, { from: open, verb: owner.to + 1, kind, rule: 'actor-to-do', actors, lemma: task.lemma });
  state.consumed = owner.to + 1;
  return true;
}

/** "Próxima reunión: 5 de noviembre de 2021." */
function nextMeeting(scene: Scene, state: State, open: number): boolean {
  const isNext = /^(?:próxim[oa]|siguiente)$/u.test(scene.words[open]?.low ?? '');
  if (!isNext || scene.words[open + 2]?.text !== ':' || scene.deadlines.length === 0) return false;
  take(state, { from: open, verb: open + 2, kind: 'agreement', rule: 'body-decides', lemma: 'celebrar', object: open });
  state.consumed = scene.words.length;
  return true;
}

/** What a point says with its first words. */
export function openingHead(scene: Scene, state: State, open: number): void {
  if (scene.setting.isItemStart && (askedInList(scene, state, open) || taskOfActor(scene, state, open))) return;
  if (nextMeeting(scene, state, open)) return;
  const verb = infinitiveAt(scene, open, false);
  if (verb) infinitiveHead(scene, state, open, verb);
  else if (scene.setting.isItemStart) afterPurpose(scene, state, open);
}

/** "Con el propósito de reflejar los avances, recomendar que …": the verb of the point stands after its purpose. */
function afterPurpose(scene: Scene, state: State, open: number): void {
  const opening = scene.words
    .slice(open, open + 3)
    .map((word) => word.low)
    .join(' ');
  if (
    !/^(?:con (?:el (?:propósito|fin|objeto|objetivo|ánimo)|la finalidad|miras)|a (?:fin|efectos) de|en aras de|para )/u.test(
      opening,
    )
  )
    return;
  for (let k = open + 3; k < Math.min(scene.words.length, open + 40); k++) {
    const isBoundary = scene.words[k - 1]?.text === ',' || scene.words[k - 1]?.text === ';';
    const verb = isBoundary ? infinitiveAt(scene, k, true) : null;
    if (!verb) continue;
    infinitiveHead(scene, state, k, verb);
    return;
  }
}

/** A point that begins with its verb. */
export function infinitiveHead(scene: Scene, state: State, i: number, verb: Verb): void {
  const next = scene.words[i + 1]?.low ?? '';
  const third = scene.words[i + 2]?.low ?? '';
  const fourth = scene.words[i + 3]?.low ?? '';
  state.consumed = Math.max(state.consumed, i);
  const base = { from: i, verb: i, actors: [] as readonly string[], inherits: false, lemma: verb.lemma, object: i + 1 };
  // "Reconocer al laboratorio como laboratorio de referencia": a designation, no thanks.
  const isDesignation =
    verb.lemma === 'reconocer' && scene.words.slice(i + 2, i + 9).some((word) => word.low === 'como' && !word.quoted);
  if (
    (verb.classes.has('thank') && !isDesignation) ||
    /^(?:agradecimiento|gratitud|reconocimiento|aprecio|felicitación|beneplácito)$/u.test(
      [next, third, fourth].find((one) =>
        /^(?:agradecimiento|gratitud|reconocimiento|aprecio|felicitación|beneplácito)$/u.test(one),
      ) ?? '',
    )
  ) {
    take(state, { ...base, kind: 'thanks', subkind: 'thanks', rule: 'thanks' });
    return;
  }
  if (
    (verb.lemma === 'tomar' && /^(?:nota|conocimiento)$/u.test(next)) ||
    (verb.lemma === 'dar' && next === 'por') ||
    (verb.lemma === 'dejar' && next === 'constancia') ||
    (verb.classes.has('say') && !verb.classes.has('work') && verb.lemma !== 'considerar')
  ) {
    take(state, { ...base, kind: 'note', subkind: 'fact', rule: 'takes-note' });
    return;
  }
  if (verb.lemma === 'hacer' && third === 'llamado') {
    askHead(scene, state, i + 2, { ...verb, moods: new Set(['infinitive']) });
    return;
  }
  if (
    verb.classes.has('ask') &&
    verb.lemma !== 'proponer' &&
    askHead(scene, state, i, { ...verb, moods: new Set(['infinitive']) })
  )
    return;
  if (verb.classes.has('assign')) {
    const to = addressees(scene, i);
    if (to) {
      take(state, {
        ...base,
        kind: 'agreement',
        subkind: 'assignment',
        rule: 'gives-task',
        actors: to.names,
        object: to.end,
      });
      consumeInfinitive(scene, state, to.end);
      return;
    }
  }
  const { listOf } = scene.setting;
  if (listOf) {
    take(state, {
      ...base,
      kind: listOf.kind,
      subkind: 'action',
      rule: listOf.kind === 'request' ? 'asks-somebody' : 'undertakes',
      actors: listOf.actors,
    });
    return;
  }
  take(state, {
    ...base,
    kind: 'agreement',
    subkind: scene.setting.opensList && i === 0 && scene.words.length < 14 ? 'umbrella' : 'action',
    rule: 'infinitive-head',
  });
}
