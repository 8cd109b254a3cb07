-- The Conference itself: who belongs to it, its bodies, and their meetings. Reference data that policy and mailing derive from.

create table conf.party (
  code text primary key check (code ~ '^[A-Z][A-Z0-9-]{1,15}$'),
  kind text not null check (kind in ('country', 'organisation', 'secretariat', 'civil_society', 'body', 'group')),
  name_es text not null,
  name_en text not null,
  acronym_es text,
  acronym_en text
);
comment on table conf.party is 'Whoever can owe, receive or say something in the Conference: countries, international organisations, the secretariat, civil society, a body, or a group such as the Member Countries.';
comment on column conf.party.code is 'Language-neutral code: ISO 3166-1 alpha-2 for countries, the Spanish acronym otherwise.';
comment on column conf.party.kind is 'country, organisation, secretariat, civil_society, body or group (the Member Countries: it owes through its members).';
comment on column conf.party.name_es is 'Name in Spanish, as the Conference writes it.';
comment on column conf.party.name_en is 'Name in English.';
comment on column conf.party.acronym_es is 'Acronym in Spanish (OIM).';
comment on column conf.party.acronym_en is 'Acronym in English (IOM).';

create table conf.body (
  code text primary key references conf.party (code),
  reports_to text references conf.body (code),
  may_drop_agreements boolean not null default true
);
comment on table conf.body is 'The bodies of the Conference: the GRCM, the networks, the ad hoc groups.';
comment on column conf.body.code is 'The body as a party, with its names.';
comment on column conf.body.reports_to is 'The body that receives its reports.';
comment on column conf.body.may_drop_agreements is 'Whether its decision can end an agreement that was not carried out.';

