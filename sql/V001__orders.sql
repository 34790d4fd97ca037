-- The order desk's own books: orders, their lines, what is allocated, what was shipped, and what happened.
-- Money numeric(15,2), unit prices numeric(19,6), quantities numeric(15,3); states are lower case words.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- unaccent() is only stable; with its dictionary named it may be used in an index and a generated column.
create function fold(value text) returns text
    language sql immutable parallel safe
    set search_path from current -- maintenance and restores run without one
    as $$ select lower(unaccent('unaccent'::regdictionary, coalesce(value, ''))) $$;
comment on function fold(text) is 'Lower case without diacritics: what searching compares.';

create table metakocka_connections (
    id                  uuid        not null,
    name                text        not null,
    default_warehouse   text,
    fulfillment_mode    text        not null default 'status_only',
    created_at          timestamptz not null default now(),
    constraint metakocka_connections_pk primary key (id),
    constraint metakocka_connections_mode check (fulfillment_mode in ('status_only', 'packing_list', 'invoice'))
);
comment on table metakocka_connections is 'One Metakocka company each; one row now. No secrets: those come from the environment.';
insert into metakocka_connections (id, name) values ('00000000-0000-7000-8000-000000000001', 'Metakocka');

create table warehouses (
    id              uuid        not null,
    connection_id   uuid        not null,
    metakocka_id    text        not null,
    mark            text        not null,
    name            text        not null,
    main            boolean     not null default false,
    active          boolean     not null default true,
    seen_at         timestamptz not null,
    constraint warehouses_pk primary key (id),
    constraint warehouses_connection_fk foreign key (connection_id) references metakocka_connections (id),
    constraint warehouses_metakocka_id_unique unique (connection_id, metakocka_id),
    constraint warehouses_mark_unique unique (mark)
);
comment on column warehouses.mark is 'Metakocka''s short name of the warehouse; what orders and stock refer to.';

create table products (
    id              uuid        not null,
    code            text        not null,
    metakocka_id    text,
    name            text        not null,
    unit            text,
    service         boolean     not null default false,
    active          boolean     not null default true,
    unit_price      numeric(19, 6),
    tax_rate        numeric(6, 3),
    tax_code        text,
    search_text     text generated always as (fold(code || ' ' || name)) stored,
    seen_at         timestamptz not null,
    constraint products_pk primary key (id),
    constraint products_code_unique unique (code),
    constraint products_tax_rate_range check (tax_rate between 0 and 100)
);
comment on column products.unit_price is 'Net sales price of Metakocka''s price list: a proposal for new orders.';
comment on column products.tax_rate is 'VAT in percent, 22 means 22 %.';
create index products_search on products using gin (search_text gin_trgm_ops);

create table stock_levels (
    id                  uuid           not null,
    product_code        text           not null,
    warehouse           text           not null,
    on_hand             numeric(15, 3) not null default 0,
    erp_reserved        numeric(15, 3) not null default 0,
    reserved_elsewhere  numeric(15, 3) not null default 0,
    held                numeric(15, 3) not null default 0,
    shipped_not_booked  numeric(15, 3) not null default 0,
    safety_stock        numeric(15, 3) not null default 0,
    available           numeric(15, 3) generated always as
        (on_hand - reserved_elsewhere - held - shipped_not_booked - safety_stock) stored,
    as_of               timestamptz,
    constraint stock_levels_pk primary key (id),
    constraint stock_levels_place_unique unique (product_code, warehouse),
    constraint stock_levels_reserved_elsewhere_positive check (reserved_elsewhere >= 0),
    constraint stock_levels_held_positive check (held >= 0),
    constraint stock_levels_safety_stock_positive check (safety_stock >= 0)
) with (fillfactor = 70);
comment on table stock_levels is 'What one product has in one warehouse: Metakocka''s last numbers, and ours since.';
comment on column stock_levels.on_hand is 'Metakocka''s amount at as_of; may be negative.';
comment on column stock_levels.reserved_elsewhere is 'Metakocka''s reservations less those of our own orders.';
comment on column stock_levels.held is 'Sum of our live allocations; moved only by the conditional update of an allocation.';
comment on column stock_levels.shipped_not_booked is 'Shipped by us, not yet taken out of Metakocka''s amount.';

