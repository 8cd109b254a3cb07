import { groupEndingAt, groupStartingAt, lastHead, namesOf, type Scene, type State, take } from '../scene.ts';
import {
  agent,
  CLITICS,
  forumOf,
  hasOwnObject,
  infinitiveAt,
  isConjunction,
  isParticiple,
  subjunctiveAt,
} from './syntax.ts';

const OPENS_PURPOSE = /^(?:para|a|finalidad|fin|objeto|objetivo|efectos?)$/u;

/** Purposes with another actor or forum than the main clause. */
export function purposes(scene: Scene, state: State): void {
  const { words } = scene;
  const main = [...state.heads];
  for (let k = 1; k < words.length; k++) {
    const word = words[k];
    if (!word || word.quoted || word.aside || !OPENS_PURPOSE.test(word.low)) continue;
    const owner = main.findLast((head) => head.verb < k);
    if (!owner || owner.subkind === 'umbrella' || owner.kind === 'thanks' || owner.kind === 'note') continue;
    const next = words[k + 1];
    if ((word.low === 'para' || word.low === 'a') && next?.low === 'ser' && isParticiple(scene, k + 2)) {
      const doer = agent(scene, k + 3, Math.min(words.length, k + 14));
      const forum = doer.length > 0 ? [] : forumOf(scene, k + 3);
      if (doer.length + forum.length === 0) continue;
      take(state, {
        from: k,
        verb: k + 2,
        kind: 'agreement',
        subkind: 'evaluate',
        rule: 'purpose-other-actor',
        actors: doer.length > 0 ? doer : forum,
        lemma: scene.verbs.find(words[k + 2]?.low ?? '')?.lemma ?? '',
        object: k + 3,
        follows: true,
      });
    } else if (word.low === 'para' && next?.low === 'que') {
      const group = groupStartingAt(scene, k + 2);
      if (
        !group ||
        owner.rule === 'asks-somebody' ||
        namesOf(group.mentions).every((name) => owner.actors.includes(name))
      )
        continue;
      take(state, {
        from: k + 2,
        verb: group.to,
        kind: 'agreement',
        subkind: 'evaluate',
        rule: 'purpose-other-actor',
        actors: namesOf(group.mentions),
        lemma: scene.verbs.find(words[group.to]?.low ?? '')?.lemma ?? '',
        nested: true,
        follows: true,
        until: purposeEnd(scene, group.to),
      });
    } else if (
      (word.low === 'finalidad' ||
        word.low === 'fin' ||
        word.low === 'objeto' ||
        word.low === 'objetivo' ||
        word.low === 'efecto' ||
        word.low === 'efectos') &&
      next?.low === 'de' &&
      words[k + 2]?.low === 'que'
    ) {
      const forum = forumOf(scene, k + 3);
      if (forum.length === 0 || words[k + 3]?.low !== 'se') continue;
      let from = k;
      while (from > 0 && /^(?:con|la|el|a)$/u.test(words[from - 1]?.low ?? '')) from--;
      take(state, {
        from,
        verb: k + 4,
        kind: 'agreement',
        subkind: 'evaluate',
        rule: 'purpose-other-actor',
        actors: forum,
        lemma: scene.verbs.find(words[k + 4]?.low ?? '')?.lemma ?? '',
        object: k + 5,
        follows: true,
      });
    } else if (
      word.low === 'para' &&
      /^(?:su|la)$/u.test(next?.low ?? '') &&
      /^(?:evaluación|análisis|aprobación|consideración|revisión|validación|estudio|discusión|observaciones|comentarios|visto)$/u.test(
        words[k + 2]?.low ?? '',
      )
    ) {
      const group = groupEndingAt(scene, k);
      if (!group || words[group.from - 1]?.low === undefined) continue;
      const lead = words[group.from - 1]?.low ?? '';
      const merged = scene.at[group.from]?.from === group.from && /^(?:al)$/u.test(words[group.from]?.low ?? '');
      if (!/^(?:con|a|ante|entre)$/u.test(lead) && !merged) continue;
      if (namesOf(group.mentions).every((name) => owner.actors.includes(name))) continue;
      take(state, {
        from: merged ? group.from : group.from - 1,
        verb: k + 2,
        kind: 'agreement',
        subkind: 'evaluate',
        rule: 'purpose-other-actor',
        actors: namesOf(group.mentions),
        lemma: nominalVerb(words[k + 2]?.low ?? ''),
        object: k + 3,
        nested: true,
        follows: true,
      });
    } else if (
      word.low === 'para' &&
      next?.low === 'la' &&
      /^(?:elaboración|redacción|formulación|preparación)$/u.test(words[k + 2]?.low ?? '') &&
      words[k - 1]?.text === ',' &&
      owner.rule === 'will-be-done'
    ) {
      take(state, {
        from: k,
        verb: k + 2,
        kind: 'agreement',
        rule: 'purpose-other-actor',
        lemma: nominalVerb(words[k + 2]?.low ?? ''),
        object: k + 4,
        follows: true,
      });
    }
  }
}

