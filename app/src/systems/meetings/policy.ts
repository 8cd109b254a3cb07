import { always, type Condition, type PolicyPart } from '../../platform/policy/index.ts';
import { FOLLOWING_THE_WORK } from '../../platform/reference/index.ts';

const atReport: Condition = {
  id: 'meeting-at-report',
  sentence: { es: 'mientras su informe esté en revisión', en: 'while its report is in review' },
  test: (_, facts) => facts['status'] === 'report_in_review' || facts['status'] === 'adopted',
  sql: "status in ('report_in_review', 'adopted')",
};

/**
 * Meetings are seen by everybody with an account and kept by the secretariat; the presidency closes the one whose
 * report it adopts.
 */
export const meetingsPolicy: PolicyPart = {
  resources: [
    {
      id: 'meeting',
      name: { es: 'Reuniones', en: 'Meetings' },
      table: 'conf.meeting',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        edit: { verb: 'update', name: { es: 'cambiar', en: 'change' } },
        close: { verb: 'update', name: { es: 'cerrar al adoptar su informe', en: 'close when adopting its report' } },
      },
    },
    {
      id: 'delegation',
      name: { es: 'Delegaciones de una reunión', en: 'Delegations of a meeting' },
      table: 'conf.delegation',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        remove: { verb: 'delete', name: { es: 'quitar', en: 'remove' } },
      },
    },
    {
      id: 'agenda-item',
      name: { es: 'Puntos de la agenda', en: 'Agenda items' },
      table: 'conf.agenda_item',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        edit: { verb: 'update', name: { es: 'cambiar', en: 'change' } },
        remove: { verb: 'delete', name: { es: 'quitar', en: 'remove' } },
      },
    },
  ],
  rules: [
    { roles: FOLLOWING_THE_WORK, resource: 'meeting', actions: ['read'], when: always },
    { roles: ['secretariat'], resource: 'meeting', actions: ['add', 'edit'], when: always },
    { roles: ['secretariat', 'presidency'], resource: 'meeting', actions: ['close'], when: atReport },
    { roles: FOLLOWING_THE_WORK, resource: 'delegation', actions: ['read'], when: always },
    { roles: ['secretariat'], resource: 'delegation', actions: ['add', 'remove'], when: always },
    { roles: FOLLOWING_THE_WORK, resource: 'agenda-item', actions: ['read'], when: always },
    { roles: ['secretariat'], resource: 'agenda-item', actions: ['add', 'edit', 'remove'], when: always },
  ],
};
