-- An instance was ended from outside: by whom and why. The state stays as it was then.
alter table dp_obligation add column cancelled_at timestamp with time zone;
alter table dp_obligation add column cancelled_by varchar(64);
alter table dp_obligation add column cancelled_because varchar(4000);

-- The life of an obligation whose instance was cancelled and that was opened again with another one.
create table dp_earlier_life (
    obligation_id bigint not null,
    number integer not null,
    process_instance varchar(64) not null,
    opened_at timestamp with time zone not null,
    cancelled_at timestamp with time zone not null,
    cancelled_by varchar(64),
    cancelled_because varchar(4000),
    constraint dp_earlier_life_pk primary key (obligation_id, number),
    constraint dp_earlier_life_obligation_fk foreign key (obligation_id) references dp_obligation (id)
);

-- Of a period's closing part: whether a job is on its way that shows its forms how the units stand.
alter table dp_obligation add column showing boolean default false not null;
