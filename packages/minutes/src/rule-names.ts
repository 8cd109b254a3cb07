/** Identifies a rule; stable, it is stored with a candidate. */
export type RuleId =
  | 'infinitive-head'
  | 'body-decides'
  | 'asks-somebody'
  | 'gives-task'
  | 'undertakes'
  | 'will-do'
  | 'will-be-done'
  | 'must-do'
  | 'actor-to-do'
  | 'that-actor-does'
  | 'table-row'
  | 'expected-input'
  | 'coordinated-action'
  | 'coordinated-object'
  | 'purpose-other-actor'
  | 'follow-on'
  | 'responsible-line'
  | 'umbrella'
  | 'thanks'
  | 'takes-note'
  | 'states-fact';

/** Name of each rule, as people see it beside a candidate. */
export const RULE_NAMES: Readonly<Record<RuleId, readonly [es: string, en: string]>> = {
  'infinitive-head': ['El punto empieza con la acción en infinitivo', 'The point begins with the action'],
  'body-decides': ['El cuerpo decide («se acuerda», «decidió»)', 'The body decides (“agreed”, “decided”)'],
  'asks-somebody': ['Se pide algo a alguien («se solicita a»)', 'Somebody is asked (“requested X to”)'],
  'gives-task': ['Se encarga una tarea a alguien', 'A task is given to somebody'],
  undertakes: ['Una parte se compromete', 'A party undertakes'],
  'will-do': ['Un actor con verbo en futuro', 'An actor with a verb in the future'],
  'will-be-done': ['Pasiva en futuro', 'Passive in the future'],
  'must-do': ['Obligación («deberá»)', 'Obligation (“shall”, “must”, “should”)'],
  'actor-to-do': ['«Actor + infinitivo» como acción', '“Actor to do” as an action'],
  'that-actor-does': ['El punto empieza con «Que» y un actor', 'The point begins with “That” and an actor'],
  'table-row': ['Fila de un cuadro de compromisos', 'Row of a table of actions'],
  'expected-input': ['Se espera un insumo de alguien', 'Something is awaited from somebody'],
  'coordinated-action': [
    'Otra acción del mismo actor, unida por «y»',
    'A further action of the same actor, joined by “and”',
  ],
  'coordinated-object': ['Otro producto de la misma acción', 'A further product of the same action'],
  'purpose-other-actor': ['Finalidad a cargo de otro actor u otro foro', 'A purpose with another actor or forum'],
  'follow-on': ['La frase siguiente dice quién lo hará', 'The next sentence says who will do it'],
  'responsible-line': [
    'Una línea «Responsable» o «Plazo» la completa',
    'A line “Responsible” or “Deadline” completes it',
  ],
  umbrella: ['Introduce una lista', 'Introduces a list'],
  thanks: ['Agradecimiento', 'Thanks'],
  'takes-note': ['Se toma nota o se expresa interés', 'Takes note or expresses interest'],
  'states-fact': ['Enuncia un hecho', 'States a fact'],
};

/** The name of a rule in the language of the reader. */
export function ruleName(id: RuleId, language: 'es' | 'en'): string {
  return RULE_NAMES[id][language === 'es' ? 0 : 1];
}
