-- Files as they came, and texts in two languages as trees of paragraphs.

create table conf.file (
  sha256 bytea primary key check (length(sha256) = 32),
  bytes bytea not null,
  size integer not null check (size >= 0),
  mime text not null
);
comment on table conf.file is 'Contents of files, once each, by their hash. Whoever may see a document that names it may read it. Nothing here depends on who brought it or when: otherwise a second organisation with the same bytes could tell that another had them first.';
comment on column conf.file.sha256 is 'SHA-256 of the bytes.';
comment on column conf.file.bytes is 'The file exactly as it came.';
comment on column conf.file.size is 'Size in bytes.';
comment on column conf.file.mime is 'Media type found by looking at the content.';

create table conf.document (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('report_source', 'evidence', 'paper')),
  name text not null check (length(name) between 1 and 255),
  lang text check (lang in ('es', 'en')),
  sha256 bytea not null references conf.file (sha256),
  owner_party text not null references conf.party (code),
  class text not null default 'owner' check (class in ('public', 'members', 'owner')),
  added_by text,
  added_at timestamptz not null
);
comment on table conf.document is 'A file with what it is: the source of a report, the evidence of an update, a paper.';
comment on column conf.document.id is 'Identifier.';
comment on column conf.document.kind is 'report_source, evidence or paper.';
comment on column conf.document.name is 'Name of the file as it came.';
comment on column conf.document.lang is 'Language of its text, if known.';
comment on column conf.document.sha256 is 'Its content.';
comment on column conf.document.owner_party is 'The party that brought it.';
comment on column conf.document.class is 'public, members (all member organisations) or owner (the party and the secretariat).';
comment on column conf.document.added_by is 'Account that brought it.';
comment on column conf.document.added_at is 'When.';
create index document_content on conf.document (sha256);

create function conf.keep_document() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.kind, new.name, new.sha256, new.owner_party, new.added_by, new.added_at)
    is distinct from (old.id, old.kind, old.name, old.sha256, old.owner_party, old.added_by, old.added_at)
  then
    raise exception 'a document keeps its content' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
comment on function conf.keep_document() is 'A document can be shown to more readers or get its language; what it is and holds stays.';
revoke all on function conf.keep_document() from public;
create trigger document_keeps_content before update on conf.document
  for each row execute function conf.keep_document();

create table conf.text (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('report')),
  original_lang text not null check (original_lang in ('es', 'en')),
  meeting uuid references conf.meeting (id),
  symbol text unique,
  state text not null default 'draft' check (state in ('draft', 'in_review', 'adopted', 'published')),
  source_document uuid references conf.document (id),
  adopted_at timestamptz,
  version integer not null default 1
);
comment on table conf.text is 'A text of the Conference, in two languages that are equals.';
comment on column conf.text.id is 'Identifier.';
comment on column conf.text.kind is 'What the text is.';
comment on column conf.text.original_lang is 'Language it was written in; a translation never overwrites it.';
comment on column conf.text.meeting is 'The meeting whose report it is.';
comment on column conf.text.symbol is 'Document symbol: CRM/RFE/2016/INF-01.';
comment on column conf.text.state is 'draft (secretariat only), in_review (members propose changes), adopted (frozen), published.';
comment on column conf.text.source_document is 'The file it was read from, if it was imported.';
comment on column conf.text.adopted_at is 'When the chair adopted it.';
comment on column conf.text.version is 'Raised by every change of the text as a whole.';

create table conf.block (
  id uuid primary key default gen_random_uuid(),
  text uuid not null references conf.text (id),
  parent uuid,
  ordinal integer not null check (ordinal > 0),
  kind text not null check (kind in ('title', 'heading', 'paragraph', 'point', 'sub_point', 'bullet', 'note')),
  restarts boolean not null default false,
  source_start integer,
  source_end integer,
  removed_at timestamptz,
  unique (text, id),
  foreign key (text, parent) references conf.block (text, id)
);
comment on table conf.block is 'A paragraph of a text: one node of its tree. Printed numbers are computed from the order.';
comment on column conf.block.id is 'Identifier, stable through every version.';
comment on column conf.block.text is 'The text.';
comment on column conf.block.parent is 'The paragraph that it is under.';
comment on column conf.block.ordinal is 'Order among its siblings.';
comment on column conf.block.kind is 'title, heading, paragraph, point, sub_point, bullet or note.';
comment on column conf.block.restarts is 'The numbering of points begins again at 1 with this one.';
comment on column conf.block.source_start is 'Where it begins in the imported file''s text, in UTF-16 units.';
comment on column conf.block.source_end is 'Where it ends there (exclusive).';
comment on column conf.block.removed_at is 'When it was taken out of the text. It stays here, with its versions and what was said about it.';
create index block_of_text on conf.block (text, parent, ordinal);

create table conf.expression (
  block uuid not null references conf.block (id),
  lang text not null check (lang in ('es', 'en')),
  version integer not null check (version > 0),
  content text not null check (length(content) <= 20000),
  based_on integer,
  written_by text,
  written_at timestamptz not null,
  primary key (block, lang, version)
);
comment on table conf.expression is 'What a paragraph says in one language, version by version. The newest counts; older ones stay.';
comment on column conf.expression.block is 'The paragraph.';
comment on column conf.expression.lang is 'Language.';
comment on column conf.expression.version is 'Version in that language, from 1.';
comment on column conf.expression.content is 'The words.';
comment on column conf.expression.based_on is 'For a translation: the version of the original that it translates; an older one than the newest means that it is behind.';
comment on column conf.expression.written_by is 'Account.';
comment on column conf.expression.written_at is 'When.';