create table customers (
    id                      uuid        not null,
    name                    text        not null,
    email                   text,
    phone                   text,
    tax_number              text,
    street                  text,
    post_code               text,
    city                    text,
    country                 text,
    metakocka_partner_id    text,
    metakocka_address_id    text,
    search_text             text generated always as
        (fold(name || ' ' || coalesce(email, '') || ' ' || coalesce(tax_number, '') || ' ' || coalesce(city, ''))) stored,
    created_at              timestamptz not null,
    updated_at              timestamptz not null,
    constraint customers_pk primary key (id),
    constraint customers_name_filled check (length(btrim(name)) between 1 and 100),
    constraint customers_country_iso check (country ~ '^[A-Z]{2}$')
);
create index customers_search on customers using gin (search_text gin_trgm_ops);
create index customers_tax_number on customers (tax_number) where tax_number is not null;
create index customers_email on customers (lower(email)) where email is not null;

create sequence order_number_seq;

create table sales_documents (
    id                      uuid           not null,
    document_type           text           not null default 'order',
    document_number         text           not null,
    document_date           date           not null,
    customer_id             uuid,
    customer_name           text           not null,
    customer_email          text,
    customer_phone          text,
    customer_tax_number     text,
    customer_street         text,
    customer_post_code      text,
    customer_city           text,
    customer_country        text,
    shipping_name           text,
    shipping_street         text,
    shipping_post_code      text,
    shipping_city           text,
    shipping_country        text,
    currency                text           not null,
    warehouse               text           not null,
    shipping_method         text,
    expected_delivery_date  date,
    notes                   text,
    net_amount              numeric(15, 2) not null,
    tax_amount              numeric(15, 2) not null,
    total_amount            numeric(15, 2) not null,
    decision                text           not null default 'draft',
    order_status            text           not null default 'draft',
    on_hold                 boolean        not null default false,
    hold_reason             text,
    cancellation_reason     text,
    closed_short            boolean        not null default false,
    allocation_status       text           not null default 'none',
    fulfillment_status      text           not null default 'unfulfilled',
    return_status           text           not null default 'none',
    source                  text           not null default 'desk',
    metadata                jsonb          not null default '{}',
    version                 bigint         not null default 0,
    created_at              timestamptz    not null,
    created_by              text           not null,
    updated_at              timestamptz    not null,
    search_text             text generated always as
        (fold(document_number || ' ' || customer_name || ' ' || coalesce(customer_email, '') || ' '
              || coalesce(customer_tax_number, ''))) stored,
    constraint sales_documents_pk primary key (id),
    constraint sales_documents_type check (document_type in ('order', 'offer', 'invoice', 'proforma')),
    constraint sales_documents_number_unique unique (document_type, document_number),
    constraint sales_documents_number_length check (length(document_number) between 1 and 30),
    constraint sales_documents_customer_fk foreign key (customer_id) references customers (id),
    constraint sales_documents_customer_name_filled check (length(btrim(customer_name)) between 1 and 100),
    constraint sales_documents_customer_country_iso check (customer_country ~ '^[A-Z]{2}$'),
    constraint sales_documents_shipping_country_iso check (shipping_country ~ '^[A-Z]{2}$'),
    constraint sales_documents_currency_iso check (currency ~ '^[A-Z]{3}$'),
    constraint sales_documents_customer_lengths check
        (length(customer_email) <= 254 and length(customer_phone) <= 50 and length(customer_tax_number) <= 30
         and length(customer_street) <= 200 and length(customer_post_code) <= 20 and length(customer_city) <= 100),
    constraint sales_documents_shipping_lengths check
        (length(shipping_name) <= 100 and length(shipping_street) <= 200 and length(shipping_post_code) <= 20
         and length(shipping_city) <= 100 and length(shipping_method) <= 100),
    constraint sales_documents_notes_length check (length(notes) <= 2000),
    constraint sales_documents_sums check (total_amount = net_amount + tax_amount),
    constraint sales_documents_decision check (decision in ('draft', 'confirmed', 'processing', 'cancelled')),
    constraint sales_documents_status check (order_status in
        ('draft', 'confirmed', 'processing', 'partially_fulfilled', 'fulfilled', 'returned', 'cancelled')),
    constraint sales_documents_hold_reason check (on_hold or hold_reason is null),
    constraint sales_documents_closed_not_held check
        (not (on_hold and order_status in ('fulfilled', 'returned', 'cancelled'))),
    constraint sales_documents_cancellation_reason check (length(cancellation_reason) <= 500),
    constraint sales_documents_allocation check (allocation_status in
        ('none', 'partial', 'allocated', 'backordered', 'not_needed')),
    constraint sales_documents_fulfillment check (fulfillment_status in
        ('unfulfilled', 'partially_fulfilled', 'fulfilled')),
    constraint sales_documents_return check (return_status in ('none', 'requested', 'partial', 'full')),
    constraint sales_documents_source check (source in ('desk', 'api', 'metakocka'))
);
comment on column sales_documents.decision is 'What a person decided; order_status follows from it and the lines'' quantities.';
comment on column sales_documents.version is 'For If-Match: raised by people''s changes, not by the outcome of a sync.';
create index sales_documents_newest on sales_documents (created_at desc, id desc);
create index sales_documents_by_status on sales_documents (order_status, created_at desc, id desc);
create index sales_documents_by_warehouse on sales_documents (warehouse, created_at desc, id desc);
create index sales_documents_held on sales_documents (created_at desc, id desc) where on_hold;
create index sales_documents_by_total on sales_documents (total_amount desc, id desc);
create index sales_documents_by_number on sales_documents (document_number desc, id desc);
create index sales_documents_by_change on sales_documents (updated_at desc, id desc);
create index sales_documents_by_customer on sales_documents (customer_name collate "sl-x-icu" desc, id desc);
create index sales_documents_by_date on sales_documents (document_date desc, id desc);
create index sales_documents_customer on sales_documents (customer_id);
create index sales_documents_search on sales_documents using gin (search_text gin_trgm_ops);

