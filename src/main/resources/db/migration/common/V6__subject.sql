-- What an obligation is about, where its clause has several at once: a database, a service, the number of what was ordered.
alter table dp_obligation rename column database_id to subject;
alter table dp_obligation alter column subject type varchar(128);
