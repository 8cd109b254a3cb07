-- Administration of accounts: on which day each was last used, so that one nobody uses any more is noticed and ended.
-- The day only: the hour, and the sessions themselves, are for the person.

alter table auth.account add column last_entered_on date;
comment on column auth.account.last_entered_on is 'Last day, in the Conference''s zone, on which the person opened a session; null while they never did.';
