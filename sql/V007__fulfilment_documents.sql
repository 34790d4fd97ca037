-- A shipment may make a packing list or the order's invoice in Metakocka, which takes the goods out there (ADR 0012).

alter table order_fulfillments add column packing_list_id text;
alter table order_fulfillments add column packing_list_number text;
alter table order_fulfillments add constraint order_fulfillments_packing_list_unique unique (packing_list_id);
alter table order_fulfillments add constraint order_fulfillments_packing_list_named
    check (packing_list_number is null or packing_list_id is not null);
comment on column order_fulfillments.packing_list_id is 'Metakocka''s id of the packing list made of this shipment.';

alter table inventory_movements drop constraint inventory_movements_kind;
alter table inventory_movements add constraint inventory_movements_kind check (kind in
    ('allocate', 'release', 'ship', 'ship_unallocated', 'unship', 'receive', 'snapshot', 'adjust', 'move', 'book'));
comment on column inventory_movements.quantity is
    'allocate raises held by it, release lowers it, ship lowers held and raises shipped_not_booked, ship_unallocated only raises the latter, book lowers it.';

-- documents Metakocka has linked to the order, and what was paid, as last read
alter table sales_document_mappings add column linked_documents jsonb;
comment on column sales_document_mappings.linked_documents is
    'Invoices, packing lists and credit notes Metakocka has linked to the order, and what was paid, as last read.';
