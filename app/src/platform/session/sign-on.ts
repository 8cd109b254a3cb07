import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as oidc from 'openid-client';
import { type Bilingual, ok, type Result, refuse, refuseFields } from '../../kernel/index.ts';
import type { Database } from '../database/index.ts';
import { hashToken } from './hashed-tokens.ts';
import { newToken, type Vault } from './vault.ts';

/*
 * Single sign-on with an organisation's own OpenID provider: code flow with PKCE S256, state and nonce. Threats: a
 * forged or replayed answer (the state is in a cookie and in a row that is deleted when it is read; the library checks
 * issuer, signature, audience, nonce, times), a provider made to drop PKCE (one that does not announce S256 is not
 * used), a provider that speaks for people of others (only verified addresses within the organisation's domains, only
 * accounts of that organisation, and the first identity that opened an account is the only one that opens it again).
 * It opens accounts that were invited; it makes none.
 *
 * Not promised: that the provider itself is well kept. Whoever rules it can enter as any person of its organisation.
 */

/** A way in that an organisation offers to its own people. */
export interface SignOnOffer {
  readonly id: string;
  readonly organisation: string;
  readonly name: Bilingual;
}

/** What an administrator writes. */
export interface NewSignOn {
  readonly organisation: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Kept as it is when empty and the sign-on exists. */
  readonly clientSecret: string;
  readonly domains: readonly string[];
  readonly active: boolean;
}

/** What an administrator sees: everything but the secret. */
export interface SignOnLine extends Omit<NewSignOn, 'clientSecret'> {
  readonly id: string;
  readonly updatedAt: Date;
}

/** Does a provider answer as it should? For readiness: a failing one is shown, never skipped. */
export interface SignOnState {
  readonly id: string;
  readonly organisation: string;
  readonly issuer: string;
  /** Undefined when it answers; otherwise the code of the sentence that says what is wrong. */
  readonly failure: string | undefined;
}

/** What the provider sent the browser back with. */
export interface SignOnAnswer {
  readonly state: string;
  /** The whole query, as the provider wrote it. */
  readonly query: Readonly<Record<string, string>>;
}

/** Whom the provider vouches for. */
export interface VouchedFor {
  readonly signOn: string;
  readonly organisation: string;
  readonly email: string;
  readonly subject: string;
}

export interface SignOn {
  offers(): Promise<readonly SignOnOffer[]>;
  begin(id: string, returnTo: string, now: Date): Promise<Result<{ readonly to: string; readonly state: string }>>;
  finish(answer: SignOnAnswer, cookieState: string | undefined, now: Date): Promise<Result<VouchedFor>>;
  list(): Promise<readonly SignOnLine[]>;
  save(id: string | undefined, signOn: NewSignOn, now: Date): Promise<Result<string>>;
  remove(id: string): Promise<boolean>;
  /** Asks the provider now, also one that is not offered yet. */
  test(id: string): Promise<Result<undefined>>;
  states(): Promise<readonly SignOnState[]>;
}

const LIFE_MS = 10 * 60_000;
const KNOWN_MS = 10 * 60_000;
const TIMEOUT_SECONDS = 5;
/** Waits before asking a provider again that did not answer. */
const RETRIES_MS: readonly number[] = [200, 600];

export interface SignOnOptions {
  readonly vault: Vault;
  readonly log: (line: string) => void;
  /** For tests: providers over http on this machine. */
  readonly insecure?: boolean;
}

interface Row {
  readonly id: string;
  readonly organisation: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: Buffer;
  readonly updated_at: Date;
}

