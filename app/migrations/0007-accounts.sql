-- Accounts: second factors, single sign-on, recovery, service accounts. Only enlace_auth reads and writes here; the
-- rights come from the default privileges of schema auth (0001).

alter table auth.session add column proved_at timestamptz;
comment on column auth.session.proved_at is 'When the person last proved again who they are; null while that was at sign-in. Sensitive acts ask for less than five minutes.';

create table auth.totp (
  account text primary key references auth.account (id) on delete cascade,
  secret bytea not null,
  confirmed_at timestamptz,
  last_step bigint,
  last_used_at timestamptz,
  failures smallint not null default 0,
  created_at timestamptz not null
);
comment on table auth.totp is 'The code of an authenticator app (RFC 6238) as second factor of an account.';
comment on column auth.totp.account is 'Whose it is.';
comment on column auth.totp.secret is 'Shared secret, encrypted (AES-256-GCM) with a key that is not in the database and bound to the account.';
comment on column auth.totp.confirmed_at is 'When the person showed that their app makes right codes; null while it is being set up, and then it asks for nothing.';
comment on column auth.totp.last_step is 'The 30 seconds whose code was used last: it and earlier ones are refused from then on.';
comment on column auth.totp.last_used_at is 'When a code was last accepted.';
comment on column auth.totp.failures is 'Wrong codes since the last right one; at fifty, codes are no longer accepted.';
comment on column auth.totp.created_at is 'When the secret was made.';

create table auth.backup_code (
  account text not null references auth.account (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (account, code_hash)
);
comment on table auth.backup_code is 'Codes on paper for when the second factor is lost; each opens once.';
comment on column auth.backup_code.account is 'Whose it is.';
comment on column auth.backup_code.code_hash is 'HMAC-SHA-256 of the code under a key that is not in the database.';
comment on column auth.backup_code.used_at is 'When it was used; from then on it opens nothing.';

create table auth.passkey (
  id text primary key,
  account text not null references auth.account (id) on delete cascade,
  name text,
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz,
  last_used_at timestamptz
);
comment on table auth.passkey is 'A passkey (WebAuthn) that opens an account: the public half; the private half never leaves the person''s device.';
comment on column auth.passkey.id is 'Random identifier, with which the person sees it in a list.';
comment on column auth.passkey.account is 'Whose it is.';
comment on column auth.passkey.name is 'What the person calls the device.';
comment on column auth.passkey.credential_id is 'Identifier that the device gave it.';
comment on column auth.passkey.public_key is 'Public key (COSE, base64).';
comment on column auth.passkey.counter is 'Count of uses as the device tells it; going back is a sign of a copy.';
comment on column auth.passkey.device_type is 'singleDevice or multiDevice.';
comment on column auth.passkey.backed_up is 'Whether the device says that it keeps a copy elsewhere.';
comment on column auth.passkey.transports is 'How the browser reaches the device.';
comment on column auth.passkey.aaguid is 'Model of the device, as far as it tells.';
comment on column auth.passkey.created_at is 'When it was added.';
comment on column auth.passkey.last_used_at is 'When it last opened the account.';
create index passkey_account on auth.passkey (account);

create table auth.pending_entry (
  token_hash text primary key,
  account text not null references auth.account (id) on delete cascade,
  started_at timestamptz not null,
  tries smallint not null default 0
);
comment on table auth.pending_entry is 'A person who gave the right password, or comes from their organisation, and still owes the second factor. Ten minutes, five tries.';
comment on column auth.pending_entry.token_hash is 'SHA-256 of the token in the browser''s cookie.';
comment on column auth.pending_entry.account is 'Whose entry it is.';
comment on column auth.pending_entry.started_at is 'When the first factor was given.';
comment on column auth.pending_entry.tries is 'Wrong second factors so far.';

create table auth.sign_on (
  id text primary key,
  organisation text not null references conf.party (code),
  issuer text not null,
  client_id text not null,
  client_secret bytea not null,
  domains text[] not null check (cardinality(domains) > 0),
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organisation, issuer)
);
comment on table auth.sign_on is 'Single sign-on of an organisation with its own OpenID provider. It opens accounts that were invited; it makes none.';
comment on column auth.sign_on.id is 'Random identifier; also the provider''s name in auth.credential.';
comment on column auth.sign_on.organisation is 'The organisation; it opens accounts of this one only.';
comment on column auth.sign_on.issuer is 'Address of the provider (OpenID Connect Discovery).';
comment on column auth.sign_on.client_id is 'Name of Enlace at the provider.';
comment on column auth.sign_on.client_secret is 'Password of Enlace at the provider, encrypted as the secrets of auth.totp.';
comment on column auth.sign_on.domains is 'Domains of e-mail that this provider may speak for, in lower case.';
comment on column auth.sign_on.active is 'Whether it is offered.';
comment on column auth.sign_on.created_at is 'When it was set up.';
comment on column auth.sign_on.updated_at is 'When it was last changed.';

