-- What an obligation is about, where its clause has several at once: a database, a service, the number of what was ordered.
alter table dp_obligation rename column database_id to subject;
alter table dp_obligation alter column subject type varchar(128);

-- An event, or a task of a year that is past, may turn out to be none of this ministry's.
alter table dp_obligation drop constraint dp_obligation_state;
alter table dp_obligation add constraint dp_obligation_state
    check (state in ('OPEN', 'SENT', 'MENDING', 'ACCEPTED', 'NOT_SENT', 'DONE', 'NOT_APPLICABLE'));
