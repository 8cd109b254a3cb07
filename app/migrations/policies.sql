-- Generated from the policy of every system by `npm run enlace -- policy sql`. Do not edit: change the policy.
do $$
declare p record;
begin
  for p in select schemaname, tablename, policyname from pg_policies where policyname like 'rule\_%' loop
    execute format('drop policy %I on %I.%I', p.policyname, p.schemaname, p.tablename);
  end loop;
end $$;

alter table conf.agenda_item enable row level security;
alter table conf.agenda_item force row level security;
revoke all on conf.agenda_item from enlace_app;
grant select on conf.agenda_item to enlace_app;
create policy rule_agenda_item_select on conf.agenda_item for select to enlace_app using (
  (select app.has_any_role(array['auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator']))
);
grant insert on conf.agenda_item to enlace_app;
create policy rule_agenda_item_insert on conf.agenda_item for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.agenda_item to enlace_app;
create policy rule_agenda_item_update on conf.agenda_item for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
) with check (
  (select app.has_any_role(array['secretariat']))
);
grant delete on conf.agenda_item to enlace_app;
create policy rule_agenda_item_delete on conf.agenda_item for delete to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.appointment enable row level security;
alter table conf.appointment force row level security;
revoke all on conf.appointment from enlace_app;
grant select on conf.appointment to enlace_app;
create policy rule_appointment_select on conf.appointment for select to enlace_app using (
  ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'system', 'validator'])) and state = 'confirmed')
  or ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or ((select app.has_any_role(array['administrator', 'auditor', 'civil_society'])) and person = (select conf.person_of((select app.person()))))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.appointment to enlace_app;
