-- Schemas, extensions and the functions that read a transaction's claims. Runs as enlace_owner. The roles belong to
-- the whole server and are created before this file runs (src/platform/database/roles.ts).

create schema conf;
comment on schema conf is 'The Conference''s records: parties, meetings, agreements, texts, rounds, matrices (classes C0 to C2)';
create schema auth;
comment on schema auth is 'Sign-in: accounts, sessions, limits; only enlace_auth reads and writes here';
create schema audit;
comment on schema audit is 'The log of every act, append-only, as a Merkle tree';
create schema app;
comment on schema app is 'Functions that read the claims of the transaction; row-level security stands on them';
create schema ext;
comment on schema ext is 'Extensions, apart from our own names';

create extension unaccent schema ext;
create extension pg_trgm schema ext;

-- By default everybody may execute a new function. Here each is granted by name.
alter default privileges revoke execute on functions from public;

-- Written to be used inside a sub-select, `org = (select app.org())`: then it is read once a query, not once a row.
create function app.person() returns text stable parallel safe
  return nullif(current_setting('app.person', true), '');
comment on function app.person() is 'Claim: identifier of the person who asks; null for a reader without account';

create function app.org() returns text stable parallel safe
  return nullif(current_setting('app.org', true), '');
comment on function app.org() is 'Claim: organisation in whose name the person asks; null when there is none';

create function app.country() returns text stable parallel safe
  return nullif(current_setting('app.country', true), '');
comment on function app.country() is 'Claim: country of that organisation; null when it is not a member State';

create function app.lang() returns text stable parallel safe
  return coalesce(nullif(current_setting('app.lang', true), ''), 'es');
comment on function app.lang() is 'Claim: language the person reads in, es or en';

create function app.has_role(role text) returns boolean stable parallel safe
  return coalesce(role = any (string_to_array(current_setting('app.roles', true), ',')), false);
comment on function app.has_role(text) is 'Claim: does the person hold this role? false without claims';

-- Declared immutable so that what is searched can be stored folded: the dictionary does not change under a running server.
create function app.folded(said text) returns text immutable parallel safe
  return lower(ext.unaccent('ext.unaccent'::regdictionary, said));
comment on function app.folded(text) is 'Text as it is searched: without capitals and accents';

grant usage on schema app, ext to enlace_app, enlace_auth, enlace_backup, enlace_audit_reader;
grant execute on all functions in schema app to enlace_app, enlace_auth, enlace_backup, enlace_audit_reader;

-- Rights on tables of conf, audit and platform are granted by name in policies.sql, from the policy table.
grant usage on schema conf, audit, platform to enlace_app;

grant usage on schema auth to enlace_auth;
alter default privileges in schema auth grant select, insert, update, delete on tables to enlace_auth;
alter default privileges in schema auth grant usage on sequences to enlace_auth;

grant usage on schema audit to enlace_audit_reader;
alter default privileges in schema audit grant select on tables to enlace_audit_reader;

-- A function can be given only to a role that may create in its schema. Nobody logs in as enlace_counter.
grant usage, create on schema conf to enlace_counter;
