-- What the form for orders asks while somebody types, and what it keeps of what was typed.

-- codes of pasted lines are found whatever their case
create index products_by_folded_code on products (fold(code));

-- customers are found by their phone, too: by its digits, however it was written
alter table customers drop column search_text;
alter table customers add column search_text text generated always as
    (fold(name || ' ' || coalesce(email, '') || ' ' || coalesce(tax_number, '') || ' ' || coalesce(city, '') || ' '
        || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g'))) stored;
create index customers_search on customers using gin (search_text gin_trgm_ops);

create table entry_drafts (
    id              uuid        not null,
    username        text        not null,
    order_id        uuid,
    revision        bigint      not null,
    content         text        not null,
    customer_name   text        not null,
    line_count      integer     not null,
    closed          boolean     not null default false,
    updated_at      timestamptz not null,
    constraint entry_drafts_pk primary key (id),
    constraint entry_drafts_order_fk foreign key (order_id) references sales_documents (id) on delete cascade,
    constraint entry_drafts_content_length check (length(content) <= 400000),
    constraint entry_drafts_line_count check (line_count >= 0)
);
comment on table entry_drafts is
    'What a person has typed into the form for orders and not saved yet. No order: it has no number and may be half a value.';
comment on column entry_drafts.order_id is 'The order that is being changed; null for a new one.';
comment on column entry_drafts.revision is 'Raised by each change: a window that knows an older one may not write over it.';
comment on column entry_drafts.content is 'The form''s values as JSON, exactly as typed.';
comment on column entry_drafts.closed is
    'Saved or discarded. Kept, so that a window that comes late cannot bring it back; its content is empty.';
create index entry_drafts_of_person on entry_drafts (username, updated_at desc) where not closed;
create index entry_drafts_old on entry_drafts (updated_at);
create index entry_drafts_of_order on entry_drafts (order_id) where order_id is not null;
