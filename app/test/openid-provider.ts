import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error The provider comes without types; what is used of it is small and written here.
import { Provider } from 'oidc-provider';

export const CLIENT = { id: 'enlace', secret: 'un secreto de ejemplo para la prueba' } as const;

/** A person at the provider. */
export interface Identity {
  readonly email: string;
  readonly verified: boolean;
}

/** A real OpenID provider (oidc-provider) in this process, on a port of its own. */
export interface OpenIdProvider {
  readonly issuer: string;
  readonly people: Map<string, Identity>;
  /** Changes the assertion (a signed JWT) on its way to whoever asked for it; undefined leaves it as it is. */
  forge: ((assertion: string) => string) | undefined;
  /** Goes through sign-in and consent as a browser would; gives the address that the person is sent back to. */
  visit(address: string, login: string): Promise<URL>;
  close(): Promise<void>;
}

export async function openIdProvider(redirectUris: readonly string[]): Promise<OpenIdProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Identity>();
  const quiet = { warn: console.warn, info: console.info };
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: redirectUris }],
    cookies: { keys: ['una clave de ejemplo'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: people.get(id)?.email, email_verified: people.get(id)?.verified }),
    }),
  });
  const answer = provider.callback();
  const made: OpenIdProvider = {
    issuer,
    people,
    forge: undefined,
    async visit(address, login) {
      const jar = new Map<string, string>();
      const ask = async (url: string, form?: Record<string, string>): Promise<string> => {
        const reply = await fetch(url, {
          method: form ? 'POST' : 'GET',
          redirect: 'manual',
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
          ...(form ? { body: new URLSearchParams(form) } : {}),
        });
        for (const line of reply.headers.getSetCookie()) {
          const [pair = ''] = line.split(';');
          jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        const to = reply.headers.get('location');
        return to === null ? url : new URL(to, url).href;
      };
      let at = await ask(address);
      for (let step = 0; step < 8 && at.startsWith(issuer); step += 1) {
        const uid = /\/interaction\/([\w-]+)$/.exec(at)?.[1];
        if (uid === undefined) at = await ask(at);
        else {
          const page = await (
            await fetch(at, { headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') } })
          ).text();
          const prompt = page.includes('name="login"')
            ? { prompt: 'login', login, password: 'x' }
            : { prompt: 'consent' };
          at = await ask(at, prompt);
        }
      }
      return new URL(at);
    },
    async close() {
      Object.assign(console, quiet);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (request, response) => {
    const { forge } = made;
    if (forge && request.url === '/token') {
      const end = response.end.bind(response);
      response.end = ((body: string) => {
        const tokens = JSON.parse(body) as { id_token: string };
        const changed = JSON.stringify({ ...tokens, id_token: forge(tokens.id_token) });
        response.setHeader('content-length', Buffer.byteLength(changed));
        return end(changed);
      }) as typeof response.end;
    }
    answer(request, response);
  });
  return made;
}

/** A server that answers every request by this; for providers that are not what they should be. */
export async function falseProvider(
  answer: (own: string) => Promise<string | undefined>,
): Promise<{ readonly issuer: string; readonly asked: () => number; close(): Promise<void> }> {
  let asked = 0;
  const server = createServer((_, reply) => {
    asked += 1;
    void answer(issuer).then((document) => {
      if (document === undefined) reply.writeHead(503).end();
      else reply.setHeader('content-type', 'application/json').end(document);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    asked: () => asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
