-- How the warehouse of an order is chosen and what happens when it has too little, as data.
create table allocation_rules (
    id         smallint    not null default 1,
    strategy   text        not null default 'manual',
    backorder  boolean     not null default false,
    version    bigint      not null default 1,
    updated_at timestamptz,
    updated_by text,
    constraint allocation_rules_pk primary key (id),
    constraint allocation_rules_one_row check (id = 1),
    constraint allocation_rules_strategy
        check (strategy in ('manual', 'priority', 'single_warehouse_first', 'most_stock'))
);
comment on table allocation_rules is 'One row: the company''s rules.';
comment on column allocation_rules.strategy is
    'How the warehouse of an order that names none is chosen when it is confirmed; manual: the default warehouse.';
comment on column allocation_rules.backorder is
    'true: an order is confirmed with what there is and waits for the rest; false: it is refused.';
insert into allocation_rules (id) values (1);

alter table warehouses
    add column allocates boolean not null default true,
    add column allocation_rank integer;
comment on column warehouses.allocates is 'Whether a rule may choose it; orders that name it are not kept from it.';
comment on column warehouses.allocation_rank is 'The lowest first; those without one after them, main first.';

alter table sales_documents
    add column warehouse_by_rule boolean not null default false;
comment on column sales_documents.warehouse_by_rule is 'Nobody named the warehouse: the rules choose it at confirmation.';

-- who waits for stock
create index order_inventory_allocations_waiting on order_inventory_allocations (product_code, warehouse)
    where status = 'pending';
