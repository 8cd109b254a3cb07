import type { Role } from '../../kernel/index.ts';
import { always, type PolicyPart } from '../../platform/policy/index.ts';
import { defineSystem, type System } from '../../platform/system/index.ts';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { routes } from './routes.tsx';

/** Those who answer for the installation, and whoever audits it. None of them sees content here. */
const ANSWERABLE: readonly Role[] = ['secretariat', 'administrator', 'auditor'];

const policy: PolicyPart = {
  resources: [
    {
      id: 'backup-run',
      name: { es: 'Copias de seguridad y simulacros', en: 'Backups and drills' },
      table: 'platform.backup_run',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        record: { verb: 'insert', name: { es: 'anotar', en: 'record' } },
      },
    },
  ],
  rules: [
    { roles: ANSWERABLE, resource: 'backup-run', actions: ['read'], when: always },
    { roles: ['system'], resource: 'backup-run', actions: ['record'], when: always },
  ],
};

/** The state of the installation, for people: backups, drills, disk, queues, log. */
export const operations: System = defineSystem({
  id: 'operations',
  navigation: [{ route: 'operations.state', label: 'operations.navigation', order: 90 }],
  policy,
  routes,
  messages: { es, en },
});
