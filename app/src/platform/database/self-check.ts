import { stat, statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from './connect.ts';
import { OLDEST_SERVER } from './own-server.ts';

/** What can be wrong, each with a sentence under the same key. */
export type FindingCode =
  | 'database.login-is-superuser'
  | 'database.login-bypasses-rows'
  | 'database.login-may-create-roles'
  | 'database.login-owns'
  | 'database.login-may-create'
  | 'database.login-is-member'
  | 'database.no-tables'
  | 'database.table-without-row-security'
  | 'database.view-bypasses-rows'
  | 'database.definer-unknown'
  | 'database.definer-missing'
  | 'database.definer-search-path'
  | 'database.setting-unsafe'
  | 'database.server-version'
  | 'database.clock-skewed'
  | 'database.disk-low'
  | 'database.file-readable'
  | 'database.folder-open';

/** One thing that is wrong: `subject` names the role, table, setting or file. */
export interface Finding {
  readonly code: FindingCode;
  readonly subject: string;
  /** `refuse`: the program must not serve. `read-only`: it may serve, and must not write. */
  readonly gravity: 'refuse' | 'read-only';
}

export interface SelfCheckOptions {
  /** Connections of the roles that serve requests. */
  readonly logins: readonly Database[];
  /** Functions that may run with their owner's rights, as `schema.name(types)`. */
  readonly definers: readonly string[];
  /** Tables that belong to no organisation although they look like it, as `schema.name`. */
  readonly exempt: readonly string[];
  /** `embedded` answers for its checksums; on an own server that is the operator's decision. */
  readonly kind: 'embedded' | 'own';
  readonly files?: PrivateFiles;
  readonly oldestServer?: number;
  /** The clock of this process. */
  readonly now: () => Date;
}

/** What must be closed to other accounts of the machine. */
export interface PrivateFiles {
  readonly secrets: readonly string[];
  readonly folders: readonly string[];
  /** Measures the space under the first folder; replaced by tests. */
  readonly space?: (folder: string) => Promise<Space>;
}

export interface Space {
  readonly free: number;
  readonly total: number;
}

/** Schemas in which every table belongs to somebody. */
const TENANT_SCHEMAS = ['conf', 'persons'];
/** A table with one of these columns belongs to somebody wherever it is. */
const TENANT_COLUMNS = ['org', 'organisation', 'party', 'country', 'owner', 'owner_country', 'owner_org'];
/** A message that takes a deadline for passed, or not passed, is worse than none. */
const MOST_SKEW_MS = 5_000;
const LEAST_FREE_BYTES = 512 * 1024 ** 2;
const LEAST_FREE_SHARE = 0.1;

/**
 * Everything that must be true before the program serves, asked of the server itself (security.md, section 10). An
 * empty list means yes; a question that cannot be asked throws, so that silence is never taken for an answer.
 */
export async function selfCheck(options: SelfCheckOptions): Promise<readonly Finding[]> {
  const [first] = options.logins;
  if (first === undefined) throw new Error('The self-check was given no login to check');
  const findings = await Promise.all([
    ...options.logins.map(checkLogin),
    checkTables(first, options.exempt),
    checkViews(first),
    checkDefiners(first, options.definers),
    checkServer(first, options),
    checkClock(first, options.now),
    ...(options.files ? [checkFiles(options.files)] : []),
  ]);
  return findings.flat();
}

/** May the program serve with these findings? */
export function mayServe(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.gravity !== 'refuse');
}

function refusing(code: FindingCode, subjects: readonly string[]): Finding[] {
  return subjects.map((subject) => ({ code, subject, gravity: 'refuse' }));
}

async function checkLogin({ kysely }: Database): Promise<Finding[]> {
  const { rows } = await sql<LoginRow>`
    select rolname as name, rolsuper as superuser, rolbypassrls as bypasses, rolcreaterole or rolcreatedb as creates,
      array(select pg_describe_object(classid, objid, objsubid) from pg_shdepend
            where refclassid = 'pg_authid'::regclass and refobjid = r.oid and deptype = 'o'
              and dbid in (0, (select oid from pg_database where datname = current_database()))) as owns,
      array(select 'schema ' || nspname from pg_namespace where has_schema_privilege(r.oid, oid, 'create')
              and nspname !~ '^pg_(toast_)?temp_' and not r.rolsuper
            union all select 'database ' || current_database()
            where has_database_privilege(r.oid, current_database(), 'create, temporary') and not r.rolsuper) as may_create,
      array(select pg_get_userbyid(roleid)::text from pg_auth_members where member = r.oid) as member_of
    from pg_roles r where rolname = session_user`.execute(kysely);
  const [row] = rows;
  if (row === undefined) throw new Error('The server does not know who is logged in');
  const named = (thing: string): string => `${row.name}: ${thing}`;
  return [
    ...refusing('database.login-is-superuser', row.superuser ? [row.name] : []),
    ...refusing('database.login-bypasses-rows', row.bypasses ? [row.name] : []),
    ...refusing('database.login-may-create-roles', row.creates ? [row.name] : []),
    ...refusing('database.login-owns', row.owns.map(named)),
    ...refusing('database.login-may-create', row.may_create.map(named)),
    ...refusing('database.login-is-member', row.member_of.map(named)),
  ];
}

