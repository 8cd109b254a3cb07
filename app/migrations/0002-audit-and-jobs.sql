-- The log of every act, the queue of work, and mail that waits to be sent.

create function app.has_any_role(roles text[]) returns boolean stable parallel safe
  return coalesce(roles && string_to_array(current_setting('app.roles', true), ','), false);
comment on function app.has_any_role(text[]) is 'Claim: does the person hold one of these roles? false without claims';
grant execute on function app.has_any_role(text[]) to enlace_app, enlace_auth, enlace_backup, enlace_audit_reader;

create table audit.event (
  seq bigint primary key check (seq >= 0),
  body bytea not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32)
);
comment on table audit.event is 'The log: one canonical JSON body for each act, in the order of commit, as leaves of an RFC 6962 Merkle tree. Only audit.append writes it.';
comment on column audit.event.seq is 'Position in the tree, from 0, without gaps.';
comment on column audit.event.body is 'Canonical JSON of the act, with a random nonce so that a leaf hash tells nothing. No personal data.';
comment on column audit.event.leaf_hash is 'SHA-256 of 0x00 and the body (RFC 6962, 2.1).';

create table audit.node (
  level smallint not null check (level > 0),
  index bigint not null check (index >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);
comment on table audit.node is 'Hashes of complete subtrees above the leaves, kept so that a proof needs few reads; everything here can be computed again from the events.';
comment on column audit.node.level is 'Height above the leaves: a node of level n covers 2^n leaves.';
comment on column audit.node.index is 'Position of the subtree in its level, from 0.';
comment on column audit.node.hash is 'SHA-256 of 0x01 and both children.';

create table audit.checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  made_at timestamptz not null
);
comment on table audit.checkpoint is 'Signed heads of the tree (C2SP tlog-checkpoint).';
comment on column audit.checkpoint.size is 'Number of events that it covers.';
comment on column audit.checkpoint.root is 'Root hash at that size.';
comment on column audit.checkpoint.note is 'The signed note as published.';
comment on column audit.checkpoint.made_at is 'When it was signed.';

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log can only grow' using errcode = 'insufficient_privilege';
end $$;
comment on function audit.refuse_change() is 'Keeps the log append-only, for the owner of the table too.';

create trigger event_only_grows before update or delete on audit.event
  for each row execute function audit.refuse_change();
create trigger event_never_emptied before truncate on audit.event
  for each statement execute function audit.refuse_change();

create function audit.append(event_body bytea) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  position_in_tree bigint;
begin
  -- Held until commit: positions follow the order of commit and a rollback leaves no gap.
  perform pg_advisory_xact_lock(6962);
  select coalesce(max(seq) + 1, 0) into position_in_tree from audit.event;
  insert into audit.event (seq, body, leaf_hash)
    values (position_in_tree, event_body, sha256('\x00'::bytea || event_body));
  return position_in_tree;
end $$;
comment on function audit.append(bytea) is 'Adds one act to the log in the transaction of the act; call it last, it serialises commits.';

revoke all on function audit.append(bytea) from public;
revoke all on function audit.refuse_change() from public;
grant usage on schema audit to enlace_app, enlace_audit_reader;
grant execute on function audit.append(bytea) to enlace_app;
grant select (seq, leaf_hash) on audit.event to enlace_app;
grant select, insert on audit.node, audit.checkpoint to enlace_app;
grant select on audit.event, audit.node, audit.checkpoint to enlace_audit_reader;

create table platform.job (
  id uuid primary key,
  kind text not null,
  payload jsonb not null,
  starter text,
  lang text not null check (lang in ('es', 'en')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  attempts smallint not null default 0,
  done_steps integer not null default 0,
  all_steps integer not null default 0,
  step text,
  result jsonb,
  refusal jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  run_after timestamptz not null default now()
);
comment on table platform.job is 'Work outside the request, written in the transaction that asks for it and taken with SKIP LOCKED.';
comment on column platform.job.id is 'Random identifier; also the address of the progress page.';
comment on column platform.job.kind is 'Which work: a name that a system declares.';
comment on column platform.job.payload is 'Identifiers that the work needs; no personal data.';
comment on column platform.job.starter is 'Account in whose name the work is done; null for the program itself.';
comment on column platform.job.lang is 'Language of the person who asked.';
comment on column platform.job.state is 'waiting, running, done or failed.';
comment on column platform.job.attempts is 'How often it was started; a job found running at start was cut off and is tried again.';
comment on column platform.job.done_steps is 'Steps done.';
comment on column platform.job.all_steps is 'Steps in all, 0 while not known.';
comment on column platform.job.step is 'Message key of the step in hand.';
comment on column platform.job.result is 'Route and parameters of the page to go to when done.';
comment on column platform.job.refusal is 'Why it failed, as a refusal that people can read.';
comment on column platform.job.created_at is 'When it was asked for.';
comment on column platform.job.started_at is 'When it was last started.';
comment on column platform.job.finished_at is 'When it ended.';
comment on column platform.job.run_after is 'Not before this moment.';
create index job_waiting on platform.job (run_after) where state = 'waiting';
