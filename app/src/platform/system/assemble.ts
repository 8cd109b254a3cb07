import { type Bilingual, type Catalogue, LANGS, type Lang, type Translate, translator } from '../../kernel/index.ts';
import type { UrgentReason } from '../mail/telling.ts';
import { assemblePolicy, type Policy, type PolicyPart, parsePermission } from '../policy/index.ts';
import type { JobKind, NavigationEntry, Route, System } from './system.ts';

/** The whole product, derived from the list of systems. */
export interface House {
  readonly systems: readonly System[];
  readonly policy: Policy;
  readonly routes: ReadonlyMap<string, Route>;
  readonly navigation: readonly NavigationEntry[];
  readonly jobs: ReadonlyMap<string, JobKind>;
  /** Sentences that are told at once. */
  readonly urgent: ReadonlyMap<string, UrgentReason>;
  readonly catalogues: Readonly<Record<Lang, Catalogue>>;
  readonly translate: Readonly<Record<Lang, Translate>>;
}

/** Words and rules of the floors below the systems (platform, ui, engines), which have no routes of their own. */
export interface Floor {
  readonly messages?: Readonly<Record<Lang, Catalogue>>;
  readonly policy?: PolicyPart;
}

/** Assembles the house and refuses to start with two of anything that must be one, or a link that leads nowhere. */
export function assemble(systems: readonly System[], floors: readonly Floor[]): House {
  const routes = byId(
    systems.flatMap((system) => system.routes),
    (route) => route.id,
    'route',
  );
  byId(allPaths(routes), (path) => path, 'path');
  byId([...routes.values()], (route) => route.audit, 'audit name');
  const policy = assemblePolicy([...floors.flatMap((floor) => floor.policy ?? []), ...systems.map((s) => s.policy)]);
  for (const route of routes.values()) {
    parsePermission(policy, route.permission);
    if (route.kind === 'command' && routes.get(route.back)?.kind !== 'page') {
      throw new Error(`"${route.id}" goes back to "${route.back}", which is no page`);
    }
  }
  const navigation = systems.flatMap((system) => system.navigation).toSorted((a, b) => a.order - b.order);
  for (const entry of navigation) if (!routes.has(entry.route)) throw new Error(`navigation to "${entry.route}"`);
  const parts = [...floors.flatMap((floor) => floor.messages ?? []), ...systems.map((system) => system.messages)];
  const catalogues = Object.fromEntries(
    LANGS.map((lang) => [lang, mergeCatalogues(parts.map((part) => part[lang]))]),
  ) as Record<Lang, Catalogue>;
  return {
    systems,
    policy,
    routes,
    navigation,
    jobs: byId(
      systems.flatMap((system) => system.jobs ?? []),
      (job) => job.kind,
      'job',
    ),
    urgent: urgentKinds(systems, catalogues),
    catalogues,
    translate: { es: translator(catalogues, 'es'), en: translator(catalogues, 'en') },
  };
}

/** The address of a route in a language; parameters fill the path, the rest becomes the query. */
export function pathTo(
  house: House,
  lang: Lang,
  id: string,
  params: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const route = house.routes.get(id);
  if (!route) throw new Error(`no route "${id}"`);
  const used = new Set<string>();
  const path = route.path[lang].replace(/:([a-z]+)/gi, (_, name: string) => {
    used.add(name);
    const value = params[name];
    if (value === undefined) throw new Error(`"${id}" needs ${name}`);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (!used.has(name) && value !== undefined && value !== '') query.set(name, String(value));
  }
  const search = query.size > 0 ? `?${query}` : '';
  return `/${lang}${path}${search}`;
}

/** The same page in both languages: path words change, parameters and query stay. */
export function pathsOf(route: Route, params: Readonly<Record<string, string>>, search: string): Bilingual {
  const fill = (path: string): string =>
    path.replace(/:([a-z]+)/gi, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  return { es: `/es${fill(route.path.es)}${search}`, en: `/en${fill(route.path.en)}${search}` };
}

function urgentKinds(
  systems: readonly System[],
  catalogues: Readonly<Record<Lang, Catalogue>>,
): ReadonlyMap<string, UrgentReason> {
  const urgent = new Map(systems.flatMap((system) => Object.entries(system.urgent ?? {})));
  for (const kind of urgent.keys()) if (!(kind in catalogues.es)) throw new Error(`urgent "${kind}" is no sentence`);
  return urgent;
}

function allPaths(routes: ReadonlyMap<string, Route>): readonly string[] {
  return [...routes.values()].flatMap((route) => {
    const method = route.kind === 'command' ? 'POST' : 'GET';
    return LANGS.map((lang) => `${method} /${lang}${route.path[lang].replaceAll(/:[a-z]+/gi, ':')}`);
  });
}

function byId<T>(items: readonly T[], id: (item: T) => string, what: string): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const item of items) {
    if (map.has(id(item))) throw new Error(`two of the same ${what}: ${id(item)}`);
    map.set(id(item), item);
  }
  return map;
}

function mergeCatalogues(parts: readonly Catalogue[]): Catalogue {
  const entries = parts.flatMap((part) => Object.entries(part));
  return Object.fromEntries(byId(entries, ([key]) => key, 'message').values());
}
