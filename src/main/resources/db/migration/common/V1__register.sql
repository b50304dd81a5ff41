-- The register: units, bodies and databases. People and groups are Camunda's own.
-- valid_from is the first day that counts; ended_on and valid_until are the first days that no longer do.

create table dp_installation (
    id smallint not null,
    installed_at timestamp with time zone not null,
    constraint dp_installation_pk primary key (id),
    -- one row: of two nodes that start at once, one imports and the other waits for it
    constraint dp_installation_once check (id = 1)
);

create table dp_unit (
    id varchar(50) not null,
    sort_order integer not null,
    head_title varchar(200) not null,
    mailbox varchar(254) not null,
    seal boolean not null,
    ended_on date,
    successor varchar(50),
    constraint dp_unit_pk primary key (id),
    constraint dp_unit_successor_fk foreign key (successor) references dp_unit (id)
);

create table dp_unit_name (
    unit_id varchar(50) not null,
    valid_from date not null,
    name varchar(200) not null,
    short_name varchar(200) not null,
    constraint dp_unit_name_pk primary key (unit_id, valid_from),
    constraint dp_unit_name_unit_fk foreign key (unit_id) references dp_unit (id)
);

-- A database keeps its id when its owner or its name changes on a day: a row for each time.
create table dp_database (
    id varchar(64) not null,
    valid_from date not null,
    valid_until date,
    unit_id varchar(50) not null,
    name varchar(200) not null,
    sort_order integer not null,
    constraint dp_database_pk primary key (id, valid_from),
    constraint dp_database_unit_fk foreign key (unit_id) references dp_unit (id)
);

create index dp_database_unit_ix on dp_database (unit_id);

create table dp_body (
    id varchar(50) not null,
    sort_order integer not null,
    kind varchar(20) not null,
    ended_on date,
    successor varchar(50),
    constraint dp_body_pk primary key (id),
    constraint dp_body_kind check (kind in ('MINISTRY', 'GROUP', 'EXTERNAL')),
    constraint dp_body_successor_fk foreign key (successor) references dp_body (id)
);

create table dp_body_name (
    body_id varchar(50) not null,
    valid_from date not null,
    name varchar(200) not null,
    short_name varchar(200) not null,
    constraint dp_body_name_pk primary key (body_id, valid_from),
    constraint dp_body_name_body_fk foreign key (body_id) references dp_body (id)
);
