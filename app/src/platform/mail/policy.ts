import { always, type Condition, type PolicyPart } from '../policy/index.ts';
import { SIGNED_IN } from '../reference/index.ts';

const ownAccount: Condition = {
  id: 'own-account',
  sentence: { es: 'si es suyo', en: 'if it is their own' },
  test: (who, facts) => who.person !== null && facts['account'] === who.person,
  sql: 'account = (select app.person())',
};

const undeliverable: Condition = {
  id: 'mail-undeliverable',
  sentence: { es: 'si no se pudo entregar', en: 'if it could not be delivered' },
  test: (_, facts) => facts['state'] === 'undeliverable',
  sql: "state = 'undeliverable'",
};

/** Who may tell, who reads the mail of whom, and whose calendar it is. */
export const mailPolicy: PolicyPart = {
  resources: [
    {
      id: 'outbox',
      name: { es: 'Avisos por enviar', en: 'Notices to be sent' },
      table: 'platform.outbox',
      actions: {
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        work: { verb: 'update', name: { es: 'convertir en correo', en: 'turn into mail' } },
        remove: { verb: 'delete', name: { es: 'borrar al vencer el plazo', en: 'erase when its time is over' } },
      },
    },
    {
      id: 'mail',
      name: { es: 'Correos', en: 'Mails' },
      table: 'platform.mail',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        chase: { verb: 'select', name: { es: 'ver a quién no llegó', en: 'see whom it did not reach' } },
        write: { verb: 'insert', name: { es: 'escribir', en: 'write' } },
        send: { verb: 'update', name: { es: 'enviar', en: 'send' } },
        remove: { verb: 'delete', name: { es: 'borrar al vencer el plazo', en: 'erase when its time is over' } },
      },
    },
    {
      id: 'occurrence',
      name: { es: 'Lo que se hizo a su hora', en: 'What was done at its hour' },
      table: 'platform.occurrence',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        note: { verb: 'insert', name: { es: 'anotar', en: 'note' } },
        remove: { verb: 'delete', name: { es: 'borrar al vencer el plazo', en: 'erase when its time is over' } },
      },
    },
    {
      id: 'notification-setting',
      name: { es: 'Preferencias de aviso', en: 'Notification settings' },
      table: 'platform.notification_setting',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'elegir', en: 'choose' } },
        change: { verb: 'update', name: { es: 'cambiar', en: 'change' } },
      },
    },
    {
      id: 'calendar-token',
      name: { es: 'Dirección secreta del calendario', en: 'Secret address of the calendar' },
      table: 'platform.calendar_token',
      actions: {
        read: { verb: 'select', name: { es: 'ver si existe', en: 'see whether there is one' } },
        make: { verb: 'insert', name: { es: 'crear', en: 'make' } },
        renew: { verb: 'update', name: { es: 'renovar', en: 'renew' } },
        revoke: { verb: 'delete', name: { es: 'anular', en: 'revoke' } },
      },
    },
    {
      id: 'calendar-entry',
      name: { es: 'Entradas dadas a los calendarios', en: 'Entries given to calendars' },
      table: 'platform.calendar_entry',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        note: { verb: 'insert', name: { es: 'anotar', en: 'note' } },
        change: { verb: 'update', name: { es: 'cambiar', en: 'change' } },
      },
    },
  ],
  rules: [
    { roles: [...SIGNED_IN, 'public', 'system'], resource: 'outbox', actions: ['add'], when: always },
    { roles: ['system'], resource: 'outbox', actions: ['read', 'work', 'remove'], when: always },
    { roles: SIGNED_IN, resource: 'mail', actions: ['read'], when: ownAccount },
    { roles: ['secretariat'], resource: 'mail', actions: ['chase'], when: undeliverable },
    { roles: ['system'], resource: 'mail', actions: ['read', 'write', 'send', 'remove'], when: always },
    { roles: ['system'], resource: 'occurrence', actions: ['read', 'note', 'remove'], when: always },
    { roles: SIGNED_IN, resource: 'notification-setting', actions: ['read', 'add', 'change'], when: ownAccount },
    { roles: ['system'], resource: 'notification-setting', actions: ['read', 'add', 'change'], when: always },
    { roles: SIGNED_IN, resource: 'calendar-token', actions: ['read', 'make', 'renew', 'revoke'], when: ownAccount },
    { roles: ['system'], resource: 'calendar-token', actions: ['read', 'renew'], when: always },
    { roles: ['system'], resource: 'calendar-entry', actions: ['read', 'note', 'change'], when: always },
  ],
};
