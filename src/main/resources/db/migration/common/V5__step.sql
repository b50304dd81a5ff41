-- The open user tasks of the plan: when each is late, and what people have been told of it. A row lives as long as its
-- task.
create table dp_step (
    task_id varchar(64) not null,
    obligation_id bigint not null,
    opened_at timestamp with time zone not null,
    due_at timestamp with time zone not null,
    late_from timestamp with time zone not null,
    provisional boolean not null,
    -- the instance that tells people that it is there; null while none does
    told_by varchar(64),
    -- the instance that last reminded people of a threshold, and that threshold: working days before the due day
    reminded_by varchar(64),
    told_days_before integer,
    constraint dp_step_pk primary key (task_id),
    constraint dp_step_obligation_fk foreign key (obligation_id) references dp_obligation (id)
);

create index dp_step_told_by on dp_step (told_by);
