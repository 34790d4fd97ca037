package crmmind.orders.order;

import crmmind.orders.salesdocument.BulkResult;
import crmmind.orders.salesdocument.SyncResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Taking orders over from Metakocka. Reads over the network: never in a transaction. */
public interface OrderImport {

    /** What {@link OrderService#ordersInMetakocka} answers. */
    UnknownOrders unknown(int limit, @Nullable String cursor);

    /** What {@link OrderService#importOrder} does. */
    SyncResult importOne(String metakockaId, String actor);

    /** What {@link OrderService#importOrders} does. */
    BulkResult importSome(List<String> metakockaIds, String actor);

    /** What {@link OrderService#importAll} does. */
    BulkResult importAll(Duration wait, String actor);
}