create policy rule_appointment_insert on conf.appointment for insert to enlace_app with check (
  ((select app.has_any_role(array['focal_point'])) and (party = (select app.org()) and state = 'proposed'))
  or ((select app.has_any_role(array['head_of_delegation', 'observer', 'presidency', 'validator'])) and (party = (select app.org()) and state in ('proposed', 'nominated')))
  or (select app.has_any_role(array['secretariat']))
);
grant update on conf.appointment to enlace_app;
create policy rule_appointment_update on conf.appointment for update to enlace_app using (
  ((select app.has_any_role(array['head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
) with check (
  ((select app.has_any_role(array['head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);
grant delete on conf.appointment to enlace_app;
create policy rule_appointment_delete on conf.appointment for delete to enlace_app using (
  ((select app.has_any_role(array['focal_point'])) and (party = (select app.org()) and state = 'proposed'))
  or ((select app.has_any_role(array['head_of_delegation', 'observer', 'presidency', 'validator'])) and (party = (select app.org()) and state in ('proposed', 'nominated')))
  or (select app.has_any_role(array['secretariat']))
);

alter table platform.backup_run enable row level security;
alter table platform.backup_run force row level security;
revoke all on platform.backup_run from enlace_app;
grant select on platform.backup_run to enlace_app;
create policy rule_backup_run_select on platform.backup_run for select to enlace_app using (
  (select app.has_any_role(array['administrator', 'auditor', 'secretariat']))
);
grant insert on platform.backup_run to enlace_app;
create policy rule_backup_run_insert on platform.backup_run for insert to enlace_app with check (
  (select app.has_any_role(array['system']))
);

alter table conf.body enable row level security;
alter table conf.body force row level security;
revoke all on conf.body from enlace_app;
grant select on conf.body to enlace_app;
create policy rule_body_select on conf.body for select to enlace_app using (
  (select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'public', 'secretariat', 'system', 'validator']))
);

alter table platform.calendar_entry enable row level security;
alter table platform.calendar_entry force row level security;
revoke all on platform.calendar_entry from enlace_app;
grant select on platform.calendar_entry to enlace_app;
create policy rule_calendar_entry_select on platform.calendar_entry for select to enlace_app using (
  (select app.has_any_role(array['system']))
);
grant insert on platform.calendar_entry to enlace_app;
create policy rule_calendar_entry_insert on platform.calendar_entry for insert to enlace_app with check (
  (select app.has_any_role(array['system']))
);
grant update on platform.calendar_entry to enlace_app;
create policy rule_calendar_entry_update on platform.calendar_entry for update to enlace_app using (
  (select app.has_any_role(array['system']))
) with check (
  (select app.has_any_role(array['system']))
);

alter table platform.calendar_token enable row level security;
alter table platform.calendar_token force row level security;
revoke all on platform.calendar_token from enlace_app;
grant select on platform.calendar_token to enlace_app;
create policy rule_calendar_token_select on platform.calendar_token for select to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
  or (select app.has_any_role(array['system']))
);
grant insert on platform.calendar_token to enlace_app;
create policy rule_calendar_token_insert on platform.calendar_token for insert to enlace_app with check (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
);
grant update on platform.calendar_token to enlace_app;
create policy rule_calendar_token_update on platform.calendar_token for update to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
  or (select app.has_any_role(array['system']))
) with check (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
  or (select app.has_any_role(array['system']))
);
grant delete on platform.calendar_token to enlace_app;
create policy rule_calendar_token_delete on platform.calendar_token for delete to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
);

alter table conf.delegation enable row level security;
alter table conf.delegation force row level security;
revoke all on conf.delegation from enlace_app;
grant select on conf.delegation to enlace_app;
create policy rule_delegation_select on conf.delegation for select to enlace_app using (
  (select app.has_any_role(array['auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator']))
);
grant insert on conf.delegation to enlace_app;
create policy rule_delegation_insert on conf.delegation for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant delete on conf.delegation to enlace_app;
create policy rule_delegation_delete on conf.delegation for delete to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.dependency enable row level security;
alter table conf.dependency force row level security;
revoke all on conf.dependency from enlace_app;
grant select on conf.dependency to enlace_app;
create policy rule_dependency_select on conf.dependency for select to enlace_app using (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and exists (select 1 from conf.obligation a where a.id = obligation) and exists (select 1 from conf.obligation b where b.id = depends_on))
);
grant insert on conf.dependency to enlace_app;
create policy rule_dependency_insert on conf.dependency for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant delete on conf.dependency to enlace_app;
create policy rule_dependency_delete on conf.dependency for delete to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.distribution enable row level security;
alter table conf.distribution force row level security;
revoke all on conf.distribution from enlace_app;
grant select on conf.distribution to enlace_app;
create policy rule_distribution_select on conf.distribution for select to enlace_app using (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and id in (select r.distribution from conf.receipt r where r.party = (select app.org())))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.distribution to enlace_app;
create policy rule_distribution_insert on conf.distribution for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.distribution_item enable row level security;
alter table conf.distribution_item force row level security;
revoke all on conf.distribution_item from enlace_app;
grant select on conf.distribution_item to enlace_app;
create policy rule_distribution_item_select on conf.distribution_item for select to enlace_app using (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and exists (select 1 from conf.distribution d where d.id = distribution))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.distribution_item to enlace_app;
create policy rule_distribution_item_insert on conf.distribution_item for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.document enable row level security;
alter table conf.document force row level security;
revoke all on conf.document from enlace_app;
grant select on conf.document to enlace_app;
create policy rule_document_select on conf.document for select to enlace_app using (
  ((select app.has_any_role(array['auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and class = 'public')
  or ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and class in ('public', 'members'))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and owner_party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.document to enlace_app;
create policy rule_document_insert on conf.document for insert to enlace_app with check (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and owner_party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);
grant update on conf.document to enlace_app;
create policy rule_document_update on conf.document for update to enlace_app using (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and owner_party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
) with check (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and owner_party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);

alter table conf.file enable row level security;
alter table conf.file force row level security;
revoke all on conf.file from enlace_app;
grant select on conf.file to enlace_app;
create policy rule_file_select on conf.file for select to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and exists (select 1 from conf.document d where d.sha256 = file.sha256))
  or ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'public', 'secretariat', 'validator'])) and exists (select 1 from conf.work_version v where v.sha256 = file.sha256))
  or ((select app.has_any_role(array['secretariat'])) and exists (select 1 from conf.import_file i where i.sha256 = file.sha256))
);
grant insert on conf.file to enlace_app;
create policy rule_file_insert on conf.file for insert to enlace_app with check (
  (select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator']))
);

alter table conf.frozen_text enable row level security;
alter table conf.frozen_text force row level security;
revoke all on conf.frozen_text from enlace_app;
grant select on conf.frozen_text to enlace_app;
create policy rule_frozen_text_select on conf.frozen_text for select to enlace_app using (
  ((select app.has_any_role(array['auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and exists (select 1 from conf.text t where t.id = frozen_text.text))
);
grant insert on conf.frozen_text to enlace_app;
create policy rule_frozen_text_insert on conf.frozen_text for insert to enlace_app with check (
  ((select app.has_any_role(array['presidency', 'secretariat'])) and exists (select 1 from conf.text t where t.id = frozen_text.text))
);

alter table conf.import_batch enable row level security;
alter table conf.import_batch force row level security;
revoke all on conf.import_batch from enlace_app;
grant select on conf.import_batch to enlace_app;
create policy rule_import_batch_select on conf.import_batch for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);
grant insert on conf.import_batch to enlace_app;
create policy rule_import_batch_insert on conf.import_batch for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.import_batch to enlace_app;
create policy rule_import_batch_update on conf.import_batch for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
) with check (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.import_file enable row level security;
alter table conf.import_file force row level security;
revoke all on conf.import_file from enlace_app;
grant select on conf.import_file to enlace_app;
create policy rule_import_file_select on conf.import_file for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);
grant insert on conf.import_file to enlace_app;
create policy rule_import_file_insert on conf.import_file for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.import_file to enlace_app;
create policy rule_import_file_update on conf.import_file for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
) with check (
  (select app.has_any_role(array['secretariat']))
);

alter table platform.job enable row level security;
alter table platform.job force row level security;
revoke all on platform.job from enlace_app;
grant select on platform.job to enlace_app;
create policy rule_job_select on platform.job for select to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and starter = (select app.person()))
  or (select app.has_any_role(array['system']))
);
grant insert on platform.job to enlace_app;
create policy rule_job_insert on platform.job for insert to enlace_app with check (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and starter = (select app.person()))
  or (select app.has_any_role(array['system']))
);
grant update on platform.job to enlace_app;
create policy rule_job_update on platform.job for update to enlace_app using (
  (select app.has_any_role(array['system']))
) with check (
  (select app.has_any_role(array['system']))
);

