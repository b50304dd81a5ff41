-- The bodies of mails that left long ago are emptied; all else of a mail stays. Null while it has its body.
alter table dp_mail add column emptied_at timestamp with time zone;

create index dp_mail_body_ix on dp_mail (emptied_at, sent_at);
