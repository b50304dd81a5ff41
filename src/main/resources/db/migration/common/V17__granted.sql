-- What was granted to a group at a start: once, so that what an administrator takes away stays away.
create table dp_granted (
    group_id varchar(64) not null,
    resource_type integer not null,
    resource_id varchar(255) not null,
    permission varchar(64) not null,
    primary key (group_id, resource_type, resource_id, permission)
);
