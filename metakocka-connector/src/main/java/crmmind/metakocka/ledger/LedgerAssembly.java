package crmmind.metakocka.ledger;

import crmmind.metakocka.LateDataSource;
import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.wire.MetakockaGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Puts the plain classes of the ledger together inside the container. */
@ApplicationScoped
class LedgerAssembly {

    private static final Duration PARTNER_WAIT = Duration.ofSeconds(10);

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
    OperationEngine engine(
            Operations operations, MetakockaGateway gateway, MetakockaSettings settings, LateDataSource dataSource) {
        return new OperationEngine(
                operations,
                new MetakockaOrders(gateway, new DatabasePartnerTurns(dataSource, PARTNER_WAIT)),
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
