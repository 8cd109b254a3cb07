import type { VNode } from 'preact';
import type { Translate } from '../../../kernel/index.ts';
import { DataTable } from '../../../ui/index.ts';

/** One call of the machine API. */
export interface ApiCall {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly what: string;
}

/** How a program speaks to Enlace, with the calls that there are. */
export function ApiPage({ t, calls }: { readonly t: Translate; readonly calls: readonly ApiCall[] }): VNode {
  return (
    <>
      <div class="measure">
        <p>{t('access.api.1')}</p>
        <p>{t('access.api.2')}</p>
        <p>{t('access.api.3')}</p>
        <p>
          <a href="/api/v1/openapi.json">{t('access.api.document')}</a>
        </p>
      </div>
      <DataTable
        id="calls"
        caption={t('access.api.calls')}
        rows={calls}
        empty={t('access.api.none')}
        columns={[
          { head: t('access.api.method'), nowrap: true, cell: ({ method }) => <code>{method.toUpperCase()}</code> },
          { head: t('access.api.path'), rowHead: true, cell: ({ path }) => <code>{path}</code> },
          { head: t('access.api.what'), cell: ({ what }) => what },
        ]}
      />
    </>
  );
}
