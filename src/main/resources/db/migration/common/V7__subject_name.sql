-- What was ordered, in words: what a later period shows of it.
alter table dp_obligation add column subject_name varchar(500);
