-- The library: works with their versions in Spanish and English, who may see them, full-text search over them, their
-- distribution with receipts, and old archives on their way in. The bytes are in conf.file, once each.

create table conf.work (
  id uuid primary key default gen_random_uuid(),
  symbol text unique check (symbol ~ '^[A-Z0-9]+(/[A-Z0-9-]+){1,5}$' and length(symbol) <= 60),
  code text not null unique generated always as (coalesce(replace(symbol, '/', '-'), 'd-' || left(id::text, 8))) stored,
  title_es text check (length(title_es) between 1 and 300),
  title_en text check (length(title_en) between 1 and 300),
  body text references conf.body (code),
  meeting uuid references conf.meeting (id),
  dated date,
  class text not null default 'restricted' check (class in ('public', 'members', 'delegations', 'restricted')),
  status text not null default 'received' check (status in ('received', 'available', 'withdrawn')),
  owner_party text not null references conf.party (code),
  withdrawn_reason text check (length(withdrawn_reason) between 1 and 1000),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text,
  check (title_es is not null or title_en is not null),
  check (class <> 'delegations' or meeting is not null),
  check (status <> 'withdrawn' or withdrawn_reason is not null)
);
comment on table conf.work is 'A document of the Conference as people speak of it: one work, its versions in two languages.';
comment on column conf.work.id is 'Identifier.';
comment on column conf.work.symbol is 'Document symbol: CRM/RFE/2016/INF-01; null until it gets one.';
comment on column conf.work.code is 'What addresses use: the symbol with hyphens, or the beginning of the identifier.';
comment on column conf.work.title_es is 'Title in Spanish.';
comment on column conf.work.title_en is 'Title in English.';
comment on column conf.work.body is 'The body whose document it is.';
comment on column conf.work.meeting is 'The meeting that it belongs to; its delegations are the readers of the class delegations.';
comment on column conf.work.dated is 'The date that the document bears.';
comment on column conf.work.class is 'public (everybody), members (members and observers), delegations (those of the meeting) or restricted (its party and the readers named).';
comment on column conf.work.status is 'received (nobody reads it yet but its party and the secretariat), available or withdrawn.';
comment on column conf.work.owner_party is 'The party that brought it.';
comment on column conf.work.withdrawn_reason is 'Why it was withdrawn, for those who look for it.';
comment on column conf.work.version is 'Raised by every change; a form that knew an older one is refused.';
comment on column conf.work.created_at is 'When it came in.';
comment on column conf.work.created_by is 'Account that brought it; null for the command line.';
create index work_meeting on conf.work (meeting);
create unique index work_short_code on conf.work (('d-' || left(id::text, 8)));

create table conf.work_reader (
  work uuid not null references conf.work (id) on delete cascade,
  party text not null references conf.party (code),
  primary key (work, party)
);
comment on table conf.work_reader is 'The parties that may read a restricted work, besides the one that brought it.';
comment on column conf.work_reader.work is 'The work.';
comment on column conf.work_reader.party is 'The party.';

