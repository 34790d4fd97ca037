-- A list counts up to 10,000 of its orders: from the index alone, not from 10,000 rows all over the table.
drop index sales_documents_by_status;
drop index sales_documents_by_warehouse;
create index sales_documents_by_status on sales_documents (order_status, created_at desc, id desc)
    include (warehouse, on_hold, document_type);
create index sales_documents_by_warehouse on sales_documents (warehouse, created_at desc, id desc)
    include (order_status, on_hold, document_type);
