-- What people are told, the mails that tell them, the hours at which things happen by themselves, and calendars.

create table platform.mail (
  id uuid primary key,
  account text not null,
  party text not null references conf.party (code),
  name text not null,
  lang text not null check (lang in ('es', 'en')),
  cause text not null check (cause in ('urgent', 'digest', 'invitation')),
  key text not null,
  may_stop boolean not null,
  subject text,
  words text,
  markup text,
  calendar text,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'undeliverable', 'withdrawn')),
  attempts smallint not null default 0,
  refusals smallint not null default 0,
  reply text,
  made_at timestamptz not null,
  tried_at timestamptz,
  try_after timestamptz not null,
  ended_at timestamptz,
  unique (account, key)
);
comment on table platform.mail is 'One mail to one person. It says that there is something to see and where: no content of the Conference, no personal data.';
comment on column platform.mail.id is 'Random identifier; the Message-ID is derived from it, so that every attempt bears the same.';
comment on column platform.mail.account is 'Who is told. The address is looked up when the mail is sent.';
comment on column platform.mail.party is 'Organisation of that person.';
comment on column platform.mail.name is 'Name as the Conference shows it to its members, so that the secretariat knows whom to call when a mailbox refuses.';
comment on column platform.mail.lang is 'Language of the mail: the recipient''s.';
comment on column platform.mail.cause is 'urgent (one matter, at once), digest (the periodic summary) or invitation (a meeting for the calendar).';
comment on column platform.mail.key is 'What makes it unique for that person: the matter, or the day of the summary.';
comment on column platform.mail.may_stop is 'The mail carries the header with which its reader stops such mails in one click (RFC 8058).';
comment on column platform.mail.subject is 'Subject; null once it went out by SMTP: what was said is not kept.';
comment on column platform.mail.words is 'Plain text; null once it went out by SMTP.';
comment on column platform.mail.markup is 'The same as HTML; null once it went out by SMTP.';
comment on column platform.mail.calendar is 'The invitation or its cancellation as iCalendar; null when there is none, and once it went out by SMTP.';
comment on column platform.mail.state is 'waiting, sending (given to the mail server, answer not known yet), sent, undeliverable (the mailbox refused for good) or withdrawn (the person''s access ended first).';
comment on column platform.mail.attempts is 'How often it was given to the mail server.';
comment on column platform.mail.refusals is 'How often the mailbox itself refused it for good.';
comment on column platform.mail.reply is 'Last answer that was no success: status codes only, since a server''s words may repeat the address.';
comment on column platform.mail.made_at is 'When it was written.';
comment on column platform.mail.tried_at is 'When it was last tried.';
comment on column platform.mail.try_after is 'Not before this moment.';
comment on column platform.mail.ended_at is 'When it was sent, given up or withdrawn.';
create index mail_waiting on platform.mail (try_after) where state in ('waiting', 'sending');
create index mail_of on platform.mail (account, made_at desc);

create table platform.outbox (
  id uuid primary key,
  to_account text,
  to_party text references conf.party (code),
  kind text not null check (length(kind) <= 100),
  urgency text not null check (urgency in ('now', 'digest')),
  route text not null check (length(route) <= 100),
  params jsonb not null default '{}',
  key text not null check (length(key) <= 300),
  invitation jsonb,
  told_at timestamptz not null,
  settled_at timestamptz,
  mail uuid references platform.mail (id) on delete set null,
  check (num_nonnulls(to_account, to_party) = 1),
  unique nulls not distinct (to_account, to_party, kind, key)
);
comment on table platform.outbox is 'What somebody is to be told, written in the transaction of the act that causes it, and turned into mail afterwards.';
comment on column platform.outbox.id is 'Random identifier.';
comment on column platform.outbox.to_account is 'The person to tell; null for a whole party.';
comment on column platform.outbox.to_party is 'The party to tell; settled by a row for each of its people who may open the page. Null for one person.';
comment on column platform.outbox.kind is 'The sentence, as a message key.';
comment on column platform.outbox.urgency is 'now: a mail of its own; digest: in the next periodic summary.';
comment on column platform.outbox.route is 'The page that the mail leads to.';
comment on column platform.outbox.params is 'Parameters of that page and blanks of the sentence: identifiers and dates, never free text.';
comment on column platform.outbox.key is 'What makes it unique, so that nobody is told twice.';
comment on column platform.outbox.invitation is 'The meeting to put into the calendar, or to take out of it.';
comment on column platform.outbox.told_at is 'When the act happened.';
comment on column platform.outbox.settled_at is 'When it was put into a mail, spread to the people of the party, or found to concern nobody any more.';
comment on column platform.outbox.mail is 'The mail that says it.';
create index outbox_open on platform.outbox (to_account, urgency) where settled_at is null;
create index outbox_of_mail on platform.outbox (mail);

