-- The books balance when this view is empty. Each row names a rule, the order or place at fault, and the numbers.

create view books_out_of_balance as
-- held stock is the sum of the live allocations, and of the movements since ever
select 'held_is_sum_of_allocations' as rule, null::uuid as document_id,
       coalesce(s.product_code, a.product_code) || ' @ ' || coalesce(s.warehouse, a.warehouse) as subject,
       'held ' || coalesce(s.held, 0) || ', allocated ' || coalesce(a.quantity, 0) as numbers
from stock_levels s
full join (select product_code, warehouse, sum(quantity) as quantity
           from order_inventory_allocations where status = 'allocated' group by product_code, warehouse) a
    on a.product_code = s.product_code and a.warehouse = s.warehouse
where coalesce(s.held, 0) <> coalesce(a.quantity, 0)
union all
select 'held_is_fold_of_movements', null, s.product_code || ' @ ' || s.warehouse,
       'held ' || s.held || ', movements ' || coalesce(m.quantity, 0)
from stock_levels s
left join (select product_code, warehouse,
                  sum(case kind when 'allocate' then quantity when 'release' then -quantity when 'ship' then -quantity
                                else 0 end) as quantity
           from inventory_movements group by product_code, warehouse) m
    on m.product_code = s.product_code and m.warehouse = s.warehouse
where s.held <> coalesce(m.quantity, 0)
union all
-- nothing is allocated beyond what is open
select 'allocated_within_open', i.document_id, i.product_code,
       'open ' || (i.quantity - i.cancelled_quantity - i.fulfilled_quantity) || ', allocated ' || a.quantity
from sales_document_items i
join (select item_id, sum(quantity) as quantity
      from order_inventory_allocations where status in ('allocated', 'pending') group by item_id) a on a.item_id = i.id
where a.quantity > i.quantity - i.cancelled_quantity - i.fulfilled_quantity
union all
-- what a line says was shipped is what its shipments say
select 'fulfilled_is_sum_of_shipments', i.document_id, i.product_code,
       'line ' || i.fulfilled_quantity || ', shipments ' || coalesce(f.quantity, 0)
from sales_document_items i
left join (select fi.item_id, sum(fi.quantity) as quantity
           from order_fulfillment_items fi
           join order_fulfillments f on f.id = fi.fulfillment_id
           where f.status in ('shipped', 'delivered') group by fi.item_id) f on f.item_id = i.id
where i.fulfilled_quantity <> coalesce(f.quantity, 0)
union all
-- the header's amounts are the sums of its lines, to the cent
select 'header_is_sum_of_lines', d.id, d.document_number,
       'header ' || d.total_amount || ', lines ' || coalesce(l.total, 0)
from sales_documents d
left join (select document_id, sum(net_amount) as net, sum(tax_amount) as tax, sum(total_amount) as total
           from sales_document_items group by document_id) l on l.document_id = d.id
where d.net_amount <> coalesce(l.net, 0) or d.tax_amount <> coalesce(l.tax, 0)
union all
-- the header's status follows from the lines' quantities and the decision
select 'status_follows_from_lines', d.id, d.document_number, 'stored ' || d.order_status || ', follows ' || q.follows
from sales_documents d
join lateral (
    select case
        when sum(i.quantity) > 0 and sum(i.cancelled_quantity) = sum(i.quantity) then 'cancelled'
        when sum(i.fulfilled_quantity) = 0 then d.decision
        when sum(i.quantity - i.cancelled_quantity - i.fulfilled_quantity) > 0 then 'partially_fulfilled'
        when sum(i.returned_quantity) = sum(i.fulfilled_quantity) then 'returned'
        else 'fulfilled' end as follows
    from sales_document_items i where i.document_id = d.id) q on true
where d.document_type = 'order' and q.follows is not null and q.follows <> d.order_status
union all
-- a closed order holds nothing
select 'closed_orders_hold_nothing', d.id, d.document_number, a.quantity || ' ' || a.product_code
from sales_documents d
join order_inventory_allocations a on a.document_id = d.id and a.status in ('allocated', 'pending')
where d.order_status in ('cancelled', 'fulfilled', 'returned')
union all
-- an order that should be in Metakocka has an operation that brings it there or a person who is asked
select 'submitted_orders_have_an_operation', d.id, d.document_number, 'sync ' || m.sync_status
from sales_documents d
join sales_document_mappings m on m.document_id = d.id
where m.sync_status = 'pending'
  and not exists (select 1 from metakocka_operations o
                  where o.document_id = d.id and o.state in ('pending', 'sending', 'unknown', 'review'));
comment on view books_out_of_balance is 'Empty while every rule between the tables holds.';
