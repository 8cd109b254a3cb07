import documentsEn from '../engines/documents/en.json' with { type: 'json' };
import documentsEs from '../engines/documents/es.json' with { type: 'json' };
import { documentsPolicy } from '../engines/documents/index.ts';
import obligationsEn from '../engines/obligations/en.json' with { type: 'json' };
import obligationsEs from '../engines/obligations/es.json' with { type: 'json' };
import { obligationsPolicy } from '../engines/obligations/index.ts';
import textsEn from '../engines/texts/en.json' with { type: 'json' };
import textsEs from '../engines/texts/es.json' with { type: 'json' };
import { textsPolicy } from '../engines/texts/index.ts';
import { backupMessages } from '../platform/backup/index.ts';
import { fileMessages } from '../platform/files/index.ts';
import httpEn from '../platform/http/en.json' with { type: 'json' };
import httpEs from '../platform/http/es.json' with { type: 'json' };
import jobsEn from '../platform/jobs/en.json' with { type: 'json' };
import jobsEs from '../platform/jobs/es.json' with { type: 'json' };
import mailEn from '../platform/mail/en.json' with { type: 'json' };
import mailEs from '../platform/mail/es.json' with { type: 'json' };
import { mailPolicy } from '../platform/mail/index.ts';
import { referencePolicy } from '../platform/reference/index.ts';
import sessionEn from '../platform/session/en.json' with { type: 'json' };
import sessionEs from '../platform/session/es.json' with { type: 'json' };
import type { Floor, System } from '../platform/system/index.ts';
import uiEn from '../ui/en.json' with { type: 'json' };
import uiEs from '../ui/es.json' with { type: 'json' };
import { access } from './access/system.ts';
import { administration } from './administration/system.ts';
import { agreements } from './agreements/system.ts';
import { directory } from './directory/system.ts';
import { home } from './home/system.ts';
import { library } from './library/system.ts';
import { mailbox } from './mailbox/system.ts';
import { meetings } from './meetings/system.ts';
import { operations } from './operations/system.ts';

/** The table of contents of the product. Example data is loaded in this order: agreements come out of meetings. */
export const SYSTEMS: readonly System[] = [
  home,
  meetings,
  agreements,
  library,
  directory,
  access,
  mailbox,
  administration,
  operations,
];

/** Words and rules of the floors below the systems. */
export const FLOORS: readonly Floor[] = [
  { policy: referencePolicy, messages: { es: httpEs, en: httpEn } },
  { messages: { es: sessionEs, en: sessionEn } },
  { messages: { es: jobsEs, en: jobsEn } },
  { policy: mailPolicy, messages: { es: mailEs, en: mailEn } },
  { messages: { es: uiEs, en: uiEn } },
  { messages: fileMessages },
  { messages: backupMessages },
  { policy: documentsPolicy, messages: { es: documentsEs, en: documentsEn } },
  { policy: textsPolicy, messages: { es: textsEs, en: textsEn } },
  { policy: obligationsPolicy, messages: { es: obligationsEs, en: obligationsEn } },
];
