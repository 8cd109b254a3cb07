import httpEn from '../platform/http/en.json' with { type: 'json' };
import httpEs from '../platform/http/es.json' with { type: 'json' };
import { referencePolicy } from '../platform/reference/index.ts';
import type { Floor, System } from '../platform/system/index.ts';
import { access } from './access/system.ts';
import { agreements } from './agreements/system.ts';
import { home } from './home/system.ts';
import { meetings } from './meetings/system.ts';

/** The table of contents of the product. */
export const SYSTEMS: readonly System[] = [home, agreements, meetings, access];

/** Words and rules of the floors below the systems. */
export const FLOORS: readonly Floor[] = [{ policy: referencePolicy, messages: { es: httpEs, en: httpEn } }];
