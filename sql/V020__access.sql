-- Who may come in: wrong passwords counted for all nodes together, sessions that can be ended from elsewhere, tokens
-- of one role, and a line for each change.
create table sign_in_attempts (
    username  text          not null,
    address   text          not null,
    failures  timestamptz[] not null,
    newest    timestamptz   not null,
    constraint sign_in_attempts_pk primary key (username, address),
    constraint sign_in_attempts_lengths check (length(username) <= 200 and length(address) <= 200),
    constraint sign_in_attempts_few check (cardinality(failures) <= 11)
);
comment on table sign_in_attempts is 'Sign-ins that failed, or are being checked, in the last minute; older rows are removed.';
comment on column sign_in_attempts.username is 'As it was typed, in lower case; nobody has to have that name.';
comment on column sign_in_attempts.failures is 'The latest, oldest first; not more than tell that there were too many.';
create index sign_in_attempts_newest on sign_in_attempts (newest);

alter table users add column session_generation integer not null default 1;
comment on column users.session_generation is
    'Raised to end all sessions of the user: a session that began under a lower one is worth nothing.';

alter table api_tokens add column role_limit text;
alter table api_tokens add constraint api_tokens_role_limit check (role_limit in ('viewer', 'sales', 'warehouse', 'admin'));
comment on column api_tokens.role_limit is 'The one role it has, while its user may do as much; null: all of the user''s.';
create index api_tokens_user on api_tokens (user_id, created_at desc, id);

create table access_events (
    id        uuid        not null,
    at        timestamptz not null,
    actor     text        not null,
    kind      text        not null,
    username  text        not null,
    details   jsonb       not null default '{}',
    constraint access_events_pk primary key (id),
    constraint access_events_kind_form check (kind ~ '^[a-z_]+$')
);
comment on table access_events is 'Append-only: each change of users, their roles, passwords and tokens. Never a password or a token.';
comment on column access_events.username is 'Whose access was changed; the name stays when the user goes.';
create index access_events_newest on access_events (at desc, id desc);
create trigger access_events_append_only before update or delete on access_events
    for each row execute function refuse_change();
