-- Sign-in: accounts, passwords, sessions and limits. Only enlace_auth reads and writes here; the library behind the
-- sign-in (better-auth) is told these names in src/platform/session/library.ts.

create table auth.account (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  organisation text not null references conf.party (code),
  lang text not null default 'es' check (lang in ('es', 'en')),
  valid_from date not null,
  valid_to date,
  disabled_at timestamptz,
  example boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table auth.account is 'A person who may act in the name of one organisation of the Conference. Made by invitation only.';
comment on column auth.account.id is 'Random identifier; the only thing about the person that other tables and the log hold.';
comment on column auth.account.name is 'Name as the Conference shows it to other members.';
comment on column auth.account.email is 'Address with which the person signs in, in lower case.';
comment on column auth.account.email_verified is 'Whether the person has shown that the address is theirs.';
comment on column auth.account.image is 'Asked for by the library; always empty.';
comment on column auth.account.organisation is 'The organisation in whose name the person acts. Nobody belongs to two.';
comment on column auth.account.lang is 'Working language of the person, es or en.';
comment on column auth.account.valid_from is 'First day of access, in the Conference''s zone.';
comment on column auth.account.valid_to is 'Last day of access; from the day after no session of the account is valid. Null while it lasts.';
comment on column auth.account.disabled_at is 'When access was withdrawn, whatever the dates say.';
comment on column auth.account.example is 'An account of the example conference: it exists for nobody outside example mode.';
comment on column auth.account.created_at is 'When it was made.';
comment on column auth.account.updated_at is 'When it was last changed.';

create table auth.account_role (
  account text not null references auth.account (id) on delete cascade,
  role text not null check (role in ('secretariat', 'presidency', 'head_of_delegation', 'focal_point', 'validator', 'observer', 'civil_society', 'auditor', 'administrator')),
  primary key (account, role)
);
comment on table auth.account_role is 'What a person is in the Conference, for their organisation.';
comment on column auth.account_role.account is 'The account.';
comment on column auth.account_role.role is 'The role; the policy table says what it may do.';

create table auth.credential (
  id text primary key,
  account text not null references auth.account (id) on delete cascade,
  provider text not null,
  provider_account text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider, provider_account)
);
comment on table auth.credential is 'With what a person proves who they are: here a password; single sign-on adds providers.';
comment on column auth.credential.id is 'Random identifier.';
comment on column auth.credential.account is 'The account that it opens.';
comment on column auth.credential.provider is '"credential" is a password kept here; other names are sign-on providers.';
comment on column auth.credential.provider_account is 'Identifier of the person at the provider; for a password, the account itself.';
comment on column auth.credential.password is 'Argon2id hash (19 MiB, 2 passes), salt included.';
comment on column auth.credential.access_token is 'Of a sign-on provider; empty for passwords.';
comment on column auth.credential.refresh_token is 'Of a sign-on provider; empty for passwords.';
comment on column auth.credential.id_token is 'Of a sign-on provider; empty for passwords.';
comment on column auth.credential.access_token_expires_at is 'When that token ends.';
comment on column auth.credential.refresh_token_expires_at is 'When that token ends.';
comment on column auth.credential.scope is 'What the provider allowed.';
comment on column auth.credential.created_at is 'When it was made.';
comment on column auth.credential.updated_at is 'When it was last changed.';
create index credential_account on auth.credential (account);

create table auth.session (
  id text primary key,
  account text not null references auth.account (id) on delete cascade,
  token_hash text not null unique check (length(token_hash) = 43),
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text,
  user_agent text
);
comment on table auth.session is 'An open session. It ends after 30 minutes without use, after 12 hours, or when the person or an administrator ends it; then the row is gone.';
comment on column auth.session.id is 'Random identifier, with which the person sees the session in a list; it opens nothing.';
comment on column auth.session.account is 'Whose session it is.';
comment on column auth.session.token_hash is 'SHA-256 of the token in the cookie (base64url): this table opens no session.';
comment on column auth.session.started_at is 'When the person signed in; the absolute limit counts from here.';
comment on column auth.session.last_seen_at is 'Last use, to the minute; the idle limit counts from here.';
comment on column auth.session.expires_at is 'The latest end, as the library counts it.';
comment on column auth.session.address is 'Asked for by the library; always empty: addresses are not kept.';
comment on column auth.session.user_agent is 'How the browser names itself, so that the person recognises the session.';
create index session_account on auth.session (account);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth.verification is 'Asked for by the library: proofs under way, such as an invitation.';
comment on column auth.verification.id is 'Random identifier.';
comment on column auth.verification.identifier is 'What is to be proved.';
comment on column auth.verification.value is 'With what.';
comment on column auth.verification.expires_at is 'When it is too late.';
comment on column auth.verification.created_at is 'When it was made.';
comment on column auth.verification.updated_at is 'When it was last changed.';

create table auth.sign_in_try (
  key text primary key,
  tries timestamptz[] not null
);
comment on table auth.sign_in_try is 'Failed sign-ins of the last minute, by address and by account, so that passwords cannot be guessed; shared by all processes.';
comment on column auth.sign_in_try.key is 'HMAC of the address or of the e-mail typed: neither is kept.';
comment on column auth.sign_in_try.tries is 'When the last tries were, at most ten.';

-- Accounts belong to organisations, so they stand behind the second wall too: no role but enlace_auth sees a row.
alter table auth.account enable row level security;
alter table auth.account force row level security;
create policy sign_in on auth.account to enlace_auth using (true) with check (true);

-- A session says in whose name and for which country the person acts.
grant usage on schema conf to enlace_auth;
grant select (code, kind, name_es, name_en) on conf.party to enlace_auth;
alter table conf.party enable row level security;
create policy sign_in_reads on conf.party for select to enlace_auth using (true);
