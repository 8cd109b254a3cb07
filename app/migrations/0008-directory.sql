-- The directory: who holds which function for which party, for which topic, since when and until when.

create extension if not exists btree_gist schema ext;

create table conf.topic (
  code text primary key check (code ~ '^[a-z][a-z0-9-]{1,31}$'),
  name_es text not null check (length(name_es) between 1 and 120),
  name_en text not null check (length(name_en) between 1 and 120),
  focal_point_expected boolean not null default false,
  added_at timestamptz not null default now()
);
comment on table conf.topic is 'Subjects of the Conference''s work for which countries name people.';
comment on column conf.topic.code is 'Language-neutral code; also in addresses.';
comment on column conf.topic.name_es is 'Name in Spanish.';
comment on column conf.topic.name_en is 'Name in English.';
comment on column conf.topic.focal_point_expected is 'Every country names a focal point for it: a country without one has a vacancy.';
comment on column conf.topic.added_at is 'When it was entered.';

create table conf.person (
  id uuid primary key default gen_random_uuid(),
  party text not null references conf.party (code),
  name text not null check (length(name) between 2 and 120),
  post_es text check (length(post_es) between 1 and 200),
  post_en text check (length(post_en) between 1 and 200),
  unit text check (length(unit) between 1 and 200),
  email text check (email ~ '^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$' and length(email) <= 254),
  phone text check (length(phone) between 5 and 40),
  mobile text check (length(mobile) between 5 and 40),
  langs text[] not null default '{es}' check (langs <@ array['es', 'en'] and cardinality(langs) > 0),
  account text unique,
  verified_on date not null,
  version integer not null default 1,
  added_at timestamptz not null default now(),
  unique (id, party)
);
comment on table conf.person is 'People as the Conference shows them to its members: name, post and how to reach them. Who changes organisation gets a new entry there; the old one stays as history.';
comment on column conf.person.id is 'Random identifier.';
comment on column conf.person.party is 'The organisation in whose name the person appears; it never changes.';
comment on column conf.person.name is 'Name, as the person writes it.';
comment on column conf.person.post_es is 'Post in Spanish.';
comment on column conf.person.post_en is 'Post in English.';
comment on column conf.person.unit is 'Ministry and unit, in its own language.';
comment on column conf.person.email is 'Official e-mail.';
comment on column conf.person.phone is 'Office telephone with the country''s code.';
comment on column conf.person.mobile is 'Mobile telephone with the country''s code.';
comment on column conf.person.langs is 'Working languages in which the person can be called: es, en.';
comment on column conf.person.account is 'Account of the person, where it is known by more than the e-mail; null: the account of the same organisation with the same e-mail.';
comment on column conf.person.verified_on is 'Last day on which the person or the organisation said that this entry is right.';
comment on column conf.person.version is 'Raised by every change; a form that knew an older one is refused.';
comment on column conf.person.added_at is 'When it was entered.';
create unique index person_email on conf.person (party, lower(email));

create table conf.appointment (
  id uuid primary key default gen_random_uuid(),
  person uuid not null,
  party text not null references conf.party (code),
  function text not null check (function in ('head', 'liaison', 'focal_point', 'alternate', 'validator', 'staff')),
  topic text references conf.topic (code),
  starts_on date not null,
  ends_on date,
  state text not null default 'proposed' check (state in ('proposed', 'nominated', 'confirmed', 'refused')),
  note text check (length(note) between 1 and 200),
  note_document uuid references conf.document (id),
  replaces uuid references conf.appointment (id) on delete set null,
  reason text check (length(reason) between 1 and 1000),
  proposed_at timestamptz not null,
  nominated_at timestamptz,
  decided_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  foreign key (person, party) references conf.person (id, party),
  check (ends_on is null or ends_on >= starts_on),
  check (function <> 'head' or topic is null),
  check (state not in ('nominated', 'confirmed') or note is not null),
  constraint one_holder_at_a_time exclude using gist (party with =, function with =, (coalesce(topic, '')) with =, daterange(starts_on, ends_on) with &&)
    where (state = 'confirmed' and function in ('head', 'focal_point'))
);
comment on table conf.appointment is 'A function that a person holds, or is to hold, for a party. Active, ending and ended follow from the days and are not stored.';
comment on column conf.appointment.id is 'Random identifier.';
comment on column conf.appointment.person is 'Who.';
comment on column conf.appointment.party is 'For whom; the person''s own organisation.';
comment on column conf.appointment.function is 'head (of delegation), liaison (officer), focal_point, alternate, validator or staff. One person at a time is head, and focal point for a topic.';
comment on column conf.appointment.topic is 'For which subject; null for the Conference''s work as a whole.';
comment on column conf.appointment.starts_on is 'First day.';
comment on column conf.appointment.ends_on is 'First day on which it is no longer held: access ends on that day. Null while no end is known.';
comment on column conf.appointment.state is 'proposed (a draft of the party), nominated (with a note, waits for the secretariat), confirmed or refused.';
comment on column conf.appointment.note is 'Reference of the nominating document, as it would be cited.';
comment on column conf.appointment.note_document is 'The note itself, where a file was sent.';
comment on column conf.appointment.replaces is 'The appointment that ends on the day this one starts.';
comment on column conf.appointment.reason is 'Why it was refused or ended, in the words of whoever did it.';
comment on column conf.appointment.proposed_at is 'When it was entered.';
comment on column conf.appointment.nominated_at is 'When the party signed it.';
comment on column conf.appointment.decided_at is 'When the secretariat confirmed or refused it.';
comment on column conf.appointment.ended_at is 'When its end was said.';
comment on column conf.appointment.version is 'Raised by every change; a form that knew an older one is refused.';
create index appointment_of_person on conf.appointment (person);
create index appointment_of_party on conf.appointment (party, function);
create index appointment_replaces on conf.appointment (replaces);
create index appointment_note on conf.appointment (note_document);

