package crmmind.orders.shared;

import static java.lang.System.Logger.Level.INFO;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables to this version when the application starts. Whatever else works with the database at start says
 * {@code @DependsOn("DatabaseMigration")}. Nodes that start at once wait for each other on a lock in the database.
 */
@Startup
@Singleton(name = DatabaseMigration.NAME)
@TransactionManagement(TransactionManagementType.BEAN) // the migrations bring their own transactions
public class DatabaseMigration {

    /** The name to depend on. */
    public static final String NAME = "DatabaseMigration";

    private static final System.Logger LOGGER = System.getLogger(DatabaseMigration.class.getName());

    @Resource(lookup = OrdersDataSource.NAME)
    DataSource dataSource;

    @PostConstruct
    void migrate() {
        bringUpToDate(dataSource);
    }

    /** Applies what is missing, once, whoever calls it and how often. */
    public static void bringUpToDate(DataSource dataSource) {
        var loader = DatabaseMigration.class.getClassLoader();
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader); // Flyway finds its database support through the thread's loader
        try {
            var result = Flyway.configure(loader)
                    .dataSource(dataSource)
                    .locations("classpath:sql")
                    .load()
                    .migrate();
            LOGGER.log(INFO, "Database is at version {0}", String.valueOf(result.targetSchemaVersion));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
