-- Files as they came, and texts in two languages as trees of paragraphs.

create table conf.file (
  sha256 bytea primary key check (length(sha256) = 32),
  bytes bytea not null,
  size integer not null check (size >= 0),
  mime text not null,
  stored_at timestamptz not null default now()
);
comment on table conf.file is 'Contents of files, once each, by their hash. Whoever may see a document that names it may read it.';
comment on column conf.file.sha256 is 'SHA-256 of the bytes.';
comment on column conf.file.bytes is 'The file exactly as it came.';
comment on column conf.file.size is 'Size in bytes.';
comment on column conf.file.mime is 'Media type found by looking at the content.';
comment on column conf.file.stored_at is 'When it first came.';

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
  text uuid not null references conf.text (id) on delete cascade,
  parent uuid references conf.block (id) on delete cascade,
  ordinal integer not null check (ordinal > 0),
  kind text not null check (kind in ('title', 'heading', 'paragraph', 'point', 'sub_point', 'bullet', 'note')),
  source_start integer,
  source_end integer
);
comment on table conf.block is 'A paragraph of a text: one node of its tree. Printed numbers are computed from the order.';
comment on column conf.block.id is 'Identifier, stable through every version.';
comment on column conf.block.text is 'The text.';
comment on column conf.block.parent is 'The paragraph that it is under.';
comment on column conf.block.ordinal is 'Order among its siblings.';
comment on column conf.block.kind is 'title, heading, paragraph, point, sub_point, bullet or note.';
comment on column conf.block.source_start is 'Where it begins in the imported file''s text, in UTF-16 units.';
comment on column conf.block.source_end is 'Where it ends there (exclusive).';
create index block_of_text on conf.block (text, parent, ordinal);

create table conf.expression (
  block uuid not null references conf.block (id) on delete cascade,
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
  block uuid not null references conf.block (id) on delete cascade,
  lang text not null check (lang in ('es', 'en')),
  on_version integer not null,
  party text not null references conf.party (code),
  body text not null check (length(body) between 1 and 4000),
  proposed text check (length(proposed) <= 20000),
  state text not null default 'open' check (state in ('open', 'accepted', 'not_accepted')),
  reason text,
  written_by text,
  written_at timestamptz not null
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
