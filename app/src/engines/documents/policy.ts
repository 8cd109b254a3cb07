import type { Principal, Role } from '../../kernel/index.ts';
import { always, type Condition, type Facts, type PolicyPart } from '../../platform/policy/index.ts';
import { DELEGATION, FOLLOWING_THE_WORK, MEMBERS_AND_OBSERVERS, SIGNED_IN } from '../../platform/reference/index.ts';

/** Those to whom the Conference sends documents, and who may bring some, besides the secretariat. */
const CORRESPONDENTS: readonly Role[] = [...DELEGATION, 'observer', 'civil_society'];

/** Readers with an account and without. A job or the example data acts without the role of the public. */
const EVERYBODY: readonly Role[] = [...SIGNED_IN, 'public'];

const isPublic: Condition = {
  id: 'document-public',
  sentence: { es: 'si es público', en: 'if it is public' },
  test: (_, facts) => facts['class'] === 'public',
  sql: "class = 'public'",
};

const isForMembers: Condition = {
  id: 'document-for-members',
  sentence: { es: 'si es para los miembros o público', en: 'if it is for members or public' },
  test: (_, facts) => facts['class'] === 'public' || facts['class'] === 'members',
  sql: "class in ('public', 'members')",
};

const isOwn: Condition = {
  id: 'document-own',
  sentence: { es: 'si lo aportó su organización', en: 'if their organisation brought it' },
  test: (who, facts) => isOwner(who, facts),
  sql: 'owner_party = (select app.org())',
};

const isNamedByVisibleDocument: Condition = {
  id: 'file-of-visible-document',
  sentence: { es: 'si es el contenido de un documento que puede ver', en: 'if a document that they may see holds it' },
  test: (_, facts) => facts['document_visible'] === true,
  sql: 'exists (select 1 from conf.document d where d.sha256 = file.sha256)',
};

const isNamedByVisibleVersion: Condition = {
  id: 'file-of-visible-version',
  sentence: { es: 'si es el contenido de una versión que puede ver', en: 'if a version that they may see holds it' },
  test: (_, facts) => facts['version_visible'] === true,
  sql: 'exists (select 1 from conf.work_version v where v.sha256 = file.sha256)',
};

const isNamedByImport: Condition = {
  id: 'file-of-import',
  sentence: { es: 'si es de un archivo que se está incorporando', en: 'if it is part of an archive on its way in' },
  test: (_, facts) => facts['importing'] === true,
  sql: 'exists (select 1 from conf.import_file i where i.sha256 = file.sha256)',
};

/** The circles of readers of a class, over the columns of `conf.work` or of what is kept in step with it. */
interface Circle {
  readonly id: string;
  readonly sentence: Condition['sentence'];
  readonly test: (who: Principal, facts: Facts) => boolean;
  /** `work` is the column that holds the work's identifier. */
  readonly sql: (work: string) => string;
}

const PUBLIC_CIRCLE: Circle = {
  id: 'public',
  sentence: { es: 'si es público', en: 'if it is public' },
  test: (_, facts) => facts['class'] === 'public',
  sql: () => "class = 'public'",
};

const MEMBERS_CIRCLE: Circle = {
  id: 'members',
  sentence: { es: 'si es para los miembros o público', en: 'if it is for members or public' },
  test: (_, facts) => facts['class'] === 'public' || facts['class'] === 'members',
  sql: () => "class in ('public', 'members')",
};

const DELEGATIONS_CIRCLE: Circle = {
  id: 'delegations',
  sentence: {
    es: 'si es para las delegaciones de una reunión en la que está la suya',
    en: 'if it is for the delegations of a meeting, theirs among them',
  },
  test: (who, facts) => facts['class'] === 'delegations' && isAmong(who, facts['delegations']),
  sql: () =>
    "(class = 'delegations' and meeting in (select d.meeting from conf.delegation d where d.party = (select app.org())))",
};

const NAMED_CIRCLE: Circle = {
  id: 'named',
  sentence: {
    es: 'si es restringido y su organización está entre los destinatarios',
    en: 'if it is restricted and their organisation is among the readers',
  },
  test: (who, facts) => facts['class'] === 'restricted' && isAmong(who, facts['readers']),
  sql: (work) =>
    `(class = 'restricted' and ${work} in (select r.work from conf.work_reader r where r.party = (select app.org())))`,
};

