import { defineSystem, type System } from '../../platform/system/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { routes } from './routes.tsx';

/** How people are told: their mails, how often and in which language, and their calendar. */
export const mailbox: System = defineSystem({
  id: 'mailbox',
  navigation: [],
  policy: { resources: [], rules: [] },
  routes,
  messages: { es, en },
});
