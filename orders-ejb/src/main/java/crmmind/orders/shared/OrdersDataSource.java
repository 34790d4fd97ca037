package crmmind.orders.shared;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/**
 * The one database, as {@value #NAME}. Address and account come from {@code orders.db.url}, {@code orders.db.user} and
 * {@code orders.db.password}. Strings are sent without a type, so that the database reads them as uuid or jsonb where
 * the column is one.
 *
 * <p>A session bean only because a full server looks for data sources on components of the EAR, not on any class.
 */
@Singleton
@DataSourceDefinition(
        name = OrdersDataSource.NAME,
        className = "org.postgresql.ds.PGSimpleDataSource",
        url = "${MPCONFIG=orders.db.url}",
        user = "${MPCONFIG=orders.db.user}",
        password = "${MPCONFIG=orders.db.password}",
        initialPoolSize = 2,
        minPoolSize = 2,
        maxPoolSize = 24,
        maxIdleTime = 300,
        properties = {
            "stringType=unspecified",
            "reWriteBatchedInserts=true",
            "tcpKeepAlive=true",
            "connectTimeout=5",
            "applicationName=order-desk",
            // a connection is asked before it is given out: after a restart or a fail-over of the database the pool
            // is full of dead ones, and each would fail somebody's request; the table is PostgreSQL's own and tiny
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=table",
            "fish.payara.validation-table-name=pg_catalog.pg_am"
        })
public class OrdersDataSource {

    /** Where everybody looks it up. */
    public static final String NAME = "java:app/jdbc/orders";
}
