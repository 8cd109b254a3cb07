import type { Principal } from '../../kernel/index.ts';
import { always, type Condition, type Facts, type PolicyPart } from '../../platform/policy/index.ts';
import { DELEGATION, MEMBERS_AND_OBSERVERS } from '../../platform/reference/index.ts';
import { UNPUBLISHED } from './obligation.ts';

const OBSERVING = ['observer'] as const;
const CIVIL = ['civil_society'] as const;
/** Those who sign for a party. The presidency chairs and signs for nobody. */
const SIGNING = ['head_of_delegation', 'focal_point', 'validator', ...OBSERVING, ...CIVIL] as const;
const FOLLOWING = [...DELEGATION, ...OBSERVING] as const;

const UNPUBLISHED_SQL = UNPUBLISHED.map((state) => `'${state}'`).join(', ');

function names(facts: Facts, columns: readonly string[], who: Principal): boolean {
  const { organisation } = who;
  return (
    organisation !== null &&
    columns.some((column) => (facts[column] as readonly string[] | undefined)?.includes(organisation) === true)
  );
}

function isPublished(facts: Facts): boolean {
  const { code, state } = facts as { readonly code?: string | null; readonly state?: string };
  return typeof code === 'string' && !(UNPUBLISHED as readonly string[]).includes(state ?? 'candidate');
}

const published: Condition = {
  id: 'published',
  sentence: { es: 'cuando el registro se publicó', en: 'once the register is published' },
  test: (_, facts) => isPublished(facts),
  sql: `(code is not null and state not in (${UNPUBLISHED_SQL}))`,
};

const PARTS = ['owed_by', 'responsible', 'via', 'support', 'presenter', 'recipients'] as const;

const publishedForParty: Condition = {
  id: 'published-names-party',
  sentence: {
    es: 'cuando el registro se publicó y nombra a su organización',
    en: 'once the register is published, if it names their organisation',
  },
  test: (who, facts) => isPublished(facts) && names(facts, PARTS, who),
  sql: `(${published.sql} and (select app.org()) = any (${PARTS.join(' || ')}))`,
};

const owes: Condition = {
  id: 'owes-a-part',
  sentence: {
    es: 'si su organización tiene una parte pendiente en ella',
    en: 'if their organisation owes a part of it',
  },
  test: (who, facts) =>
    names(facts, ['owed_by'], who) && ['open', 'in_progress', 'delivered'].includes(String(facts['state'])),
  sql: `((select app.org()) = any (owed_by) and state in ('open', 'in_progress', 'delivered'))`,
};

const ownParty: Condition = {
  id: 'own-party',
  sentence: { es: 'si es de su organización', en: 'if it is of their organisation' },
  test: (who, facts) => who.organisation !== null && facts['party'] === who.organisation,
  sql: '(party = (select app.org()))',
};

const shared: Condition = {
  id: 'shared',
  sentence: { es: 'si concierne a todos', en: 'if it concerns everybody' },
  test: (_, facts) => facts['shared'] === true,
  sql: 'shared',
};

const sharedReport: Condition = {
  id: 'shared-report',
  sentence: {
    es: 'cuando fue aceptado y ya no delata quién falta',
    en: 'once it is accepted and no longer tells who is missing',
  },
  test: (_, facts) => facts['state'] === 'accepted' && facts['shared_at'] != null,
  sql: `(state = 'accepted' and shared_at is not null)`,
};

/** For rows of a child table: the database asks the parent's own policy; the program is told by a fact. */
function throughParent(id: string, fact: string, sql: string, es: string, en: string): Condition {
  return { id, sentence: { es, en }, test: (_, facts) => facts[fact] === true, sql };
}

const withReport = throughParent(
  'report-visible',
  'progress_visible',
  'exists (select 1 from conf.progress parent where parent.id = progress)',
  'si puede leer el informe que acompaña',
  'if they may read the report that it accompanies',
);

const withOwnReport: Condition = {
  id: 'own-report',
  sentence: { es: 'si acompaña un informe de su organización', en: 'if it accompanies a report of their organisation' },
  test: (who, facts) => who.organisation !== null && facts['progress_party'] === who.organisation,
  sql: 'exists (select 1 from conf.progress parent where parent.id = progress and parent.party = (select app.org()))',
};

const bothVisible = throughParent(
  'both-visible',
  'both_visible',
  'exists (select 1 from conf.obligation a where a.id = obligation) and exists (select 1 from conf.obligation b where b.id = depends_on)',
  'si puede leer las dos',
  'if they may read both',
);

/**
 * Who sees what of the register (secretariat.md 3 and 8): what was read from a report is the secretariat's alone
 * until it is published; a part and its lateness are that party's and the secretariat's; everybody else gets counts.
 */
