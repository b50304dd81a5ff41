-- What a person had before them and entered when they completed a task: once, in the transaction of the completion.
create table dp_completed_step (
    task varchar(64) not null,
    process_instance varchar(64) not null,
    process varchar(255) not null,
    step varchar(255) not null,
    name varchar(255) not null,
    -- of those whose task it was, each between commas
    of_groups varchar(4000) not null,
    completed_at timestamp with time zone not null,
    completed_by varchar(64) not null,
    shown text not null,
    entered text not null,
    constraint dp_completed_step_pk primary key (task)
);

create index dp_completed_step_instance_ix on dp_completed_step (process_instance);
