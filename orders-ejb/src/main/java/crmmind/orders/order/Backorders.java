package crmmind.orders.order;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.UUID;

/**
 * Gives stock that came in to the orders that wait for it, the oldest promise first: the earliest expected delivery,
 * then the earliest taken. Each order is a transaction of its own.
 */
@ApplicationScoped
public class Backorders {

    private static final System.Logger LOGGER = System.getLogger(Backorders.class.getName());
    private static final int AT_ONCE = 500;

    @Inject
    Waiting waiting;

    @Inject
    OrderCommands orders;

    /** Which orders wait for what is there now. */
    @ApplicationScoped
    @Transactional
    public static class Waiting {

        @Inject
        Database database;

        /** The first of them, in the order of their promises. */
        public List<UUID> forStockThatIsThere(int limit) {
            return database.query("""
                    select d.id from order_inventory_allocations a
                    join stock_levels s on s.product_code = a.product_code and s.warehouse = a.warehouse
                        and s.available > 0
                    join sales_documents d on d.id = a.document_id and not d.on_hold
                    where a.status = 'pending'
                    group by d.id
                    order by d.expected_delivery_date nulls last, d.created_at, d.id
                    limit ?
                    """, row -> row.getObject(1, UUID.class), limit);
        }
    }

    /**
     * Holds what has come in. Doing it twice holds nothing more.
     *
     * @return how many orders got something
     */
    @Transactional(TxType.NOT_SUPPORTED)
    public int allocate() {
        int served = 0;
        for (var order : waiting.forStockThatIsThere(AT_ONCE)) {
            try {
                served += orders.holdBackorder(order).signum() > 0 ? 1 : 0;
            } catch (RuntimeException e) { // one order must not keep the others waiting
                LOGGER.log(WARNING, "Order " + order + " got nothing of the stock that came in", e);
            }
        }
        if (served > 0) {
            LOGGER.log(INFO, "{0} orders got stock they waited for", served);
        }
        return served;
    }
}
