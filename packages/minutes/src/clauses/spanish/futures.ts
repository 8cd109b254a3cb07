import type { Verb } from '../../lexicon/verbs.ts';
import type { CandidateKind } from '../../types.ts';
import {
  clauseStart,
  createdBody,
  groupEndingAt,
  groupStartingAt,
  type Head,
  lastHead,
  namesOf,
  type Scene,
  type State,
  startOf,
  take,
} from '../scene.ts';
import {
  agent,
  antecedent,
  forumOf,
  hasOwnObject,
  infinitiveAt,
  isConjunction,
  isParticiple,
  leadingActor,
  SUBORDINATORS,
  saysBefore,
  subjectOf,
} from './syntax.ts';

/** "será", "estará", "quedará" that hide a task: passive, charge, responsibility. */
function stateOfTask(scene: Scene, i: number, verb: Verb): 'passive' | 'charge' | null {
  const next = scene.words[i + 1]?.low ?? '';
  const rest = scene.words
    .slice(i + 1, i + 4)
    .map((word) => word.low)
    .join(' ');
  if (
    /^(?:a cargo|bajo la responsabilidad|responsabilidad|responsable|responsables|el responsable|la responsable)/u.test(
      rest,
    )
  )
    return 'charge';
  if (verb.lemma === 'ser' && (isParticiple(scene, i + 1) || (/mente$/u.test(next) && isParticiple(scene, i + 2))))
    return 'passive';
  return null;
}

/** "tendrá a su cargo", "tendrán hasta el 30 de noviembre para hacerlo". */
function isOwnCharge(scene: Scene, i: number): boolean {
  const next = scene.words.slice(i + 1, i + 4).map((word) => word.low);
  if (next.join(' ') === 'a su cargo') return true;
  return (
    /^(?:hasta|plazo|un)$/u.test(next[0] ?? '') && scene.words.slice(i, i + 14).some((word) => word.low === 'para')
  );
}

/** First word after ", a más tardar el 30 de junio," or the same word when nothing is put in between. */
function afterAside(scene: Scene, from: number): number {
  if (scene.words[from]?.text !== ',') return from;
  for (let k = from + 1; k < Math.min(scene.words.length, from + 14); k++)
    if (scene.words[k]?.text === ',') return k + 1;
  return from;
}

