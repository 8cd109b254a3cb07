import type { Principal } from '../../kernel/index.ts';
import { always, type Condition, type Facts, type PolicyPart } from '../../platform/policy/index.ts';
import { DELEGATION, MEMBERS_AND_OBSERVERS, SIGNED_IN } from '../../platform/reference/index.ts';

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
  ],
  rules: [
    { roles: SIGNED_IN, resource: 'document', actions: ['read'], when: isPublic },
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
  ],
};
