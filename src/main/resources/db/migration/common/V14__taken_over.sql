-- What a unit's report begins with of what was done before: the report in which it stands, for each part whose reports
-- take such over and each unit. Where that report came to nothing, a later one takes its place.
create table dp_taken_over (
    source_id bigint not null,
    clause varchar(32) not null,
    part varchar(64) not null,
    unit varchar(64) not null,
    report_id bigint not null,
    constraint dp_taken_over_pk primary key (source_id, clause, part, unit),
    constraint dp_taken_over_source_fk foreign key (source_id) references dp_obligation (id),
    constraint dp_taken_over_report_fk foreign key (report_id) references dp_obligation (id)
);

-- Whether it was there when the ministry last put the units' reports together. Of what was sent before nobody knows more
-- than whether it came before the signing.
alter table dp_sending add column gathered boolean default false not null;
update dp_sending set gathered = true where addendum = false;

-- So far the first report that was opened after something was done began with it.
insert into dp_taken_over (source_id, clause, part, unit, report_id)
select s.id, r.clause, r.part, r.unit, r.id
from dp_obligation s join dp_obligation r on r.clause = s.clause and r.unit = s.unit
where s.state = 'DONE' and s.period = '' and s.unit <> ''
    and r.period <> '' and r.subject = '' and r.opened_at > s.done_at
    and not exists (
        select 1 from dp_obligation e
        where e.clause = r.clause and e.part = r.part and e.unit = r.unit and e.period <> '' and e.subject = ''
            and e.opened_at > s.done_at and e.period < r.period);
