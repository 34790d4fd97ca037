package crmmind.metakocka;

import crmmind.metakocka.connection.ConnectionCheck;
import crmmind.metakocka.exchange.Exchanges;
import crmmind.metakocka.ledger.MetakockaReachability;
import crmmind.metakocka.wire.CallMeter;
import crmmind.metakocka.wire.Circuit;
import crmmind.metakocka.wire.DatabaseSearchTurns;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.MeteredCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Puts the plain classes of the connector together inside the container. */
@ApplicationScoped
class ConnectorAssembly {

    @Inject
    Event<MetakockaReachability> reachability;

    @Inject
    Instance<MetricRegistry> metrics;

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
    MetakockaGateway gateway(MetakockaSettings settings, Exchanges exchanges, LateDataSource dataSource) {
        var clock = Clock.systemUTC();
        var circuit = new Circuit(clock, (up, since) -> reachability.fire(new MetakockaReachability(up, since)));
        var company = settings.companyId() == null ? "" : settings.companyId();
        CallMeter meter = metrics.isResolvable() ? new MeteredCalls(metrics.get()) : (operation, outcome, took) -> {};
        return new MetakockaGateway(
                settings,
                exchanges,
                clock,
                circuit,
                new DatabaseSearchTurns(dataSource, company, settings.readTimeout()),
                meter);
    }

    @Produces
    @Singleton
    ConnectionCheck connectionCheck(MetakockaGateway gateway) {
        return new ConnectionCheck(gateway);
    }
}
