import { always, type Condition, type PolicyPart } from '../../platform/policy/index.ts';
import { SIGNED_IN } from '../../platform/reference/index.ts';
import { defineSystem, type System } from '../../platform/system/index.ts';
import { accountRoutes } from './account-routes.tsx';
import en from './en.json' with { type: 'json' };
import { entryRoutes } from './entry-routes.tsx';
import es from './es.json' with { type: 'json' };
import { logRoutes } from './log-routes.tsx';
import { recoveryRoutes } from './recovery-routes.tsx';
import { routes } from './routes.tsx';

const ownAct: Condition = {
  id: 'own-act',
  sentence: { es: 'si son sus propios actos', en: 'if they are their own acts' },
  test: (who, facts) => who.person !== null && facts['person'] === who.person,
  // The log is read by a role of its own (enlace_audit_reader), never through a row policy.
  sql: 'false',
};

const ownOrganisation: Condition = {
  id: 'own-organisation-acts',
  sentence: {
    es: 'si son actos en nombre de su propia organización',
    en: 'if they are acts in the name of their own organisation',
  },
  test: (who, facts) => who.organisation !== null && facts['organisation'] === who.organisation,
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
      actions: { manage: { verb: 'none', name: { es: 'ver y proteger', en: 'see and protect' } } },
    },
    {
      id: 'recovery',
      name: { es: 'Solicitudes de acceso perdido', en: 'Requests for lost access' },
      table: null,
      actions: { confirm: { verb: 'none', name: { es: 'confirmar o rechazar', en: 'confirm or refuse' } } },
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
    // Which requests each of them may confirm is decided in platform/session/recovery.ts.
    {
      roles: ['administrator', 'secretariat', 'head_of_delegation', 'validator'],
      resource: 'recovery',
      actions: ['confirm'],
      when: always,
    },
    { roles: ['auditor'], resource: 'log', actions: ['read'], when: always },
    { roles: SIGNED_IN, resource: 'log', actions: ['read'], when: ownAct },
    { roles: ['head_of_delegation', 'validator'], resource: 'log', actions: ['read'], when: ownOrganisation },
  ],
};

/** The way in and out, and what the house shows of itself: who may do what, the log of every act, the machine API. */
export const access: System = defineSystem({
  id: 'access',
  navigation: [],
  policy,
  routes: [...entryRoutes, ...accountRoutes, ...recoveryRoutes, ...logRoutes, ...routes],
  messages: { es, en },
});
