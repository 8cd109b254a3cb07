import type { Role } from '../../kernel/index.ts';
import { always, type Condition, type PolicyPart } from '../policy/index.ts';

/** Everybody who has an account in the name of an organisation of the Conference. */
export const SIGNED_IN: readonly Role[] = [
  'secretariat',
  'presidency',
  'head_of_delegation',
  'focal_point',
  'validator',
  'observer',
  'civil_society',
  'auditor',
  'administrator',
];

/** Those who follow what the Conference does; an administrator keeps the house and sees no content. */
export const FOLLOWING_THE_WORK: readonly Role[] = SIGNED_IN.filter((role) => role !== 'administrator');

/** The delegations of member countries. */
export const DELEGATION: readonly Role[] = ['presidency', 'head_of_delegation', 'focal_point', 'validator'];

/** Members and observers: those who follow the Conference's work from inside (class C1, members). */
export const MEMBERS_AND_OBSERVERS: readonly Role[] = ['secretariat', ...DELEGATION, 'observer'];

const ownJob: Condition = {
  id: 'own-job',
  sentence: { es: 'si lo pidió la misma persona', en: 'if the same person asked for it' },
  test: (who, facts) => who.person !== null && facts['starter'] === who.person,
  sql: 'starter = (select app.person())',
};

/** Who may see and change what belongs to no system: the parties and bodies of the Conference, and the queue of work. */
export const referencePolicy: PolicyPart = {
  resources: [
    {
      id: 'party',
      name: { es: 'Países, organizaciones y grupos', en: 'Countries, organisations and groups' },
      table: 'conf.party',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
      },
    },
    {
      id: 'body',
      name: { es: 'Órganos de la Conferencia', en: 'Bodies of the Conference' },
      table: 'conf.body',
      actions: { read: { verb: 'select', name: { es: 'leer', en: 'read' } } },
    },
    {
      id: 'membership',
      name: { es: 'Quién pertenece a cada órgano', en: 'Who belongs to each body' },
      table: 'conf.membership',
      actions: { read: { verb: 'select', name: { es: 'leer', en: 'read' } } },
    },
    {
      id: 'reading-alias',
      name: { es: 'Nombres con que se leen los informes', en: 'Names with which reports are read' },
      table: 'conf.reading_alias',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        remove: { verb: 'delete', name: { es: 'quitar', en: 'remove' } },
      },
    },
    {
      id: 'reading-word',
      name: { es: 'Palabras con que se leen los informes', en: 'Words with which reports are read' },
      table: 'conf.reading_word',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        add: { verb: 'insert', name: { es: 'agregar o quitar de una lista', en: 'add or take out of a list' } },
        restore: { verb: 'delete', name: { es: 'deshacer el cambio', en: 'undo the change' } },
      },
    },
    {
      id: 'job',
      name: { es: 'Procesos largos', en: 'Long jobs' },
      table: 'platform.job',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        start: { verb: 'insert', name: { es: 'pedir', en: 'ask for' } },
        work: { verb: 'update', name: { es: 'ejecutar', en: 'carry out' } },
      },
    },
  ],
  rules: [
    { roles: [...SIGNED_IN, 'public', 'system'], resource: 'party', actions: ['read'], when: always },
    { roles: ['secretariat'], resource: 'party', actions: ['add'], when: always },
    { roles: [...SIGNED_IN, 'public', 'system'], resource: 'body', actions: ['read'], when: always },
    { roles: [...SIGNED_IN, 'system'], resource: 'membership', actions: ['read'], when: always },
    { roles: ['secretariat'], resource: 'reading-alias', actions: ['read', 'add', 'remove'], when: always },
    { roles: ['secretariat'], resource: 'reading-word', actions: ['read', 'add', 'restore'], when: always },
    { roles: SIGNED_IN, resource: 'job', actions: ['read', 'start'], when: ownJob },
    { roles: ['system'], resource: 'job', actions: ['read', 'start', 'work'], when: always },
  ],
};