create table sales_document_items (
    id                  uuid           not null,
    document_id         uuid           not null,
    position            integer        not null,
    product_code        text           not null,
    description         text           not null,
    service             boolean        not null default false,
    quantity            numeric(15, 3) not null,
    cancelled_quantity  numeric(15, 3) not null default 0,
    fulfilled_quantity  numeric(15, 3) not null default 0,
    returned_quantity   numeric(15, 3) not null default 0,
    unit_price          numeric(19, 6) not null,
    gross_unit_price    numeric(19, 6),
    discount_percent    numeric(9, 6)  not null default 0,
    tax_rate            numeric(6, 3)  not null,
    net_amount          numeric(15, 2) not null,
    tax_amount          numeric(15, 2) not null,
    total_amount        numeric(15, 2) not null,
    metakocka_row_id    text,
    constraint sales_document_items_pk primary key (id),
    constraint sales_document_items_document_fk foreign key (document_id) references sales_documents (id) on delete cascade,
    constraint sales_document_items_position_unique unique (document_id, position) deferrable initially deferred,
    constraint sales_document_items_position_positive check (position > 0),
    constraint sales_document_items_quantity_positive check (quantity > 0),
    constraint sales_document_items_cancelled_positive check (cancelled_quantity >= 0),
    constraint sales_document_items_fulfilled_positive check (fulfilled_quantity >= 0),
    constraint sales_document_items_returned_positive check (returned_quantity >= 0),
    constraint sales_document_items_open_positive check (cancelled_quantity + fulfilled_quantity <= quantity),
    constraint sales_document_items_returned_shipped check (returned_quantity <= fulfilled_quantity),
    constraint sales_document_items_price_positive check (unit_price >= 0),
    constraint sales_document_items_description_length check (length(description) <= 500),
    constraint sales_document_items_discount_range check (discount_percent between 0 and 100),
    constraint sales_document_items_tax_rate_range check (tax_rate between 0 and 100),
    constraint sales_document_items_sums check (total_amount = net_amount + tax_amount)
);
comment on column sales_document_items.gross_unit_price is 'Set where Metakocka stored a gross price: the net one is derived from it.';
comment on column sales_document_items.metakocka_row_id is 'Metakocka''s mk_row_id of this line, read back after a write.';
create index sales_document_items_product on sales_document_items (product_code, document_id);
create index sales_document_items_search on sales_document_items using gin (fold(product_code) gin_trgm_ops);

