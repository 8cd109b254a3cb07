-- The register of backups and drills: what the people who answer for the installation read to know that its memory is safe.

create table platform.backup_run (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('backup', 'drill', 'organisation')),
  organisation text references conf.party (code),
  started_at timestamptz not null,
  finished_at timestamptz not null,
  outcome text not null check (outcome in ('done', 'refused')),
  refusal text,
  bytes bigint check (bytes >= 0),
  tables integer check (tables >= 0),
  row_count bigint check (row_count >= 0),
  log_size bigint check (log_size >= 0),
  sha256 text check (length(sha256) = 64),
  custodians integer check (custodians > 0),
  check (finished_at >= started_at),
  check ((outcome = 'refused') = (refusal is not null)),
  check ((kind = 'organisation') = (organisation is not null))
);
comment on table platform.backup_run is 'Every backup, drill and export for an organisation that was tried, with how it ended.';
comment on column platform.backup_run.id is 'Random identifier.';
comment on column platform.backup_run.kind is 'backup: everything, sealed to the custodians. drill: a backup that was restored into a temporary database and compared. organisation: what one organisation may see, to take away.';
comment on column platform.backup_run.organisation is 'For whom an export of the last kind was made.';
comment on column platform.backup_run.started_at is 'When it began.';
comment on column platform.backup_run.finished_at is 'When it ended, whichever way.';
comment on column platform.backup_run.outcome is 'done or refused.';
comment on column platform.backup_run.refusal is 'Message key of the reason.';
comment on column platform.backup_run.bytes is 'Size of the sealed archive.';
comment on column platform.backup_run.tables is 'Tables in it.';
comment on column platform.backup_run.row_count is 'Rows in it.';
comment on column platform.backup_run.log_size is 'Acts in the log at the moment of the backup.';
comment on column platform.backup_run.sha256 is 'Of the sealed archive, to compare copies.';
comment on column platform.backup_run.custodians is 'To how many keys it was sealed.';
create index backup_run_latest on platform.backup_run (started_at desc);

-- Which migrations made the database is asked by the readiness check and stands at the head of what a member takes away.
grant select on platform.migration to enlace_app;
