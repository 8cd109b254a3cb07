import type { Verb } from '../../lexicon/verbs.ts';
import { groupEndingAt, groupStartingAt, namesOf, type Scene, type State, startOf, take } from '../scene.ts';
import {
  addressees,
  agent,
  CLITICS,
  consumeInfinitive,
  infinitiveAt,
  isConjunction,
  isParticiple,
  isUmbrella,
  leadingActor,
  SUBORDINATORS,
  subjectOf,
  subjunctiveAt,
} from './syntax.ts';

/** Objects of "aprobar" that are the order of business, not work. */
const PROCEDURAL = /^(?:acta|agenda|orden|temario|minuta|quórum)$/u;

/** First future or subjunctive after "que" of a frame: it belongs to the frame. */
function subordinate(scene: Scene, que: number): { verb: number; names: readonly string[]; lemma: string } {
  let end = scene.words.length;
  for (let k = que + 1; k < end; k++) {
    const word = scene.words[k];
    if (!word || word.quoted) continue;
    if (word.text === ';' || (word.low === 'que' && isConjunction(scene.words[k - 1]?.low))) {
      end = k;
      break;
    }
    const verb = scene.verbs.find(word.low);
    if (!verb || scene.at[k] || !(verb.moods.has('future') || verb.moods.has('subjunctive'))) continue;
    if (k === que + 1 || verb.moods.has('future') || scene.at[k - 1] || CLITICS.has(scene.words[k - 1]?.low ?? '')) {
      const subject = subjectOf(scene, k, que + 1);
      const passive = (verb.lemma === 'ser' && isParticiple(scene, k + 1)) || scene.words[k - 1]?.low === 'se';
      const names = passive ? agent(scene, k + 1, Math.min(end, k + 30)) : subject.names;
      return { verb: k, names, lemma: verb.lemma };
    }
  }
  return { verb: que, names: [], lemma: '' };
}

/** "La Comisión examinó el informe y …": a body or a group opens the sentence, and no "que" lies between. */
function opensWithBody(scene: Scene): boolean {
  const [first] = leadingActor(scene);
  const mention = scene.mentions.find((one) => one.name === first);
  return mention !== undefined && (mention.kind === 'forum' || mention.kind === 'group');
}

/** "se acuerda", "el Comité decidió": the body decides, itself or about somebody. */
export function decideHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const words = scene.words;
  let k = i;
  while (k > 0 && CLITICS.has(words[k - 1]?.low ?? '') && !scene.at[k - 1]) k--;
  const impersonal =
    words[i - 1]?.low === 'se' || words[i - 1]?.low === 'ha' || words[i - 1]?.low === 'han' || verb.moods.has('we');
  const subject = subjectOf(scene, i, 0);
  const groupLike = subject.names.length > 0 && !/^(?:country)$/u.test(scene.at[subject.from]?.kind ?? '');
  const isPast = verb.moods.has('past');
  // "La Comisión examinó el informe y decidió ampliar": the body that opens the sentence goes on.
  const goesOn = isConjunction(words[i - 1]?.low) && (isPast || verb.moods.has('present')) && opensWithBody(scene);
  const standsAlone = i === 0 || words[i - 1]?.text === ',';
  if (
    !impersonal &&
    !(groupLike && subject.names.length > 0) &&
    !goesOn &&
    !(standsAlone && scene.setting.isItemStart && !verb.moods.has('subjunctive'))
  )
    return false;
  const named = scene.mentions.find((one) => one.from === subject.from);
  if (
    !impersonal &&
    named &&
    (named.kind === 'country' ||
      named.kind === 'organisation' ||
      named.kind === 'secretariat' ||
      named.kind === 'role' ||
      (named.kind === 'name' && !/^(?:el|la|los|las)$/u.test(words[named.from]?.low ?? ''))) &&
    subject.names.length === 1
  )
    return false;
  // "los países acordaron en 2019": told, not decided now.
  if (isPast && words[i + 1]?.low === 'en' && /^(?:19|20)\d\d$/u.test(words[i + 2]?.text ?? '')) return false;
  const before = words[subject.before]?.low;
  if (before === 'que' || (before !== undefined && SUBORDINATORS.has(before))) return false;
  for (let o = i + 1; o < Math.min(words.length, i + 4); o++)
    if (PROCEDURAL.test(words[o]?.low ?? '') && /^(?:aprobar|adoptar)$/u.test(verb.lemma)) return false;
  if (verb.lemma === 'establecer' && !impersonal) return false;
  if (
    verb.lemma === 'determinar' ||
    verb.lemma === 'concluir' ||
    verb.lemma === 'declarar' ||
    verb.lemma === 'ordenar'
  ) {
    if (words[i + 1]?.low !== 'que' || verb.lemma === 'ordenar') return false;
  }
  const from =
    goesOn && subject.names.length === 0
      ? i
      : startOf(scene, state, verb.moods.has('we') ? k : impersonal ? Math.min(k, i - 1) : subject.from);
  if (isUmbrella(scene, i)) {
    take(state, {
      from,
      verb: i,
      kind: 'agreement',
      subkind: 'umbrella',
      rule: 'umbrella',
      actors: subject.names,
      lemma: verb.lemma,
    });
    return true;
  }
  for (let q = i + 1; q < Math.min(words.length, i + 9); q++) {
    if (words[q]?.low !== 'que' || words[q]?.quoted) continue;
    const sub = subordinate(scene, q);
    const group = groupStartingAt(scene, q + 1);
    const actors = sub.names.length > 0 ? sub.names : group ? namesOf(group.mentions) : [];
    state.consumed = Math.max(state.consumed, sub.verb);
    take(state, {
      from,
      verb: sub.verb > q ? sub.verb : i,
      kind: 'agreement',
      rule: 'body-decides',
      actors,
      lemma: sub.lemma || verb.lemma,
      object: sub.verb + 1,
    });
    return true;
  }
  const infinitive = infinitiveAt(scene, i + 1, false);
  if (infinitive) {
    state.consumed = Math.max(state.consumed, i + 1);
    if (infinitive.classes.has('thank')) {
      take(state, {
        from,
        verb: i + 1,
        kind: 'thanks',
        subkind: 'thanks',
        rule: 'thanks',
        lemma: infinitive.lemma,
        object: i + 2,
      });
      return true;
    }
    if (infinitive.classes.has('ask') || infinitive.classes.has('assign')) {
      const to = addressees(scene, i + 1);
      if (to) {
        take(state, {
          from,
          verb: i + 1,
          kind: infinitive.classes.has('ask') && infinitive.lemma !== 'proponer' ? 'request' : 'agreement',
          rule: infinitive.classes.has('ask') ? 'asks-somebody' : 'gives-task',
          actors: infinitive.lemma === 'proponer' ? [] : to.names,
          lemma: infinitive.lemma,
          object: infinitive.lemma === 'proponer' ? i + 2 : to.end,
        });
        return true;
      }
    }
  }
  take(state, {
    from,
    verb: infinitive ? i + 1 : i,
    kind: 'agreement',
    rule: 'body-decides',
    actors: impersonal ? [] : goesOn && subject.names.length === 0 ? leadingActor(scene) : subject.names,
    lemma: infinitive?.lemma ?? verb.lemma,
    object: infinitive ? i + 2 : i + 1,
  });
  return true;
}