alter table platform.mail enable row level security;
alter table platform.mail force row level security;
revoke all on platform.mail from enlace_app;
grant select on platform.mail to enlace_app;
create policy rule_mail_select on platform.mail for select to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
  or ((select app.has_any_role(array['secretariat'])) and state = 'undeliverable')
  or (select app.has_any_role(array['system']))
);
grant insert on platform.mail to enlace_app;
create policy rule_mail_insert on platform.mail for insert to enlace_app with check (
  (select app.has_any_role(array['system']))
);
grant update on platform.mail to enlace_app;
create policy rule_mail_update on platform.mail for update to enlace_app using (
  (select app.has_any_role(array['system']))
) with check (
  (select app.has_any_role(array['system']))
);

alter table conf.meeting enable row level security;
alter table conf.meeting force row level security;
revoke all on conf.meeting from enlace_app;
grant select on conf.meeting to enlace_app;
create policy rule_meeting_select on conf.meeting for select to enlace_app using (
  (select app.has_any_role(array['auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator']))
);
grant insert on conf.meeting to enlace_app;
create policy rule_meeting_insert on conf.meeting for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.meeting to enlace_app;
create policy rule_meeting_update on conf.meeting for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['presidency', 'secretariat'])) and status in ('report_in_review', 'adopted'))
) with check (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['presidency', 'secretariat'])) and status in ('report_in_review', 'adopted'))
);

alter table conf.membership enable row level security;
alter table conf.membership force row level security;
revoke all on conf.membership from enlace_app;
grant select on conf.membership to enlace_app;
create policy rule_membership_select on conf.membership for select to enlace_app using (
  (select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'system', 'validator']))
);

alter table conf.notice enable row level security;
alter table conf.notice force row level security;
revoke all on conf.notice from enlace_app;
grant select on conf.notice to enlace_app;
create policy rule_notice_select on conf.notice for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (party = (select app.org())))
);
grant insert on conf.notice to enlace_app;
create policy rule_notice_insert on conf.notice for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.notice to enlace_app;
create policy rule_notice_update on conf.notice for update to enlace_app using (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (party = (select app.org())))
  or ((select app.has_any_role(array['secretariat'])) and (party = (select app.org())))
) with check (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (party = (select app.org())))
  or ((select app.has_any_role(array['secretariat'])) and (party = (select app.org())))
);

