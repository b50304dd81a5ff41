-- When a task was due as people were last told of it, where that has changed since, and why it has.
alter table dp_step add column moved_from timestamp with time zone;
alter table dp_step add column moved_because varchar(4000);
