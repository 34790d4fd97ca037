-- More rules between the tables, and the record of their being looked at. "adjust" movements put right what a repair
-- found: they carry their sign.

drop view books_out_of_balance;

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
                                when 'adjust' then quantity else 0 end) as quantity
           from inventory_movements group by product_code, warehouse) m
    on m.product_code = s.product_code and m.warehouse = s.warehouse
where s.held <> coalesce(m.quantity, 0)
union all
-- nothing is allocated beyond what is open
select 'allocated_within_open', i.document_id, i.product_code || ', line ' || i.position,
       'open ' || (i.quantity - i.cancelled_quantity - i.fulfilled_quantity) || ', allocated ' || a.quantity
from sales_document_items i
join (select item_id, sum(quantity) as quantity
      from order_inventory_allocations where status in ('allocated', 'pending') group by item_id) a on a.item_id = i.id
where a.quantity > i.quantity - i.cancelled_quantity - i.fulfilled_quantity
union all
-- an allocation speaks of the product of its line, in its line's order
select 'allocation_fits_its_line', i.document_id, i.product_code || ', line ' || i.position,
       a.quantity || ' ' || a.product_code || case when a.document_id <> i.document_id then ' of another order' else '' end
from order_inventory_allocations a
join sales_document_items i on i.id = a.item_id
where a.product_code <> i.product_code or a.document_id <> i.document_id
union all
-- what a line says was shipped is what its shipments say
select 'fulfilled_is_sum_of_shipments', i.document_id, i.product_code || ', line ' || i.position,
       'line ' || i.fulfilled_quantity || ', shipments ' || coalesce(f.quantity, 0)
from sales_document_items i
left join (select fi.item_id, sum(fi.quantity) as quantity
           from order_fulfillment_items fi
           join order_fulfillments f on f.id = fi.fulfillment_id
           where f.status in ('shipped', 'delivered') group by fi.item_id) f on f.item_id = i.id
where i.fulfilled_quantity <> coalesce(f.quantity, 0)
union all
-- no more allocations were used up than was shipped
select 'used_up_within_shipped', i.document_id, i.product_code || ', line ' || i.position,
       'shipped ' || i.fulfilled_quantity || ', used up ' || a.quantity
from sales_document_items i
join (select item_id, sum(quantity) as quantity
      from order_inventory_allocations where status = 'fulfilled' group by item_id) a on a.item_id = i.id
where a.quantity > i.fulfilled_quantity
union all
-- what a line costs follows from its price; lines taken over keep Metakocka's cents
select 'line_follows_from_price', i.document_id, i.product_code || ', line ' || i.position,
       'net ' || i.net_amount || ', tax ' || i.tax_amount || '; '
           || i.quantity || ' × ' || i.unit_price || ', discount ' || i.discount_percent || ' %, VAT ' || i.tax_rate || ' %'
from sales_document_items i
join sales_documents d on d.id = i.document_id
where d.source <> 'metakocka' and i.gross_unit_price is null
  and (i.net_amount <> round(i.quantity * i.unit_price * (100 - i.discount_percent) / 100, 2)
       or i.tax_amount <> round(i.net_amount * i.tax_rate / 100, 2))
union all
-- the header's amounts are the sums of its lines, to the cent
select 'header_is_sum_of_lines', d.id, d.document_number,
       'header ' || d.total_amount || ', lines ' || coalesce(l.total, 0)
from sales_documents d
left join (select document_id, sum(net_amount) as net, sum(tax_amount) as tax, sum(total_amount) as total
           from sales_document_items group by document_id) l on l.document_id = d.id
where d.net_amount <> coalesce(l.net, 0) or d.tax_amount <> coalesce(l.tax, 0)
union all
-- the header's states follow from the lines' quantities and the decision
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
select 'fulfillment_status_follows', d.id, d.document_number,
       'stored ' || d.fulfillment_status || ', follows ' || q.follows
from sales_documents d
join lateral (
    select case
        when sum(i.fulfilled_quantity) = 0 then 'unfulfilled'
        when sum(i.quantity - i.cancelled_quantity - i.fulfilled_quantity) > 0 then 'partially_fulfilled'
        else 'fulfilled' end as follows
    from sales_document_items i where i.document_id = d.id) q on true
