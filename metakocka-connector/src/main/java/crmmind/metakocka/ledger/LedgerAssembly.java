package crmmind.metakocka.ledger;

import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.wire.MetakockaGateway;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import javax.sql.DataSource;

/** Puts the plain classes of the ledger together inside the container. */
@ApplicationScoped
class LedgerAssembly {

    @Resource(lookup = "java:app/jdbc/orders")
    DataSource dataSource;

    @Inject
    JtaTransactions transactions;

    @Inject
    CdiLedgerEvents events;

    @Produces
    @Singleton
    Operations operations() {
        return new Operations(dataSource);
    }

    @Produces
    @Singleton
    OperationEngine engine(Operations operations, MetakockaGateway gateway, MetakockaSettings settings) {
        return new OperationEngine(
                operations,
                new MetakockaOrders(gateway),
                transactions,
                events,
                settings,
                ManagementFactory.getRuntimeMXBean().getName());
    }
}