create table conf.work_version (
  id uuid primary key default gen_random_uuid(),
  work uuid not null references conf.work (id),
  lang text not null check (lang in ('es', 'en')),
  number integer not null check (number > 0),
  sha256 bytea not null references conf.file (sha256),
  name text not null check (length(name) between 1 and 255),
  state text not null default 'uploaded' check (state in ('uploaded', 'checked', 'classified', 'available', 'superseded', 'withdrawn')),
  characters integer check (characters >= 0),
  unread text,
  added_at timestamptz not null,
  added_by text,
  available_at timestamptz,
  ended_at timestamptz,
  unique (work, lang, number),
  check ((state in ('available', 'superseded')) <= (available_at is not null)),
  check ((state in ('superseded', 'withdrawn')) = (ended_at is not null))
);
comment on table conf.work_version is 'One file of a work in one language; a new version never overwrites an older one.';
comment on column conf.work_version.id is 'Identifier, by which a distribution freezes it.';
comment on column conf.work_version.work is 'The work.';
comment on column conf.work_version.lang is 'Language of the file.';
comment on column conf.work_version.number is 'From 1, in each language.';
comment on column conf.work_version.sha256 is 'Its content.';
comment on column conf.work_version.name is 'Name of the file as it came.';
comment on column conf.work_version.state is 'uploaded, checked (its type is what it says and its text was read), classified (somebody said who may see it), available, superseded, withdrawn.';
comment on column conf.work_version.characters is 'Length of the text that was read from it; null while it was not read.';
comment on column conf.work_version.unread is 'Why no text could be read from it, as a message key; it is kept and found by title only.';
comment on column conf.work_version.added_at is 'When it was uploaded.';
comment on column conf.work_version.added_by is 'Account that uploaded it; null for the command line.';
comment on column conf.work_version.available_at is 'When its readers could first open it.';
comment on column conf.work_version.ended_at is 'When it was superseded or withdrawn.';
create index work_version_content on conf.work_version (sha256);
create unique index work_version_current on conf.work_version (work, lang) where state = 'available';

create function conf.keep_work_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.work, new.lang, new.number, new.sha256, new.name, new.added_at, new.added_by)
    is distinct from (old.id, old.work, old.lang, old.number, old.sha256, old.name, old.added_at, old.added_by)
  then
    raise exception 'a version keeps its content' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
comment on function conf.keep_work_version() is 'A version changes its state; what it holds stays.';
revoke all on function conf.keep_work_version() from public;
create trigger version_keeps_content before update on conf.work_version
  for each row execute function conf.keep_work_version();

-- Search. Words lose their accents before they are stemmed, by the language of the row.
create text search configuration conf.es (copy = pg_catalog.spanish);
alter text search configuration conf.es alter mapping for hword, hword_part, word with ext.unaccent, pg_catalog.spanish_stem;
comment on text search configuration conf.es is 'Spanish words without accents, stemmed';
create text search configuration conf.en (copy = pg_catalog.english);
alter text search configuration conf.en alter mapping for hword, hword_part, word with ext.unaccent, pg_catalog.english_stem;
comment on text search configuration conf.en is 'English words without accents, stemmed';

create table conf.work_text (
  version uuid primary key references conf.work_version (id) on delete cascade,
  work uuid not null references conf.work (id),
  lang text not null check (lang in ('es', 'en')),
  class text not null,
  meeting uuid,
  owner_party text not null,
  body text,
  dated date,
  head text not null,
  content text not null check (length(content) <= 400000),
  titled tsvector not null generated always as (
    case lang when 'es' then to_tsvector('conf.es'::regconfig, head) else to_tsvector('conf.en'::regconfig, head) end
  ) stored,
  vector tsvector not null generated always as (
    case lang
      when 'es' then setweight(to_tsvector('conf.es'::regconfig, head), 'A') || setweight(to_tsvector('conf.es'::regconfig, content), 'D')
      else setweight(to_tsvector('conf.en'::regconfig, head), 'A') || setweight(to_tsvector('conf.en'::regconfig, content), 'D')
    end
  ) stored
);
comment on table conf.work_text is 'What can be found: the text of every version that is available, and of no other.';
comment on column conf.work_text.version is 'The version.';
comment on column conf.work_text.work is 'Its work.';
comment on column conf.work_text.lang is 'Its language, by which its words are stemmed.';
comment on column conf.work_text.class is 'Class of the work, kept in step by a trigger: a policy that looks at this row only costs nothing.';
comment on column conf.work_text.meeting is 'Meeting of the work, in step too.';
comment on column conf.work_text.owner_party is 'Party of the work, in step too.';
comment on column conf.work_text.body is 'Body of the work, in step too.';
comment on column conf.work_text.dated is 'Date of the work, in step too.';
comment on column conf.work_text.head is 'Symbol and title.';
comment on column conf.work_text.content is 'The text that was read from the file, as far as search keeps it.';
comment on column conf.work_text.titled is 'Words of head alone, short enough to be looked at for every hit.';
comment on column conf.work_text.vector is 'Words of head (A) and content (D).';
create index work_text_es on conf.work_text using gin (vector) where lang = 'es';
create index work_text_en on conf.work_text using gin (vector) where lang = 'en';
create index work_text_work on conf.work_text (work);
create index work_text_dated on conf.work_text (dated desc);

