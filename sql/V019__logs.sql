-- The logs are lists of their own: the newest first, filtered.

-- what did not go well is rare, and asked for often; the kinds are those of EventGroup.ERRORS
create index order_events_errors on order_events (at desc, id desc)
    where kind in ('sync_refused', 'sync_needs_review', 'sync_in_doubt', 'sync_double', 'differs_from_metakocka',
                    'missing_in_metakocka');

-- one kind of entry or movement alone may be rare, too
create index order_events_kind on order_events (kind, at desc, id desc);
create index inventory_movements_kind on inventory_movements (kind, id desc);

-- rows come in the order of time, so that a small index says where a day is
create index inventory_movements_at on inventory_movements using brin (at);