/** A work is seen by its circle once something of it is available. */
function work(circle: Circle): Condition {
  const { es, en } = circle.sentence;
  return {
    id: `work-${circle.id}`,
    sentence: { es: `si está disponible y ${es.slice(3)}`, en: `if it is available and ${en.slice(3)}` },
    test: (who, facts) => facts['status'] === 'available' && circle.test(who, facts),
    sql: `(status = 'available' and ${circle.sql('id')})`,
  };
}

/** What is found is available by being there. */
function found(circle: Circle): Condition {
  return { id: `found-${circle.id}`, sentence: circle.sentence, test: circle.test, sql: circle.sql('work') };
}

const isOwnWork: Condition = {
  id: 'work-own',
  sentence: { es: 'si lo aportó su organización', en: 'if their organisation brought it' },
  test: (who, facts) => isOwner(who, facts),
  sql: 'owner_party = (select app.org())',
};

const isOwnReceived: Condition = {
  id: 'work-own-received',
  sentence: {
    es: 'en nombre de su organización, para que la Secretaría Técnica lo clasifique',
    en: 'in the name of their organisation, for the secretariat to classify',
  },
  test: (who, facts) => isOwner(who, facts) && facts['status'] === 'received' && facts['class'] === 'restricted',
  sql: "(owner_party = (select app.org()) and status = 'received' and class = 'restricted')",
};

const isOpenVersion: Condition = {
  id: 'version-open',
  sentence: {
    es: 'si puede ver el documento y la versión está o estuvo disponible',
    en: 'if they may see the document and the version is or was available',
  },
  test: (_, facts) =>
    facts['work_visible'] === true && (facts['state'] === 'available' || facts['state'] === 'superseded'),
  sql: "(state in ('available', 'superseded') and exists (select 1 from conf.work w where w.id = work_version.work))",
};

const isVersionOfOwn: Condition = {
  id: 'version-of-own',
  sentence: { es: 'si su organización aportó el documento', en: 'if their organisation brought the document' },
  test: (who, facts) => isOwner(who, facts),
  sql: 'exists (select 1 from conf.work w where w.id = work_version.work and w.owner_party = (select app.org()))',
};

const isVersionOfOwnReceived: Condition = {
  id: 'version-of-own-received',
  sentence: {
    es: 'si su organización aportó el documento y aún no se clasifica',
    en: 'if their organisation brought the document and it is not classified yet',
  },
  test: (who, facts) => isOwner(who, facts) && facts['status'] === 'received' && facts['state'] === 'checked',
  sql: "(state = 'checked' and exists (select 1 from conf.work w where w.id = work_version.work and w.owner_party = (select app.org()) and w.status = 'received'))",
};

const isOwnParty: Condition = {
  id: 'library-own-party',
  sentence: { es: 'si es de su organización', en: 'if it is of their organisation' },
  test: (who, facts) => who.organisation !== null && facts['party'] === who.organisation,
  sql: 'party = (select app.org())',
};

const isRecipient: Condition = {
  id: 'distribution-recipient',
  sentence: {
    es: 'si su organización está entre los destinatarios',
    en: 'if their organisation is among the recipients',
  },
  test: (who, facts) => isAmong(who, facts['recipients']),
  sql: 'id in (select r.distribution from conf.receipt r where r.party = (select app.org()))',
};

const isOfVisibleDistribution: Condition = {
  id: 'item-of-visible-distribution',
  sentence: { es: 'si puede ver el envío', en: 'if they may see the distribution' },
  test: (_, facts) => facts['distribution_visible'] === true,
  sql: 'exists (select 1 from conf.distribution d where d.id = distribution)',
};

function isAmong(who: Principal, parties: unknown): boolean {
  return who.organisation !== null && Array.isArray(parties) && parties.includes(who.organisation);
}

function isOwner(who: Principal, facts: Facts): boolean {
  return who.organisation !== null && facts['owner_party'] === who.organisation;
}

/**
 * Who may see which file. A document is the door; the bytes behind it are stored once for everybody, and are read by
 * whoever has a door to them. Anybody may store bytes: that tells nothing about who else has them.
 */