export function signOn({ kysely: db }: Database, { vault, log, insecure = false }: SignOnOptions): SignOn {
  const known = new Map<string, { readonly config: oidc.Configuration; readonly at: number }>();

  /** Discovery at use, remembered for ten minutes; asked again when the provider does not answer at first. */
  async function discover(row: Row, retries = RETRIES_MS): Promise<Result<oidc.Configuration>> {
    const key = keyOf(row);
    const before = known.get(key);
    if (before && Date.now() - before.at < KNOWN_MS) return ok(before.config);
    const secret = vault.open(row.client_secret, about(row.id)).toString('utf8');
    for (const wait of [...retries, undefined]) {
      try {
        const config = await oidc.discovery(
          new URL(row.issuer),
          row.client_id,
          undefined,
          oidc.ClientSecretBasic(secret),
          {
            timeout: TIMEOUT_SECONDS,
            // The assertion is held to the provider's published keys, not only to the encryption of the way it came.
            execute: [oidc.enableNonRepudiationChecks, ...(insecure ? [oidc.allowInsecureRequests] : [])],
          },
        );
        if (!config.serverMetadata().supportsPKCE('S256')) return refuse('conflict', 'session.sign-on-no-pkce');
        known.set(key, { config, at: Date.now() });
        return ok(config);
      } catch (error) {
        log(`sign-on ${row.id}: ${row.issuer} cannot be used: ${messageOf(error)}`);
        if (wait === undefined) break;
        await sleep(wait);
      }
    }
    return refuse('conflict', 'session.sign-on-unreachable');
  }

  const rows = db
    .selectFrom('auth.sign_on')
    .select(['id', 'organisation', 'issuer', 'client_id', 'client_secret', 'updated_at', 'domains', 'active']);

  return {
    async offers() {
      const found = await db
        .selectFrom('auth.sign_on as s')
        .innerJoin('conf.party as p', 'p.code', 's.organisation')
        .select(['s.id', 's.organisation', 'p.name_es', 'p.name_en'])
        .where('s.active', '=', true)
        .execute();
      return found.map((row) => ({
        id: row.id,
        organisation: row.organisation,
        name: { es: row.name_es, en: row.name_en },
      }));
    },
    async begin(id, returnTo, now) {
      const row = await rows.where('id', '=', id).where('active', '=', true).executeTakeFirst();
      if (!row) return refuse('not-found', 'http.not-found');
      const config = await discover(row);
      if (!config.ok) return config;
      const [state, nonce, verifier] = [newToken(), newToken(), oidc.randomPKCECodeVerifier()];
      await db
        .deleteFrom('auth.sign_on_try')
        .where('started_at', '<=', new Date(now.getTime() - LIFE_MS))
        .execute();
      await db
        .insertInto('auth.sign_on_try')
        .values({
          state_hash: hashToken(state),
          sign_on: id,
          nonce,
          verifier: vault.seal(Buffer.from(verifier), aboutTry(hashToken(state))),
          return_to: returnTo,
          started_at: now,
        })
        .execute();
      const to = oidc.buildAuthorizationUrl(config.value, {
        redirect_uri: returnTo,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return ok({ to: to.href, state });
    },
    async finish({ state, query }, cookieState, now) {
      if (cookieState !== state) return refuse('invalid', 'session.sign-on-expired');
      // Read and deleted in one statement: an answer that comes twice finds nothing the second time.
      const tried = await db
        .deleteFrom('auth.sign_on_try')
        .where('state_hash', '=', hashToken(state))
        .returningAll()
        .executeTakeFirst();
      if (!tried || now.getTime() - tried.started_at.getTime() >= LIFE_MS) {
        return refuse('invalid', 'session.sign-on-expired');
      }
      const row = await rows.where('id', '=', tried.sign_on).where('active', '=', true).executeTakeFirst();
      if (!row) return refuse('invalid', 'session.sign-on-expired');
      const config = await discover(row);
      if (!config.ok) return config;
      const address = new URL(tried.return_to);
      address.search = new URLSearchParams(query).toString();
      const verifier = vault.open(tried.verifier, aboutTry(tried.state_hash)).toString('utf8');
      const claims = await identity(config.value, address, { state, nonce: tried.nonce, verifier });
      if (!claims.ok) {
        log(`sign-on ${row.id}: refused: ${claims.why}`);
        return refuse('invalid', 'session.sign-on-failed');
      }
      const { email, verified, subject } = claims;
      if (email === undefined || !verified) return refuse('invalid', 'session.sign-on-unverified');
      const domain = email.slice(email.lastIndexOf('@') + 1);
      if (!row.domains.includes(domain)) return refuse('invalid', 'session.sign-on-domain');
      return ok({ signOn: row.id, organisation: row.organisation, email, subject });
    },
    async list() {
      const found = await rows.orderBy('organisation').orderBy('issuer').execute();
      return found.map((row) => ({
        id: row.id,
        organisation: row.organisation,
        issuer: row.issuer,
        clientId: row.client_id,
        domains: row.domains,
        active: row.active,
        updatedAt: row.updated_at,
      }));
    },
    async save(id, wanted, now) {
      if (!URL.canParse(wanted.issuer) || (!wanted.issuer.startsWith('https://') && !insecure)) {
        return refuseFields('http.input', { issuer: 'session.sign-on-issuer' });
      }
      const domains = wanted.domains.map((domain) => domain.trim().toLowerCase().replace(/^@/, ''));
      if (domains.length === 0 || !domains.every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain))) {
        return refuseFields('http.input', { domains: 'session.sign-on-domains' });
      }
      if (id === undefined && wanted.clientSecret === '') {
        return refuseFields('http.input', { clientsecret: 'http.input.missing' });
      }
      const row = {
        organisation: wanted.organisation,
        issuer: wanted.issuer,
        client_id: wanted.clientId,
        domains: [...domains],
        active: wanted.active,
        updated_at: now,
      };
      const made = id ?? randomUUID();
      const secret =
        wanted.clientSecret === '' ? {} : { client_secret: vault.seal(Buffer.from(wanted.clientSecret), about(made)) };
      if (id === undefined) {
        await db
          .insertInto('auth.sign_on')
          .values({ ...row, id: made, client_secret: secret.client_secret ?? Buffer.alloc(0), created_at: now })
          .execute();
        return ok(made);
      }
      const changed = await db
        .updateTable('auth.sign_on')
        .set({ ...row, ...secret })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst();
      return changed ? ok(id) : refuse('not-found', 'http.not-found');
    },
    async remove(id) {
      const removed = await db.deleteFrom('auth.sign_on').where('id', '=', id).returning('id').executeTakeFirst();
      return removed !== undefined;
    },
    async test(id) {
      const row = await rows.where('id', '=', id).executeTakeFirst();
      if (!row) return refuse('not-found', 'http.not-found');
      known.delete(keyOf(row));
      const config = await discover(row, []);
      return config.ok ? ok(undefined) : config;
    },
    async states() {
      const active = await rows.where('active', '=', true).orderBy('organisation').execute();
      return await Promise.all(
        active.map(async (row) => {
          const config = await discover(row);
          const failure = config.ok ? undefined : config.refusal.code;
          return { id: row.id, organisation: row.organisation, issuer: row.issuer, failure };
        }),
      );
    },
  };
}