alter table platform.notification_setting enable row level security;
alter table platform.notification_setting force row level security;
revoke all on platform.notification_setting from enlace_app;
grant select on platform.notification_setting to enlace_app;
create policy rule_notification_setting_select on platform.notification_setting for select to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
  or (select app.has_any_role(array['system']))
);
grant insert on platform.notification_setting to enlace_app;
create policy rule_notification_setting_insert on platform.notification_setting for insert to enlace_app with check (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
  or (select app.has_any_role(array['system']))
);
grant update on platform.notification_setting to enlace_app;
create policy rule_notification_setting_update on platform.notification_setting for update to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
  or (select app.has_any_role(array['system']))
) with check (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and account = (select app.person()))
  or (select app.has_any_role(array['system']))
);

alter table conf.obligation enable row level security;
alter table conf.obligation force row level security;
revoke all on conf.obligation from enlace_app;
grant select on conf.obligation to enlace_app;
create policy rule_obligation_select on conf.obligation for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (code is not null and state not in ('candidate', 'confirmed', 'rejected')))
  or ((select app.has_any_role(array['civil_society'])) and ((code is not null and state not in ('candidate', 'confirmed', 'rejected')) and (select app.org()) = any (owed_by || responsible || via || support || presenter || recipients)))
);
grant insert on conf.obligation to enlace_app;
create policy rule_obligation_insert on conf.obligation for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.obligation to enlace_app;
create policy rule_obligation_update on conf.obligation for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'validator'])) and ((select app.org()) = any (owed_by) and state in ('open', 'in_progress', 'delivered')))
) with check (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'validator'])) and ((select app.org()) = any (owed_by) and state in ('open', 'in_progress', 'delivered')))
);

alter table conf.obligation_event enable row level security;
alter table conf.obligation_event force row level security;
revoke all on conf.obligation_event from enlace_app;
grant select on conf.obligation_event to enlace_app;
create policy rule_obligation_event_select on conf.obligation_event for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and shared)
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (party = (select app.org())))
);
grant insert on conf.obligation_event to enlace_app;
create policy rule_obligation_event_insert on conf.obligation_event for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'validator'])) and (party = (select app.org())))
);

alter table platform.occurrence enable row level security;
alter table platform.occurrence force row level security;
revoke all on platform.occurrence from enlace_app;
grant select on platform.occurrence to enlace_app;
create policy rule_occurrence_select on platform.occurrence for select to enlace_app using (
  (select app.has_any_role(array['system']))
);
grant insert on platform.occurrence to enlace_app;
create policy rule_occurrence_insert on platform.occurrence for insert to enlace_app with check (
  (select app.has_any_role(array['system']))
);

alter table platform.outbox enable row level security;
alter table platform.outbox force row level security;
revoke all on platform.outbox from enlace_app;
grant select on platform.outbox to enlace_app;
create policy rule_outbox_select on platform.outbox for select to enlace_app using (
  (select app.has_any_role(array['system']))
);
grant insert on platform.outbox to enlace_app;
create policy rule_outbox_insert on platform.outbox for insert to enlace_app with check (
  (select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'public', 'secretariat', 'system', 'validator']))
);
grant update on platform.outbox to enlace_app;
create policy rule_outbox_update on platform.outbox for update to enlace_app using (
  (select app.has_any_role(array['system']))
) with check (
  (select app.has_any_role(array['system']))
);

