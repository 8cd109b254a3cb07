import type { Principal } from '../../kernel/index.ts';
import { always, type Condition, type Facts, type PolicyPart } from '../../platform/policy/index.ts';
import { DELEGATION, FOLLOWING_THE_WORK } from '../../platform/reference/index.ts';

function stateIn(id: string, states: readonly string[], sentence: Condition['sentence']): Condition {
  return {
    id,
    sentence,
    test: (_, facts) => states.includes(String(facts['state'])),
    sql: `state in (${states.map((state) => `'${state}'`).join(', ')})`,
  };
}

const published = stateIn('text-published', ['published'], { es: 'si está publicado', en: 'if it is published' });
const adopted = stateIn('text-adopted', ['adopted', 'published'], { es: 'si está adoptado', en: 'if it is adopted' });
const shown = stateIn('text-shown', ['in_review', 'adopted', 'published'], {
  es: 'si está en revisión, adoptado o publicado',
  en: 'if it is in review, adopted or published',
});
const open = stateIn('text-open', ['draft', 'in_review'], {
  es: 'mientras no esté adoptado',
  en: 'while it is not adopted',
});
const atAdoption = stateIn('text-at-adoption', ['in_review', 'adopted'], {
  es: 'si está en revisión',
  en: 'if it is in review',
});

/** Facts of a part are those of its text (`state`); its row is seen exactly when the text's row is. */
function ofText(table: string, column: string): Condition {
  return {
    id: `${table}-of-visible-text`,
    sentence: { es: 'si puede leer el texto', en: 'if they may read the text' },
    test: (who, facts) => mayReadText(who, facts),
    sql: `exists (select 1 from conf.text t where t.id = ${table}.${column})`,
  };
}

function ofBlock(table: string): Condition {
  return {
    id: `${table}-of-visible-block`,
    sentence: { es: 'si puede leer el texto', en: 'if they may read the text' },
    test: (who, facts) => mayReadText(who, facts),
    sql: `exists (select 1 from conf.block b where b.id = ${table}.block)`,
  };
}

function mayReadText(who: Principal, facts: Facts): boolean {
  if (who.roles.includes('secretariat')) return true;
  if (who.roles.some((role) => DELEGATION.includes(role))) return shown.test(who, facts);
  return (who.roles.includes('observer') ? adopted : published).test(who, facts);
}

const blockOfOpenText: Condition = {
  id: 'block-of-open-text',
  sentence: open.sentence,
  test: open.test,
  sql: "exists (select 1 from conf.text t where t.id = block.text and t.state in ('draft', 'in_review'))",
};

const expressionOfOpenText: Condition = {
  id: 'expression-of-open-text',
  sentence: open.sentence,
  test: open.test,
  sql: "exists (select 1 from conf.block b join conf.text t on t.id = b.text where b.id = expression.block and t.state in ('draft', 'in_review'))",
};

const ownCommentInReview: Condition = {
  id: 'own-comment-in-review',
  sentence: {
    es: 'en nombre de su delegación, mientras el texto esté en revisión',
    en: 'in the name of their delegation, while the text is in review',
  },
  test: (who, facts) =>
    who.organisation !== null && facts['party'] === who.organisation && facts['state'] === 'in_review',
  sql: "party = (select app.org()) and exists (select 1 from conf.block b join conf.text t on t.id = b.text where b.id = block_comment.block and t.state = 'in_review')",
};

/**
 * Who may see and change texts. A draft is the secretariat's; delegations see it and propose words while it is in
 * review; observers from adoption on, as they take no part in drafting; everybody with an account once published.
 */
export const textsPolicy: PolicyPart = {
  resources: [
    {
      id: 'text',
      name: { es: 'Informes', en: 'Reports' },
      table: 'conf.text',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        begin: { verb: 'insert', name: { es: 'empezar', en: 'begin' } },
        write: { verb: 'update', name: { es: 'redactar', en: 'draft' } },
        adopt: { verb: 'update', name: { es: 'adoptar', en: 'adopt' } },
        publish: { verb: 'update', name: { es: 'publicar', en: 'publish' } },
      },
    },
    {
      id: 'text-block',
      name: { es: 'Párrafos de los informes', en: 'Paragraphs of reports' },
      table: 'conf.block',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        add: { verb: 'insert', name: { es: 'agregar', en: 'add' } },
        arrange: { verb: 'update', name: { es: 'mover y quitar', en: 'move and remove' } },
      },
    },
    {
      id: 'text-expression',
      name: { es: 'Versiones de los párrafos', en: 'Versions of paragraphs' },
      table: 'conf.expression',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        write: { verb: 'insert', name: { es: 'redactar', en: 'draft' } },
      },
    },
    {
      id: 'text-comment',
      name: { es: 'Propuestas sobre los párrafos', en: 'Proposals on paragraphs' },
      table: 'conf.block_comment',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        propose: { verb: 'insert', name: { es: 'proponer', en: 'propose' } },
        decide: { verb: 'update', name: { es: 'resolver', en: 'decide' } },
      },
    },
    {
      id: 'frozen-text',
      name: { es: 'Textos adoptados', en: 'Adopted texts' },
      table: 'conf.frozen_text',
      actions: {
        read: { verb: 'select', name: { es: 'leer', en: 'read' } },
        freeze: { verb: 'insert', name: { es: 'fijar al adoptar', en: 'freeze on adoption' } },
      },
    },
  ],
  rules: [
    { roles: ['secretariat'], resource: 'text', actions: ['read', 'begin'], when: always },
    { roles: DELEGATION, resource: 'text', actions: ['read'], when: shown },
    { roles: ['observer'], resource: 'text', actions: ['read'], when: adopted },
    { roles: FOLLOWING_THE_WORK, resource: 'text', actions: ['read'], when: published },
    { roles: ['secretariat'], resource: 'text', actions: ['write'], when: open },
    { roles: ['secretariat', 'presidency'], resource: 'text', actions: ['adopt'], when: atAdoption },
    { roles: ['secretariat'], resource: 'text', actions: ['publish'], when: adopted },
    { roles: FOLLOWING_THE_WORK, resource: 'text-block', actions: ['read'], when: ofText('block', 'text') },
    { roles: ['secretariat'], resource: 'text-block', actions: ['add', 'arrange'], when: blockOfOpenText },
    { roles: FOLLOWING_THE_WORK, resource: 'text-expression', actions: ['read'], when: ofBlock('expression') },
    { roles: ['secretariat'], resource: 'text-expression', actions: ['write'], when: expressionOfOpenText },
    {
      roles: ['secretariat', ...DELEGATION],
      resource: 'text-comment',
      actions: ['read'],
      when: ofBlock('block_comment'),
    },
    { roles: DELEGATION, resource: 'text-comment', actions: ['propose'], when: ownCommentInReview },
    { roles: ['secretariat'], resource: 'text-comment', actions: ['decide'], when: always },
    { roles: FOLLOWING_THE_WORK, resource: 'frozen-text', actions: ['read'], when: ofText('frozen_text', 'text') },
    {
      roles: ['secretariat', 'presidency'],
      resource: 'frozen-text',
      actions: ['freeze'],
      when: ofText('frozen_text', 'text'),
    },
  ],
};
