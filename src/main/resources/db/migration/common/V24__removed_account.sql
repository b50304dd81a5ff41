-- Who passed it on, by the name of then: the account may go, and its id come to somebody else.
alter table dp_draft add column passed_on_by varchar(511);

-- Whether the account that completed it has gone since: whoever gets its id has not completed it.
alter table dp_completed_step add column account_removed boolean default false not null;