function purposeEnd(scene: Scene, from: number): number {
  let commas = 0;
  for (let k = from; k < scene.words.length; k++) {
    const word = scene.words[k];
    if (word?.text === ';') return k;
    if (word?.text === ',' && ++commas > 1) return k;
  }
  return scene.words.length;
}

const NOMINAL: Readonly<Record<string, string>> = {
  evaluación: 'evaluar',
  análisis: 'analizar',
  aprobación: 'aprobar',
  consideración: 'considerar',
  revisión: 'revisar',
  validación: 'validar',
  estudio: 'estudiar',
  discusión: 'discutir',
  elaboración: 'elaborar',
  redacción: 'redactar',
  formulación: 'formular',
  preparación: 'preparar',
  observaciones: 'observar',
  comentarios: 'comentar',
};

function nominalVerb(noun: string): string {
  return NOMINAL[noun] ?? noun;
}

/** A "y" followed by a further infinitive or subjunctive of the same actor. */
export function coordinated(scene: Scene, state: State, i: number): boolean {
  const previous = lastHead(state);
  if (!previous || previous.kind === 'thanks' || previous.kind === 'note' || i <= state.consumed) return false;
  const gate = scene.words[i - 1];
  const clitic = CLITICS.has(gate?.low ?? '') && isConjunction(scene.words[i - 2]?.low);
  if (!isConjunction(gate?.low) && !clitic && gate?.text !== ';') return false;
  // "se encargó al Ecuador compartir … y a la Secretaría preparar …"
  const alsoTo = scene.words[i]?.low === 'al' ? i : scene.words[i]?.low === 'a' ? i + 1 : -1;
  if (alsoTo !== -1 && (previous.rule === 'gives-task' || previous.rule === 'asks-somebody')) {
    const group = groupStartingAt(scene, alsoTo);
    const does = group ? [group.to, group.to + 1].find((k) => infinitiveAt(scene, k, true)) : undefined;
    if (!group || does === undefined) return false;
    const lemma = infinitiveAt(scene, does, true)?.lemma ?? '';
    const actors = namesOf(group.mentions);
    take(state, { from: i, verb: does, kind: previous.kind, rule: 'coordinated-action', actors, lemma });
    state.consumed = does;
    return true;
  }
  if (scene.at[i]) return false;
  if (
    scene.words[i]?.low === 'que' &&
    !clitic &&
    (previous.rule === 'body-decides' || previous.rule === 'asks-somebody')
  ) {
    const group = groupStartingAt(scene, i + 1);
    const after = group ? [group.to, group.to + 1] : [1, 2, 3, 4, 5].map((d) => i + d);
    const does = after.find(
      (k) =>
        !scene.at[k] && (subjunctiveAt(scene, k) ?? scene.verbs.find(scene.words[k]?.low ?? '')?.moods.has('future')),
    );
    if (does === undefined) return false;
    take(state, {
      from: i,
      verb: does,
      kind: previous.kind,
      rule: 'coordinated-action',
      actors: group ? namesOf(group.mentions) : [],
      inherits: group === null,
      lemma: scene.verbs.find(scene.words[does]?.low ?? '')?.lemma ?? '',
    });
    state.consumed = does;
    return true;
  }
  const conjunction = clitic ? i - 2 : i - 1;
  if (!hasOwnObject(scene, previous, conjunction)) return false;
  const low = scene.words[i]?.low ?? '';
  const infinitive = infinitiveAt(scene, i, true);
  if (infinitive && !infinitive.classes.has('thank')) {
    const hasPronoun = /r(?:l[oae]s?|sel[oa]s?)$/u.test(low);
    const sinceHead = scene.words.slice(previous.verb + 1, conjunction).map((word) => word.low);
    // Only the last stretch counts: "para dar seguimiento y profundizar" is one purpose.
    const purposive = sinceHead.some(
      (one, k) =>
        (one === 'para' || one === 'de' || one === 'a' || one === 'sobre' || one === 'en') &&
        infinitiveAt(scene, previous.verb + 2 + k, true) !== null,
    );
    const isTask =
      previous.rule === 'infinitive-head' ||
      previous.rule === 'body-decides' ||
      previous.rule === 'asks-somebody' ||
      previous.rule === 'undertakes' ||
      previous.rule === 'gives-task' ||
      previous.rule === 'coordinated-action' ||
      previous.rule === 'must-do';
    if (!hasPronoun && (purposive || !isTask)) return false;
    if (infinitive.classes.has('ask') && !infinitive.classes.has('work')) return false;
    const { kind } = previous;
    take(state, {
      from: conjunction + 1,
      verb: i,
      kind,
      rule: 'coordinated-action',
      inherits: true,
      lemma: infinitive.lemma,
    });
    return true;
  }
  const subjunctive = subjunctiveAt(scene, i);
  if (
    subjunctive &&
    (previous.rule === 'asks-somebody' ||
      previous.rule === 'that-actor-does' ||
      previous.rule === 'body-decides' ||
      previous.rule === 'coordinated-action') &&
    /^(?:\p{L}+(?:e|en|a|an))$/u.test(low)
  ) {
    const next = scene.words[i + 1]?.low ?? '';
    if (
      !/^(?:el|la|los|las|un|una|su|sus|a|al|en|de|con|dicha|dicho|dichos|oportunamente|todo|toda|cada|esta|este|información|por|otros|otras|que|nuev[oa]s?|lo)$/u.test(
        next,
      ) &&
      !clitic
    )
      return false;
    take(state, {
      from: conjunction + 1,
      verb: i,
      kind: previous.kind,
      rule: 'coordinated-action',
      inherits: true,
      lemma: subjunctive.lemma,
    });
    return true;
  }
  return false;
}

/** "Realizar un cuadro …, y otro cuadro donde …": two products of one verb. */
export function objects(scene: Scene, state: State): void {
  for (let k = 1; k < scene.words.length - 1; k++) {
    const word = scene.words[k];
    if (!isConjunction(word?.low) || word?.quoted || !/^otr[oa]s?$/u.test(scene.words[k + 1]?.low ?? '')) continue;
    const owner = state.heads.findLast((head) => head.verb < k && head.nested !== true);
    if (!owner || (owner.rule !== 'infinitive-head' && owner.rule !== 'will-do' && owner.rule !== 'body-decides'))
      continue;
    if (!hasOwnObject(scene, owner, k) || scene.words[k - 1]?.text !== ',') continue;
    take(state, {
      ...owner,
      from: k + 1,
      verb: k + 1,
      rule: 'coordinated-object',
      inherits: true,
      actors: [],
      object: k + 1,
    });
  }
}
