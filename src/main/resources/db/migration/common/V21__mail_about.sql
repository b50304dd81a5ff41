-- The obligations that a mail told of: an obligation's page shows who was written to, when and under which subject.
create table dp_mail_about (
    mail_id bigint not null,
    obligation_id bigint not null,
    constraint dp_mail_about_pk primary key (mail_id, obligation_id),
    constraint dp_mail_about_mail_fk foreign key (mail_id) references dp_mail (id) on delete cascade
);

create index dp_mail_about_obligation_ix on dp_mail_about (obligation_id);
