-- Since when periods open and people are told: not before an administrator has said that all is entered. Whoever has said it,
-- by account; empty where the program has put itself to use.
alter table dp_installation add column in_use_since timestamp with time zone;
alter table dp_installation add column put_to_use_by varchar(64) default '' not null;

-- What runs already goes on.
update dp_installation set in_use_since = installed_at;