create table conf.block_comment (
  id uuid primary key default gen_random_uuid(),
  block uuid not null references conf.block (id),
  lang text not null check (lang in ('es', 'en')),
  on_version integer not null,
  party text not null references conf.party (code),
  body text not null check (length(body) between 1 and 4000),
  proposed text check (length(proposed) <= 20000),
  state text not null default 'open' check (state in ('open', 'accepted', 'not_accepted')),
  reason text,
  written_by text,
  written_at timestamptz not null,
  decided_at timestamptz,
  check ((state = 'open') = (decided_at is null)),
  check (state <> 'not_accepted' or reason is not null)
);
comment on table conf.block_comment is 'What a delegation says about a paragraph under review, with the words that it proposes.';
comment on column conf.block_comment.id is 'Identifier.';
comment on column conf.block_comment.block is 'The paragraph.';
comment on column conf.block_comment.lang is 'Language of the comment.';
comment on column conf.block_comment.on_version is 'The version it speaks of.';
comment on column conf.block_comment.party is 'Whose comment it is.';
comment on column conf.block_comment.body is 'The comment.';
comment on column conf.block_comment.proposed is 'The paragraph as proposed, if they propose words.';
comment on column conf.block_comment.state is 'open, accepted or not_accepted.';
comment on column conf.block_comment.reason is 'Why it was not accepted.';
comment on column conf.block_comment.written_by is 'Account.';
comment on column conf.block_comment.written_at is 'When.';
comment on column conf.block_comment.decided_at is 'When it was accepted or not.';
create index block_comment_block on conf.block_comment (block, written_at);

create table conf.frozen_text (
  text uuid not null references conf.text (id),
  lang text not null check (lang in ('es', 'en')),
  sha256 bytea not null check (length(sha256) = 32),
  canonical text not null,
  frozen_at timestamptz not null,
  primary key (text, lang)
);
comment on table conf.frozen_text is 'An adopted text, word for word, with its hash. A correction is another text.';
comment on column conf.frozen_text.text is 'The text.';
comment on column conf.frozen_text.lang is 'Language.';
comment on column conf.frozen_text.sha256 is 'SHA-256 of the canonical form in UTF-8.';
comment on column conf.frozen_text.canonical is 'The whole text, one paragraph a line, numbers included.';
comment on column conf.frozen_text.frozen_at is 'When it was adopted.';

-- After adoption nothing changes, whoever asks: not even the owner of the tables.
create function conf.refuse_frozen() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'an adopted text does not change' using errcode = 'insufficient_privilege';
end $$;
comment on function conf.refuse_frozen() is 'Refuses a change of what was adopted.';

create function conf.keep_adopted_text() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state not in ('adopted', 'published') then return new; end if;
  if new.state = 'published'
    and (new.id, new.kind, new.original_lang, new.meeting, new.symbol, new.source_document, new.adopted_at)
      is not distinct from (old.id, old.kind, old.original_lang, old.meeting, old.symbol, old.source_document, old.adopted_at)
  then
    return new;
  end if;
  raise exception 'an adopted text does not change' using errcode = 'insufficient_privilege';
end $$;
comment on function conf.keep_adopted_text() is 'An adopted text can be published; nothing else of it changes.';

create function conf.keep_adopted_paragraph() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  its_text uuid;
begin
  if tg_table_name = 'block' then
    its_text := coalesce(new.text, old.text);
  else
    select b.text into its_text from conf.block b where b.id = coalesce(new.block, old.block);
  end if;
  if exists (select 1 from conf.text t where t.id = its_text and t.state in ('draft', 'in_review')) then
    return coalesce(new, old);
  end if;
  raise exception 'an adopted text does not change' using errcode = 'insufficient_privilege';
end $$;
comment on function conf.keep_adopted_paragraph() is 'Paragraphs, their words and what is said about them change only before adoption.';

create function conf.keep_comment() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.block, new.lang, new.on_version, new.party, new.body, new.proposed, new.written_by, new.written_at)
    is distinct from (old.id, old.block, old.lang, old.on_version, old.party, old.body, old.proposed, old.written_by, old.written_at)
  then
    raise exception 'a comment keeps its words' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
comment on function conf.keep_comment() is 'A comment can be decided; its words stay as they were written.';

revoke all on function conf.refuse_frozen(), conf.keep_adopted_text(), conf.keep_adopted_paragraph(), conf.keep_comment() from public;

create trigger text_stays_adopted before update on conf.text for each row execute function conf.keep_adopted_text();
create trigger text_is_not_deleted before delete on conf.text for each row execute function conf.refuse_frozen();
create trigger block_of_adopted before insert or update or delete on conf.block
  for each row execute function conf.keep_adopted_paragraph();
create trigger expression_of_adopted before insert on conf.expression
  for each row execute function conf.keep_adopted_paragraph();
create trigger expression_stays before update or delete on conf.expression
  for each row execute function conf.refuse_frozen();
create trigger comment_before_adoption before insert or update on conf.block_comment
  for each row execute function conf.keep_adopted_paragraph();
create trigger comment_keeps_words before update on conf.block_comment
  for each row execute function conf.keep_comment();
create trigger frozen_text_stays before update or delete on conf.frozen_text
  for each row execute function conf.refuse_frozen();
