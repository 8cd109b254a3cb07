import { defineSystem, type System } from '../../platform/system/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

export const meetings: System = defineSystem({
  id: 'meetings',
  navigation: [],
  policy: { resources: [], rules: [] },
  routes: [],
  messages: { es, en },
});
