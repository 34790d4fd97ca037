-- The operation ledger: what must reach Metakocka, and whether it did. It knows nothing of orders: document_id is
-- whatever the caller files its operations under.

create table metakocka_operations (
    id              uuid         not null,
    document_id     uuid         not null,
    seq             bigint       generated always as identity,
    reference       text         not null,
    kind            text         not null,
    state           text         not null default 'pending',
    payload         jsonb        not null,
    actor           text         not null,
    priority        smallint     not null default 0,
    attempt         integer      not null default 0,
    looks           integer      not null default 0,
    waits           integer      not null default 0,
    created_at      timestamptz  not null default now(),
    updated_at      timestamptz  not null default now(),
    sent_at         timestamptz,
    next_at         timestamptz  default now(),
    closed_at       timestamptz,
    mk_id           text,
    opr_code        text,
    message         text,
    waiting_for     text,
    findings        jsonb,
    constraint metakocka_operations_pk primary key (id),
    constraint metakocka_operations_seq_uq unique (seq),
    constraint metakocka_operations_kind_ck check (kind in
        ('create_order', 'update_order', 'change_status', 'fulfill', 'tracking', 'cancel')),
    constraint metakocka_operations_state_ck check (state in
        ('pending', 'sending', 'done', 'refused', 'unknown', 'review', 'superseded', 'cancelled')),
    constraint metakocka_operations_waiting_ck check (waiting_for is null or waiting_for in
        ('connection', 'settings', 'answer', 'quiet_period', 'earlier_operation', 'create', 'invoice', 'decision')),
    constraint metakocka_operations_reference_ck check (length(reference) between 1 and 30),
    constraint metakocka_operations_payload_ck check (jsonb_typeof(payload) = 'object'),
    constraint metakocka_operations_counts_ck check (attempt >= 0 and looks >= 0 and waits >= 0),
    -- closed exactly when nothing more can happen by itself or by a person
    constraint metakocka_operations_closed_ck check (
        (closed_at is not null) = (state in ('done', 'refused', 'superseded', 'cancelled'))),
    -- an attempt under way has been counted and dated, and is not due
    constraint metakocka_operations_sending_ck check (
        state <> 'sending' or (attempt > 0 and sent_at is not null and next_at is null)),
    -- in doubt only after an attempt, and always with a next look
    constraint metakocka_operations_unknown_ck check (
        state <> 'unknown' or (attempt > 0 and next_at is not null))
);

comment on table metakocka_operations is
    'One row per change that must reach Metakocka; written in the transaction of the business change';
comment on column metakocka_operations.seq is 'order of submission; operations of one document go out in this order';
comment on column metakocka_operations.reference is 'our key in Metakocka (buyer_order)';
comment on column metakocka_operations.payload is 'what shall be there, absolute values, without credentials';
comment on column metakocka_operations.attempt is 'how often it was taken up; fences late outcomes';
comment on column metakocka_operations.looks is 'look-ups since the outcome became unknown';
comment on column metakocka_operations.waits is 'waits in a row for the same thing';
comment on column metakocka_operations.next_at is 'when it is due; null while under way, closed, or waiting for an event';
comment on column metakocka_operations.findings is 'documents found that a person must decide about, or differences';

-- at most one attempt under way per document, whatever the nodes do
create unique index metakocka_operations_one_sending_uq on metakocka_operations (document_id) where state = 'sending';
create index metakocka_operations_document_ix on metakocka_operations (document_id, seq);
-- the sweep, the banner and "what is open"
create index metakocka_operations_due_ix on metakocka_operations (next_at)
    where state in ('pending', 'unknown');
create index metakocka_operations_open_ix on metakocka_operations (document_id, seq)
    where state in ('pending', 'sending', 'unknown', 'review');
create index metakocka_operations_reference_ix on metakocka_operations (reference);

create table metakocka_operation_attempts (
    operation_id    uuid         not null,
    attempt         integer      not null,
    node            text         not null,
    started_at      timestamptz  not null default now(),
    ended_at        timestamptz,
    outcome         text,
    opr_code        text,
    message         text,
    late_outcome    text,
    late_at         timestamptz,
    constraint metakocka_operation_attempts_pk primary key (operation_id, attempt),
    constraint metakocka_operation_attempts_operation_fk foreign key (operation_id)
        references metakocka_operations (id) on delete cascade,
    constraint metakocka_operation_attempts_attempt_ck check (attempt > 0),
    constraint metakocka_operation_attempts_ended_ck check ((ended_at is null) = (outcome is null)),
    constraint metakocka_operation_attempts_late_ck check ((late_at is null) = (late_outcome is null))
);

comment on table metakocka_operation_attempts is 'Every attempt, written down before its first byte leaves';
comment on column metakocka_operation_attempts.late_outcome is
    'what an attempt reported after it had been given up: evidence, never dropped';

create table metakocka_exchanges (
    id                bigint       generated always as identity,
    at                timestamptz  not null,
    remote_operation  text         not null,
    operation_id      uuid,
    attempt           integer      not null default 0,
    reference         text,
    duration_ms       bigint       not null,
    http_status       integer,
    outcome           text         not null,
    opr_code          text,
    message           text,
    request           text,
    answer            text,
    request_size      integer      not null default 0,
    answer_size       integer      not null default 0,
    constraint metakocka_exchanges_pk primary key (id),
    constraint metakocka_exchanges_outcome_ck check (outcome in
        ('done', 'refused', 'duplicate', 'unknown', 'not_sent')),
    constraint metakocka_exchanges_duration_ck check (duration_ms >= 0)
);

comment on table metakocka_exchanges is 'The API log: every request and answer, without credentials, cut to size';

create index metakocka_exchanges_at_ix on metakocka_exchanges (at);
create index metakocka_exchanges_reference_ix on metakocka_exchanges (reference, id) where reference is not null;
create index metakocka_exchanges_operation_ix on metakocka_exchanges (operation_id) where operation_id is not null;
create index metakocka_exchanges_failed_ix on metakocka_exchanges (id) where outcome <> 'done';

-- db-scheduler's table, in the shape its version 16 expects; one row per open operation and one per regular job
create table scheduled_tasks (
    task_name             text         not null,
    task_instance         text         not null,
    task_data             bytea,
    execution_time        timestamptz  not null,
    picked                boolean      not null,
    picked_by             text,
    last_success          timestamptz,
    last_failure          timestamptz,
    consecutive_failures  integer,
    last_heartbeat        timestamptz,
    version               bigint       not null,
    priority              smallint,
    constraint scheduled_tasks_pk primary key (task_name, task_instance)
);

comment on table scheduled_tasks is 'Belongs to db-scheduler: who delivers which operation, and when';

create index scheduled_tasks_execution_time_ix on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat_ix on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority_ix on scheduled_tasks (priority desc, execution_time);
