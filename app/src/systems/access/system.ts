import { always, type PolicyPart } from '../../platform/policy/index.ts';
import { SIGNED_IN } from '../../platform/reference/index.ts';
import { defineSystem, type System } from '../../platform/system/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { routes } from './routes.tsx';

const policy: PolicyPart = {
  resources: [
    {
      id: 'site',
      name: { es: 'El sitio', en: 'The site' },
      table: null,
      actions: { enter: { verb: 'none', name: { es: 'entrar', en: 'sign in' } }, read: { verb: 'none', name: { es: 'leer lo público', en: 'read what is public' } } },
    },
    {
      id: 'own-account',
      name: { es: 'La propia cuenta', en: "One's own account" },
      table: null,
      actions: { manage: { verb: 'none', name: { es: 'ver y cerrar sesiones', en: 'see and end sessions' } } },
    },
  ],
  rules: [
    { roles: ['public'], resource: 'site', actions: ['enter', 'read'], when: always },
    { roles: SIGNED_IN, resource: 'own-account', actions: ['manage'], when: always },
  ],
};

export const access: System = defineSystem({ id: 'access', navigation: [], policy, routes, messages: { es, en } });
