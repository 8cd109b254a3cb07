-- Who owes what to whom by when, from which sentence of which report.

create table conf.obligation (
  id uuid primary key default gen_random_uuid(),
  code text unique check (code ~ '^A-[0-9]{4}-[0-9]{3,5}$'),
  meeting uuid not null references conf.meeting (id),
  text uuid references conf.text (id),
  block uuid references conf.block (id),
  lang text not null check (lang in ('es', 'en')),
  quote text not null check (length(quote) between 1 and 8000),
  span_start integer,
  span_end integer,
  read_as text,
  kind text not null check (kind in ('agreement', 'commitment', 'request', 'thanks', 'note')),
  subkind text,
  title_es text check (length(title_es) <= 300),
  title_en text check (length(title_en) <= 300),
  responsible text[] not null default '{}',
  responsible_implied boolean not null default false,
  via text[] not null default '{}',
  support text[] not null default '{}',
  presenter text[] not null default '{}',
  recipients text[] not null default '{}',
  owed_by text[] not null default '{}',
  next_forum text references conf.body (code),
  deadline_as_written text,
  deadline_rule jsonb not null default '{"type":"none"}',
  due_from date,
  due_to date,
  due_es text,
  due_en text,
  due_by_person boolean not null default false,
  closing_zone text not null default 'America/Costa_Rica',
  state text not null default 'candidate' check (state in ('candidate', 'confirmed', 'open', 'in_progress', 'delivered', 'accepted', 'rejected', 'superseded', 'dropped')),
  reading jsonb,
  superseded_by uuid references conf.obligation (id),
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  words text not null generated always as (
    app.folded(coalesce(code, '') || ' ' || coalesce(title_es, '') || ' ' || coalesce(title_en, '') || ' ' || quote)
  ) stored,
  unique (text, read_as),
  check (due_from is null or due_to is null or due_from <= due_to),
  check (state in ('candidate', 'rejected', 'confirmed', 'superseded') or code is not null)
);
comment on table conf.obligation is 'One thing agreed: one actor (or group) and one main action, in the words of the report. What follows from facts (overdue, waiting) is computed, not kept.';
comment on column conf.obligation.id is 'Identifier.';
comment on column conf.obligation.code is 'What people say and addresses use: A-2016-014. Given when it is published.';
comment on column conf.obligation.meeting is 'The meeting that agreed it.';
comment on column conf.obligation.text is 'The report that says it.';
comment on column conf.obligation.block is 'The paragraph of the report.';
comment on column conf.obligation.lang is 'Language of the quotation.';
comment on column conf.obligation.quote is 'The sentence, exactly as in the source.';
comment on column conf.obligation.span_start is 'Where the quotation begins in the source file''s text, in UTF-16 units.';
comment on column conf.obligation.span_end is 'Where it ends there (exclusive).';
comment on column conf.obligation.read_as is 'Where the reader of the report found it, so that reading the same text again adds nothing; null for what a person entered.';
comment on column conf.obligation.kind is 'agreement, commitment, request; thanks and note are no work.';
comment on column conf.obligation.subkind is 'umbrella for a sentence that introduces a list; otherwise free.';
comment on column conf.obligation.title_es is 'What is to be done, verb and object, in Spanish.';
comment on column conf.obligation.title_en is 'The same in English.';
comment on column conf.obligation.responsible is 'Parties that owe it.';
comment on column conf.obligation.responsible_implied is 'True when the sentence names nobody and the reader of the report inferred who.';
comment on column conf.obligation.via is 'Channel ("por conducto de la ST"): passes it on, does not owe it.';
comment on column conf.obligation.support is 'Parties that help ("con el apoyo de OIM").';
comment on column conf.obligation.presenter is 'Parties that present it.';
comment on column conf.obligation.recipients is 'Parties that receive it.';
comment on column conf.obligation.owed_by is 'Parties that were given a part when it was published: groups expanded by the roll of that day.';
comment on column conf.obligation.next_forum is 'Body to which the result goes.';
comment on column conf.obligation.deadline_as_written is 'The words of the report about the date.';
comment on column conf.obligation.deadline_rule is 'The deadline as a rule: date, before, window, duration, event, condition, vague or none.';
comment on column conf.obligation.due_from is 'First day of the window, as last resolved.';
comment on column conf.obligation.due_to is 'Last day, as last resolved; null while it cannot be known.';
comment on column conf.obligation.due_es is 'How the date was reached, in Spanish.';
comment on column conf.obligation.due_en is 'How the date was reached, in English.';
comment on column conf.obligation.due_by_person is 'True when a person set the date; rules do not move it any more.';
comment on column conf.obligation.closing_zone is 'IANA zone in which the last day ends.';
comment on column conf.obligation.state is 'candidate and confirmed are seen by the secretariat alone; then open, in_progress, delivered, accepted; or rejected, superseded, dropped.';
comment on column conf.obligation.reading is 'What the reader of the report saw: rules that fired, names as written.';
comment on column conf.obligation.superseded_by is 'The obligation that took its place (merged, split or renewed).';
comment on column conf.obligation.closed_at is 'When it reached an end.';
comment on column conf.obligation.version is 'Raised by every change; a form that knew an older one is refused.';
comment on column conf.obligation.created_at is 'When it was read or entered.';
comment on column conf.obligation.words is 'What the search of the register looks through: code, titles and quotation, folded.';
create index obligation_due on conf.obligation (due_to);
create index obligation_meeting on conf.obligation (meeting);
create index obligation_text on conf.obligation (text);
create index obligation_owed_by on conf.obligation using gin (owed_by);
create index obligation_event_rule on conf.obligation ((deadline_rule ->> 'type')) where deadline_rule ->> 'type' = 'event';

