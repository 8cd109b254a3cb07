import { type Scene, type State, startOf, take } from '../scene.ts';
import { askHead } from './decisions.ts';
import { available, expected, undertakeHead } from './statements.ts';
import { infinitiveAt, subjectOf } from './syntax.ts';

/** "se hizo un llamado a los países a respetar". */
function appeal(scene: Scene, state: State, i: number): boolean {
  const isCall = /^llama(?:do|miento)$/u.test(scene.words[i + 2]?.low ?? '') && scene.words[i + 1]?.low === 'un';
  if (!isCall || !/^(?:hizo|hace|hacen|hicieron)$/u.test(scene.words[i]?.low ?? '')) return false;
  return askHead(scene, state, i + 1, { lemma: 'llamar', moods: new Set(['past']), classes: new Set(['ask']) });
}

/** "quedó comprometida a circular". */
function leftCommitted(scene: Scene, state: State, i: number): boolean {
  if (!/^comprometid[oa]s?$/u.test(scene.words[i]?.low ?? '')) return false;
  if (!/^(?:queda|quedan|quedó|quedaron|está|están)$/u.test(scene.words[i - 1]?.low ?? '')) return false;
  const subject = subjectOf(scene, i - 1, 0);
  const task = infinitiveAt(scene, i + 2, false);
  if (!task || subject.names.length === 0) return false;
  const from = startOf(scene, state, subject.from);
  take(state, { from, verb: i + 2, kind: 'commitment', rule: 'undertakes', actors: subject.names, lemma: task.lemma });
  state.consumed = i + 2;
  return true;
}

/** "Queda pendiente definir la fecha". */
function leftPending(scene: Scene, state: State, i: number): boolean {
  if (!/^quedan?$/u.test(scene.words[i]?.low ?? '') || !/^pendientes?$/u.test(scene.words[i + 1]?.low ?? ''))
    return false;
  const at = [2, 3].map((d) => i + d).find((k) => infinitiveAt(scene, k, true));
  if (at === undefined) return false;
  const lemma = infinitiveAt(scene, at, true)?.lemma ?? '';
  take(state, { from: startOf(scene, state, i), verb: at, kind: 'agreement', rule: 'body-decides', lemma });
  state.consumed = at;
  return true;
}

/** "comprometiéndose a traducirlo": the gerund of a promise with its pronoun. */
function promisingGerund(scene: Scene, state: State, i: number): boolean {
  if (!/^(?:comprometiéndose|ofreciéndose|obligándose)$/u.test(scene.words[i]?.low ?? '')) return false;
  const verb = { lemma: 'comprometer', moods: new Set(['gerund'] as const), classes: new Set(['undertake'] as const) };
  return undertakeHead(scene, state, i, verb);
}

/** Fixed phrases, tried before single verbs. */
export function phraseHead(scene: Scene, state: State, i: number): boolean {
  return (
    expected(scene, state, i) ||
    promisingGerund(scene, state, i) ||
    available(scene, state, i) ||
    appeal(scene, state, i) ||
    leftCommitted(scene, state, i) ||
    leftPending(scene, state, i)
  );
}