create table conf.membership (
  party text not null references conf.party (code),
  body text not null references conf.body (code),
  role text not null check (role in ('member', 'observer', 'secretariat', 'presidency', 'civil_society')),
  valid_from date not null,
  valid_to date,
  primary key (party, body, role, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table conf.membership is 'Who belongs to which body, as what, and when: the roll of a day is read from here.';
comment on column conf.membership.party is 'The party.';
comment on column conf.membership.body is 'The body.';
comment on column conf.membership.role is 'member, observer, secretariat, presidency or civil_society.';
comment on column conf.membership.valid_from is 'First day.';
comment on column conf.membership.valid_to is 'Last day; null while it lasts.';

create table conf.reading_alias (
  lang text not null check (lang in ('es', 'en')),
  alias text not null check (length(alias) between 2 and 200),
  canonical text not null check (length(canonical) between 1 and 100),
  primary key (lang, alias)
);
comment on table conf.reading_alias is 'Names that the secretariat adds to the word lists with which reports are read.';
comment on column conf.reading_alias.lang is 'Language of the report.';
comment on column conf.reading_alias.alias is 'As reports write it.';
comment on column conf.reading_alias.canonical is 'The name by which the reader knows the actor.';

create table conf.reading_word (
  lang text not null check (lang in ('es', 'en')),
  list text not null check (list in ('decide', 'ask', 'assign', 'undertake', 'thank', 'say', 'submit', 'work', 'actorNouns', 'forumNouns', 'groupNouns', 'idleHeadings', 'abbreviations')),
  word text not null check (length(word) between 2 and 60),
  counts boolean not null,
  primary key (lang, list, word)
);
comment on table conf.reading_word is 'Words that the secretariat adds to the lists with which reports are read, or takes out of them.';
comment on column conf.reading_word.lang is 'Language of the report.';
comment on column conf.reading_word.list is 'Which list, by the name that the reader of reports gives it.';
comment on column conf.reading_word.word is 'The word; a verb in the infinitive (Spanish) or its base form (English).';
comment on column conf.reading_word.counts is 'True when it was added, false when it was taken out.';

create table conf.meeting (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[A-Z0-9][A-Za-z0-9-]{2,40}$'),
  body text not null references conf.body (code),
  title_es text not null,
  title_en text not null,
  starts_on date,
  ends_on date,
  zone text not null default 'America/Costa_Rica',
  place_es text,
  place_en text,
  mode text not null default 'in_person' check (mode in ('in_person', 'virtual', 'hybrid')),
  status text not null default 'planned' check (status in ('planned', 'convened', 'agenda_circulated', 'open', 'report_drafting', 'report_in_review', 'adopted', 'published', 'cancelled')),
  linked_meeting uuid references conf.meeting (id),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (ends_on is null or starts_on is not null),
  check (ends_on is null or ends_on >= starts_on)
);
comment on table conf.meeting is 'A meeting of a body.';
comment on column conf.meeting.id is 'Identifier.';
comment on column conf.meeting.code is 'What addresses use: 2016-11-SPS.';
comment on column conf.meeting.body is 'The body that meets.';
comment on column conf.meeting.title_es is 'Title in Spanish.';
comment on column conf.meeting.title_en is 'Title in English.';
comment on column conf.meeting.starts_on is 'First day; null while the date is not fixed.';
comment on column conf.meeting.ends_on is 'Last day.';
comment on column conf.meeting.zone is 'IANA zone of the place.';
comment on column conf.meeting.place_es is 'Place in Spanish.';
comment on column conf.meeting.place_en is 'Place in English.';
comment on column conf.meeting.mode is 'in_person, virtual or hybrid.';
comment on column conf.meeting.status is 'Where it stands, from planned to published.';
comment on column conf.meeting.linked_meeting is 'The gathering that it reports to and at whose side it meets: "esta reunión del GRCM" means that one.';
comment on column conf.meeting.version is 'Raised by every change; a form that knew an older one is refused.';
comment on column conf.meeting.created_at is 'When it was entered.';

create table conf.delegation (
  meeting uuid not null references conf.meeting (id) on delete cascade,
  party text not null references conf.party (code),
  capacity text not null default 'member' check (capacity in ('member', 'observer', 'secretariat', 'civil_society', 'guest')),
  attended boolean not null default true,
  primary key (meeting, party)
);
comment on table conf.delegation is 'Who took part in a meeting.';
comment on column conf.delegation.meeting is 'The meeting.';
comment on column conf.delegation.party is 'The party.';
comment on column conf.delegation.capacity is 'In which capacity.';
comment on column conf.delegation.attended is 'False for a member that was absent and is still asked.';

create table conf.agenda_item (
  id uuid primary key default gen_random_uuid(),
  meeting uuid not null references conf.meeting (id) on delete cascade,
  ordinal integer not null check (ordinal > 0),
  title_es text not null,
  title_en text not null,
  kind text not null default 'topic' check (kind in ('topic', 'follow_up'))
);
comment on table conf.agenda_item is 'A point of a meeting''s agenda.';
comment on column conf.agenda_item.id is 'Identifier.';
comment on column conf.agenda_item.meeting is 'The meeting.';
comment on column conf.agenda_item.ordinal is 'Order in the agenda, from 1.';
comment on column conf.agenda_item.title_es is 'Title in Spanish.';
comment on column conf.agenda_item.title_en is 'Title in English.';
comment on column conf.agenda_item.kind is 'topic, or follow_up: the point whose content is computed from the register of agreements.';

-- The Conference as its reports name it. Dates of membership are the start of this register, not of history.
insert into conf.party (code, kind, name_es, name_en, acronym_es, acronym_en) values
  ('BZ', 'country', 'Belice', 'Belize', null, null),
  ('CA', 'country', 'Canadá', 'Canada', null, null),
  ('CR', 'country', 'Costa Rica', 'Costa Rica', null, null),
  ('DO', 'country', 'República Dominicana', 'Dominican Republic', null, null),
  ('GT', 'country', 'Guatemala', 'Guatemala', null, null),
  ('HN', 'country', 'Honduras', 'Honduras', null, null),
  ('MX', 'country', 'México', 'Mexico', null, null),
  ('NI', 'country', 'Nicaragua', 'Nicaragua', null, null),
  ('PA', 'country', 'Panamá', 'Panama', null, null),
  ('SV', 'country', 'El Salvador', 'El Salvador', null, null),
  ('US', 'country', 'Estados Unidos', 'United States', null, null),
  ('PM', 'group', 'Países Miembros', 'Member Countries', null, null),
  ('ST', 'secretariat', 'Secretaría Técnica', 'Technical Secretariat', 'ST', 'TS'),
  ('OIM', 'organisation', 'Organización Internacional para las Migraciones', 'International Organization for Migration', 'OIM', 'IOM'),
  ('ACNUR', 'organisation', 'Alto Comisionado de las Naciones Unidas para los Refugiados', 'United Nations High Commissioner for Refugees', 'ACNUR', 'UNHCR'),
  ('SICA', 'organisation', 'Sistema de la Integración Centroamericana', 'Central American Integration System', 'SICA', 'SICA'),
  ('OCAM', 'organisation', 'Comisión Centroamericana de Directores de Migración', 'Central American Commission of Migration Directors', 'OCAM', 'OCAM'),
  ('ST-OCAM', 'organisation', 'Secretaría Técnica de la OCAM', 'Technical Secretariat of OCAM', 'ST-OCAM', 'TS-OCAM'),
  ('SIEMMES', 'organisation', 'Sistema de Integración Estadística sobre Migración en Mesoamérica', 'Statistical Information System on Migration in Mesoamerica', 'SIEMMES', 'SIEMMES'),
  ('RROCM', 'civil_society', 'Red Regional de Organizaciones Civiles para las Migraciones', 'Regional Network of Civil Organizations on Migration', 'RROCM', 'RNCOM'),
  ('CRM', 'body', 'Conferencia Regional sobre Migración', 'Regional Conference on Migration', 'CRM', 'RCM'),
  ('GRCM', 'body', 'Grupo Regional de Consulta sobre Migración', 'Regional Consultation Group on Migration', 'GRCM', 'RCGM'),
  ('RFE', 'body', 'Red de Funcionarios de Enlace para el Combate al Tráfico Ilícito de Migrantes y la Trata de Personas', 'Liaison Officers Network to Combat Migrant Smuggling and Trafficking in Persons', 'Red de Funcionarios de Enlace', 'Liaison Officers Network'),
  ('GAH', 'body', 'Grupo Ad Hoc sobre flujos extracontinentales', 'Ad Hoc Group on extra-continental flows', 'Grupo Ad Hoc', 'Ad Hoc Group');

insert into conf.body (code, reports_to, may_drop_agreements) values
  ('CRM', null, true), ('GRCM', 'CRM', true), ('RFE', 'GRCM', true), ('GAH', 'GRCM', true);

insert into conf.membership (party, body, role, valid_from)
  select party.code, body.code, role, date '2000-01-01'
  from conf.body body
  join lateral (
    select p.code, case p.kind when 'country' then 'member' when 'secretariat' then 'secretariat' when 'civil_society' then 'civil_society' else 'observer' end as role
    from conf.party p
    where p.kind in ('country', 'secretariat') or p.code in ('OIM', 'ACNUR', 'SICA', 'OCAM', 'RROCM')
  ) party on true;
