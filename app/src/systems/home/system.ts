import { always, type PolicyPart } from '../../platform/policy/index.ts';
import { SIGNED_IN } from '../../platform/reference/index.ts';
import { defineSystem, type System } from '../../platform/system/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { routes } from './routes.tsx';

const policy: PolicyPart = {
  resources: [
    {
      id: 'home',
      name: { es: 'Inicio', en: 'Home' },
      table: null,
      actions: { read: { verb: 'none', name: { es: 'abrir', en: 'open' } } },
    },
  ],
  rules: [{ roles: SIGNED_IN, resource: 'home', actions: ['read'], when: always }],
};

export const home: System = defineSystem({
  id: 'home',
  navigation: [
    {
      route: 'home.start',
      label: 'home.navigation',
      labelWithoutCountry: 'home.navigation-without-country',
      order: 10,
    },
  ],
  policy,
  routes,
  messages: { es, en },
});
