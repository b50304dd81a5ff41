-- One row, locked by a node while it takes its first steps, so that of several nodes that start at once one does what is
-- missing and the others find it done.
create table dp_start_lock (
    id smallint not null,
    constraint dp_start_lock_pk primary key (id),
    constraint dp_start_lock_once check (id = 1)
);

insert into dp_start_lock (id) values (1);
