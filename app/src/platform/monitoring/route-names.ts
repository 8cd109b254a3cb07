import { LANGS } from '../../kernel/index.ts';
import { apiFace } from '../http/index.ts';
import type { House } from '../system/index.ts';

/**
 * Names of routes by method and pattern, for figures and log lines: `agreements.detail`, never an address, which can
 * hold what somebody searched for. The machine API has names of its own, since it is asked by others.
 */
export function routeNames(house: House): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const route of house.routes.values()) {
    const method = route.kind === 'command' ? 'POST' : 'GET';
    for (const lang of LANGS) names.set(`${method} /${lang}${route.path[lang]}`, route.id);
    const face = apiFace(route);
    if (face) {
      names.set(`${face.method.toUpperCase()} ${face.path.replaceAll(/\{([a-z]+)\}/gi, ':$1')}`, `api:${route.id}`);
    }
  }
  return names;
}
