package crmmind.orders.sync;

import crmmind.metakocka.MetakockaConnector;
import crmmind.orders.shared.DatabaseMigration;
import crmmind.orders.shared.JoinedDataSource;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;

/** Gives the connector the database, once its tables are there, and threads, and ends it with the application. */
@Startup
@Singleton(name = MetakockaStart.NAME)
@DependsOn(DatabaseMigration.NAME)
@TransactionManagement(TransactionManagementType.BEAN) // delivery has transactions of its own
public class MetakockaStart {

    /** The name to depend on. */
    public static final String NAME = "MetakockaStart";

    @Inject
    JoinedDataSource database;

    @Resource
    ManagedThreadFactory threads;

    @Inject
    MetakockaConnector connector;

    @PostConstruct
    void start() {
        connector.start(database, threads);
    }

    @PreDestroy
    void stop() {
        connector.stop();
    }
}
