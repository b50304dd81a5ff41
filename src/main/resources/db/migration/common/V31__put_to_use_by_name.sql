-- Whoever put it to use, by the name of then: the account may go, and its id come to somebody else.
alter table dp_installation add column put_to_use_by_name varchar(511) default '' not null;
update dp_installation set put_to_use_by_name = put_to_use_by;