create table auth.sign_on_try (
  state_hash text primary key,
  sign_on text not null references auth.sign_on (id) on delete cascade,
  nonce text not null,
  verifier bytea not null,
  return_to text not null,
  started_at timestamptz not null
);
comment on table auth.sign_on_try is 'A person on the way to their organisation''s provider and back; ten minutes, once.';
comment on column auth.sign_on_try.state_hash is 'SHA-256 of the state, which the browser holds in a cookie too.';
comment on column auth.sign_on_try.sign_on is 'Where the person was sent.';
comment on column auth.sign_on_try.nonce is 'What the identity token must repeat.';
comment on column auth.sign_on_try.verifier is 'PKCE verifier (RFC 7636), encrypted.';
comment on column auth.sign_on_try.return_to is 'Address that the provider sends the person back to.';
comment on column auth.sign_on_try.started_at is 'When the person left.';

create table auth.link (
  token_hash text primary key,
  account text not null references auth.account (id) on delete cascade,
  purpose text not null check (purpose in ('invitation', 'password', 'recovery')),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table auth.link is 'A one-time address sent by e-mail with which a person sets a password.';
comment on column auth.link.token_hash is 'SHA-256 of the token in the address.';
comment on column auth.link.account is 'Whose password it sets.';
comment on column auth.link.purpose is 'invitation: the first password; password: a new one, second factor needed as ever; recovery: two persons confirmed, and the second factors are removed.';
comment on column auth.link.expires_at is 'When it is too late.';
comment on column auth.link.used_at is 'When it was used or taken back; from then on it opens nothing.';
create index link_account on auth.link (account);

create table auth.recovery (
  id text primary key,
  account text not null references auth.account (id) on delete cascade,
  asked_at timestamptz not null,
  administrator text references auth.account (id) on delete set null,
  administrator_at timestamptz,
  colleague text references auth.account (id) on delete set null,
  colleague_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('granted', 'refused', 'lapsed')),
  check ((closed_at is null) = (outcome is null)),
  check (administrator <> colleague and administrator <> account and colleague <> account)
);
comment on table auth.recovery is 'A person who lost password or second factor and asks to be let in again. An administrator and somebody who answers for the person''s organisation must each confirm.';
comment on column auth.recovery.id is 'Random identifier.';
comment on column auth.recovery.account is 'Who asks.';
comment on column auth.recovery.asked_at is 'When; after seven days it lapses.';
comment on column auth.recovery.administrator is 'The administrator of the house who confirmed.';
comment on column auth.recovery.administrator_at is 'When they did.';
comment on column auth.recovery.colleague is 'Who confirmed for the organisation.';
comment on column auth.recovery.colleague_at is 'When they did.';
comment on column auth.recovery.closed_at is 'When it was over.';
comment on column auth.recovery.outcome is 'granted: both confirmed and the link was sent; refused: one of them, or the person, said no; lapsed: too late.';
create unique index recovery_open on auth.recovery (account) where closed_at is null;

create table auth.service_account (
  id text primary key,
  organisation text not null references conf.party (code),
  name text not null,
  role text not null,
  lang text not null default 'es' check (lang in ('es', 'en')),
  made_by text,
  created_at timestamptz not null,
  disabled_at timestamptz
);
comment on table auth.service_account is 'A program that acts for one organisation through the machine API; it never opens a page.';
comment on column auth.service_account.id is 'Identifier: service: and a random part; what other tables and the log hold.';
comment on column auth.service_account.organisation is 'The organisation in whose name it acts.';
comment on column auth.service_account.name is 'What it is for.';
comment on column auth.service_account.role is 'The role whose rights its tokens are taken from.';
comment on column auth.service_account.lang is 'Language of the answers unless the call asks for another.';
comment on column auth.service_account.made_by is 'Account that made it.';
comment on column auth.service_account.created_at is 'When it was made.';
comment on column auth.service_account.disabled_at is 'When it was ended; then no token of it opens anything.';

create table auth.service_token (
  id text primary key,
  service_account text not null references auth.service_account (id) on delete cascade,
  token_hash text not null unique check (length(token_hash) = 43),
  prefix text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  check (expires_at > created_at and expires_at <= created_at + interval '366 days')
);
comment on table auth.service_token is 'A token of a service account: what it may do is the scopes, as far as the role may.';
comment on column auth.service_token.id is 'Random identifier, with which it is seen in a list.';
comment on column auth.service_token.service_account is 'Whose it is.';
comment on column auth.service_token.token_hash is 'SHA-256 of the token (base64url); the token itself was shown once.';
comment on column auth.service_token.prefix is 'Its first characters, by which people tell it from others.';
comment on column auth.service_token.scopes is 'Permissions of the policy table that it was given.';
comment on column auth.service_token.created_at is 'When it was made.';
comment on column auth.service_token.expires_at is 'When it ends: at most a year after.';
comment on column auth.service_token.last_used_at is 'Last use, to the minute.';
comment on column auth.service_token.revoked_at is 'When it was revoked; from then on it opens nothing.';
create index service_token_account on auth.service_token (service_account);

-- What belongs to an organisation stands behind the second wall too: no role but enlace_auth sees a row.
alter table auth.sign_on enable row level security;
alter table auth.sign_on force row level security;
create policy sign_in on auth.sign_on to enlace_auth using (true) with check (true);
alter table auth.service_account enable row level security;
alter table auth.service_account force row level security;
create policy sign_in on auth.service_account to enlace_auth using (true) with check (true);