where d.document_type = 'order' and q.follows is not null and q.follows <> d.fulfillment_status
union all
select 'return_status_follows', d.id, d.document_number, 'stored ' || d.return_status || ', follows ' || q.follows
from sales_documents d
join lateral (
    select case
        when sum(i.returned_quantity) = 0 then 'none'
        when sum(i.returned_quantity) = sum(i.fulfilled_quantity) then 'full'
        else 'partial' end as follows
    from sales_document_items i where i.document_id = d.id) q on true
where d.document_type = 'order' and d.return_status <> 'requested'
  and q.follows is not null and q.follows <> d.return_status
union all
-- and whether it is held in stock from its allocations
select 'allocation_status_follows', d.id, d.document_number,
       'stored ' || d.allocation_status || ', follows ' || q.follows
from sales_documents d
join lateral (
    select case
        when count(*) = 0 then 'not_needed'
        when d.order_status in ('draft', 'cancelled') then 'none'
        when a.held >= sum(i.quantity - i.cancelled_quantity - i.fulfilled_quantity) then 'allocated'
        when a.held > 0 then 'partial'
        else 'backordered' end as follows
    from sales_document_items i
    cross join (select coalesce(sum(quantity), 0) as held from order_inventory_allocations
                where document_id = d.id and status = 'allocated') a
    where i.document_id = d.id and not i.service group by a.held) q on true
where d.document_type = 'order' and q.follows <> d.allocation_status
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
                  where o.document_id = d.id and o.state in ('pending', 'sending', 'unknown', 'review'))
union all
-- an order said to be in Metakocka is linked to a document there, the one that was made for it
select 'synced_orders_are_linked', d.id, d.document_number, 'no mk_id'
from sales_documents d
join sales_document_mappings m on m.document_id = d.id
where m.sync_status = 'synced' and m.metakocka_id is null
union all
select 'orders_are_linked_to_what_was_made', d.id, d.document_number,
       'linked to ' || coalesce(m.metakocka_id, 'nothing') || ', made ' || o.mk_id
from metakocka_operations o
join sales_documents d on d.id = o.document_id
join sales_document_mappings m on m.document_id = d.id
where o.kind = 'create_order' and o.state = 'done' and o.mk_id is not null and m.metakocka_id is distinct from o.mk_id
  and not exists (select 1 from metakocka_operations later
                  where later.document_id = o.document_id and later.seq > o.seq
                    and later.kind = 'create_order' and later.state = 'done')
union all
-- an order said to agree has nothing on its way that could change it
select 'synced_orders_have_nothing_on_their_way', d.id, d.document_number, o.kind || ' ' || o.state
from metakocka_operations o
join sales_documents d on d.id = o.document_id
join sales_document_mappings m on m.document_id = d.id
where m.sync_status = 'synced' and o.state in ('pending', 'sending', 'unknown') and o.kind <> 'tracking'
union all
-- every order has a beginning in its timeline
select 'orders_have_a_beginning', d.id, d.document_number, 'no entry in its timeline'
from sales_documents d
where not exists (select 1 from order_events e where e.document_id = d.id);
comment on view books_out_of_balance is 'Empty while every rule between the tables holds.';

create table books_checks (
    id              bigint      not null generated always as identity,
    checked_at      timestamptz not null,
    checked_by      text        not null,
    duration_ms     bigint      not null,
    findings        integer     not null,
    constraint books_checks_pk primary key (id),
    constraint books_checks_findings_count check (findings >= 0)
);
comment on table books_checks is 'When the books were looked at, and how many rules were broken.';
create index books_checks_newest on books_checks (checked_at desc);

create table books_repairs (
    id              bigint      not null generated always as identity,
    repaired_at     timestamptz not null,
    repaired_by     text        not null,
    rule            text        not null,
    document_id     uuid,
    subject         text        not null,
    reason          text        not null,
    changes         text        not null,
    constraint books_repairs_pk primary key (id),
    constraint books_repairs_reason_length check (length(reason) between 3 and 500)
);
comment on table books_repairs is 'Every repair with its reason and the values it changed. Added to, never changed.';
create trigger books_repairs_append_only before update or delete on books_repairs
    for each row execute function refuse_change();

-- the first look is due at once
insert into sync_cursors (connection_id, stream, position, updated_at)
values ('00000000-0000-7000-8000-000000000001', 'books', '', timestamptz 'epoch');
