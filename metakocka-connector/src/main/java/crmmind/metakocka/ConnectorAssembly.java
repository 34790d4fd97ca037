package crmmind.metakocka;

import crmmind.metakocka.exchange.Exchanges;
import crmmind.metakocka.ledger.MetakockaReachability;
import crmmind.metakocka.wire.Circuit;
import crmmind.metakocka.wire.MetakockaGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts the plain classes of the connector together inside the container. */
@ApplicationScoped
class ConnectorAssembly {

    @Inject
    Event<MetakockaReachability> reachability;

    @Produces
    @Singleton
    MetakockaSettings settings() {
        return MetakockaSettings.from(ConfigProvider.getConfig());
    }

    @Produces
    @Singleton
    @Typed(LateDataSource.class)
    LateDataSource dataSource() {
        return new LateDataSource();
    }

    @Produces
    @Singleton
    Exchanges exchanges(LateDataSource dataSource) {
        return new Exchanges(dataSource);
    }

    @Produces
    @Singleton
    MetakockaGateway gateway(MetakockaSettings settings, Exchanges exchanges) {
        var clock = Clock.systemUTC();
        var circuit = new Circuit(clock, (up, since) -> reachability.fire(new MetakockaReachability(up, since)));
        return new MetakockaGateway(settings, exchanges, clock, circuit);
    }
}
