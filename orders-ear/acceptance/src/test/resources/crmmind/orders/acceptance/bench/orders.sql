-- Orders of three years: most are shipped, some cancelled, some drafts; ? is how many. Each customer has 50 orders, and each
-- product and the drafts at least as many: a list fills its page however many orders there are. The books balance.
-- Identities sort by time, as the desk makes them.
create temp table made on commit drop as
select n,
       uuidv7(at - now()) as id,
       'BIG-' || lpad(n::text, 8, '0') as number,
       at,
       (array['Čebelarstvo', 'Žagarstvo', 'Knjigarna', 'Mizarstvo', 'Trgovina', 'Pekarna', 'Šport', 'Vinoteka'])[1 + buyer % 8]
           || ' ' || substr(md5(buyer::text), 1, 6) || ' d.o.o.' as customer,
       buyer,
       case when n % least(100, total / 50) = 7 then 'draft' when n % 100 in (11, 13, 17) then 'cancelled' else 'fulfilled' end as status,
       (array['glavno', 'trgovina'])[1 + n % 2] as warehouse,
       10 + (n * 7919::bigint) % 900 as price
from (select n, total, n % (total / 50) as buyer, now() - make_interval(secs => n * (3 * 365 * 86400.0 / total)) as at
      from (select generate_series(1, ?) as n, ?::integer as total) sized) numbers;

insert into sales_documents (id, document_number, document_date, customer_name, customer_email, customer_tax_number,
    customer_city, customer_country, currency, warehouse, shipping_method, net_amount, tax_amount, total_amount, decision,
    order_status, cancellation_reason, allocation_status, fulfillment_status, source, version, created_at, created_by,
    updated_at, not_synced)
select id, number, at::date, customer, 'narocila' || buyer || '@example.test', 'SI' || 10000000 + buyer, 'Ljubljana',
    'SI', 'EUR', warehouse, (array['DHL', 'GLS', 'Pošta Slovenije'])[1 + n % 3], 2 * price, round(2 * price * 0.22, 2),
    2 * price + round(2 * price * 0.22, 2),
    case status when 'draft' then 'draft' when 'cancelled' then 'cancelled' else 'confirmed' end,
    status, case status when 'cancelled' then 'Made for a measurement' end,
    case status when 'fulfilled' then 'allocated' else 'none' end,
    case status when 'fulfilled' then 'fulfilled' else 'unfulfilled' end, 'api', 1, at, 'sales', at, status = 'draft'
from made;

insert into sales_document_items (id, document_id, position, product_code, description, quantity, cancelled_quantity,
    fulfilled_quantity, unit_price, tax_rate, net_amount, tax_amount, total_amount)
select uuidv7(at - now()), id, 1, 'ART-' || lpad((1 + n % 20)::text, 3, '0'), 'Artikel', 2,
    case status when 'cancelled' then 2 else 0 end, case status when 'fulfilled' then 2 else 0 end, price, 22, 2 * price,
    round(2 * price * 0.22, 2), 2 * price + round(2 * price * 0.22, 2)
from made;

insert into sales_document_mappings (id, connection_id, document_id, metakocka_id, metakocka_number, metakocka_reference,
    metakocka_status, sync_direction, sync_status, last_synced_at, stood_in_metakocka_at, gone_from_metakocka_at)
select uuidv7(at - now()), (select id from metakocka_connections limit 1), id, (700000000000 + n)::text, 'VP-' || n, number,
    case status when 'cancelled' then 'canceled' else 'shipped' end, 'crm_to_metakocka', 'synced', at, at,
    case status when 'cancelled' then at end
from made where status <> 'draft';

create temp table parcels on commit drop as
select uuidv7(made.at - now()) as id, made.id as document_id, i.id as item_id, made.n, made.at, made.warehouse
from made join sales_document_items i on i.document_id = made.id where status = 'fulfilled';

insert into order_fulfillments (id, document_id, sequence, warehouse, tracking_number, shipping_carrier, status, booked,
    tracking_status, fulfilled_at, fulfilled_by)
select id, document_id, 1, warehouse, 'BIGTRK' || lpad(n::text, 9, '0'), 'DHL', 'shipped', true, 'sent', at, 'warehouse'
from parcels;

insert into order_fulfillment_items (id, fulfillment_id, item_id, quantity)
select uuidv7(at - now()), id, item_id, 2 from parcels;

insert into order_events (id, document_id, at, actor, kind, message)
select uuidv7(at - now()), id, at, 'sales', 'created', 'Order created' from made;