type Identity =
  | { readonly ok: true; readonly email: string | undefined; readonly verified: boolean; readonly subject: string }
  | { readonly ok: false; readonly why: string };

/** Exchanges the code; providers that keep the address out of the identity token are asked for it. */
async function identity(
  config: oidc.Configuration,
  address: URL,
  expected: { readonly state: string; readonly nonce: string; readonly verifier: string },
): Promise<Identity> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, address, {
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      pkceCodeVerifier: expected.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return { ok: false, why: 'no identity token' };
    const { email, email_verified: verified } =
      claims['email'] === undefined && config.serverMetadata().userinfo_endpoint !== undefined
        ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
        : claims;
    return {
      ok: true,
      email: typeof email === 'string' ? email.trim().toLowerCase() : undefined,
      verified: verified === true,
      subject: claims.sub,
    };
  } catch (error) {
    return { ok: false, why: messageOf(error) };
  }
}

/** A changed one is another one. */
function keyOf({ id, updated_at }: Pick<Row, 'id' | 'updated_at'>): string {
  return `${id} ${updated_at.toISOString()}`;
}

function about(id: string): string {
  return `auth.sign_on.client_secret ${id}`;
}

function aboutTry(stateHash: string): string {
  return `auth.sign_on_try.verifier ${stateHash}`;
}

/** What the library says of its error: its own words and code, never the provider's answer, which may name a person. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? `${error.message} (${error.code})` : error.message;
}