/** "se solicita a la ST", "instar a los países": somebody is asked. */
export function askHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const words = scene.words;
  const isInfinitive = verb.moods.has('infinitive');
  let k = i;
  while (k > 0 && CLITICS.has(words[k - 1]?.low ?? '') && !scene.at[k - 1]) k--;
  const impersonal =
    words[i - 1]?.low === 'se' ||
    (words[i - 1]?.low === 'le' && words[i - 2]?.low === 'se') ||
    (words[i - 1]?.low === 'les' && words[i - 2]?.low === 'se') ||
    verb.moods.has('we') ||
    words[i + 1]?.low === 'llamado' ||
    words[i + 1]?.low === 'llamamiento';
  const to = addressees(scene, i);
  const isProposal = verb.lemma === 'proponer' || verb.lemma === 'sugerir' || verb.lemma === 'plantear';
  if (words[k - 1]?.low === 'que' && !impersonal) return false;
  // "se sugiere a la Secretaría explorar" asks; "propuso una fecha" does not.
  const asksTask = to !== null && verb.lemma === 'sugerir' && infinitiveAt(scene, to.end, true) !== null;
  if (isProposal && (!impersonal || (words[i + 1]?.low !== 'que' && !asksTask))) return false;
  const subject = subjectOf(scene, i, 0);
  const personal = !impersonal && !isInfinitive;
  // "relató que su gobierno solicitó apoyo al Banco": told, not asked now.
  if (personal && (followsQue(scene, i) || SUBORDINATORS.has(words[subject.before]?.low ?? ''))) return false;
  // "se sugirió que podría hacerse un estudio": an idea.
  if (isProposal && words.slice(i + 2, i + 6).some((word) => /ría[n]?$/u.test(word.low))) return false;
  // "La Red solicitó mayor información": asked of nobody.
  const together = isConjunction(words[i - 1]?.low) && (leadingActor(scene).length > 0 || state.heads.length > 0);
  if (personal && (!to || (subject.names.length === 0 && i !== 0 && words[i - 1]?.text !== ',' && !together)))
    return false;
  if (personal && verb.moods.has('participle') && !verb.moods.has('past')) return false;
  const dative = !to && impersonal ? dativeBefore(scene, k) : null;
  const opensWithRequest = impersonal || isInfinitive;
  if (!to && !dative && !opensWithRequest) return false;
  if (verb.lemma === 'llamar' && !to) return false;
  const from =
    isInfinitive || (personal && together && subject.names.length === 0)
      ? i
      : startOf(scene, state, dative ? dative.from : impersonal ? k : subject.from);
  const until = to ? to.end : i + 1;
  // What is asked for is a verb of its own, not a further item.
  const wanted = askedVerb(scene, until);
  if (wanted !== null) state.consumed = Math.max(state.consumed, wanted);
  const asked = state.consumed > i ? scene.verbs.find(words[state.consumed]?.low ?? '') : undefined;
  take(state, {
    from,
    verb: asked ? state.consumed : i,
    kind: 'request',
    subkind: isUmbrella(scene, i) && scene.setting.opensList ? 'umbrella' : 'action',
    rule: 'asks-somebody',
    actors: to?.names ?? dative?.names ?? [],
    lemma: asked?.lemma ?? verb.lemma,
    object: asked ? state.consumed + 1 : until,
  });
  return true;
}

