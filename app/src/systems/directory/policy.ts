import type { Principal } from '../../kernel/index.ts';
import { always, type Condition, type Facts, type PolicyPart } from '../../platform/policy/index.ts';
import { DELEGATION, MEMBERS_AND_OBSERVERS, SIGNED_IN } from '../../platform/reference/index.ts';

/** Who names people for their own country or organisation: everybody there but focal points, who only propose. */
const NOMINATORS = ['presidency', 'head_of_delegation', 'validator', 'observer'] as const;

const OTHERS = [...DELEGATION, 'observer'] as const;

/** Those who see nobody's contact but their own. */
const OUTSIDERS = ['civil_society', 'auditor', 'administrator'] as const;

function isOwn(who: Principal, facts: Facts): boolean {
  return who.organisation !== null && facts['party'] === who.organisation;
}

const ownParty: Condition = {
  id: 'person-own-party',
  sentence: { es: 'si es de su país u organización', en: 'if they are of their country or organisation' },
  test: isOwn,
  sql: 'party = (select app.org())',
};

const oneself: Condition = {
  id: 'person-oneself',
  sentence: { es: 'si se trata de la misma persona', en: 'if it is the same person' },
  test: (who, facts) => who.person !== null && facts['account'] === who.person,
  sql: 'id = (select conf.person_of((select app.person())))',
};

const isNamed: Condition = {
  id: 'person-named',
  sentence: {
    es: 'si tiene un nombramiento confirmado, vigente o pasado',
    en: 'if they have a confirmed appointment, present or past',
  },
  test: (_, facts) => facts['named'] === true,
  sql: "exists (select 1 from conf.appointment a where a.person = person.id and a.state = 'confirmed')",
};

const ownAppointment: Condition = {
  id: 'appointment-oneself',
  sentence: { es: 'si es el propio', en: 'if it is their own' },
  test: (who, facts) => who.person !== null && facts['account'] === who.person,
  sql: 'person = (select conf.person_of((select app.person())))',
};

const isConfirmed: Condition = {
  id: 'appointment-confirmed',
  sentence: { es: 'una vez confirmado', en: 'once confirmed' },
  test: (_, facts) => facts['state'] === 'confirmed',
  sql: "state = 'confirmed'",
};

const ownDraft: Condition = {
  id: 'appointment-own-draft',
  sentence: {
    es: 'si es de su país u organización y todavía no se ha nominado',
    en: 'if it is of their country or organisation and not nominated yet',
  },
  test: (who, facts) => isOwn(who, facts) && facts['state'] === 'proposed',
  sql: "(party = (select app.org()) and state = 'proposed')",
};

const ownOpen: Condition = {
  id: 'appointment-own-open',
  sentence: {
    es: 'si es de su país u organización y la Secretaría Técnica todavía no ha decidido',
    en: 'if it is of their country or organisation and the Technical Secretariat has not decided yet',
  },
  test: (who, facts) => isOwn(who, facts) && (facts['state'] === 'proposed' || facts['state'] === 'nominated'),
  sql: "(party = (select app.org()) and state in ('proposed', 'nominated'))",
};

/**
 * Members and observers read; a country manages its own people; the secretariat confirms. Civil society and the public
 * see no contact; whoever is in the directory sees and corrects the own entry.
 */
export const directoryPolicy: PolicyPart = {
  resources: [
    {
      id: 'directory',
      name: { es: 'Directorio', en: 'Directory' },
      table: null,
      actions: {
        read: { verb: 'none', name: { es: 'abrir', en: 'open' } },
        upkeep: { verb: 'none', name: { es: 'mantener al día', en: 'keep up to date' } },
      },
    },
    {
      id: 'topic',
      name: { es: 'Temas del directorio', en: 'Topics of the directory' },
      table: 'conf.topic',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
      },
    },
    {
      id: 'person',
      name: { es: 'Personas del directorio', en: 'People in the directory' },
      table: 'conf.person',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        edit: { verb: 'update', name: { es: 'corregir', en: 'correct' } },
        reconfirm: { verb: 'update', name: { es: 'reconfirmar', en: 'reconfirm' } },
      },
    },
    {
      id: 'appointment',
      name: { es: 'Nombramientos', en: 'Appointments' },
      table: 'conf.appointment',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        propose: { verb: 'insert', name: { es: 'proponer', en: 'propose' } },
        nominate: { verb: 'insert', name: { es: 'nominar', en: 'nominate' } },
        sign: { verb: 'update', name: { es: 'nominar lo propuesto', en: 'nominate what was proposed' } },
        end: { verb: 'update', name: { es: 'terminar', en: 'end' } },
        confirm: { verb: 'update', name: { es: 'confirmar o rechazar', en: 'confirm or refuse' } },
        withdraw: { verb: 'delete', name: { es: 'retirar', en: 'withdraw' } },
      },
    },
  ],
  rules: [
    { roles: MEMBERS_AND_OBSERVERS, resource: 'directory', actions: ['read'], when: always },
    { roles: [...OTHERS, 'secretariat'], resource: 'directory', actions: ['upkeep'], when: always },
    { roles: [...SIGNED_IN, 'system'], resource: 'topic', actions: ['read'], when: always },
    { roles: ['secretariat'], resource: 'topic', actions: ['add'], when: always },
    { roles: OTHERS, resource: 'person', actions: ['read'], when: isNamed },
    { roles: ['system'], resource: 'person', actions: ['read'], when: always },
    { roles: OUTSIDERS, resource: 'person', actions: ['read', 'edit'], when: oneself },
    { roles: ['focal_point'], resource: 'person', actions: ['read', 'add', 'edit'], when: ownParty },
    { roles: NOMINATORS, resource: 'person', actions: ['read', 'add', 'edit', 'reconfirm'], when: ownParty },
    { roles: ['secretariat'], resource: 'person', actions: ['read', 'add', 'edit', 'reconfirm'], when: always },
    { roles: [...OTHERS, 'system'], resource: 'appointment', actions: ['read'], when: isConfirmed },
    { roles: OTHERS, resource: 'appointment', actions: ['read'], when: ownParty },
    { roles: OUTSIDERS, resource: 'appointment', actions: ['read'], when: ownAppointment },
    { roles: ['focal_point'], resource: 'appointment', actions: ['propose', 'withdraw'], when: ownDraft },
    { roles: NOMINATORS, resource: 'appointment', actions: ['propose', 'nominate', 'withdraw'], when: ownOpen },
    { roles: NOMINATORS, resource: 'appointment', actions: ['sign', 'end'], when: ownParty },
    {
      roles: ['secretariat'],
      resource: 'appointment',
      actions: ['read', 'propose', 'nominate', 'sign', 'end', 'confirm', 'withdraw'],
      when: always,
    },
  ],
};