alter table conf.party enable row level security;
alter table conf.party force row level security;
revoke all on conf.party from enlace_app;
grant select on conf.party to enlace_app;
create policy rule_party_select on conf.party for select to enlace_app using (
  (select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'public', 'secretariat', 'system', 'validator']))
);
grant insert on conf.party to enlace_app;
create policy rule_party_insert on conf.party for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.person enable row level security;
alter table conf.person force row level security;
revoke all on conf.person from enlace_app;
grant select on conf.person to enlace_app;
create policy rule_person_select on conf.person for select to enlace_app using (
  ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and exists (select 1 from conf.appointment a where a.person = person.id and a.state = 'confirmed'))
  or (select app.has_any_role(array['system']))
  or ((select app.has_any_role(array['administrator', 'auditor', 'civil_society'])) and id = (select conf.person_of((select app.person()))))
  or ((select app.has_any_role(array['focal_point'])) and party = (select app.org()))
  or ((select app.has_any_role(array['head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.person to enlace_app;
create policy rule_person_insert on conf.person for insert to enlace_app with check (
  ((select app.has_any_role(array['focal_point'])) and party = (select app.org()))
  or ((select app.has_any_role(array['head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);
grant update on conf.person to enlace_app;
create policy rule_person_update on conf.person for update to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society'])) and id = (select conf.person_of((select app.person()))))
  or ((select app.has_any_role(array['focal_point'])) and party = (select app.org()))
  or ((select app.has_any_role(array['head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
) with check (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society'])) and id = (select conf.person_of((select app.person()))))
  or ((select app.has_any_role(array['focal_point'])) and party = (select app.org()))
  or ((select app.has_any_role(array['head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);

alter table conf.progress enable row level security;
alter table conf.progress force row level security;
revoke all on conf.progress from enlace_app;
grant select on conf.progress to enlace_app;
create policy rule_progress_select on conf.progress for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (party = (select app.org())))
  or ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (state = 'accepted' and shared_at is not null))
);
grant insert on conf.progress to enlace_app;
create policy rule_progress_insert on conf.progress for insert to enlace_app with check (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'secretariat', 'validator'])) and (party = (select app.org())))
);
grant update on conf.progress to enlace_app;
create policy rule_progress_update on conf.progress for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
) with check (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.progress_evidence enable row level security;
alter table conf.progress_evidence force row level security;
revoke all on conf.progress_evidence from enlace_app;
grant select on conf.progress_evidence to enlace_app;
create policy rule_progress_evidence_select on conf.progress_evidence for select to enlace_app using (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and exists (select 1 from conf.progress parent where parent.id = progress))
);
grant insert on conf.progress_evidence to enlace_app;
create policy rule_progress_evidence_insert on conf.progress_evidence for insert to enlace_app with check (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'secretariat', 'validator'])) and exists (select 1 from conf.progress parent where parent.id = progress and parent.party = (select app.org())))
);

alter table conf.reading_alias enable row level security;
alter table conf.reading_alias force row level security;
revoke all on conf.reading_alias from enlace_app;
grant select on conf.reading_alias to enlace_app;
create policy rule_reading_alias_select on conf.reading_alias for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);
grant insert on conf.reading_alias to enlace_app;
create policy rule_reading_alias_insert on conf.reading_alias for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant delete on conf.reading_alias to enlace_app;
create policy rule_reading_alias_delete on conf.reading_alias for delete to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.reading_word enable row level security;
alter table conf.reading_word force row level security;
revoke all on conf.reading_word from enlace_app;
grant select on conf.reading_word to enlace_app;
create policy rule_reading_word_select on conf.reading_word for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);
grant insert on conf.reading_word to enlace_app;
create policy rule_reading_word_insert on conf.reading_word for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant delete on conf.reading_word to enlace_app;
create policy rule_reading_word_delete on conf.reading_word for delete to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.receipt enable row level security;
alter table conf.receipt force row level security;
revoke all on conf.receipt from enlace_app;
grant select on conf.receipt to enlace_app;
create policy rule_receipt_select on conf.receipt for select to enlace_app using (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.receipt to enlace_app;
create policy rule_receipt_insert on conf.receipt for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.receipt to enlace_app;
create policy rule_receipt_update on conf.receipt for update to enlace_app using (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
) with check (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);

alter table conf.share enable row level security;
alter table conf.share force row level security;
revoke all on conf.share from enlace_app;
grant select on conf.share to enlace_app;
create policy rule_share_select on conf.share for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (party = (select app.org())))
);
grant insert on conf.share to enlace_app;
create policy rule_share_insert on conf.share for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.share to enlace_app;
create policy rule_share_update on conf.share for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'validator'])) and (party = (select app.org())))
) with check (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'validator'])) and (party = (select app.org())))
);

