package crmmind.metakocka;

import crmmind.metakocka.ledger.OperationDispatcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/**
 * Starts and stops the connector. Database and threads come from the application: in an EAR the connector lies beside
 * the modules, where nothing can be looked up in their names.
 */
@ApplicationScoped
public class MetakockaConnector {

    @Inject
    LateDataSource dataSource;

    @Inject
    OperationDispatcher dispatcher;

    /**
     * Takes the application's database, whose tables are there by now, and begins to deliver operations. Once.
     *
     * @param database joins the transactions of the caller, also in those threads; that is checked, for the ledger
     *     rests on it
     * @param threads makes threads that may use the application
     */
    public void start(DataSource database, ThreadFactory threads) {
        dataSource.is(database);
        dispatcher.start(threads);
    }

    /** Ends the delivery: what is being sent may finish, the rest is another node's or the next start's. */
    public void stop() {
        dispatcher.stop();
    }
}
