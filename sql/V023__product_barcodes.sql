-- What a scanner reads from the goods themselves, as Metakocka keeps it.
alter table products add column barcode text;
comment on column products.barcode is 'As Metakocka has it, an EAN in most cases; several products may share one.';
create index products_by_barcode on products (barcode) where barcode is not null;