create table conf.work_word (
  scope text not null,
  word text not null check (length(word) between 4 and 40),
  folded text not null,
  class text not null,
  meeting uuid,
  work uuid,
  uses integer not null check (uses > 0),
  primary key (scope, word)
);
comment on table conf.work_word is 'The words of the texts that can be found, apart for each circle of readers: a suggestion never names a word that only others may read.';
comment on column conf.work_word.scope is 'The circle: public, members, meeting:<id> or work:<id>.';
comment on column conf.work_word.word is 'The word as it is spelt, in small letters.';
comment on column conf.work_word.folded is 'The same without accents, as people type it.';
comment on column conf.work_word.class is 'Class of the circle.';
comment on column conf.work_word.meeting is 'The meeting whose delegations are the circle.';
comment on column conf.work_word.work is 'The restricted work whose readers are the circle.';
comment on column conf.work_word.uses is 'In how many texts it stands.';
create index work_word_folded on conf.work_word (folded);
create index work_word_alike on conf.work_word using gin (folded ext.gin_trgm_ops);

create function conf.scope_of(class text, meeting uuid, work uuid) returns text
language sql immutable parallel safe set search_path = pg_catalog as $$
  select case class when 'delegations' then 'meeting:' || meeting when 'restricted' then 'work:' || work else class end
$$;
comment on function conf.scope_of(text, uuid, uuid) is 'The circle of readers of a work, as work_word names it.';

create function conf.words_of(content text) returns setof text
language sql immutable parallel safe set search_path = pg_catalog as $$
  select word from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple'::regconfig, content))) word where word ~ '^[a-zà-öø-ÿ]{4,40}$'
$$;
comment on function conf.words_of(text) is 'The different words of a text that may be suggested.';

create function conf.note_words() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op <> 'INSERT' then
    -- In the order of the key, so that two writers never wait for each other in a circle.
    perform 1 from conf.work_word w
      where w.scope = conf.scope_of(old.class, old.meeting, old.work) and w.word in (select conf.words_of(old.head || ' ' || old.content))
      order by w.word for update;
    delete from conf.work_word w
      where w.scope = conf.scope_of(old.class, old.meeting, old.work) and w.uses = 1
        and w.word in (select conf.words_of(old.head || ' ' || old.content));
    update conf.work_word w set uses = w.uses - 1
      where w.scope = conf.scope_of(old.class, old.meeting, old.work) and w.uses > 1
        and w.word in (select conf.words_of(old.head || ' ' || old.content));
  end if;
  if tg_op <> 'DELETE' then
    insert into conf.work_word as w (scope, word, folded, class, meeting, work, uses)
      select conf.scope_of(new.class, new.meeting, new.work), word, ext.unaccent('ext.unaccent', word), new.class,
        case when new.class = 'delegations' then new.meeting end, case when new.class = 'restricted' then new.work end, 1
      from conf.words_of(new.head || ' ' || new.content) word order by word
      on conflict (scope, word) do update set uses = w.uses + 1;
  end if;
  return null;
end $$;
comment on function conf.note_words() is 'Keeps the words of a circle in step with its texts.';
create trigger text_notes_words after insert or delete on conf.work_text
  for each row execute function conf.note_words();
create trigger text_changes_words after update of class, meeting, head, content on conf.work_text
  for each row when ((new.class, new.meeting, new.head, new.content) is distinct from (old.class, old.meeting, old.head, old.content))
  execute function conf.note_words();

