import { z } from 'zod';
import type { Lang } from '../../kernel/index.ts';
import { parsePermission } from '../policy/index.ts';
import type { House, Route } from '../system/index.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The OpenAPI 3.1 document of the machine API, derived from the routes: paths, inputs, answers and every status that
 * can occur. What is not written here is not answered.
 */
export function openApi(
  house: House,
  lang: Lang,
  site: { readonly conference: string; readonly cookie: string },
): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of house.routes.values()) {
    const face = apiFace(route);
    if (!face) continue;
    paths[face.path] = { ...paths[face.path], [face.method]: operation(route, house, lang) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `Enlace: ${site.conference}`,
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: site.cookie },
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'enl_…' },
      },
      schemas: { Problem: PROBLEM },
    },
  };
}

/** Method and path of a route in the machine API, in OpenAPI's notation; undefined if it has none. */
export function apiFace(route: Route): { readonly method: 'get' | 'post'; readonly path: string } | undefined {
  if (route.kind === 'file' || !route.api) return undefined;
  const path = `/api/v1${route.api.path}`.replace(/:([a-z]+)/gi, '{$1}');
  return { method: route.kind === 'page' ? 'get' : 'post', path };
}

const PROBLEM: Json = {
  type: 'object',
  description: 'RFC 9457 problem details, in the language of Accept-Language',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

/** Statuses that any call may be answered with, besides success. */
export const REFUSAL_STATUSES = [400, 401, 403, 404, 409, 413, 415, 422, 429] as const;

function operation(route: Route, house: House, lang: Lang): Json {
  if (route.kind === 'file' || !route.api) throw new Error(`"${route.id}" has no machine API`);
  const input = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }) as Json;
  const inPath = new Set([...route.api.path.matchAll(/:([a-z]+)/gi)].map((match) => match[1] ?? ''));
  const properties = Object.entries((input['properties'] ?? {}) as Record<string, Json>);
  const required = new Set((input['required'] ?? []) as string[]);
  const { resource, action } = parsePermission(house.policy, route.permission);
  return {
    operationId: route.id,
    summary: `${resource.name[lang]}: ${resource.actions[action]?.name[lang]}`,
    parameters: properties
      .filter(([name]) => inPath.has(name) || route.kind === 'page')
      .map(([name, schema]) => ({
        name,
        in: inPath.has(name) ? 'path' : 'query',
        required: inPath.has(name) || required.has(name),
        schema,
      })),
    ...(route.kind === 'command' ? { requestBody: requestBody(properties, inPath, required) } : {}),
    responses: {
      200: {
        description: 'ok',
        content: { 'application/json': { schema: z.toJSONSchema(route.api.output, { unrepresentable: 'any' }) } },
      },
      ...Object.fromEntries(
        REFUSAL_STATUSES.map((status) => [
          status,
          {
            description: String(status),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

function requestBody(
  properties: readonly [string, Json][],
  inPath: ReadonlySet<string>,
  required: ReadonlySet<string>,
): Json {
  const own = properties.filter(([name]) => !inPath.has(name));
  return {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(own),
          required: own.map(([name]) => name).filter((name) => required.has(name)),
        },
      },
    },
  };
}
