package crmmind.orders.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.metakocka.FulfillmentMode;
import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.ledger.ChangeSalesOrder;
import crmmind.metakocka.ledger.Operation;
import crmmind.metakocka.ledger.OperationDecisions;
import crmmind.metakocka.ledger.OperationKind;
import crmmind.metakocka.ledger.OperationLedger;
import crmmind.metakocka.ledger.OperationOutcomes;
import crmmind.metakocka.ledger.OperationResult;
import crmmind.metakocka.ledger.OperationSettled;
import crmmind.metakocka.ledger.OperationState;
import crmmind.metakocka.partner.Party;
import crmmind.orders.Desk;
import crmmind.orders.activity.Activity;
import crmmind.orders.activity.OrderEvent;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.salesdocument.Disagreement;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.SeenThere;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.sync.Disagreements.Obstacle;
import crmmind.orders.sync.Disagreements.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person decides, field by field, whether ours or theirs counts; on a real database. */
class DisagreementsTest {

    private static final Disagreement CARRIER = new Disagreement("carrier", "DHL", "GLS");
    private static final Disagreement WAREHOUSE = new Disagreement("warehouse", "glavno", "drugo");
    private static final Disagreement LINES = new Disagreement("lines", "3 × A", "5 × A");
    private static final Disagreement TOTAL = new Disagreement("total", "36.60", "61.00");
    private static final Disagreement CUSTOMER = new Disagreement("customer", "Buyer d.o.o.", "Other d.o.o.");

    private final OpenLedger ledger = new OpenLedger();
    private Desk desk;
    private OrderFixture orders;
    private UUID order;

    @BeforeEach
    void an_order_that_metakocka_has() {
        desk = new Desk();
        desk.put(OperationLedger.class, ledger);
        desk.put(OperationOutcomes.class, new OperationOutcomes());
        desk.put(OperationDecisions.class, new OperationDecisions());
        desk.put(
                MetakockaSettings.class,
                new MetakockaSettings(
                        null,
                        null,
                        null,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        List.of(Duration.ZERO),
                        Duration.ZERO,
                        1,
                        MetakockaSettings.RequestBody.CHUNKED,
                        Duration.ZERO,
                        List.of(Duration.ZERO),
                        FulfillmentMode.STATUS));
        orders = new OrderFixture(desk);
        desk.stock("A", "10");
        order = orders.synced("A x 3");
    }

    // --- theirs

