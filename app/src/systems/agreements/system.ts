import { defineSystem, type System } from '../../platform/system/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

export const agreements: System = defineSystem({
  id: 'agreements',
  navigation: [],
  policy: { resources: [], rules: [] },
  routes: [],
  messages: { es, en },
});
