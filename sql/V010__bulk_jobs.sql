-- One action on many orders runs as a job: its orders are fixed when it is planned, each is done in a transaction of
-- its own, and what became of it is written in that very transaction.
create table bulk_jobs (
    id                  uuid        not null,
    action              text        not null,
    state               text        not null default 'planned',
    orders              integer     not null default 0,
    chosen              text        not null,
    reason              text,
    shipping_carrier    text,
    tracking_number     text,
    created_by          text        not null,
    created_at          timestamptz not null,
    forecast_at         timestamptz,
    started_at          timestamptz,
    ended_at            timestamptz,
    constraint bulk_jobs_pk primary key (id),
    constraint bulk_jobs_action check (action in ('sync', 'process', 'fulfil', 'hold', 'release', 'cancel')),
    constraint bulk_jobs_state check (state in ('planned', 'running', 'paused', 'stopped', 'finished')),
    constraint bulk_jobs_started check ((state = 'planned') = (started_at is null)),
    constraint bulk_jobs_ended check ((state in ('stopped', 'finished')) = (ended_at is not null)),
    constraint bulk_jobs_cancel_reason check (action <> 'cancel' or state = 'planned' or reason is not null),
    constraint bulk_jobs_lengths check
        (length(reason) <= 500 and length(shipping_carrier) <= 100 and length(tracking_number) <= 100)
);
comment on table bulk_jobs is 'One action on many orders, planned by a person and run by any node.';
comment on column bulk_jobs.chosen is 'The list''s address the orders were chosen from; "picked" where each was ticked.';
create index bulk_jobs_newest on bulk_jobs (created_at desc, id desc);
create index bulk_jobs_by_person on bulk_jobs (created_by, created_at desc, id desc);
create index bulk_jobs_live on bulk_jobs (created_by, started_at) where state in ('running', 'paused');
create index bulk_jobs_planned on bulk_jobs (created_at) where state = 'planned';

create table bulk_job_items (
    job_id          uuid        not null,
    position        integer     not null,
    order_id        uuid        not null,
    expected        text,
    state           text        not null default 'waiting',
    code            text,
    detail          text,
    attempts        integer     not null default 0,
    claim           uuid,
    claimed_until   timestamptz,
    ended_at        timestamptz,
    constraint bulk_job_items_pk primary key (job_id, position),
    constraint bulk_job_items_job_fk foreign key (job_id) references bulk_jobs (id) on delete cascade,
    constraint bulk_job_items_order_fk foreign key (order_id) references sales_documents (id) on delete cascade,
    constraint bulk_job_items_order_unique unique (job_id, order_id),
    constraint bulk_job_items_state check (state in ('waiting', 'claimed', 'done', 'unchanged', 'failed', 'left')),
    constraint bulk_job_items_claim check ((state = 'claimed') = (claim is not null and claimed_until is not null)),
    constraint bulk_job_items_failed check (state <> 'failed' or code is not null)
);
comment on column bulk_job_items.expected is 'What the dry run foresees: will, or the code of what stands against it.';
comment on column bulk_job_items.claim is 'Who has taken it, until claimed_until; a new one each time, so that one who comes too late finds another.';
comment on column bulk_job_items.state is 'left: not done, the job was stopped before.';
create index bulk_job_items_by_state on bulk_job_items (job_id, state, position);
create index bulk_job_items_due on bulk_job_items (job_id, position) where state in ('waiting', 'claimed');
create index bulk_job_items_order on bulk_job_items (order_id);