create table sales_document_mappings (
    id                      uuid        not null,
    connection_id           uuid        not null,
    document_id             uuid        not null,
    metakocka_id            text,
    metakocka_number        text,
    metakocka_reference     text,
    metakocka_status        text,
    sync_direction          text        not null,
    sync_status             text        not null,
    sync_error              text,
    last_synced_at          timestamptz,
    stood_in_metakocka_at   timestamptz,
    gone_from_metakocka_at  timestamptz,
    base_snapshot           jsonb,
    search_text             text generated always as
        (fold(coalesce(metakocka_id, '') || ' ' || coalesce(metakocka_number, '') || ' '
              || coalesce(metakocka_reference, ''))) stored,
    constraint sales_document_mappings_pk primary key (id),
    constraint sales_document_mappings_connection_fk foreign key (connection_id) references metakocka_connections (id),
    constraint sales_document_mappings_document_fk foreign key (document_id) references sales_documents (id) on delete cascade,
    constraint sales_document_mappings_document_unique unique (connection_id, document_id),
    constraint sales_document_mappings_metakocka_id_unique unique (connection_id, metakocka_id),
    constraint sales_document_mappings_direction check (sync_direction in
        ('crm_to_metakocka', 'metakocka_to_crm', 'bidirectional')),
    constraint sales_document_mappings_status check (sync_status in
        ('not_synced', 'pending', 'synced', 'error', 'needs_review')),
    constraint sales_document_mappings_synced_is_clean check (sync_status <> 'synced' or sync_error is null)
);
comment on column sales_document_mappings.stood_in_metakocka_at is
    'When Metakocka was first known to hold it; stock read after that contains its reservation.';
comment on column sales_document_mappings.gone_from_metakocka_at is
    'When Metakocka cancelled or deleted it, which releases its reservation there.';
create unique index sales_document_mappings_own_reference on sales_document_mappings (connection_id, metakocka_reference)
    where sync_direction = 'crm_to_metakocka';
create index sales_document_mappings_document on sales_document_mappings (document_id);
create index sales_document_mappings_by_status on sales_document_mappings (sync_status, document_id);
create index sales_document_mappings_search on sales_document_mappings using gin (search_text gin_trgm_ops);
create index sales_document_mappings_reference on sales_document_mappings (metakocka_reference);
create index sales_document_mappings_number on sales_document_mappings (metakocka_number);

create table order_inventory_allocations (
    id              uuid           not null,
    document_id     uuid           not null,
    item_id         uuid           not null,
    product_code    text           not null,
    warehouse       text           not null,
    quantity        numeric(15, 3) not null,
    status          text           not null,
    created_at      timestamptz    not null,
    updated_at      timestamptz    not null,
    constraint order_inventory_allocations_pk primary key (id),
    constraint order_inventory_allocations_document_fk foreign key (document_id) references sales_documents (id) on delete cascade,
    constraint order_inventory_allocations_item_fk foreign key (item_id) references sales_document_items (id) on delete cascade,
    constraint order_inventory_allocations_quantity_positive check (quantity > 0),
    constraint order_inventory_allocations_status check (status in ('pending', 'allocated', 'fulfilled', 'released'))
);
comment on column order_inventory_allocations.status is
    'pending: wanted, no stock yet; allocated: held for the line; fulfilled: shipped; released: given back.';
create unique index order_inventory_allocations_live on order_inventory_allocations (item_id, warehouse, status)
    where status in ('pending', 'allocated');
create index order_inventory_allocations_document on order_inventory_allocations (document_id);
create index order_inventory_allocations_held on order_inventory_allocations (product_code, warehouse)
    where status = 'allocated';

