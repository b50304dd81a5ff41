-- The open user tasks of the plan: when each is late, and what people have been told of it. A row lives as long as its
-- task.
create table dp_step (
    task_id varchar(64) not null,
    obligation_id bigint not null,
    opened_at timestamp with time zone not null,
    due_at timestamp with time zone not null,
    late_from timestamp with time zone not null,
    provisional boolean not null,
    -- that it is there; null while nobody has been told
    told_at timestamp with time zone,
    -- the fewest working days before the due day of which a reminder has told; null before the first
    told_days_before integer,
    constraint dp_step_pk primary key (task_id),
    constraint dp_step_obligation_fk foreign key (obligation_id) references dp_obligation (id)
);

-- One row, locked by whoever decides what to tell: of two at once, the second finds it told.
create table dp_telling (
    id smallint not null,
    constraint dp_telling_pk primary key (id),
    constraint dp_telling_once check (id = 1)
);

insert into dp_telling (id) values (1);
