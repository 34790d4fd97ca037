-- What was last taken note of in Metakocka, so that a change made there is told from an echo of our own.
alter table sales_document_mappings
    add column seen_in_metakocka jsonb,
    add column seen_hash text,
    add column changed_in_metakocka_at timestamptz;
comment on column sales_document_mappings.seen_in_metakocka is
    'The fields as last read there, and those that both sides have different since';
comment on column sales_document_mappings.seen_hash is 'Of the fields; an order with the same one is not looked at again';
comment on column sales_document_mappings.changed_in_metakocka_at is
    'A change there was noticed while something of ours was on its way; it is looked at again after that';
create index sales_document_mappings_look_again on sales_document_mappings (changed_in_metakocka_at)
    where changed_in_metakocka_at is not null;