export const documentsPolicy: PolicyPart = {
  resources: [
    {
      id: 'document',
      name: { es: 'Documentos', en: 'Documents' },
      table: 'conf.document',
      actions: {
        read: { verb: 'select', name: { es: 'abrir', en: 'open' } },
        add: { verb: 'insert', name: { es: 'aportar', en: 'bring' } },
        widen: { verb: 'update', name: { es: 'mostrar a más lectores', en: 'show to more readers' } },
      },
    },
    {
      id: 'file',
      name: { es: 'Contenido de los documentos', en: 'Content of documents' },
      table: 'conf.file',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        store: { verb: 'insert', name: { es: 'guardar', en: 'store' } },
      },
    },
    {
      id: 'work',
      name: { es: 'Biblioteca', en: 'Library' },
      table: 'conf.work',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'aportar', en: 'bring' } },
        classify: { verb: 'update', name: { es: 'clasificar y publicar', en: 'classify and make available' } },
      },
    },
    {
      id: 'work-version',
      name: { es: 'Versiones de los documentos', en: 'Versions of documents' },
      table: 'conf.work_version',
      actions: {
        read: { verb: 'select', name: { es: 'abrir', en: 'open' } },
        add: { verb: 'insert', name: { es: 'subir', en: 'upload' } },
        move: { verb: 'update', name: { es: 'cambiar de estado', en: 'change the state' } },
      },
    },
    {
      id: 'work-reader',
      name: { es: 'Destinatarios de documentos restringidos', en: 'Readers of restricted documents' },
      table: 'conf.work_reader',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        remove: { verb: 'delete', name: { es: 'quitar', en: 'remove' } },
      },
    },
    {
      id: 'work-text',
      name: { es: 'Textos que se encuentran al buscar', en: 'Texts that a search finds' },
      table: 'conf.work_text',
      actions: {
        find: { verb: 'select', name: { es: 'encontrar', en: 'find' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        change: { verb: 'update', name: { es: 'cambiar', en: 'change' } },
        remove: { verb: 'delete', name: { es: 'quitar', en: 'remove' } },
      },
    },
    {
      id: 'work-word',
      name: { es: 'Palabras que se sugieren al buscar', en: 'Words that a search suggests' },
      table: 'conf.work_word',
      actions: {
        find: { verb: 'select', name: { es: 'encontrar', en: 'find' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        change: { verb: 'update', name: { es: 'cambiar', en: 'change' } },
        remove: { verb: 'delete', name: { es: 'quitar', en: 'remove' } },
      },
    },
    {
      id: 'distribution',
      name: { es: 'Envíos de documentos', en: 'Distributions of documents' },
      table: 'conf.distribution',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        send: { verb: 'insert', name: { es: 'enviar', en: 'send' } },
      },
    },
    {
      id: 'distribution-item',
      name: { es: 'Versiones enviadas', en: 'Versions sent' },
      table: 'conf.distribution_item',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        freeze: { verb: 'insert', name: { es: 'fijar', en: 'freeze' } },
      },
    },
    {
      id: 'receipt',
      name: { es: 'Recibos de los envíos', en: 'Receipts of distributions' },
      table: 'conf.receipt',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        ask: { verb: 'insert', name: { es: 'pedir', en: 'ask for' } },
        remind: { verb: 'update', name: { es: 'reenviar', en: 'send again' } },
        acknowledge: { verb: 'update', name: { es: 'acusar recibo', en: 'acknowledge' } },
      },
    },
    {
      id: 'import-batch',
      name: { es: 'Archivos antiguos por incorporar', en: 'Old archives to take in' },
      table: 'conf.import_batch',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'subir', en: 'upload' } },
        run: { verb: 'update', name: { es: 'incorporar', en: 'take in' } },
      },
    },
    {
      id: 'import-file',
      name: { es: 'Ficheros de un archivo antiguo', en: 'Files of an old archive' },
      table: 'conf.import_file',
      actions: {
        read: { verb: 'select', name: { es: 'ver', en: 'see' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        decide: { verb: 'update', name: { es: 'incorporar o rechazar', en: 'take in or refuse' } },
      },
    },
  ],
  rules: [
    { roles: FOLLOWING_THE_WORK, resource: 'document', actions: ['read'], when: isPublic },
    { roles: MEMBERS_AND_OBSERVERS, resource: 'document', actions: ['read'], when: isForMembers },
    {
      roles: [...DELEGATION, 'observer', 'civil_society'],
      resource: 'document',
      actions: ['read', 'add', 'widen'],
      when: isOwn,
    },
    { roles: ['secretariat'], resource: 'document', actions: ['read', 'add', 'widen'], when: always },
    { roles: SIGNED_IN, resource: 'file', actions: ['read'], when: isNamedByVisibleDocument },
    { roles: SIGNED_IN, resource: 'file', actions: ['store'], when: always },
    { roles: EVERYBODY, resource: 'file', actions: ['read'], when: isNamedByVisibleVersion },
    { roles: ['secretariat'], resource: 'file', actions: ['read'], when: isNamedByImport },

    { roles: EVERYBODY, resource: 'work', actions: ['read'], when: work(PUBLIC_CIRCLE) },
    { roles: MEMBERS_AND_OBSERVERS, resource: 'work', actions: ['read'], when: work(MEMBERS_CIRCLE) },
    { roles: CORRESPONDENTS, resource: 'work', actions: ['read'], when: work(DELEGATIONS_CIRCLE) },
    { roles: CORRESPONDENTS, resource: 'work', actions: ['read'], when: work(NAMED_CIRCLE) },
    { roles: CORRESPONDENTS, resource: 'work', actions: ['read'], when: isOwnWork },
    { roles: CORRESPONDENTS, resource: 'work', actions: ['add'], when: isOwnReceived },
    { roles: ['secretariat'], resource: 'work', actions: ['read', 'add', 'classify'], when: always },

    { roles: EVERYBODY, resource: 'work-version', actions: ['read'], when: isOpenVersion },
    { roles: CORRESPONDENTS, resource: 'work-version', actions: ['read'], when: isVersionOfOwn },
    { roles: CORRESPONDENTS, resource: 'work-version', actions: ['add'], when: isVersionOfOwnReceived },
    { roles: ['secretariat'], resource: 'work-version', actions: ['read', 'add', 'move'], when: always },

    { roles: CORRESPONDENTS, resource: 'work-reader', actions: ['read'], when: isOwnParty },
    { roles: ['secretariat'], resource: 'work-reader', actions: ['read', 'add', 'remove'], when: always },

    ...(['work-text', 'work-word'] as const).flatMap((resource): PolicyPart['rules'] => [
      { roles: EVERYBODY, resource, actions: ['find'], when: found(PUBLIC_CIRCLE) },
      { roles: MEMBERS_AND_OBSERVERS, resource, actions: ['find'], when: found(MEMBERS_CIRCLE) },
      { roles: CORRESPONDENTS, resource, actions: ['find'], when: found(DELEGATIONS_CIRCLE) },
      { roles: CORRESPONDENTS, resource, actions: ['find'], when: found(NAMED_CIRCLE) },
      { roles: ['secretariat'], resource, actions: ['find', 'add', 'change', 'remove'], when: always },
    ]),
    { roles: CORRESPONDENTS, resource: 'work-text', actions: ['find'], when: isOwnWork },

    { roles: CORRESPONDENTS, resource: 'distribution', actions: ['read'], when: isRecipient },
    { roles: ['secretariat'], resource: 'distribution', actions: ['read', 'send'], when: always },
    { roles: CORRESPONDENTS, resource: 'distribution-item', actions: ['read'], when: isOfVisibleDistribution },
    { roles: ['secretariat'], resource: 'distribution-item', actions: ['read', 'freeze'], when: always },
    { roles: CORRESPONDENTS, resource: 'receipt', actions: ['read', 'acknowledge'], when: isOwnParty },
    { roles: ['secretariat'], resource: 'receipt', actions: ['read', 'ask', 'remind'], when: always },

    { roles: ['secretariat'], resource: 'import-batch', actions: ['read', 'add', 'run'], when: always },
    { roles: ['secretariat'], resource: 'import-file', actions: ['read', 'add', 'decide'], when: always },
  ],
};
