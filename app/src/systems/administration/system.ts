import { always, type Condition, type PolicyPart } from '../../platform/policy/index.ts';
import { type Context, type DueItem, defineSystem, type System } from '../../platform/system/index.ts';
import { accountRoutes, recoveriesWaiting } from './account-routes.tsx';
import { demo } from './demo.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { organisationRoutes } from './organisation-routes.tsx';
import { ownRoutes } from './own-routes.tsx';
import { programRoutes } from './program-routes.tsx';

const ownOrganisation: Condition = {
  id: 'own-organisation-accounts',
  sentence: {
    es: 'si son cuentas de su propia organización',
    en: 'if they are accounts of their own organisation',
  },
  test: (who, facts) => who.organisation !== null && facts['organisation'] === who.organisation,
  // Accounts are read by a role of its own (enlace_auth), never through a row policy.
  sql: 'false',
};

const policy: PolicyPart = {
  resources: [
    {
      id: 'account',
      name: { es: 'Cuentas de las personas', en: 'Accounts of people' },
      table: null,
      actions: {
        read: { verb: 'none', name: { es: 'ver quién actúa, sin correos', en: 'see who acts, without e-mails' } },
        manage: { verb: 'none', name: { es: 'invitar, cambiar y retirar', en: 'invite, change and withdraw' } },
      },
    },
    {
      id: 'sign-on',
      name: { es: 'Acceso único de las organizaciones', en: 'Single sign-on of organisations' },
      table: null,
      actions: { manage: { verb: 'none', name: { es: 'configurar y probar', en: 'set up and test' } } },
    },
    {
      id: 'program',
      name: { es: 'Programas y sus claves', en: 'Programs and their tokens' },
      table: null,
      actions: { manage: { verb: 'none', name: { es: 'crear y retirar', en: 'create and withdraw' } } },
    },
  ],
  rules: [
    { roles: ['administrator'], resource: 'account', actions: ['manage'], when: always },
    { roles: ['administrator'], resource: 'sign-on', actions: ['manage'], when: always },
    { roles: ['administrator'], resource: 'program', actions: ['manage'], when: always },
    { roles: ['head_of_delegation', 'validator'], resource: 'account', actions: ['read'], when: ownOrganisation },
  ],
};

/** Who may act here, in whose name and until when; and for those who answer for an organisation, who acts for it. */
export const administration: System = defineSystem({
  id: 'administration',
  navigation: [
    { route: 'administration.own', label: 'administration.own.navigation', order: 85 },
    { route: 'administration.accounts', label: 'administration.title', order: 90 },
  ],
  policy,
  routes: [...accountRoutes, ...organisationRoutes, ...programRoutes, ...ownRoutes],
  messages: { es, en },
  due,
  demo,
});

/** A person who lost their second factor waits outside until two have confirmed. */
async function due(ctx: Context): Promise<readonly DueItem[]> {
  const waiting = ctx.can('recovery.confirm') ? await recoveriesWaiting(ctx) : 0;
  if (waiting === 0) return [];
  return [
    {
      id: 'administration.recoveries',
      what: ctx.t('administration.due.recoveries', { count: waiting }),
      href: ctx.url('access.recoveries'),
      due: null,
      action: ctx.t('administration.due.act'),
    },
  ];
}