create table order_fulfillments (
    id                  uuid        not null,
    document_id         uuid        not null,
    sequence            integer     not null,
    warehouse           text        not null,
    tracking_number     text,
    shipping_carrier    text,
    notes               text,
    status              text        not null,
    booked              boolean     not null default false,
    tracking_status     text        not null default 'none',
    fulfilled_at        timestamptz not null,
    fulfilled_by        text        not null,
    constraint order_fulfillments_pk primary key (id),
    constraint order_fulfillments_document_fk foreign key (document_id) references sales_documents (id) on delete cascade,
    constraint order_fulfillments_sequence_unique unique (document_id, sequence),
    constraint order_fulfillments_tracking_length check (length(tracking_number) <= 100),
    constraint order_fulfillments_carrier_length check (length(shipping_carrier) <= 100),
    constraint order_fulfillments_notes_length check (length(notes) <= 1000),
    constraint order_fulfillments_status check (status in
        ('draft', 'picking', 'packed', 'shipped', 'delivered', 'cancelled', 'voided')),
    constraint order_fulfillments_tracking_status check (tracking_status in
        ('none', 'pending', 'waiting', 'sent', 'refused'))
);
comment on column order_fulfillments.booked is 'True when Metakocka has already taken these goods out of its stock.';
comment on column order_fulfillments.tracking_status is
    'waiting: Metakocka wants an invoice before it takes a tracking number; not an error.';
create index order_fulfillments_tracking on order_fulfillments using gin (fold(tracking_number) gin_trgm_ops);

create table order_fulfillment_items (
    id              uuid           not null,
    fulfillment_id  uuid           not null,
    item_id         uuid           not null,
    quantity        numeric(15, 3) not null,
    constraint order_fulfillment_items_pk primary key (id),
    constraint order_fulfillment_items_item_unique unique (fulfillment_id, item_id),
    constraint order_fulfillment_items_fulfillment_fk foreign key (fulfillment_id) references order_fulfillments (id) on delete cascade,
    constraint order_fulfillment_items_item_fk foreign key (item_id) references sales_document_items (id) on delete cascade,
    constraint order_fulfillment_items_quantity_positive check (quantity > 0)
);
create index order_fulfillment_items_item on order_fulfillment_items (item_id);

create table inventory_movements (
    id              bigint         not null generated always as identity,
    at              timestamptz    not null,
    kind            text           not null,
    product_code    text           not null,
    warehouse       text           not null,
    quantity        numeric(15, 3) not null,
    document_id     uuid,
    item_id         uuid,
    fulfillment_id  uuid,
    actor           text           not null,
    constraint inventory_movements_pk primary key (id),
    constraint inventory_movements_kind check (kind in
        ('allocate', 'release', 'ship', 'ship_unallocated', 'unship', 'receive', 'snapshot', 'adjust', 'move'))
);
comment on table inventory_movements is 'Append-only: each change of held and shipped stock, with its cause.';
comment on column inventory_movements.quantity is
    'allocate raises held by it, release lowers it, ship lowers held and raises shipped_not_booked, ship_unallocated only raises the latter.';
create index inventory_movements_product on inventory_movements (product_code, warehouse, id desc);
create index inventory_movements_document on inventory_movements (document_id, id);

