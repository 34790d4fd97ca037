-- The dashboard counts what is open on every look: from this index alone, however many orders are closed.
create index sales_documents_open on sales_documents (created_at) include (order_status, on_hold, currency, total_amount)
    where document_type = 'order' and order_status in ('draft', 'confirmed', 'processing', 'partially_fulfilled');