    @Test
    void their_carrier_stands_here_and_nothing_is_sent() {
        differs(CARRIER);

        var submission = settle(CARRIER, Side.THEIRS);

        assertThat(submission.operations()).isEmpty();
        assertThat(ledger.ofDocument(order)).isEmpty();
        assertThat(details().shippingMethod()).isEqualTo("GLS");
        assertThat(mapping().seen().disagreements()).isEmpty();
        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);
        assertThat(told("took_theirs").details())
                .containsEntry("field", "carrier")
                .containsEntry("here", "DHL")
                .containsEntry("there", "GLS");
    }

    @Test
    void their_quantities_stand_here_with_their_stock_and_the_total_agrees_by_itself() {
        differs(LINES, TOTAL);

        settle(LINES, Side.THEIRS);

        assertThat(details().items().get(0).quantity()).isEqualByComparingTo("5");
        assertThat(details().items().get(0).allocatedQuantity()).isEqualByComparingTo("5");
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("5");
        assertThat(mapping().seen().disagreements()).isEmpty();
        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void a_total_that_does_not_follow_stays_a_difference() {
        differs(LINES, new Disagreement("total", "36.60", "70.00"));

        settle(LINES, Side.THEIRS);

        assertThat(mapping().seen().disagreements()).containsExactly(new Disagreement("total", "61.00", "70.00"));
        assertThat(mapping().status()).isEqualTo(SyncStatus.NEEDS_REVIEW);
    }

    @Test
    void their_cancellation_gives_the_stock_back_and_is_not_sent_back() {
        var cancelled = new Disagreement("status", "confirmed", "canceled");
        differs(cancelled);

        settle(cancelled, Side.THEIRS);

        assertThat(details().status()).isEqualTo("cancelled");
        assertThat(desk.counter("held", "A")).isZero();
        assertThat(desk.metakocka().asked()).as("the create alone").hasSize(1);
        assertThat(ledger.ofDocument(order)).isEmpty();
        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void their_hold_and_their_release_are_taken() {
        var paused = new Disagreement("status", "confirmed", "paused");
        differs(paused);
        settle(paused, Side.THEIRS);
        assertThat(details().status()).isEqualTo("on_hold");

        var released = new Disagreement("status", "on_hold", "created");
        differs(released);
        settle(released, Side.THEIRS);

        assertThat(details().status()).isEqualTo("confirmed");
        assertThat(desk.metakocka().asked()).hasSize(1);
    }

    @Test
    void what_cannot_be_told_or_is_not_allowed_is_not_taken_and_says_why() {
        assertThat(notTheirs(TOTAL)).isEqualTo(Obstacle.FOLLOWS);
        assertThat(notTheirs(CUSTOMER)).isEqualTo(Obstacle.ONLY_A_NAME);
        assertThat(notTheirs(new Disagreement("status", "confirmed", "shipped")))
                .isEqualTo(Obstacle.NEEDS_SHIPMENT);
        assertThat(notTheirs(new Disagreement("status", "confirmed", "draft"))).isEqualTo(Obstacle.NO_SUCH_STEP);
        assertThat(notTheirs(new Disagreement("status", "confirmed", "our own word")))
                .isEqualTo(Obstacle.NO_MEANING);
        assertThat(notTheirs(new Disagreement("lines", "3 × A", "3 × A, 1 × B")))
                .isEqualTo(Obstacle.CANNOT_BE_TOLD);
        assertThat(notTheirs(new Disagreement("warehouse", "glavno", "nowhere")))
                .isEqualTo(Obstacle.RULE);
        orders.status(order, OrderStatus.PROCESSING);
        desk.metakocka().accept(order);
        assertThat(notTheirs(WAREHOUSE)).isEqualTo(Obstacle.NOT_NOW);
        orders.fulfill(order, 1, "2");
        desk.metakocka().accept(order);
        assertThat(notTheirs(new Disagreement("status", "partially_fulfilled", "canceled")))
                .isEqualTo(Obstacle.SHIPPED);
        assertThat(notTheirs(new Disagreement("lines", "3 × A", "1 × A"))).isEqualTo(Obstacle.RULE);

        assertThatThrownBy(() -> settle(new Disagreement("lines", "3 × A", "1 × A"), Side.THEIRS))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.problem()).isEqualTo(Problem.EDIT_NOT_ALLOWED));
        assertThat(details().items().get(0).quantity()).isEqualByComparingTo("3");
    }

    // --- ours

    @Test
    void our_carrier_is_sent_alone_and_the_other_differences_stay() {
        differs(CARRIER, LINES);

        settle(CARRIER, Side.OURS);

        var sent = ledger.ofDocument(order).get(0);
        assertThat(sent.kind()).isEqualTo(OperationKind.UPDATE_ORDER);
        assertThat(sent.payload())
                .isEqualTo(
                        ChangeSalesOrder.of("mk-" + order).deliveryType("DHL").build());
        done(sent, there("DHL", "5"));
        assertThat(mapping().seen().disagreements()).containsExactly(LINES);
        assertThat(mapping().status()).isEqualTo(SyncStatus.NEEDS_REVIEW);
        assertThat(told("kept_ours").details()).containsEntry("field", "carrier");
    }

    @Test
    void our_lines_bring_the_total_with_them() {
        differs(LINES, TOTAL);

        settle(TOTAL, Side.OURS);

        var sent = ledger.ofDocument(order).get(0);
        var change = (ChangeSalesOrder) sent.payload();
        assertThat(change.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.amount()).isEqualByComparingTo("3"));
        done(sent, there("DHL", "3"));
        assertThat(mapping().seen().disagreements()).isEmpty();
        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void a_field_that_metakocka_keeps_in_spite_of_ours_still_differs() {
        differs(CARRIER);
        settle(CARRIER, Side.OURS);

        done(ledger.ofDocument(order).get(0), there("GLS", "3"));

        assertThat(mapping().seen().disagreements()).containsExactly(CARRIER);
        assertThat(mapping().status()).isEqualTo(SyncStatus.NEEDS_REVIEW);
    }

    @Test
    void our_status_is_sent_as_a_status() {
        var completed = new Disagreement("status", "confirmed", "completed");
        differs(completed);

        settle(completed, Side.OURS);

        var sent = ledger.ofDocument(order).get(0);
        assertThat(sent.kind()).isEqualTo(OperationKind.CHANGE_STATUS);
        assertThat(((ChangeSalesOrder) sent.payload()).statusCode()).isEqualTo("created");
    }

    @Test
    void an_empty_carrier_cannot_be_sent() {
        assertThat(choice(new Disagreement("carrier", "", "GLS")).notOurs()).isEqualTo(Obstacle.NOTHING_TO_SEND);
    }

    // --- both

    @Test
    void pressed_twice_it_is_decided_once() {
        differs(CARRIER);
        settle(CARRIER, Side.OURS);

        assertThat(desk.call(() -> desk.bean(Disagreements.class).choices(order)))
                .allSatisfy(choice -> assertThat(choice.notOurs()).isEqualTo(Obstacle.ON_ITS_WAY));
        assertThatThrownBy(() -> settle(CARRIER, Side.OURS)).isInstanceOf(BusinessException.class);

        assertThat(ledger.ofDocument(order)).hasSize(1);
    }

    @Test
    void what_differs_otherwise_than_it_was_seen_is_looked_at_again() {
        differs(new Disagreement("carrier", "DHL", "DPD"));

        assertThatThrownBy(() -> settle(CARRIER, Side.THEIRS))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.problem()).isEqualTo(Problem.VERSION_CONFLICT));

        assertThat(details().shippingMethod()).isEqualTo("DHL");
    }

    @Test
    void while_a_refusal_stands_nothing_is_decided_that_would_hide_it() {
        differs(CARRIER);
        desk.metakocka().refuse(order, "No such product");

        assertThat(desk.call(() -> desk.bean(Disagreements.class).choices(order)))
                .allSatisfy(choice -> assertThat(choice.notTheirs()).isEqualTo(Obstacle.REFUSED));
    }

    private Disagreements.Choice choice(Disagreement about) {
        differs(about);
        return desk.call(() -> desk.bean(Disagreements.class).choices(order)).get(0);
    }

    private Obstacle notTheirs(Disagreement about) {
        return choice(about).notTheirs();
    }

    private Submission settle(Disagreement about, Side side) {
        return desk.call(() -> desk.bean(Disagreements.class).settle(order, about, side, "ana"));
    }

    /** As the look at Metakocka leaves it. */
    private void differs(Disagreement... about) {
        desk.run(() -> {
            var mapping = desk.bean(Mappings.class).locked(order).orElseThrow();
            var fields = new HashMap<String, String>();
            var differences = new HashMap<String, String>();
            for (var one : about) {
                fields.put(one.field(), one.there());
                differences.put(OutcomeRecorder.CHANGED + one.field(), one.sentence());
            }
            mapping.saw(new SeenThere(fields, Arrays.asList(about)));
            mapping.agreedOn(new Agreement("P-1", differences).json());
            mapping.needsReview("differs");
        });
    }

    private void done(Operation sent, SalesOrderDocument readBack) {
        var closed = ledger.becomes(sent, OperationState.DONE, null);
        desk.run(() -> desk.bean(OutcomeRecorder.class)
                .settled(new OperationSettled(
                        closed,
                        new OperationResult.Done(
                                "mk-" + order, "PP-1", "created", "P-1", null, readBack, null, List.of()))));
    }

    private SalesDocumentMapping mapping() {
        return desk.call(() -> desk.bean(SalesDocuments.class).mapping(order).orElseThrow());
    }

    private OrderDetails details() {
        return orders.details(order);
    }

    private OrderEvent told(String kind) {
        return desk.call(() -> desk.bean(Activity.class).of(order)).stream()
                .filter(event -> event.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static SalesOrderDocument there(String carrier, String quantity) {
        return new SalesOrderDocument(
                "mk-1",
                "PP-1",
                null,
                null,
                null,
                "N-1",
                Party.of("Buyer d.o.o.", false, null, null, null, null, "SI", null),
                null,
                "EUR",
                "created",
                "created",
                "glavno",
                carrier,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new SalesOrderDocument.Line(
                        "1",
                        "1",
                        "A",
                        null,
                        null,
                        null,
                        new BigDecimal(quantity),
                        BigDecimal.TEN,
                        null,
                        null,
                        "EX4",
                        null)),
                new SalesOrderDocument.Sums(
                        null,
                        null,
                        Map.of(),
                        null,
                        new BigDecimal(quantity).multiply(new BigDecimal("12.20")),
                        null,
                        null),
                List.of(),
                Map.of(),
                Map.of());
    }

    /** A ledger that knows what it has not delivered. */
    private static final class OpenLedger extends RecordedLedger {
        @Override
        public boolean hasOpen(UUID documentId) {
            return ofDocument(documentId).stream()
                    .anyMatch(operation -> operation.state().open());
        }
    }
}
