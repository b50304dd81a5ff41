-- What a person has entered into a task's form and not yet submitted. A row lives no longer than the task, and nothing else
-- keeps what stood in it.
create table dp_draft (
    task varchar(64) not null,
    person varchar(64) not null,
    -- named by the browser that saved it
    version varchar(64) not null,
    saved_at timestamp with time zone not null,
    content text not null,
    constraint dp_draft_pk primary key (task, person)
);

create index dp_draft_person_ix on dp_draft (person);
