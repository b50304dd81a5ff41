-- The papers of what people do: what was uploaded at a step of an instance that nothing has called, or of one that it
-- called. A row stays; what was withdrawn before its step was completed has no content any more.
create table dp_paper (
    id varchar(64) not null,
    process_instance varchar(64) not null,
    business_key varchar(255) not null,
    task varchar(64) not null,
    step varchar(255) not null,
    name varchar(200) not null,
    -- in small letters: the same file to those who work with Windows
    name_key varchar(400) not null,
    version integer not null,
    size bigint not null,
    kind varchar(8) not null,
    -- of which there are pictures to look at
    pages integer not null,
    sha256 varchar(64) not null,
    uploaded_at timestamp with time zone not null,
    uploaded_by varchar(64) not null,
    -- name and unit then
    uploader varchar(1000) not null,
    withdrawn_at timestamp with time zone,
    withdrawn_by varchar(64),
    constraint dp_paper_pk primary key (id),
    constraint dp_paper_once unique (process_instance, name_key, version)
);

-- A row for each instance that has papers: who adds one holds it, so that versions and sums are counted one after the other.
create table dp_dossier (
    process_instance varchar(64) not null,
    constraint dp_dossier_pk primary key (process_instance)
);

create index dp_paper_task_ix on dp_paper (task);

-- In pieces of a size that both databases keep as an ordinary value, written with the row: nobody has to hold all of a
-- file, and nothing of it lies anywhere else.
create table dp_paper_content (
    paper varchar(64) not null,
    number integer not null,
    content bytea not null,
    constraint dp_paper_content_pk primary key (paper, number),
    constraint dp_paper_content_paper_fk foreign key (paper) references dp_paper (id)
);