export const obligationsPolicy: PolicyPart = {
  resources: [
    {
      id: 'obligation',
      name: { es: 'Acuerdos', en: 'Agreements' },
      table: 'conf.obligation',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        review: {
          verb: 'update',
          name: { es: 'revisar, fechar, publicar y dejar sin efecto', en: 'review, date, publish and drop' },
        },
        advance: {
          verb: 'update',
          name: { es: 'pasar a en curso o entregado', en: 'move to in progress or delivered' },
        },
      },
    },
    {
      id: 'share',
      name: { es: 'Parte de cada organización en un acuerdo', en: "Each organisation's part in an agreement" },
      table: 'conf.share',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        give: { verb: 'insert', name: { es: 'asignar', en: 'give' } },
        settle: { verb: 'update', name: { es: 'cambiar de estado', en: 'change the state' } },
      },
    },
    {
      id: 'progress',
      name: { es: 'Informes de avance', en: 'Progress reports' },
      table: 'conf.progress',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        send: { verb: 'insert', name: { es: 'enviar', en: 'send' } },
        answer: { verb: 'update', name: { es: 'aceptar o devolver', en: 'accept or return' } },
      },
    },
    {
      id: 'progress-evidence',
      name: { es: 'Archivos de un informe de avance', en: 'Files of a progress report' },
      table: 'conf.progress_evidence',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        attach: { verb: 'insert', name: { es: 'adjuntar', en: 'attach' } },
      },
    },
    {
      id: 'dependency',
      name: { es: 'Acuerdos que esperan a otros', en: 'Agreements that wait for others' },
      table: 'conf.dependency',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        tie: { verb: 'insert', name: { es: 'establecer', en: 'establish' } },
        untie: { verb: 'delete', name: { es: 'quitar', en: 'remove' } },
      },
    },
    {
      id: 'obligation-event',
      name: { es: 'Historia de un acuerdo', en: 'History of an agreement' },
      table: 'conf.obligation_event',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
      },
    },
    {
      id: 'notice',
      name: { es: 'Novedades', en: 'News' },
      table: 'conf.notice',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        mark: { verb: 'update', name: { es: 'marcar como vista', en: 'mark as seen' } },
      },
    },
  ],
  rules: [
    { roles: ['secretariat'], resource: 'obligation', actions: ['read', 'add', 'review', 'advance'], when: always },
    { roles: FOLLOWING, resource: 'obligation', actions: ['read'], when: published },
    { roles: CIVIL, resource: 'obligation', actions: ['read'], when: publishedForParty },
    { roles: SIGNING, resource: 'obligation', actions: ['advance'], when: owes },
    { roles: ['secretariat'], resource: 'share', actions: ['read', 'give', 'settle'], when: always },
    { roles: [...FOLLOWING, ...CIVIL], resource: 'share', actions: ['read'], when: ownParty },
    { roles: SIGNING, resource: 'share', actions: ['settle'], when: ownParty },
    { roles: ['secretariat'], resource: 'progress', actions: ['read', 'answer'], when: always },
    { roles: ['secretariat', ...SIGNING], resource: 'progress', actions: ['send'], when: ownParty },
    { roles: [...FOLLOWING, ...CIVIL], resource: 'progress', actions: ['read'], when: ownParty },
    { roles: FOLLOWING, resource: 'progress', actions: ['read'], when: sharedReport },
    { roles: [...MEMBERS_AND_OBSERVERS, ...CIVIL], resource: 'progress-evidence', actions: ['read'], when: withReport },
    { roles: ['secretariat', ...SIGNING], resource: 'progress-evidence', actions: ['attach'], when: withOwnReport },
    { roles: [...MEMBERS_AND_OBSERVERS, ...CIVIL], resource: 'dependency', actions: ['read'], when: bothVisible },
    { roles: ['secretariat'], resource: 'dependency', actions: ['tie', 'untie'], when: always },
    { roles: ['secretariat'], resource: 'obligation-event', actions: ['read', 'add'], when: always },
    { roles: FOLLOWING, resource: 'obligation-event', actions: ['read'], when: shared },
    { roles: [...FOLLOWING, ...CIVIL], resource: 'obligation-event', actions: ['read'], when: ownParty },
    { roles: SIGNING, resource: 'obligation-event', actions: ['add'], when: ownParty },
    { roles: ['secretariat'], resource: 'notice', actions: ['read', 'add'], when: always },
    { roles: [...FOLLOWING, ...CIVIL], resource: 'notice', actions: ['read', 'mark'], when: ownParty },
    { roles: ['secretariat'], resource: 'notice', actions: ['mark'], when: ownParty },
  ],
};