create table conf.share (
  obligation uuid not null references conf.obligation (id) on delete cascade,
  party text not null references conf.party (code),
  state text not null default 'owed' check (state in ('owed', 'delivered', 'accepted', 'waived')),
  since timestamptz not null,
  changed_at timestamptz not null,
  primary key (obligation, party)
);
comment on table conf.share is 'The part of one party in an obligation. A group is expanded on publication by the roll of that day, absent members included. Seen by that party and the secretariat; others see only how many.';
comment on column conf.share.obligation is 'The obligation.';
comment on column conf.share.party is 'The party.';
comment on column conf.share.state is 'owed, delivered, accepted or waived.';
comment on column conf.share.since is 'When the part was given.';
comment on column conf.share.changed_at is 'When the state last changed.';
create index share_party on conf.share (party, state);

create table conf.progress (
  id uuid primary key default gen_random_uuid(),
  obligation uuid not null references conf.obligation (id) on delete cascade,
  party text not null references conf.party (code),
  kind text not null check (kind in ('progress', 'delivered', 'extension_request', 'note')),
  body text not null check (length(body) between 1 and 8000),
  lang text not null check (lang in ('es', 'en')),
  state text not null default 'submitted' check (state in ('submitted', 'accepted', 'returned')),
  answer text check (length(answer) <= 4000),
  written_by text,
  written_at timestamptz not null,
  answered_at timestamptz,
  shared_at timestamptz
);
comment on table conf.progress is 'What a party reports about its part; only added to. Seen by that party and the secretariat, and by the members once it is accepted and no longer tells, by who is missing, who is late.';
comment on column conf.progress.id is 'Identifier.';
comment on column conf.progress.obligation is 'The obligation.';
comment on column conf.progress.party is 'Who reports.';
comment on column conf.progress.kind is 'progress, delivered, extension_request or note.';
comment on column conf.progress.body is 'The report in words.';
comment on column conf.progress.lang is 'Language of the words.';
comment on column conf.progress.state is 'submitted, accepted or returned with an answer.';
comment on column conf.progress.answer is 'What the secretariat answered.';
comment on column conf.progress.written_by is 'Account.';
comment on column conf.progress.written_at is 'When it was sent.';
comment on column conf.progress.answered_at is 'When the secretariat answered.';
comment on column conf.progress.shared_at is 'When the members could read it: on acceptance if it is the only part, else when all parts are accepted.';
create index progress_obligation on conf.progress (obligation, written_at);

