import type { SearchHit, View, ViewContext } from '../../../platform/system/index.ts';
import { Button, EmptyState, Field } from '../../../ui/index.ts';

/** Everything that was found, by kind, with links that people can keep. */
export function searchView(ctx: ViewContext, hits: readonly SearchHit[], query: string | undefined): View {
  const { t, lang } = ctx;
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  return {
    title: t('home.search.title'),
    windowTitle: t('home.search.title'),
    width: 'text',
    body: (
      <>
        <search>
          <form method="get" action={ctx.url('home.search')} class="filters">
            <Field lang={lang} name="q" type="search" label={t('home.search.label')} value={query} />
            <Button>{t('home.search.send')}</Button>
          </form>
        </search>
        {query !== undefined && (
          <p class="result" role="status">
            {t('home.search.found', { count: hits.length, query })}
          </p>
        )}
        {query !== undefined && hits.length === 0 && (
          <EmptyState title={t('home.search.none')}>{t('home.search.none-why')}</EmptyState>
        )}
        {kinds.map((kind, index) => (
          <section aria-labelledby={`kind-${index}`}>
            <h2 id={`kind-${index}`}>{kind}</h2>
            <ul>
              {hits
                .filter((hit) => hit.kind === kind)
                .map((hit) => (
                  <li>
                    <a href={hit.href}>{hit.title}</a>
                    {hit.detail !== undefined && <span class="quiet"> · {hit.detail}</span>}
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </>
    ),
  };
}