/** A "que" opens the clause of a verb: "relató que su gobierno solicitó", "recordó que, en su décima reunión, el Consejo solicitó". */
function followsQue(scene: Scene, verb: number): boolean {
  for (let k = verb - 1, isNear = true; k >= 0; k--) {
    const word = scene.words[k];
    if (word?.text === ';') return false;
    if (!word?.isWord || k < verb - 8) isNear = false;
    if (word?.low !== 'que') continue;
    const isSaid = scene.verbs.find(scene.words[k - 1]?.low ?? '')?.classes.has('say') === true;
    if (isNear || (isSaid && !isConjunction(scene.words[verb - 1]?.low))) return true;
  }
  return false;
}

/** The verb asked for: "a utilizarlos", "que remitan", "para que, en tres meses, diseñe"; none before a noun ("la creación de"). */
function askedVerb(scene: Scene, from: number): number | null {
  const { words } = scene;
  let open = from;
  while (open < from + 3 && /^(?:,|para|a|que|de)$/u.test(words[open]?.low ?? '')) {
    if (words[open]?.low === 'que') {
      for (let v = open + 1; v < Math.min(words.length, open + 26) && words[v]?.text !== ';'; v++)
        if (subjunctiveAt(scene, v) && !scene.at[v]) return v;
      return null;
    }
    open++;
  }
  if (
    words[from - 1]?.low === 'que' ||
    scene.words.slice(Math.max(0, from - 6), from).some((word) => word.low === 'que')
  ) {
    for (let v = from; v < Math.min(words.length, from + 12) && words[v]?.text !== ';'; v++)
      if (subjunctiveAt(scene, v) && !scene.at[v]) return v;
  }
  return infinitiveAt(scene, open, false) ? open : null;
}

function dativeBefore(scene: Scene, clitic: number): { names: readonly string[]; from: number } | null {
  const group =
    groupEndingAt(scene, clitic) ?? (scene.words[clitic - 1]?.text === ',' ? groupEndingAt(scene, clitic - 1) : null);
  if (!group) return null;
  const before = scene.words[group.from - 1]?.low;
  return before === 'a' || scene.words[group.from]?.low === 'al'
    ? { names: namesOf(group.mentions), from: before === 'a' ? group.from - 1 : group.from }
    : null;
}

/** "se encarga a", "queda encargada": a task is given. */
export function assignHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const words = scene.words;
  const low = words[i]?.low ?? '';
  const before = words[i - 1]?.low;
  if (
    verb.moods.has('participle') &&
    /^(?:queda|quedan|quedó|quedaron|será|serán|fue|fueron|quedará|quedarán)$/u.test(before ?? '')
  ) {
    const after = groupStartingAt(scene, i + 1);
    const subject = subjectOf(scene, i - 1, 0);
    const actors = after ? namesOf(after.mentions) : subject.names;
    if (actors.length === 0) return false;
    take(state, {
      from: startOf(scene, state, after ? i - 1 : subject.from),
      verb: i,
      kind: 'agreement',
      subkind: 'assignment',
      rule: 'gives-task',
      actors,
      lemma: verb.lemma,
      object: after ? after.to : i + 1,
    });
    consumeInfinitive(scene, state, after ? after.to : i + 1);
    return true;
  }
  const impersonal = before === 'se' || (before === 'le' && words[i - 2]?.low === 'se');
  if (!impersonal && !verb.moods.has('past') && !verb.moods.has('present')) return false;
  if (low.endsWith('ado') || low.endsWith('ada')) return false;
  const to = addressees(scene, i);
  if (!to) return false;
  const subject = subjectOf(scene, i, 0);
  const alone = i === 0 || (isConjunction(before) && state.heads.length > 0);
  if (!impersonal && subject.names.length === 0 && !alone) return false;
  take(state, {
    from: startOf(scene, state, impersonal ? i - 1 : subject.names.length > 0 ? subject.from : i),
    verb: i,
    kind: 'agreement',
    subkind: 'assignment',
    rule: 'gives-task',
    actors: to.names,
    lemma: verb.lemma,
    object: to.end,
  });
  consumeInfinitive(scene, state, to.end);
  return true;
}