/** A verb in the future: somebody will do, something will be done, somebody must. */
export function futureHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const words = scene.words;
  const subject = subjectOf(scene, i, 0);
  const clitic = words[i - 1]?.low === 'se' || (words[i - 2]?.low === 'se' && /^les?$/u.test(words[i - 1]?.low ?? ''));
  const gate = words[subject.before]?.low;
  const previous = lastHead(state);
  const task =
    verb.lemma === 'ser' || verb.lemma === 'estar' || verb.lemma === 'quedar' ? stateOfTask(scene, i, verb) : null;
  let at = i;
  let lemma = verb.lemma;
  let rule: Head['rule'] = 'will-do';
  // "La Secretaría se pondrá en contacto": an actor before "se" acts itself.
  let passive = clitic && (subject.names.length === 0 || agent(scene, i + 1, i + 25).length > 0);
  if (
    verb.lemma === 'deber' ||
    (verb.lemma === 'tener' && words[i + 1]?.low === 'que') ||
    (verb.lemma === 'haber' && words[i + 1]?.low === 'de')
  ) {
    const aside = afterAside(scene, i + 1);
    const infinitive = [i + 1, i + 2, aside].find((k) => infinitiveAt(scene, k, false));
    if (infinitive === undefined) return false;
    rule = 'must-do';
    at = infinitive;
    lemma = infinitiveAt(scene, infinitive, false)?.lemma ?? '';
    if (lemma === 'ser' || lemma === 'estar') {
      if (!isParticiple(scene, infinitive + 1)) return false;
      passive = true;
      lemma = scene.verbs.find(words[infinitive + 1]?.low ?? '')?.lemma ?? 'hacer';
      at = infinitive + 1;
    }
    state.consumed = Math.max(state.consumed, at);
  } else if (verb.lemma === 'encargar' && clitic && words[i + 1]?.low === 'de' && infinitiveAt(scene, i + 2, false)) {
    passive = false;
    at = i + 2;
    lemma = infinitiveAt(scene, at, false)?.lemma ?? '';
    state.consumed = Math.max(state.consumed, at);
  } else if (verb.lemma === 'tener' && isOwnCharge(scene, i)) {
    rule = 'must-do';
  } else if (verb.lemma === 'tener' && words[i + 1]?.low === 'lugar') {
    lemma = 'celebrar';
    passive = true;
    at = i + 1;
  } else if (task === 'passive') {
    passive = true;
    rule = 'will-be-done';
    at = isParticiple(scene, i + 1) ? i + 1 : i + 2;
    lemma = scene.verbs.find(words[at]?.low ?? '')?.lemma ?? words[at]?.low ?? '';
  } else if (task === 'charge') {
    rule = 'gives-task';
    passive = subject.names.length === 0 || words[i + 1]?.low === 'a' || words[i + 1]?.low === 'responsabilidad';
  } else if (verb.classes.has('effect') && !verb.classes.has('work')) {
    return false;
  }
  let from = subject.from;
  let isRelative = false;
  if (
    gate !== undefined &&
    (gate === 'que' ||
      gate === 'cuyo' ||
      gate === 'cuya' ||
      gate === 'quien' ||
      gate === 'quienes' ||
      gate === 'cual' ||
      gate === 'cuales' ||
      words[subject.before - 1]?.low === 'cuya' ||
      words[subject.before - 1]?.low === 'cuyo')
  ) {
    const que =
      gate === 'cual' ||
      gate === 'cuales' ||
      words[subject.before - 1]?.low === 'cuya' ||
      words[subject.before - 1]?.low === 'cuyo'
        ? subject.before - 1
        : subject.before;
    const afterComma = words[que - 1]?.text === ',';
    if (saysBefore(scene, que)) {
      // "señaló que deberá consultarlo": an opinion.
      if (rule === 'must-do') return false;
      // "informó que su país enviará": the country of who speaks.
      const isOwn = /^(?:país|gobierno|delegación|institución)$/iu.test(subject.names[0] ?? '');
      const speaker = subject.names.length > 0 && !isOwn ? subject.names : leadingActor(scene);
      take(state, {
        from: startOf(scene, state, state.heads.length === 0 ? 0 : que + 1),
        verb: at,
        kind: 'commitment',
        rule: 'undertakes',
        actors: passive ? agent(scene, at + 1, at + 25) : speaker,
        lemma,
      });
      return true;
    }
    const doer = passive ? agent(scene, at + 1, Math.min(words.length, at + 25)) : [];
    const antecedentActor = afterComma ? groupEndingAt(scene, que - 1) : null;
    if (passive && doer.length > 0) {
      isRelative = true;
      from = afterComma ? que : antecedent(scene, que, (previous?.verb ?? -1) + 1);
      take(state, { from, verb: at, kind: 'agreement', rule: 'will-be-done', actors: doer, lemma, follows: true });
      return true;
    }
    const created = afterComma ? createdBody(scene, previous, que) : [];
    if (!passive && (antecedentActor || created.length > 0) && subject.names.length === 0) {
      const actors = created.length > 0 ? created : namesOf(antecedentActor?.mentions ?? []);
      const kind = created.length > 0 ? 'agreement' : 'commitment';
      take(state, { from: que, verb: at, kind, rule, actors, lemma });
      return true;
    }
    if (!isRelative && afterComma && subject.names.length > 0 && (gate === 'cuya' || gate === 'cuyo')) return false;
    return false;
  }
  if (gate !== undefined && SUBORDINATORS.has(gate) && subject.before >= 0 && !scene.at[subject.before]) return false;
  // "consultó si la plantilla deberá incluir", "señaló que la información estará lista"
  if (subject.names.length === 0) {
    const opener = subordinatorBefore(scene, subject.from);
    if (opener !== -1 && !(passive && saysBefore(scene, opener) && agent(scene, at + 1, at + 25).length > 0))
      return false;
  }
  if (isConjunction(gate) && previous && !hasOwnObject(scene, previous, subject.before) && subject.names.length === 0)
    return false;
  const stop = nextFuture(scene, at + 1, Math.min(words.length, at + 40));
  // "Lo realizará México."
  const after = !passive && subject.names.length === 0 ? groupStartingAt(scene, at + 1) : null;
  const doer = passive
    ? agent(scene, at + 1, stop)
    : after?.mentions.every((one) => one.kind !== 'name' || after.to >= words.length - 2)
      ? namesOf(after.mentions)
      : subject.names;
  const forum = passive && doer.length === 0 ? forumOf(scene, at + 1) : [];
  const inherits =
    doer.length === 0 &&
    forum.length === 0 &&
    !passive &&
    (isConjunction(gate) || /^[,;]$/u.test(words[subject.before]?.text ?? '')) &&
    previous !== undefined;
  from = startOf(
    scene,
    state,
    passive && subject.names.length === 0 && state.heads.length > 0
      ? passiveStart(scene, subject.from, previous)
      : subject.from,
  );
  if (state.heads.length === 0 && subject.names.length === 0)
    from = clauseStart(scene, firstBoundary(scene, subject.from));
  const named = doer.length > 0;
  const isBody = subject.isForum || scene.setting.isOperative;
  let kind: CandidateKind = 'agreement';
  if (inherits && previous)
    kind =
      previous.kind === 'thanks' || previous.kind === 'note'
        ? 'commitment'
        : previous.kind === 'request'
          ? 'request'
          : previous.kind;
  else if (rule === 'must-do' || rule === 'gives-task') kind = 'agreement';
  else if (!passive && named && (!isBody || scene.setting.isPromise)) kind = 'commitment';
  else if (passive && task === 'passive' && named && !scene.setting.isOperative) kind = 'commitment';
  take(state, {
    from,
    verb: at,
    kind,
    rule: inherits ? 'coordinated-action' : passive && rule === 'will-do' ? 'will-be-done' : rule,
    actors: named ? doer : forum,
    inherits,
    lemma,
  });
  return true;
}