create table platform.occurrence (
  schedule text not null,
  subject text not null default '',
  day date not null,
  at timestamptz not null,
  primary key (schedule, subject, day)
);
comment on table platform.occurrence is 'What was done at its hour: one row for each time that came, so that a clock that jumps or a crash repeats nothing.';
comment on column platform.occurrence.schedule is 'What happens: a schedule of a system, the digest or the reminders.';
comment on column platform.occurrence.subject is 'For whom, when it happens for each person at their own hour.';
comment on column platform.occurrence.day is 'The local day of the hour that came.';
comment on column platform.occurrence.at is 'When it was done.';

create table platform.notification_setting (
  account text primary key,
  zone text,
  lang text check (lang in ('es', 'en')),
  digest text not null default 'weekly' check (digest in ('daily', 'weekly', 'none')),
  version integer not null default 1,
  changed_at timestamptz not null
);
comment on table platform.notification_setting is 'How a person wants to be told. Without a row: weekly, in the zone of the person''s country.';
comment on column platform.notification_setting.account is 'The person.';
comment on column platform.notification_setting.zone is 'IANA zone of the hour of the summary; null for that of the person''s country.';
comment on column platform.notification_setting.lang is 'Language of mails and calendar; null for that of the account.';
comment on column platform.notification_setting.digest is 'How often the summary comes: daily, weekly or none.';
comment on column platform.notification_setting.version is 'Raised by every change; a form that knew an older one is refused.';
comment on column platform.notification_setting.changed_at is 'When it was last changed.';

create table platform.calendar_token (
  account text primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  made_at timestamptz not null,
  last_read_on date
);
comment on table platform.calendar_token is 'The secret address of a person''s calendar. Making a new one ends the old one.';
comment on column platform.calendar_token.account is 'Whose calendar.';
comment on column platform.calendar_token.token_hash is 'SHA-256 of the token in the address: this table opens no calendar.';
comment on column platform.calendar_token.made_at is 'When the address was made.';
comment on column platform.calendar_token.last_read_on is 'Last day on which a calendar program read it.';

create table platform.calendar_entry (
  account text not null,
  uid text not null check (length(uid) <= 200),
  sequence integer not null check (sequence >= 0),
  fingerprint bytea not null check (length(fingerprint) = 32),
  changed_at timestamptz not null,
  primary key (account, uid)
);
comment on table platform.calendar_entry is 'How an entry of a person''s calendar was last given out, so that its SEQUENCE rises when, and only when, it changes (RFC 5545, 3.8.7.4).';
comment on column platform.calendar_entry.account is 'Whose calendar.';
comment on column platform.calendar_entry.uid is 'Identifier of the entry, the same for ever.';
comment on column platform.calendar_entry.sequence is 'How often it changed since it was first given out.';
comment on column platform.calendar_entry.fingerprint is 'SHA-256 of what it said.';
comment on column platform.calendar_entry.changed_at is 'When it came to say that.';

alter table conf.meeting
  add column opens_at time,
  add column closes_at time,
  add constraint meeting_hours check (closes_at is null or opens_at is not null);
comment on column conf.meeting.opens_at is 'Hour at which it opens, in the zone of the place; null while only the day is fixed.';
comment on column conf.meeting.closes_at is 'Hour at which it closes on its last day, in the zone of the place.';