create function conf.move_work_text() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  update conf.work_text t
    set class = new.class, meeting = new.meeting, owner_party = new.owner_party, body = new.body, dated = new.dated,
        head = concat_ws(' ', new.symbol, case t.lang when 'es' then coalesce(new.title_es, new.title_en) else coalesce(new.title_en, new.title_es) end)
    where t.work = new.id;
  return null;
end $$;
comment on function conf.move_work_text() is 'Keeps what can be found in step with the work.';
create trigger work_moves_text after update of symbol, title_es, title_en, body, meeting, dated, class, owner_party on conf.work
  for each row execute function conf.move_work_text();

grant execute on function conf.scope_of(text, uuid, uuid), conf.words_of(text) to enlace_app;
revoke all on function conf.note_words() from public;
revoke all on function conf.move_work_text() from public;

-- Under row-level security an operator that is not leakproof cannot use an index. These two functions use it and give
-- only identifiers and words to look up again: what their caller gets to see is what the policies of the tables let
-- through.
create function conf.matching_versions(es tsquery, en tsquery) returns table (version uuid, titled boolean)
language sql stable security definer rows 500 set search_path = pg_catalog as $$
  select t.version, t.titled @@ es from conf.work_text t where t.lang = 'es' and t.vector @@ es
  union all
  select t.version, t.titled @@ en from conf.work_text t where t.lang = 'en' and t.vector @@ en
$$;
comment on function conf.matching_versions(tsquery, tsquery) is 'Versions whose text answers a query, and whether their title does; to be joined with work_text, whose policy decides what is seen.';
create function conf.alike_words(asked text) returns setof text
language sql stable security definer rows 50 set search_path = pg_catalog set pg_trgm.similarity_threshold = 0.45 as $$
  select distinct folded from conf.work_word where folded operator(ext.%) asked
$$;
comment on function conf.alike_words(text) is 'Words, without accents, written nearly like another; to be joined with work_word, whose policy decides what is seen.';
revoke all on function conf.matching_versions(tsquery, tsquery), conf.alike_words(text) from public;
grant execute on function conf.matching_versions(tsquery, tsquery), conf.alike_words(text) to enlace_app;
grant usage on schema ext to enlace_counter;
grant select on conf.work_text, conf.work_word to enlace_counter;
alter table conf.work_text enable row level security;
alter table conf.work_word enable row level security;
create policy counter_reads on conf.work_text for select to enlace_counter using (true);
create policy counter_reads on conf.work_word for select to enlace_counter using (true);
alter function conf.matching_versions(tsquery, tsquery) owner to enlace_counter;
alter function conf.alike_words(text) owner to enlace_counter;

-- Distribution: what was sent, to whom, and who has opened and acknowledged it.
create table conf.distribution (
  id uuid primary key default gen_random_uuid(),
  work uuid not null references conf.work (id),
  basis text not null check (basis in ('body', 'meeting', 'parties')),
  acknowledge_by date,
  sent_at timestamptz not null,
  sent_by text
);
comment on table conf.distribution is 'A work sent to parties: it freezes which versions, with their hashes, and who was to receive them.';
comment on column conf.distribution.id is 'Identifier.';
comment on column conf.distribution.work is 'The work.';
comment on column conf.distribution.basis is 'How the recipients were found: the members of the body on that day, the delegations of the meeting, or named parties.';
comment on column conf.distribution.acknowledge_by is 'Until when each recipient is asked to acknowledge it; null when nobody is asked.';
comment on column conf.distribution.sent_at is 'When.';
comment on column conf.distribution.sent_by is 'Account that sent it.';
create index distribution_work on conf.distribution (work);

create table conf.distribution_item (
  distribution uuid not null references conf.distribution (id),
  version uuid not null references conf.work_version (id),
  lang text not null check (lang in ('es', 'en')),
  sha256 bytea not null,
  primary key (distribution, version)
);
comment on table conf.distribution_item is 'A version as it was sent; a newer version changes nothing here.';
comment on column conf.distribution_item.distribution is 'The distribution.';
comment on column conf.distribution_item.version is 'The version.';
comment on column conf.distribution_item.lang is 'Its language.';
comment on column conf.distribution_item.sha256 is 'Hash of the content that was sent.';

