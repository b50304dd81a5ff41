-- When its writer left it to whoever takes the task next; null while it is the writer's alone.
alter table dp_draft add column passed_on_at timestamp with time zone;