/** "se celebrará en marzo y estará a cargo de Cumbre": the second verb has a doer of its own. */
function nextFuture(scene: Scene, from: number, until: number): number {
  for (let k = from; k < until; k++) {
    const next = scene.words[k + 1]?.low === 'se' ? k + 2 : k + 1;
    if (isConjunction(scene.words[k]?.low) && scene.verbs.find(scene.words[next]?.low ?? '')?.moods.has('future'))
      return k;
  }
  return until;
}

/** A "si" or "que" that opens the clause of a subject which is no actor. */
function subordinatorBefore(scene: Scene, from: number): number {
  for (let k = from - 1; k >= Math.max(0, from - 10); k--) {
    const word = scene.words[k];
    if (!word?.isWord || isConjunction(word.low)) return -1;
    if (/^(?:si|que|cuando|porque)$/u.test(word.low) && !scene.at[k]) return k;
  }
  return -1;
}

/** A passive subject may be long: "La matriz de visados que pidió México será enviada". */
function firstBoundary(scene: Scene, from: number): number {
  for (let k = from - 1; k >= 0; k--)
    if (scene.words[k]?.text === ',' || scene.words[k]?.text === ':' || scene.words[k]?.text === ';') return k + 1;
  return 0;
}

function passiveStart(scene: Scene, from: number, previous: Head | undefined): number {
  for (let k = from - 1; k > (previous?.verb ?? -1); k--) {
    const word = scene.words[k];
    if (!word) break;
    if (word.text === ',' || word.text === ';' || word.text === ':') return k + 1;
    if (isConjunction(word.low)) return k + 1;
  }
  return from;
}
