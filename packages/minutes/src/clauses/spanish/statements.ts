import type { Verb } from '../../lexicon/verbs.ts';
import { clauseStart, groupStartingAt, lastHead, namesOf, type Scene, type State, startOf, take } from '../scene.ts';
import {
  infinitiveAt,
  isConjunction,
  isUmbrella,
  leadingActor,
  saysBefore,
  sentenceStop,
  subjectOf,
} from './syntax.ts';

/** "se comprometió a", "ofreció": a party binds itself. */
export function undertakeHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const words = scene.words;
  const low = words[i]?.low ?? '';
  const isGerund = /ándose|iéndose|ando|iendo$/u.test(low);
  if (verb.moods.has('infinitive') || (verb.moods.has('participle') && !verb.moods.has('past'))) return false;
  const subject = subjectOf(scene, i, 0);
  if (verb.lemma === 'comprometer' && !isGerund && words[i - 1]?.low !== 'se' && words[i - 1]?.low !== 'nos')
    return false;
  if (words[subject.before]?.low === 'que' && !saysBefore(scene, subject.before)) return false;
  if (verb.lemma === 'asumir' && !/^(?:el|la|los|las|su|dicha|dicho)$/u.test(words[i + 1]?.low ?? '')) return false;
  const infinitive = [1, 2, 3].map((d) => i + d).find((k) => infinitiveAt(scene, k, false));
  if (infinitive !== undefined) state.consumed = Math.max(state.consumed, infinitive);
  const lemma = infinitive === undefined ? verb.lemma : (infinitiveAt(scene, infinitive, false)?.lemma ?? verb.lemma);
  const from =
    subject.names.length === 0 && isConjunction(words[i - 1]?.low)
      ? i
      : startOf(scene, state, subject.names.length > 0 ? subject.from : Math.min(subject.from, i));
  const actors = subject.names.length > 0 ? subject.names : state.heads.length === 0 ? leadingActor(scene) : [];
  take(state, {
    from,
    verb: infinitive ?? i,
    kind: 'commitment',
    subkind: isUmbrella(scene, i) ? 'umbrella' : 'action',
    rule: 'undertakes',
    actors,
    inherits: actors.length === 0,
    lemma,
  });
  return true;
}

const WILLING = /^(?:disposición|disponibilidad|compromiso|voluntad|intención|disposicion)$/u;

/** "manifestó su disposición de apoyar", "expresó su interés en". */
export function sayHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const words = scene.words;
  if (verb.moods.has('participle') && !verb.moods.has('past') && !verb.moods.has('present')) return false;
  if (verb.moods.has('infinitive') && i > 0 && !isConjunction(words[i - 1]?.low)) return false;
  const subject = subjectOf(scene, i, 0);
  if (verb.lemma === 'tomar' && !/^(?:nota|conocimiento)$/u.test(words[i + 1]?.low ?? '')) return false;
  const noun =
    verb.lemma === 'tomar'
      ? -1
      : words
          .slice(i + 1, i + 4)
          .findIndex(
            (word) =>
              WILLING.test(word.low) ||
              /^(?:interés|agradecimiento|gratitud|reconocimiento|aprecio|beneplácito|satisfacción|felicitación|preocupación)$/u.test(
                word.low,
              ),
          );
  const at = noun === -1 ? -1 : i + 1 + noun;
  const found = words[at]?.low ?? '';
  const from = verb.moods.has('infinitive') ? i : startOf(scene, state, subject.from);
  if (WILLING.test(found)) {
    const infinitive = [1, 2, 3].map((d) => at + d).find((k) => infinitiveAt(scene, k, false));
    if (infinitive === undefined || verb.moods.has('infinitive')) return false;
    state.consumed = Math.max(state.consumed, infinitive);
    take(state, {
      from,
      verb: infinitive,
      kind: 'commitment',
      rule: 'undertakes',
      actors: subject.names,
      inherits: subject.names.length === 0,
      lemma: infinitiveAt(scene, infinitive, false)?.lemma ?? '',
    });
    return true;
  }
  if (/^(?:interés|preocupación|satisfacción|beneplácito)$/u.test(found)) {
    take(state, {
      from,
      verb: i,
      kind: 'note',
      subkind: 'interest',
      rule: 'takes-note',
      actors: subject.names,
      lemma: verb.lemma,
    });
    return true;
  }
  if (found !== '') {
    take(state, { from, verb: i, kind: 'thanks', subkind: 'thanks', rule: 'thanks', lemma: verb.lemma });
    return true;
  }
  const takesNote = verb.lemma === 'tomar' && /^(?:nota|conocimiento)$/u.test(words[i + 1]?.low ?? '');
  if (takesNote) {
    take(state, {
      from,
      verb: i,
      kind: 'note',
      subkind: 'fact',
      rule: 'takes-note',
      actors: subject.names,
      lemma: verb.lemma,
    });
    state.consumed = Math.max(state.consumed, noteStop(scene, i));
    return true;
  }
  return false;
}

