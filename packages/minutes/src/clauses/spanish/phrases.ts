import { groupStartingAt, namesOf, type Scene, type State, startOf, take } from '../scene.ts';
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
  const isPut =
    words[i - 1]?.low === 'se' &&
    /^(?:dejan?|dejó|dejaron|pasan?|pasó|trasladan?|trasladó)$/u.test(words[i]?.low ?? '');
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
  const until = scene.deadlines.find(
    (one) => one.start > start && one.rule.type !== 'vague' && one.rule.type !== 'condition',
  );
  if (!until || (!isPending && words[next]?.low !== 'para' && words[next]?.low !== 'a')) return false;
  let from = isPut ? i - 1 : i;
  while (
    from > 0 &&
    !/[,;:]/u.test(words[from - 1]?.text ?? '') &&
    !scene.verbs.find(words[from - 1]?.low ?? '')?.moods.has('future')
  )
    from--;
  if (words.slice(from, i).some((word) => word.low === 'que')) return false;
  const named = words.findIndex((word) => word.start >= until.end);
  const object = from < (isPut ? i - 1 : i) || named === -1 ? from : named;
  take(state, {
    from: startOf(scene, state, from),
    verb: i,
    kind: 'agreement',
    rule: 'body-decides',
    lemma: 'tratar',
    object,
  });
  return true;
}

/** "comprometiéndose a traducirlo": the gerund of a promise with its pronoun. */
function promisingGerund(scene: Scene, state: State, i: number): boolean {
  if (!/^(?:comprometiéndose|ofreciéndose|obligándose)$/u.test(scene.words[i]?.low ?? '')) return false;
  const verb = { lemma: 'comprometer', moods: new Set(['gerund'] as const), classes: new Set(['undertake'] as const) };
  return undertakeHead(scene, state, i, verb);
}

/** "Corresponderá a la Tesorería presentar", "es responsabilidad de cada país actualizar", "se da un plazo a … para". */
function fallsTo(scene: Scene, state: State, i: number): boolean {
  const { words } = scene;
  const low = words[i]?.low ?? '';
  const next = words[i + 1]?.low ?? '';
  const isDuty =
    /^correspond(?:e|en|erá|erán)$/u.test(low) ||
    (/^(?:es|será)$/u.test(low) && /^(?:responsabilidad|obligación|tarea|deber)$/u.test(next)) ||
    (/^(?:da|dio|otorga|otorgó|concede|concedió|fija|fijó)$/u.test(low) &&
      words[i - 1]?.low === 'se' &&
      /^(?:un|el)$/u.test(next));
  if (!isDuty || words[i - 1]?.low === 'que') return false;
  for (let k = i + 1; k < Math.min(words.length, i + 14); k++) {
    if (!/^(?:a|al|de|del)$/u.test(words[k]?.low ?? '')) continue;
    const group = groupStartingAt(scene, k) ?? groupStartingAt(scene, k + 1);
    const task = group ? [group.to, group.to + 1].find((at) => infinitiveAt(scene, at, false)) : undefined;
    if (!group || task === undefined) continue;
    const from = startOf(scene, state, words[i - 1]?.low === 'se' ? i - 1 : i);
    const lemma = infinitiveAt(scene, task, false)?.lemma ?? '';
    take(state, { from, verb: task, kind: 'agreement', rule: 'gives-task', actors: namesOf(group.mentions), lemma });
    state.consumed = task;
    return true;
  }
  return false;
}

/** "La Secretaría quedó en circular el acta". */
function leftTo(scene: Scene, state: State, i: number): boolean {
  if (!/^(?:quedan?|quedó|quedaron)$/u.test(scene.words[i]?.low ?? '') || scene.words[i + 1]?.low !== 'en')
    return false;
  const task = infinitiveAt(scene, i + 2, true);
  const subject = subjectOf(scene, i, 0);
  if (!task || subject.names.length === 0) return false;
  const from = startOf(scene, state, subject.from);
  take(state, { from, verb: i + 2, kind: 'commitment', rule: 'undertakes', actors: subject.names, lemma: task.lemma });
  state.consumed = i + 2;
  return true;
}

/** "Se conforma un grupo de trabajo": decided by being said; of other work only in a list of decisions. */
function setNow(scene: Scene, state: State, i: number): boolean {
  if (scene.words[i - 1]?.low !== 'se') return false;
  const verb = scene.verbs.find(scene.words[i]?.low ?? '');
  if (!verb?.moods.has('present') || !verb.classes.has('work')) return false;
  if (scene.words.slice(0, i - 1).some((word) => word.isWord)) return false;
  if (
    !/^(?:crear|conformar|integrar|constituir|instalar|formar|convocar)$/u.test(verb.lemma) &&
    !scene.setting.isOperative
  )
    return false;
  if (verb.classes.has('ask') || verb.classes.has('assign') || verb.classes.has('decide') || verb.classes.has('say'))
    return false;
  take(state, { from: i - 1, verb: i, kind: 'agreement', rule: 'body-decides', lemma: verb.lemma });
  state.consumed = i;
  return true;
}

/** "Los Estados Parte deberían comunicar": asked, in a list of decisions; elsewhere an opinion. */
function should(scene: Scene, state: State, i: number): boolean {
  const isAsked = scene.setting.isOperative || scene.setting.isAction;
  if (!/^(?:deberían?|debieran?)$/u.test(scene.words[i]?.low ?? '') || !isAsked) return false;
  const subject = subjectOf(scene, i, 0);
  const task = infinitiveAt(scene, i + 1, false);
  if (!task || subject.names.length === 0 || scene.words[subject.before]?.low === 'que') return false;
  const from = startOf(scene, state, subject.from);
  take(state, { from, verb: i + 1, kind: 'request', rule: 'must-do', actors: subject.names, lemma: task.lemma });
  state.consumed = i + 1;
  return true;
}

/** Fixed phrases, tried before single verbs. */
export function phraseHead(scene: Scene, state: State, i: number): boolean {
  return (
    expected(scene, state, i) ||
    promisingGerund(scene, state, i) ||
    available(scene, state, i) ||
    appeal(scene, state, i) ||
    leftCommitted(scene, state, i) ||
    leftPending(scene, state, i) ||
    fallsTo(scene, state, i) ||
    leftTo(scene, state, i) ||
    should(scene, state, i) ||
    setNow(scene, state, i)
  );
}