alter table conf.text enable row level security;
alter table conf.text force row level security;
revoke all on conf.text from enlace_app;
grant select on conf.text to enlace_app;
create policy rule_text_select on conf.text for select to enlace_app using (
  (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'presidency', 'validator'])) and state in ('in_review', 'adopted', 'published'))
  or ((select app.has_any_role(array['observer'])) and state in ('adopted', 'published'))
  or ((select app.has_any_role(array['auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and state in ('published'))
);
grant insert on conf.text to enlace_app;
create policy rule_text_insert on conf.text for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.text to enlace_app;
create policy rule_text_update on conf.text for update to enlace_app using (
  ((select app.has_any_role(array['secretariat'])) and state in ('draft', 'in_review'))
  or ((select app.has_any_role(array['presidency', 'secretariat'])) and state in ('in_review', 'adopted'))
  or ((select app.has_any_role(array['secretariat'])) and state in ('adopted', 'published'))
) with check (
  ((select app.has_any_role(array['secretariat'])) and state in ('draft', 'in_review'))
  or ((select app.has_any_role(array['presidency', 'secretariat'])) and state in ('in_review', 'adopted'))
  or ((select app.has_any_role(array['secretariat'])) and state in ('adopted', 'published'))
);

alter table conf.block enable row level security;
alter table conf.block force row level security;
revoke all on conf.block from enlace_app;
grant select on conf.block to enlace_app;
create policy rule_text_block_select on conf.block for select to enlace_app using (
  ((select app.has_any_role(array['auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and exists (select 1 from conf.text t where t.id = block.text))
);
grant insert on conf.block to enlace_app;
create policy rule_text_block_insert on conf.block for insert to enlace_app with check (
  ((select app.has_any_role(array['secretariat'])) and exists (select 1 from conf.text t where t.id = block.text and t.state in ('draft', 'in_review')))
);
grant update on conf.block to enlace_app;
create policy rule_text_block_update on conf.block for update to enlace_app using (
  ((select app.has_any_role(array['secretariat'])) and exists (select 1 from conf.text t where t.id = block.text and t.state in ('draft', 'in_review')))
) with check (
  ((select app.has_any_role(array['secretariat'])) and exists (select 1 from conf.text t where t.id = block.text and t.state in ('draft', 'in_review')))
);

alter table conf.block_comment enable row level security;
alter table conf.block_comment force row level security;
revoke all on conf.block_comment from enlace_app;
grant select on conf.block_comment to enlace_app;
create policy rule_text_comment_select on conf.block_comment for select to enlace_app using (
  ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'presidency', 'secretariat', 'validator'])) and exists (select 1 from conf.block b where b.id = block_comment.block))
);
grant insert on conf.block_comment to enlace_app;
create policy rule_text_comment_insert on conf.block_comment for insert to enlace_app with check (
  ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'presidency', 'validator'])) and party = (select app.org()) and exists (select 1 from conf.block b join conf.text t on t.id = b.text where b.id = block_comment.block and t.state = 'in_review'))
);
grant update on conf.block_comment to enlace_app;
create policy rule_text_comment_update on conf.block_comment for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
) with check (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.expression enable row level security;
alter table conf.expression force row level security;
revoke all on conf.expression from enlace_app;
grant select on conf.expression to enlace_app;
create policy rule_text_expression_select on conf.expression for select to enlace_app using (
  ((select app.has_any_role(array['auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and exists (select 1 from conf.block b where b.id = expression.block))
);
grant insert on conf.expression to enlace_app;
create policy rule_text_expression_insert on conf.expression for insert to enlace_app with check (
  ((select app.has_any_role(array['secretariat'])) and exists (select 1 from conf.block b join conf.text t on t.id = b.text where b.id = expression.block and t.state in ('draft', 'in_review')))
);

alter table conf.topic enable row level security;
alter table conf.topic force row level security;
revoke all on conf.topic from enlace_app;
grant select on conf.topic to enlace_app;
create policy rule_topic_select on conf.topic for select to enlace_app using (
  (select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'system', 'validator']))
);
grant insert on conf.topic to enlace_app;
create policy rule_topic_insert on conf.topic for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.work enable row level security;
alter table conf.work force row level security;
revoke all on conf.work from enlace_app;
grant select on conf.work to enlace_app;
create policy rule_work_select on conf.work for select to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'public', 'secretariat', 'validator'])) and (status = 'available' and class = 'public'))
  or ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and (status = 'available' and class in ('public', 'members')))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (status = 'available' and (class = 'delegations' and meeting in (select d.meeting from conf.delegation d where d.party = (select app.org())))))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (status = 'available' and (class = 'restricted' and id in (select r.work from conf.work_reader r where r.party = (select app.org())))))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and owner_party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.work to enlace_app;
