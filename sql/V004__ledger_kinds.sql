-- A shipment may make a packing list or the order's invoice in Metakocka (ADR 0012).

alter table metakocka_operations drop constraint metakocka_operations_kind_ck;
alter table metakocka_operations add constraint metakocka_operations_kind_ck check (kind in
    ('create_order', 'update_order', 'change_status', 'fulfill', 'tracking', 'cancel', 'packing_list', 'invoice'));
