-- From where an account has logged in: what others fail elsewhere does not keep it out there. The latest few of each account.
create table dp_login_place (
    account varchar(64) not null,
    network varchar(64) not null,
    last_at timestamp with time zone not null,
    constraint dp_login_place_pk primary key (account, network)
);