/** "tomó nota del estudio y solicitó a la Secretaría": a new verb of the body ends the note. */
function noteStop(scene: Scene, from: number): number {
  const stop = sentenceStop(scene, from);
  for (let k = from + 1; k < stop; k++) {
    if (!isConjunction(scene.words[k]?.low)) continue;
    const next = scene.words[k + 1]?.low === 'se' ? k + 2 : k + 1;
    const verb = scene.words[next]?.quoted === false ? scene.verbs.find(scene.words[next]?.low ?? '') : undefined;
    const isVerbOfBody =
      verb?.moods.has('past') === true || verb?.moods.has('present') === true || verb?.moods.has('infinitive') === true;
    if (verb && isVerbOfBody && (verb.classes.has('ask') || verb.classes.has('decide') || verb.classes.has('assign')))
      return k;
  }
  return stop;
}

/** "agradece", "reconocen y agradecen". */
export function thankHead(scene: Scene, state: State, i: number, verb: Verb): boolean {
  const words = scene.words;
  const subject = subjectOf(scene, i, 0);
  if (words[subject.before]?.low === 'que') return false;
  if (verb.lemma === 'reconocer' && !/^(?:el|la|los|las|y|a|al)$/u.test(words[i + 1]?.low ?? '')) return false;
  if (lastHead(state)?.kind === 'thanks' && isConjunction(words[i - 1]?.low)) return true;
  take(state, {
    from: startOf(scene, state, subject.from),
    verb: i,
    kind: 'thanks',
    subkind: 'thanks',
    rule: 'thanks',
    lemma: verb.lemma,
  });
  return true;
}

/** "La ST espera la propuesta de OIM y ACNUR para socializarla con los países". */
export function expected(scene: Scene, state: State, i: number): boolean {
  const words = scene.words;
  if (!/^(?:espera|esperan|esperará|esperarán|aguarda)$/u.test(words[i]?.low ?? '') || words[i - 1]?.low === 'se')
    return false;
  const waiting = subjectOf(scene, i, 0);
  if (waiting.names.length === 0) return false;
  for (let k = i + 1; k < Math.min(words.length, i + 10); k++) {
    if (words[k]?.low !== 'de' && words[k]?.low !== 'del') continue;
    const group = groupStartingAt(scene, k + 1) ?? groupStartingAt(scene, k);
    if (!group) continue;
    take(state, {
      from: startOf(scene, state, waiting.from),
      verb: i,
      kind: 'commitment',
      subkind: 'expected-input',
      rule: 'expected-input',
      actors: namesOf(group.mentions),
      lemma: 'esperar',
    });
    const purpose = group.to;
    const infinitive = words[purpose]?.low === 'para' ? infinitiveAt(scene, purpose + 1, false) : null;
    if (infinitive)
      take(state, {
        from: purpose,
        verb: purpose + 1,
        kind: 'commitment',
        rule: 'purpose-other-actor',
        actors: waiting.names,
        lemma: infinitive.lemma,
        object: purpose + 2,
        follows: true,
      });
    return true;
  }
  return false;
}

/** "Dicho documento está disponible". */
export function available(scene: Scene, state: State, i: number): boolean {
  if (!/^(?:está|están)$/u.test(scene.words[i]?.low ?? '') || !/^disponibles?$/u.test(scene.words[i + 1]?.low ?? ''))
    return false;
  take(state, {
    from: startOf(scene, state, 0),
    verb: i,
    kind: 'note',
    subkind: 'fact',
    rule: 'states-fact',
    lemma: 'estar',
  });
  return true;
}

/** "presenta al Grupo su informe". */
export function reports(scene: Scene, state: State, i: number, verb: Verb): void {
  const words = scene.words;
  const isReport =
    verb.classes.has('submit') &&
    verb.moods.has('present') &&
    words.slice(i + 1, i + 14).some((word) => /^informe$/u.test(word.low)) &&
    words[i - 1]?.low !== 'que' &&
    words[i - 1]?.low !== 'se';
  if (!isReport) return;
  const subject = subjectOf(scene, i, 0);
  take(state, {
    from: i,
    verb: i,
    kind: 'note',
    subkind: 'fact',
    rule: 'states-fact',
    actors: subject.names,
    lemma: verb.lemma,
  });
}

/** A sentence whose only promise is a gerund is quoted whole: "La OIM manifestó que …, comprometiéndose a traducirlo". */
export function loneGerund(scene: Scene, state: State): void {
  const [only] = state.heads;
  if (state.heads.length !== 1 || !only || only.rule !== 'undertakes') return;
  state.heads[0] = { ...only, from: clauseStart(scene, Math.min(only.from, 0)) };
}