create policy rule_work_insert on conf.work for insert to enlace_app with check (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (owner_party = (select app.org()) and status = 'received' and class = 'restricted'))
  or (select app.has_any_role(array['secretariat']))
);
grant update on conf.work to enlace_app;
create policy rule_work_update on conf.work for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
) with check (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.work_reader enable row level security;
alter table conf.work_reader force row level security;
revoke all on conf.work_reader from enlace_app;
grant select on conf.work_reader to enlace_app;
create policy rule_work_reader_select on conf.work_reader for select to enlace_app using (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and party = (select app.org()))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.work_reader to enlace_app;
create policy rule_work_reader_insert on conf.work_reader for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant delete on conf.work_reader to enlace_app;
create policy rule_work_reader_delete on conf.work_reader for delete to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.work_text enable row level security;
alter table conf.work_text force row level security;
revoke all on conf.work_text from enlace_app;
grant select on conf.work_text to enlace_app;
create policy rule_work_text_select on conf.work_text for select to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'public', 'secretariat', 'validator'])) and class = 'public')
  or ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and class in ('public', 'members'))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (class = 'delegations' and meeting in (select d.meeting from conf.delegation d where d.party = (select app.org()))))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (class = 'restricted' and work in (select r.work from conf.work_reader r where r.party = (select app.org()))))
  or (select app.has_any_role(array['secretariat']))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and owner_party = (select app.org()))
);
grant insert on conf.work_text to enlace_app;
create policy rule_work_text_insert on conf.work_text for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.work_text to enlace_app;
create policy rule_work_text_update on conf.work_text for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
) with check (
  (select app.has_any_role(array['secretariat']))
);
grant delete on conf.work_text to enlace_app;
create policy rule_work_text_delete on conf.work_text for delete to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.work_version enable row level security;
alter table conf.work_version force row level security;
revoke all on conf.work_version from enlace_app;
grant select on conf.work_version to enlace_app;
create policy rule_work_version_select on conf.work_version for select to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'public', 'secretariat', 'validator'])) and (state in ('available', 'superseded') and exists (select 1 from conf.work w where w.id = work_version.work)))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and exists (select 1 from conf.work w where w.id = work_version.work and w.owner_party = (select app.org())))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.work_version to enlace_app;
create policy rule_work_version_insert on conf.work_version for insert to enlace_app with check (
  ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (state = 'checked' and exists (select 1 from conf.work w where w.id = work_version.work and w.owner_party = (select app.org()) and w.status = 'received')))
  or (select app.has_any_role(array['secretariat']))
);
grant update on conf.work_version to enlace_app;
create policy rule_work_version_update on conf.work_version for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
) with check (
  (select app.has_any_role(array['secretariat']))
);

alter table conf.work_word enable row level security;
alter table conf.work_word force row level security;
revoke all on conf.work_word from enlace_app;
grant select on conf.work_word to enlace_app;
create policy rule_work_word_select on conf.work_word for select to enlace_app using (
  ((select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'public', 'secretariat', 'validator'])) and class = 'public')
  or ((select app.has_any_role(array['focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'validator'])) and class in ('public', 'members'))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (class = 'delegations' and meeting in (select d.meeting from conf.delegation d where d.party = (select app.org()))))
  or ((select app.has_any_role(array['civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'validator'])) and (class = 'restricted' and work in (select r.work from conf.work_reader r where r.party = (select app.org()))))
  or (select app.has_any_role(array['secretariat']))
);
grant insert on conf.work_word to enlace_app;
create policy rule_work_word_insert on conf.work_word for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
);
grant update on conf.work_word to enlace_app;
create policy rule_work_word_update on conf.work_word for update to enlace_app using (
  (select app.has_any_role(array['secretariat']))
) with check (
  (select app.has_any_role(array['secretariat']))
);
grant delete on conf.work_word to enlace_app;
create policy rule_work_word_delete on conf.work_word for delete to enlace_app using (
  (select app.has_any_role(array['secretariat']))
);
