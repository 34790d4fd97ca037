-- Who was mentioned in a comment on an order, and whether they are done with it.
create table order_mentions (
    event_id    uuid        not null,
    username    text        not null,
    document_id uuid        not null,
    at          timestamptz not null,
    done_at     timestamptz,
    constraint order_mentions_pk primary key (event_id, username),
    constraint order_mentions_event_fk foreign key (event_id) references order_events (id) on delete cascade,
    constraint order_mentions_document_fk foreign key (document_id) references sales_documents (id) on delete cascade,
    constraint order_mentions_user_fk foreign key (username) references users (username) on delete cascade
);
comment on table order_mentions is 'Each person once for each comment; whoever gets the name of a user that is gone inherits none.';
comment on column order_mentions.at is 'When the comment was written.';
comment on column order_mentions.done_at is 'When the person mentioned was done with it; null: it is on their overview.';
-- each page counts what is open for its reader, the overview lists it
create index order_mentions_open on order_mentions (username, at desc) where done_at is null;
create index order_mentions_document on order_mentions (document_id);
