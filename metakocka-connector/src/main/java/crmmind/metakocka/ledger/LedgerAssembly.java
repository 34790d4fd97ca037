package crmmind.metakocka.ledger;

import crmmind.metakocka.LateDataSource;
import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.wire.MetakockaGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;

/** Puts the plain classes of the ledger together inside the container. */
@ApplicationScoped
class LedgerAssembly {

    @Inject
    JtaTransactions transactions;

    @Inject
    CdiLedgerEvents events;

    @Produces
    @Singleton
    Operations operations(LateDataSource dataSource) {
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

    @Produces
    @Singleton
    DoubleSweep doubleSweep(Operations operations, MetakockaGateway gateway, MetakockaSettings settings) {
        return new DoubleSweep(operations, new MetakockaOrders(gateway), transactions, events, settings);
    }
}