interface LoginRow {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  readonly creates: boolean;
  readonly owns: readonly string[];
  readonly may_create: readonly string[];
  readonly member_of: readonly string[];
}

/** Our own schemas: not PostgreSQL's, not the extensions'. */
const OURS = sql`n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'ext')`;

async function checkTables({ kysely }: Database, exempt: readonly string[]): Promise<Finding[]> {
  const { rows } = await sql<{ name: string; walled: boolean }>`
    select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity and c.relforcerowsecurity as walled
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${OURS}
      and (n.nspname = any (${TENANT_SCHEMAS}) or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = any (${TENANT_COLUMNS}) and not a.attisdropped))
    order by 1`.execute(kysely);
  const open = rows.filter((row) => !row.walled && !exempt.includes(row.name)).map((row) => row.name);
  return [
    ...refusing('database.no-tables', rows.length === 0 ? TENANT_SCHEMAS.slice(0, 1) : []),
    ...refusing('database.table-without-row-security', open),
  ];
}

/** A plain view shows what its owner sees; a materialised one what its owner saw. */
async function checkViews({ kysely }: Database): Promise<Finding[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and (c.relkind = 'm' or c.relkind = 'v' and not exists (
      select from pg_options_to_table(c.reloptions) o
      where o.option_name = 'security_invoker' and o.option_value::boolean))
    order by 1`.execute(kysely);
  return refusing(
    'database.view-bypasses-rows',
    rows.map((row) => row.name),
  );
}

async function checkDefiners({ kysely }: Database, allowed: readonly string[]): Promise<Finding[]> {
  const { rows } = await sql<{ name: string; fixed: boolean }>`
    select format('%I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) as name,
      exists (select from unnest(p.proconfig) setting where setting like 'search_path=%') as fixed
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname <> 'information_schema' and n.nspname <> 'pg_catalog'
    order by 1`.execute(kysely);
  const names = rows.map((row) => row.name);
  return [
    ...refusing(
      'database.definer-unknown',
      names.filter((name) => !allowed.includes(name)),
    ),
    ...refusing(
      'database.definer-missing',
      allowed.filter((name) => !names.includes(name)),
    ),
    ...refusing(
      'database.definer-search-path',
      rows.filter((row) => !row.fixed).map((row) => row.name),
    ),
  ];
}

async function checkServer(
  { kysely }: Database,
  { kind, oldestServer = OLDEST_SERVER }: SelfCheckOptions,
): Promise<Finding[]> {
  const required = ['fsync', 'full_page_writes', ...(kind === 'embedded' ? ['data_checksums'] : [])];
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings
    where name = any (${[...required, 'synchronous_commit', 'row_security', 'server_version_num']})`.execute(kysely);
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  const unsafe = required.filter((name) => settings.get(name) !== 'on');
  if (settings.get('synchronous_commit') === 'off') unsafe.push('synchronous_commit');
  const version = Math.floor(Number(settings.get('server_version_num')) / 10_000);
  return [
    ...refusing('database.setting-unsafe', unsafe),
    ...refusing('database.server-version', version >= oldestServer ? [] : [String(version)]),
  ];
}

async function checkClock({ kysely }: Database, now: () => Date): Promise<Finding[]> {
  const before = now().getTime();
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(kysely);
  const after = now().getTime();
  const theirs = rows[0]?.now.getTime() ?? Number.NaN;
  const skew = Math.max(before - theirs, theirs - after, 0);
  return refusing('database.clock-skewed', skew <= MOST_SKEW_MS ? [] : [`${Math.round(skew / 1000)} s`]);
}

async function checkFiles({ secrets, folders, space = measureSpace }: PrivateFiles): Promise<Finding[]> {
  const readable = await filter(secrets, async (path) => ((await stat(path)).mode & 0o077) !== 0);
  // The server's group may pass through a folder of ours on its way to its own; nobody may list or write it.
  const open = await filter(folders, async (path) => ((await stat(path)).mode & 0o067) !== 0);
  const [folder] = folders;
  const low = folder !== undefined && isLow(await space(folder));
  return [
    ...refusing('database.file-readable', readable),
    ...refusing('database.folder-open', open),
    ...(low ? [{ code: 'database.disk-low', subject: folder, gravity: 'read-only' } as const] : []),
  ];
}

/** Below this nothing more is written: a database that cannot write its log stops, and reads with it. */
export function isLow({ free, total }: Space): boolean {
  return free < LEAST_FREE_BYTES || free < total * LEAST_FREE_SHARE;
}

/** Space on the disk under a folder, as an ordinary account has it. */
export async function measureSpace(folder: string): Promise<Space> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

async function filter(paths: readonly string[], test: (path: string) => Promise<boolean>): Promise<string[]> {
  const wrong = await Promise.all(paths.map(test));
  return paths.filter((_, index) => wrong[index]);
}
