import { always, type Condition, type PolicyPart } from '../../platform/policy/index.ts';
import { SIGNED_IN } from '../../platform/reference/index.ts';
import { defineSystem, type System } from '../../platform/system/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { routes } from './routes.tsx';

const ownAct: Condition = {
  id: 'own-act',
  sentence: { es: 'si son sus propios actos', en: 'if they are their own acts' },
  test: (who, facts) => who.person !== null && facts['person'] === who.person,
  // The log is read by a role of its own (enlace_audit_reader), never through a row policy.
  sql: 'false',
};

const policy: PolicyPart = {
  resources: [
    {
      id: 'site',
      name: { es: 'El sitio', en: 'The site' },
      table: null,
      actions: {
        enter: { verb: 'none', name: { es: 'entrar', en: 'sign in' } },
        read: { verb: 'none', name: { es: 'leer lo público', en: 'read what is public' } },
      },
    },
    {
      id: 'own-account',
      name: { es: 'La propia cuenta', en: "One's own account" },
      table: null,
      actions: { manage: { verb: 'none', name: { es: 'ver y cerrar sesiones', en: 'see and end sessions' } } },
    },
    {
      id: 'log',
      name: { es: 'El registro de actos', en: 'The log of acts' },
      table: null,
      actions: { read: { verb: 'none', name: { es: 'leer los asientos', en: 'read the entries' } } },
    },
  ],
  rules: [
    { roles: ['public'], resource: 'site', actions: ['enter', 'read'], when: always },
    { roles: SIGNED_IN, resource: 'own-account', actions: ['manage'], when: always },
    { roles: ['auditor'], resource: 'log', actions: ['read'], when: always },
    { roles: SIGNED_IN, resource: 'log', actions: ['read'], when: ownAct },
  ],
};

/** The way in and out, and what the house shows of itself: who may do what, the log of every act, the machine API. */
export const access: System = defineSystem({ id: 'access', navigation: [], policy, routes, messages: { es, en } });
