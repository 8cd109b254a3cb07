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

/** "Queda pendiente definir la fecha", "la revisión queda para la próxima sesión", "se deja para la siguiente el tema". */
function leftPending(scene: Scene, state: State, i: number): boolean {
  const { words } = scene;
  const isLeft = /^(?:quedan?|quedó|quedaron|quedará|quedarán)$/u.test(words[i]?.low ?? '');
  const isPut = words[i - 1]?.low === 'se' && /^(?:dejan?|dejó|dejaron|pasan?|pasó|trasladan?|trasladó)$/u.test(words[i]?.low ?? '');
  if (!isLeft && !isPut) return false;
  const isPending = /^(?:pendientes?|aplazad[oa]s?|pospuest[oa]s?)$/u.test(words[i + 1]?.low ?? '');
  const task = isPending ? [2, 3].map((d) => i + d).find((k) => infinitiveAt(scene, k, true)) : undefined;
  if (task !== undefined) {
    const lemma = infinitiveAt(scene, task, true)?.lemma ?? '';
    take(state, { from: startOf(scene, state, i), verb: task, kind: 'agreement', rule: 'body-decides', lemma });
    state.consumed = task;
    return true;
  }
  const start = words[i]?.start ?? 0;
  const next = isPending ? i + 2 : i + 1;
  const until = scene.deadlines.find((one) => one.start > start && one.rule.type !== 'vague' && one.rule.type !== 'condition');
  if (!until || (!isPending && words[next]?.low !== 'para' && words[next]?.low !== 'a')) return false;
  let from = isPut ? i - 1 : i;
  while (from > 0 && !/[,;:]/u.test(words[from - 1]?.text ?? '') && !scene.verbs.find(words[from - 1]?.low ?? '')?.moods.has('future'))
    from--;
  if (words.slice(from, i).some((word) => word.low === 'que')) return false;
  const named = words.findIndex((word) => word.start >= until.end);
  const object = from < (isPut ? i - 1 : i) || named === -1 ? from : named;
  take(state, { from: startOf(scene, state, from), verb: i, kind: 'agreement', rule: 'body-decides', lemma: 'tratar', object });
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