create table order_events (
    id              uuid        not null,
    document_id     uuid        not null,
    at              timestamptz not null,
    actor           text        not null,
    kind            text        not null,
    message         text        not null,
    details         jsonb       not null default '{}',
    constraint order_events_pk primary key (id),
    constraint order_events_document_fk foreign key (document_id) references sales_documents (id) on delete cascade,
    constraint order_events_kind_form check (kind ~ '^[a-z_]+$')
);
create index order_events_document on order_events (document_id, at desc, id desc);
create index order_events_newest on order_events (at desc, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger inventory_movements_append_only before update or delete on inventory_movements
    for each row execute function refuse_change();
create trigger order_events_append_only before update on order_events
    for each row execute function refuse_change();

create table status_mappings (
    connection_id       uuid    not null,
    metakocka_status    text    not null,
    order_status        text,
    outbound            boolean not null default false,
    needs_review        boolean not null default false,
    constraint status_mappings_pk primary key (connection_id, metakocka_status),
    constraint status_mappings_connection_fk foreign key (connection_id) references metakocka_connections (id),
    constraint status_mappings_status check (order_status in
        ('draft', 'confirmed', 'processing', 'on_hold', 'fulfilled', 'cancelled')),
    constraint status_mappings_meaning check (order_status is not null or not outbound)
);
comment on column status_mappings.outbound is 'This is the code we send for that status; one at most.';
create unique index status_mappings_one_outbound on status_mappings (connection_id, order_status) where outbound;
insert into status_mappings (connection_id, metakocka_status, order_status, outbound, needs_review)
select '00000000-0000-7000-8000-000000000001'::uuid, code, status, outbound, review
from (values
    ('draft', 'draft', true, false), ('created', 'confirmed', true, false), ('new_order', 'confirmed', false, false),
    ('open', 'confirmed', false, false), ('ready_to_ship', 'processing', true, false), ('paused', 'on_hold', true, false),
    ('shipped', 'fulfilled', true, false), ('completed', 'fulfilled', false, false), ('canceled', 'cancelled', true, false),
    ('manually_closed', 'cancelled', false, false)
) as defaults (code, status, outbound, review);

create table sync_cursors (
    connection_id   uuid        not null,
    stream          text        not null,
    position        text        not null,
    updated_at      timestamptz not null,
    constraint sync_cursors_pk primary key (connection_id, stream),
    constraint sync_cursors_connection_fk foreign key (connection_id) references metakocka_connections (id)
);

create table idempotency_keys (
    caller          text        not null,
    route           text        not null,
    key             text        not null,
    body_hash       text        not null,
    order_id        uuid,
    status          integer,
    location        text,
    answer          text,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    constraint idempotency_keys_pk primary key (caller, route, key),
    constraint idempotency_keys_key_length check (length(key) between 1 and 128),
    constraint idempotency_keys_answer_complete check ((status is null) = (answer is null))
);
create index idempotency_keys_expiry on idempotency_keys (expires_at);

create table settings (
    name        text        not null,
    value       text        not null,
    updated_at  timestamptz not null,
    updated_by  text        not null,
    constraint settings_pk primary key (name)
);

create table users (
    id              uuid        not null,
    username        text        not null,
    display_name    text        not null,
    password_hash   text        not null,
    active          boolean     not null default true,
    created_at      timestamptz not null,
    constraint users_pk primary key (id),
    constraint users_username_form check (username ~ '^[a-z0-9][a-z0-9._-]{0,49}$'),
    constraint users_username_unique unique (username)
);

create table user_roles (
    user_id     uuid    not null,
    role        text    not null,
    constraint user_roles_pk primary key (user_id, role),
    constraint user_roles_user_fk foreign key (user_id) references users (id) on delete cascade,
    constraint user_roles_role check (role in ('viewer', 'sales', 'warehouse', 'admin'))
);

create table api_tokens (
    id              uuid        not null,
    user_id         uuid        not null,
    name            text        not null,
    token_hash      text        not null,
    created_at      timestamptz not null,
    expires_at      timestamptz,
    revoked_at      timestamptz,
    last_used_at    timestamptz,
    constraint api_tokens_pk primary key (id),
    constraint api_tokens_user_fk foreign key (user_id) references users (id) on delete cascade,
    constraint api_tokens_hash_unique unique (token_hash),
    constraint api_tokens_hash_form check (token_hash ~ '^[0-9a-f]{64}$')
);
comment on column api_tokens.token_hash is 'SHA-256 of the token in hex; the token itself is shown once and kept nowhere.';

create table saved_views (
    id          uuid        not null,
    user_id     uuid        not null,
    name        text        not null,
    query       text        not null,
    shared      boolean     not null default false,
    created_at  timestamptz not null,
    constraint saved_views_pk primary key (id),
    constraint saved_views_user_fk foreign key (user_id) references users (id) on delete cascade,
    constraint saved_views_name_unique unique (user_id, name)
);