create table conf.receipt (
  distribution uuid not null references conf.distribution (id),
  party text not null references conf.party (code),
  notices integer not null default 1 check (notices > 0),
  notified_at timestamptz not null,
  opened_at timestamptz,
  opened_by text,
  acknowledged_at timestamptz,
  acknowledged_by text,
  primary key (distribution, party)
);
comment on table conf.receipt is 'What a recipient did with a distribution. Opened is a download by somebody signed in; acknowledged is a button; nothing is watched.';
comment on column conf.receipt.distribution is 'The distribution.';
comment on column conf.receipt.party is 'The recipient.';
comment on column conf.receipt.notices is 'How often it was told.';
comment on column conf.receipt.notified_at is 'When it was last told.';
comment on column conf.receipt.opened_at is 'When somebody of the party first downloaded a version.';
comment on column conf.receipt.opened_by is 'Account that did.';
comment on column conf.receipt.acknowledged_at is 'When the party acknowledged it.';
comment on column conf.receipt.acknowledged_by is 'Account that did.';

create function conf.keep_receipt() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.distribution <> old.distribution or new.party <> old.party
    or new.notices < old.notices or new.notified_at < old.notified_at
    or (old.opened_at is not null and (new.opened_at, new.opened_by) is distinct from (old.opened_at, old.opened_by))
    or (old.acknowledged_at is not null and (new.acknowledged_at, new.acknowledged_by) is distinct from (old.acknowledged_at, old.acknowledged_by))
  then
    raise exception 'a receipt only grows' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
comment on function conf.keep_receipt() is 'What a party has opened or acknowledged stays so.';
revoke all on function conf.keep_receipt() from public;
create trigger receipt_only_grows before update on conf.receipt
  for each row execute function conf.keep_receipt();

-- Old archives on their way in.
create table conf.import_batch (
  id uuid primary key default gen_random_uuid(),
  started_at timestamptz not null,
  started_by text,
  class text not null default 'members' check (class in ('public', 'members', 'restricted')),
  state text not null default 'reading' check (state in ('reading', 'proposed', 'running', 'done')),
  job uuid
);
comment on table conf.import_batch is 'Files of an old archive that were uploaded together.';
comment on column conf.import_batch.id is 'Identifier.';
comment on column conf.import_batch.started_at is 'When they were uploaded.';
comment on column conf.import_batch.started_by is 'Account that uploaded them.';
comment on column conf.import_batch.class is 'Class of the works that come out of them.';
comment on column conf.import_batch.state is 'reading (the program looks at the files), proposed (a person looks at what it found), running or done.';
comment on column conf.import_batch.job is 'The job in hand: the reading, then the taking in.';

create table conf.import_file (
  batch uuid not null references conf.import_batch (id),
  ordinal integer not null check (ordinal > 0),
  path text not null check (length(path) between 1 and 500),
  sha256 bytea references conf.file (sha256),
  outcome text not null default 'proposed' check (outcome in ('proposed', 'taken', 'duplicate', 'refused')),
  refusal jsonb,
  found jsonb,
  work uuid references conf.work (id),
  primary key (batch, ordinal)
);
comment on table conf.import_file is 'One file of an archive and what became of it.';
comment on column conf.import_file.batch is 'The archive.';
comment on column conf.import_file.ordinal is 'Order in it, from 1.';
comment on column conf.import_file.path is 'Path and name as they came.';
comment on column conf.import_file.sha256 is 'Its content; null when it was refused and nothing kept.';
comment on column conf.import_file.outcome is 'proposed, taken (into a work), duplicate (the library has it) or refused.';
comment on column conf.import_file.refusal is 'Why it was refused, as a refusal that people can read.';
comment on column conf.import_file.found is 'What the file says of itself: language, symbol, date, title, what ties it to its other language.';
comment on column conf.import_file.work is 'The work that it went into, or that has it already.';
create index import_file_content on conf.import_file (sha256);
