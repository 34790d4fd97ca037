package crmmind.orders.salesdocument;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.Desk;
import crmmind.orders.order.OrderCommands;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.order.OrderViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkSyncTest {

    private final List<String> refreshed = new ArrayList<>();
    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.stock("A", "10");
        desk.stock("B", "1");
    }

    @Test
    void one_order_s_failure_never_stops_the_others() {
        var fresh = orders.draft("A x 1");
        var scarce = orders.draft("B x 2");
        var synced = orders.synced("A x 1");
        var refused = orders.synced("A x 1");
        desk.metakocka().refuse(refused, "Unknown partner");
        var held = orders.synced("A x 1");
        orders.status(held, OrderStatus.ON_HOLD);
        var cancelled = orders.draft("A x 1");
        orders.cancel(cancelled);
        var unknown = UUID.randomUUID();

        var result = new Sync()
                .syncAll(
                        List.of(fresh, scarce, synced, refused, held, cancelled, unknown, fresh),
                        Duration.ofSeconds(1));

        assertThat(result.success()).isFalse();
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(result.pending()).isEqualTo(2);
        assertThat(result.failed()).isEqualTo(4);
        assertThat(result.errors())
                .extracting(BulkResult.BulkError::orderId, BulkResult.BulkError::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(scarce, "INSUFFICIENT_STOCK"),
                        org.assertj.core.groups.Tuple.tuple(held, "ON_HOLD"),
                        org.assertj.core.groups.Tuple.tuple(cancelled, "NOT_SYNCABLE"),
                        org.assertj.core.groups.Tuple.tuple(unknown, "NOT_FOUND"));
        assertThat(refreshed).containsExactly("A", "B");
        assertThat(orders.details(scarce).status()).isEqualTo("draft");
    }

    @Test
    void what_goes_out_in_bulk_lets_others_go_first() {
        var fresh = orders.draft("A x 1");
        var refused = orders.synced("A x 1");
        desk.metakocka().refuse(refused, "Unknown partner");

        new Sync().syncAll(List.of(fresh, refused), Duration.ofSeconds(1));

        assertThat(desk.metakocka().asked())
                .contains(
                        "create in bulk " + orders.details(fresh).orderNumber(),
                        "again in bulk " + orders.details(refused).orderNumber());
    }

    @Test
    void outcomes_are_counted_by_where_the_document_stands_then() {
        var id = UUID.randomUUID();
        assertThat(counted(Submission.Effect.CREATE, "synced", id).created()).isEqualTo(1);
        assertThat(counted(Submission.Effect.UPDATE, "synced", id).updated()).isEqualTo(1);
        assertThat(counted(Submission.Effect.UPDATE, "pending", id).pending()).isEqualTo(1);
        assertThat(counted(Submission.Effect.CREATE, "error", id).errors())
                .containsExactly(new BulkResult.BulkError(id, null, "METAKOCKA_REFUSED", "text"));
        assertThat(counted(Submission.Effect.CREATE, "needs_review", id).success())
                .isFalse();
    }

    private static BulkResult counted(Submission.Effect effect, String status, UUID id) {
        var count = new BulkCount();
        count.outcome(
                new Submission(id, List.of(), effect), new SyncResult(true, id, "mk", status, "confirmed", "text"));
        return count.result();
    }

    /** The base as orders use it, without a container around it. */
    private final class Sync extends SalesDocumentSyncService {

        @Override
        protected MappingView mappingOf(UUID documentId) {
            return desk.call(() -> desk.bean(OrderViews.class).mapping(documentId));
        }

        @Override
        protected List<MappingView> mappingsOf(Collection<UUID> documentIds) {
            return desk.call(() -> desk.bean(OrderViews.class).mappings(documentIds));
        }

        @Override
        protected Collection<String> productsToAllocate(Collection<UUID> documentIds) {
            return desk.call(() -> desk.bean(OrderViews.class).productsToAllocate(documentIds));
        }

        @Override
        protected Submission submit(UUID documentId, boolean interactive) {
            return desk.call(() -> desk.bean(OrderCommands.class).sync(documentId, "ana", interactive));
        }

        @Override
        protected Map<UUID, SyncResult> results(Collection<UUID> documentIds) {
            return desk.call(() -> desk.bean(OrderViews.class).results(documentIds));
        }

        @Override
        protected void refresh(Collection<String> productCodes) {
            refreshed.addAll(productCodes);
        }

        @Override
        protected MetakockaLink metakocka() {
            return desk.metakocka();
        }
    }
}
