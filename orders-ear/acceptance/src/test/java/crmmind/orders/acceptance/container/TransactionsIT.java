package crmmind.orders.acceptance.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.fulfillment.FulfillmentData;
import crmmind.orders.fulfillment.FulfillmentService;
import crmmind.orders.order.NewOrder;
import crmmind.orders.order.OrderCommands;
import crmmind.orders.order.OrderService;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.MetakockaLink;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.sync.DeskReadiness;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What commits together and what does not, in a real container on a real PostgreSQL. All such tests are in one class,
 * because each class is a server start.
 */
@ExtendWith({ContainerBackends.class, ArquillianExtension.class})
class TransactionsIT {

    @Inject
    OrderCommands orders;

    @Inject
    OrderService orderService;

    @Inject
    FulfillmentService fulfillmentService;

    @Inject
    MetakockaLink metakocka;

    @Inject
    MetricRegistry metrics;

    @Resource
    UserTransaction transaction;

    @Resource(lookup = "java:app/jdbc/orders")
    DataSource database;

    @Inject
    @Readiness
    DeskReadiness readiness;

    /** The war as it is shipped, and this class. */
    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("desk.war")))
                .addClasses(TransactionsIT.class, ContainerBackends.class)
                .addAsLibraries(new File(Assertions.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()));
    }

    /** The container is up when the war is deployed; products and stock come from Metakocka a little later. */
    @BeforeEach
    void wait_for_the_catalogue() throws InterruptedException {
        var until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (readiness.call().getStatus() != HealthCheckResponse.Status.UP) {
            assertThat(System.nanoTime()).as("ready in time").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Test
    void an_order_rolled_back_leaves_nothing_to_deliver() throws Exception {
        transaction.begin();
        var id = orders.create(newOrder(), "sales", "desk");
        orders.sync(id, "sales", false);
        assertThat(rows("sales_documents", "id", id)).isEqualTo(1);
        assertThat(rows("metakocka_operations", "document_id", id)).isEqualTo(1);
        transaction.rollback();

        assertThat(rows("sales_documents", "id", id)).isZero();
        assertThat(rows("metakocka_operations", "document_id", id)).isZero();
        assertThat(rows("sales_document_mappings", "document_id", id)).isZero();
        assertThat(rows("order_inventory_allocations", "document_id", id)).isZero();
    }

    @Test
    void an_order_and_its_operation_commit_together_and_are_delivered_after_that() throws Exception {
        transaction.begin();
        var id = orders.create(newOrder(), "sales", "desk");
        Submission submission = orders.sync(id, "sales", true);
        assertThat(metakocka.submitted(id)).isTrue();
        transaction.commit();

        assertThat(rows("metakocka_operations", "document_id", id)).isEqualTo(1);
        assertThat(metakocka.awaitOutcomes(submission.operations(), Duration.ofSeconds(30)))
                .isTrue();
        assertThat(text("select sync_status from sales_document_mappings where document_id = ?", id))
                .isEqualTo("synced");
        // the row the outcome changed and the operation it closed were written by one transaction
        assertThat(text("select m.xmin::text from sales_document_mappings m where m.document_id = ?", id))
                .isEqualTo(text("select o.xmin::text from metakocka_operations o where o.document_id = ?", id));
    }

    @Test
    void each_call_of_metakocka_is_counted_with_its_outcome_and_time() {
        var calls = metrics.getTimers((id, metric) -> id.getName().equals("metakocka_calls"));

        assertThat(calls.keySet())
                .extracting(
                        id -> id.getTags().get("operation") + " " + id.getTags().get("outcome"))
                .contains("warehouse_list done", "product_list done", "warehouse_stock done");
        assertThat(calls.values()).allSatisfy(timer -> {
            assertThat(timer.getCount()).isPositive();
            assertThat(timer.getElapsedTime()).isPositive();
        });
        assertThat(metrics.getMetricIDs().toString()).doesNotContain("simulator-secret");
    }

    @Test
    void somebody_without_a_role_is_refused_and_nothing_happens() throws Exception {
        var before = text("select count(*)::text from sales_documents where ? is not null", UUID.randomUUID());

        assertThatThrownBy(() -> orderService.create(newOrder())).isInstanceOf(EJBAccessException.class);
        assertThatThrownBy(() -> orderService.cancel(UUID.randomUUID(), "reason"))
                .isInstanceOf(EJBAccessException.class);
        assertThatThrownBy(() ->
                        fulfillmentService.fulfill(UUID.randomUUID(), new FulfillmentData(null, null, null, null)))
                .isInstanceOf(EJBAccessException.class);

        assertThat(text("select count(*)::text from sales_documents where ? is not null", UUID.randomUUID()))
                .isEqualTo(before);
    }

    private long rows(String table, String column, UUID id) throws SQLException {
        return Long.parseLong(text("select count(*)::text from " + table + " where " + column + " = ?", id));
    }

    private String text(String sql, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (var result = statement.executeQuery()) {
                assertThat(result.next()).as(sql).isTrue();
                return result.getString(1);
            }
        }
    }

    private static NewOrder newOrder() {
        return new NewOrder(
                new CustomerData(
                        "Buyer d.o.o.",
                        "buyer@example.test",
                        null,
                        null,
                        new PostalAddress("Slovenska cesta 1", "1000", "Ljubljana", "SI")),
                null,
                "EUR",
                null,
                null,
                null,
                null,
                List.of(new NewOrder.Item(null, "ART-033", null, BigDecimal.ONE, new BigDecimal("43.00"), null, null)));
    }
}