create function conf.guard_appointment() returns trigger language plpgsql as $$
begin
  if new.state = 'confirmed' and old.state <> 'confirmed' and current_user = 'enlace_app' and not app.has_role('secretariat') then
    raise exception 'only the secretariat confirms an appointment' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
comment on function conf.guard_appointment() is 'A party changes its own appointments and never confirms one, whatever the program says.';
revoke all on function conf.guard_appointment() from public;
grant execute on function conf.guard_appointment() to enlace_app;
create trigger only_the_secretariat_confirms before update on conf.appointment
  for each row execute function conf.guard_appointment();

-- Access follows appointments. Each of these functions answers one question for roles that may not read the tables.
create function conf.person_of(account text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(
    (select p.id from conf.person p where p.account = person_of.account),
    (select p.id from conf.person p join auth.account a on a.organisation = p.party and a.email = lower(p.email)
      where a.id = person_of.account and p.account is null)
  )
$$;
comment on function conf.person_of(text) is 'The directory''s entry of an account: the one linked to it, else the one of the same organisation with the same e-mail.';

create function conf.account_of(person uuid) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(p.account, (select a.id from auth.account a where a.organisation = p.party and a.email = lower(p.email)))
  from conf.person p where p.id = account_of.person
$$;
comment on function conf.account_of(uuid) is 'The account of somebody in the directory, so that mail reaches who holds a function; the other way round of person_of.';

create function conf.appointed(account text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(bool_or(a.starts_on <= appointed.day and (a.ends_on is null or appointed.day < a.ends_on)), true)
  from conf.appointment a
  where a.state = 'confirmed' and a.person = conf.person_of(appointed.account)
$$;
comment on function conf.appointed(text, date) is 'May this account be used on that day, as far as appointments go: one that has any needs one that holds; one that has none is governed by its own dates.';

revoke all on function conf.person_of(text), conf.account_of(uuid), conf.appointed(text, date) from public;
grant execute on function conf.person_of(text), conf.account_of(uuid) to enlace_app;
grant execute on function conf.appointed(text, date) to enlace_auth;
grant usage on schema auth to enlace_counter;
grant select (id, email, organisation) on auth.account to enlace_counter;
create policy directory_reads on auth.account for select to enlace_counter using (true);
grant select (id, party, email, account) on conf.person to enlace_counter;
alter table conf.person enable row level security;
create policy counter_reads on conf.person for select to enlace_counter using (true);
grant select (person, state, starts_on, ends_on) on conf.appointment to enlace_counter;
alter table conf.appointment enable row level security;
create policy counter_reads on conf.appointment for select to enlace_counter using (true);
alter function conf.person_of(text) owner to enlace_counter;
alter function conf.account_of(uuid) owner to enlace_counter;
alter function conf.appointed(text, date) owner to enlace_counter;

create function conf.keep_account_of_person() returns trigger language plpgsql as $$
begin
  if new.account is null and lower(new.email) is distinct from lower(old.email) then
    new.account := conf.account_of(old.id);
  end if;
  return new;
end $$;
comment on function conf.keep_account_of_person() is 'An entry that is tied to an account by its e-mail stays tied when the e-mail changes: otherwise a new address would outlive the end of access.';
revoke all on function conf.keep_account_of_person() from public;
grant execute on function conf.keep_account_of_person() to enlace_app;
create trigger account_outlives_email before update of email on conf.person
  for each row execute function conf.keep_account_of_person();

-- Subjects that both reports name. The secretariat adds others.
insert into conf.topic (code, name_es, name_en, focal_point_expected) values
  ('smuggling', 'Tráfico ilícito de migrantes', 'Smuggling of migrants', true),
  ('trafficking', 'Trata de personas', 'Trafficking in persons', true),
  ('extracontinental', 'Flujos migratorios extracontinentales', 'Extra-continental migration flows', true),
  ('indicators', 'Indicadores de cumplimiento', 'Compliance indicators', true),
  ('statistics', 'Estadísticas migratorias', 'Migration statistics', true),
  ('refugees', 'Protección de personas refugiadas', 'Protection of refugees', false),
  ('return', 'Asistencia y retorno', 'Assistance and return', false),
  ('visas', 'Visas', 'Visas', false);
