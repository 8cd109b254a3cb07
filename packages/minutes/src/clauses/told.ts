import type { Head, Scene } from './scene.ts';

/** Rules whose verb may stand in the past because the meeting is told in the past. */
const RULES = /^(?:body-decides|asks-somebody|gives-task|undertakes|umbrella|coordinated-action)$/u;
const TRIGGERS = ['decide', 'ask', 'assign', 'undertake'] as const;

/** Times that are over, without a year. */
const OVER =
  /^(?:en (?:ese|aquel) entonces|en aquella (?:ocasión|reunión|oportunidad)|(?:el|la) (?:año|mes|semana) pasad[oa]|en (?:la|su) (?:última|pasada|anterior) (?:reunión|sesión)|en (?:la|su) (?:reunión|sesión) (?:anterior|pasada)|anteriormente|last (?:year|month|week)|previously|at (?:its|the|their) (?:last|previous|preceding) (?:meeting|session)|at that time)(?!\p{L})/u;
/** "en el año 2016", "in May 2016". */
const YEAR =
  /^(?:en|durante|desde|in|during|since)(?: (?:el|año|mes|the|year|of|de|del|\p{L}{3,10})){0,3}? ((?:19|20)\d\d)(?!\d)/u;
const JOINTS = /^(?:,|;|:|y|e|and|que|that|where|donde)$/u;

/** Word after a time that is over and begins at `k`, or 0. */
function overAt(scene: Scene, k: number, year: number | null): number {
  const window = scene.words.slice(k, k + 6);
  const text = window.map((word) => word.low).join(' ');
  const dated = YEAR.exec(text);
  const isPast = dated !== null && year !== null && Number(dated[1]) < year;
  const found = isPast ? dated[0] : OVER.exec(text)?.[0];
  return found === undefined ? 0 : k + found.split(' ').length;
}

/** The finite verb of deciding, asking or promising that made the head. */
function triggerOf(scene: Scene, head: Head): number {
  for (let k = head.from; k <= head.verb; k++) {
    const verb = scene.verbs.find(scene.words[k]?.low ?? '');
    if (verb && TRIGGERS.some((name) => verb.classes.has(name))) return k;
  }
  return -1;
}

/**
 * What was decided or asked at another time is told, not decided now: "En 2016 los países acordaron", "at its previous
 * meeting the Committee directed", "had requested". A time counts only beside its verb, not in a subordinate clause.
 */
export function isTold(scene: Scene, head: Head, year: number | null): boolean {
  if (!RULES.test(head.rule) || scene.setting.isOperative) return false;
  const trigger = triggerOf(scene, head);
  if (trigger === -1 || scene.verbs.find(scene.words[trigger]?.low ?? '')?.moods.has('past') !== true) return false;
  if (scene.words[trigger - 1]?.low === 'had') return true;
  if (overAt(scene, trigger + 1, year) > 0) return true;
  for (let k = trigger - 1; k >= Math.max(0, trigger - 16); k--) {
    const word = scene.words[k];
    if (word?.text === ';') return false;
    const end = overAt(scene, k, year);
    if (end === 0 || end > trigger) {
      // Another clause lies between: "recalling that in 2015 it was created, the Meeting agreed".
      if (word?.text === ',' && overBefore(scene, k, year) === 0) return false;
      continue;
    }
    return (
      k === 0 ||
      JOINTS.test(scene.words[k - 1]?.low ?? '') ||
      !/(?:[aí]d[oa]s?|ed|de|del|of)$/u.test(scene.words[k - 1]?.low ?? '')
    );
  }
  return false;
}

/** Where a time that is over and ends right before word `end` begins, counted from 1; 0 when there is none. */
function overBefore(scene: Scene, end: number, year: number | null): number {
  for (let k = end - 1; k >= Math.max(0, end - 6); k--) if (overAt(scene, k, year) === end) return k + 1;
  return 0;
}
