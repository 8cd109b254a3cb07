-- Generated from the policy of every system by `npm run enlace -- policy sql`. Do not edit: change the policy.
do $$
declare p record;
begin
  for p in select schemaname, tablename, policyname from pg_policies where policyname like 'rule\_%' loop
    execute format('drop policy %I on %I.%I', p.policyname, p.schemaname, p.tablename);
  end loop;
end $$;

alter table conf.body enable row level security;
alter table conf.body force row level security;
revoke all on conf.body from enlace_app;
grant select on conf.body to enlace_app;
create policy rule_body_select on conf.body for select to enlace_app using (
  (select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'system', 'validator']))
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

alter table conf.membership enable row level security;
alter table conf.membership force row level security;
revoke all on conf.membership from enlace_app;
grant select on conf.membership to enlace_app;
create policy rule_membership_select on conf.membership for select to enlace_app using (
  (select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'system', 'validator']))
);

alter table conf.party enable row level security;
alter table conf.party force row level security;
revoke all on conf.party from enlace_app;
grant select on conf.party to enlace_app;
create policy rule_party_select on conf.party for select to enlace_app using (
  (select app.has_any_role(array['administrator', 'auditor', 'civil_society', 'focal_point', 'head_of_delegation', 'observer', 'presidency', 'secretariat', 'system', 'validator']))
);
grant insert on conf.party to enlace_app;
create policy rule_party_insert on conf.party for insert to enlace_app with check (
  (select app.has_any_role(array['secretariat']))
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
