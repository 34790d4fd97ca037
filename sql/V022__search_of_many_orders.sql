-- Searching a million orders: what is compared is stored, an exact number is looked up, and a product is looked for
-- among the codes there are, not among all lines of all orders.

create table ordered_products (
    code    text    not null,
    folded  text    generated always as (fold(code)) stored,
    constraint ordered_products_pk primary key (code)
);
comment on table ordered_products is
    'Each product code that a line of an order has or had. A code stays when its last line goes: it then finds nothing.';
create index ordered_products_search on ordered_products using gin (folded gin_trgm_ops);
insert into ordered_products (code) select distinct product_code from sales_document_items;

create function note_ordered_product() returns trigger
    language plpgsql
    as $$
begin
    -- reading first costs less, and leaves orders that come in at once to themselves
    if not exists (select from ordered_products where code = new.product_code) then
        insert into ordered_products (code) values (new.product_code) on conflict do nothing;
    end if;
    return null;
end
$$;
create trigger sales_document_items_note_product after insert or update of product_code on sales_document_items
    for each row execute function note_ordered_product();
drop index sales_document_items_search;

drop index order_fulfillments_tracking;
alter table order_fulfillments add column search_text text generated always as (fold(tracking_number)) stored;
create index order_fulfillments_search on order_fulfillments using gin (search_text gin_trgm_ops);
create index order_fulfillments_tracking on order_fulfillments (search_text, document_id) where tracking_number is not null;

-- Two filters that hardly meet: the index knows, without reading on.
create index sales_documents_by_status_and_warehouse on sales_documents
    (order_status, warehouse, created_at desc, id desc) include (on_hold, document_type);

-- A status of synchronisation besides other filters: from the indexes alone.
drop index sales_document_mappings_document;
create index sales_document_mappings_document on sales_document_mappings (document_id) include (connection_id, sync_status);

-- A month of orders is added up from the index alone.
drop index sales_documents_newest;
create index sales_documents_newest on sales_documents (created_at desc, id desc)
    include (document_type, order_status, on_hold, warehouse, currency, total_amount);

-- Each reading of stock adds up what our orders still have reserved in Metakocka: from what is open, not from all that
-- ever was.
create index sales_document_items_open on sales_document_items (product_code, document_id)
    include (quantity, cancelled_quantity, fulfilled_quantity)
    where cancelled_quantity + fulfilled_quantity < quantity and not service;
create index order_fulfillments_not_booked on order_fulfillments (id) where not booked and status in ('shipped', 'delivered');