create table conf.progress_evidence (
  progress uuid not null references conf.progress (id) on delete cascade,
  document uuid not null references conf.document (id),
  primary key (progress, document)
);
comment on table conf.progress_evidence is 'Files that prove a progress report.';
comment on column conf.progress_evidence.progress is 'The report of progress.';
comment on column conf.progress_evidence.document is 'The file.';

create table conf.dependency (
  obligation uuid not null references conf.obligation (id) on delete cascade,
  depends_on uuid not null references conf.obligation (id) on delete cascade,
  until_state text not null default 'accepted' check (until_state in ('delivered', 'accepted')),
  primary key (obligation, depends_on),
  check (obligation <> depends_on)
);
comment on table conf.dependency is 'An obligation that waits for another ("una vez que se aprueben estos instrumentos"). Circles are refused.';
comment on column conf.dependency.obligation is 'The one that waits.';
comment on column conf.dependency.depends_on is 'The one it waits for.';
comment on column conf.dependency.until_state is 'State that opens it.';

create table conf.obligation_event (
  id bigint generated always as identity primary key,
  obligation uuid not null references conf.obligation (id) on delete cascade,
  at timestamptz not null,
  party text references conf.party (code),
  account text,
  kind text not null,
  reason text check (length(reason) <= 4000),
  details jsonb not null default '{}',
  shared boolean not null default false
);
comment on table conf.obligation_event is 'History of an obligation: confirmed, edited, re-dated, extended, dropped and why. Only added to.';
comment on column conf.obligation_event.id is 'Order of the history.';
comment on column conf.obligation_event.obligation is 'The obligation.';
comment on column conf.obligation_event.at is 'When.';
comment on column conf.obligation_event.party is 'The party concerned, which may read it; null for what concerns the obligation as a whole.';
comment on column conf.obligation_event.account is 'Account.';
comment on column conf.obligation_event.kind is 'What happened, a message key suffix.';
comment on column conf.obligation_event.reason is 'Why, in the words of whoever did it.';
comment on column conf.obligation_event.details is 'Values before and after.';
comment on column conf.obligation_event.shared is 'True for what all who follow the register may read: published, dated, extended, dropped, accepted.';
create index obligation_event_of on conf.obligation_event (obligation, id);

create table conf.notice (
  id uuid primary key default gen_random_uuid(),
  party text not null references conf.party (code),
  obligation uuid references conf.obligation (id) on delete cascade,
  kind text not null,
  key text not null,
  details jsonb not null default '{}',
  at timestamptz not null,
  seen_at timestamptz,
  unique (party, kind, key)
);
comment on table conf.notice is 'Something that a party is told, once: a new agreement, a date that moved. Shown on its home page.';
comment on column conf.notice.id is 'Identifier.';
comment on column conf.notice.party is 'Who is told.';
comment on column conf.notice.obligation is 'About what.';
comment on column conf.notice.kind is 'What it says, a message key suffix.';
comment on column conf.notice.key is 'What makes it unique, so that nobody is told twice.';
comment on column conf.notice.details is 'Values for its sentence; no personal data.';
comment on column conf.notice.at is 'When.';
comment on column conf.notice.seen_at is 'When the party marked it as seen.';

-- Peers see how many have answered, never who: the count is read by a role that can do nothing else.
create function conf.share_counts(obligations uuid[])
returns table (obligation uuid, answered bigint, total bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select s.obligation, count(*) filter (where s.state in ('delivered', 'accepted')), count(*) filter (where s.state <> 'waived')
  from conf.share s
  where s.obligation = any (obligations)
  group by s.obligation
$$;
comment on function conf.share_counts(uuid[]) is 'How many parties have answered, of how many, for obligations whose identifiers the caller already holds.';
revoke all on function conf.share_counts(uuid[]) from public;
grant execute on function conf.share_counts(uuid[]) to enlace_app;
grant usage on schema conf to enlace_counter;
grant select on conf.share to enlace_counter;
alter table conf.share enable row level security;
create policy counter_reads on conf.share for select to enlace_counter using (true);
alter function conf.share_counts(uuid[]) owner to enlace_counter;
