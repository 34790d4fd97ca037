-- A create that Metakocka may have already is looked for before it is sent, and a late double is found (ADR 0004).

-- Which database this is: another server, another timeline (after a restore to a point in time or a fail-over) or
-- another copy (after a restore from a dump) says something else.
create function metakocka_database_mark() returns text language sql stable as $$
    select (select system_identifier from pg_control_system())
        || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
        || '/' || (select oid from pg_database where datname = current_database())
$$;

create table metakocka_epochs (
    number         integer      not null,
    begun_at       timestamptz  not null default now(),
    database_mark  text         not null,
    actor          text         not null,
    reason         text         not null,
    constraint metakocka_epochs_pk primary key (number),
    constraint metakocka_epochs_number_ck check (number > 0)
);
comment on table metakocka_epochs is
    'Lives of the ledger: a restore or a fail-over begins another one, for what the database says may be older than what happened';
insert into metakocka_epochs (number, database_mark, actor, reason)
values (1, metakocka_database_mark(), 'system', 'The ledger was set up');

-- For administrators, while the desk is stopped: select metakocka_begin_epoch('maja', 'Restored the backup of Monday');
create function metakocka_begin_epoch(actor text, reason text) returns integer language sql as $$
    insert into metakocka_epochs (number, database_mark, actor, reason)
    select max(number) + 1, metakocka_database_mark(), $1, $2 from metakocka_epochs
    returning number
$$;
comment on function metakocka_begin_epoch is
    'Lets every order that is to be sent be looked for in Metakocka first: to be called after a restore';

alter table metakocka_operations
    add column epoch integer not null default 1,
    add column in_doubt boolean not null default false,
    add column sweep_at timestamptz,
    add column doubles text;
alter table metakocka_operations add constraint metakocka_operations_sweep_ck check (
    sweep_at is null or (kind = 'create_order' and state = 'done' and mk_id is not null));
comment on column metakocka_operations.epoch is
    'the life of the ledger in which it was submitted; a create of an earlier one is looked for before it is sent. 0: always';
comment on column metakocka_operations.in_doubt is 'whether an attempt ever ended without a clear answer';
comment on column metakocka_operations.sweep_at is 'when it is looked whether Metakocka has the order twice; null for never';
comment on column metakocka_operations.doubles is 'the other documents found then, for telling whether that changed';

create index metakocka_operations_sweep_ix on metakocka_operations (sweep_at) where sweep_at is not null;
create index metakocka_operations_refused_ix on metakocka_operations (document_id, kind, seq) where state = 'refused';
