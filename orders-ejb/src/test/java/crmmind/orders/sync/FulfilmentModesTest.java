package crmmind.orders.sync;

import static crmmind.metakocka.ledger.OperationKind.CANCEL;
import static crmmind.metakocka.ledger.OperationKind.FULFILL;
import static crmmind.metakocka.ledger.OperationKind.INVOICE;
import static crmmind.metakocka.ledger.OperationKind.PACKING_LIST;
import static crmmind.metakocka.ledger.OperationKind.TRACKING;
import static crmmind.metakocka.ledger.OperationKind.UPDATE_ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.FulfillmentMode;
import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.document.Difference;
import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.ledger.ChangeSalesOrder;
import crmmind.metakocka.ledger.CreatePackingList;
import crmmind.metakocka.ledger.Operation;
import crmmind.metakocka.ledger.OperationDecisions;
import crmmind.metakocka.ledger.OperationKind;
import crmmind.metakocka.ledger.OperationLedger;
import crmmind.metakocka.ledger.OperationOutcomes;
import crmmind.metakocka.ledger.OperationResult;
import crmmind.metakocka.ledger.OperationSettled;
import crmmind.metakocka.ledger.OperationState;
import crmmind.orders.Desk;
import crmmind.orders.fulfillment.OrderFulfillment;
import crmmind.orders.fulfillment.OrderFulfillments;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.salesdocument.LinkedPapers;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.SyncStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shipment asks of Metakocka in each mode, and what its answers change here. */
class FulfilmentModesTest {

    private final RecordedLedger ledger = new RecordedLedger();
    private Desk desk;
    private OrderFixture orders;
    private UUID order;

    @BeforeEach
    void an_order_that_metakocka_has() {
        desk = new Desk();
        desk.put(OperationLedger.class, ledger);
        desk.put(OperationOutcomes.class, new OperationOutcomes());
        desk.put(OperationDecisions.class, new OperationDecisions());
        orders = new OrderFixture(desk);
        desk.stock("A", "10");
        desk.product("DELIVERY", true);
        order = orders.synced("A x 3", "DELIVERY x 1");
    }

    // --- what is asked

    @Test
    void by_status_alone_a_shipment_is_fields_of_the_order() {
        mode(FulfillmentMode.STATUS);

        shipAll();

        assertThat(kinds()).containsExactly(FULFILL, TRACKING);
    }

    @Test
    void by_packing_list_each_shipment_has_one_with_its_goods_before_the_status() {
        mode(FulfillmentMode.PACKING_LIST);

        ship("1");
        shipAll();

        assertThat(kinds()).containsExactly(PACKING_LIST, FULFILL, PACKING_LIST, FULFILL, TRACKING);
        var first = (CreatePackingList) operations().get(0).payload();
        assertThat(first.reference()).isEqualTo(number() + "/1");
        assertThat(first.shipmentId()).isEqualTo(shipments().get(0).id().toString());
        assertThat(first.warehouse()).isEqualTo("glavno");
        assertThat(first.mkId()).isEqualTo("mk-" + order);
        assertThat(first.lines()).as("goods, no services").singleElement().satisfies(line -> {
            assertThat(line.code()).isEqualTo("A");
            assertThat(line.amount()).isEqualByComparingTo("1");
            assertThat(line.price()).isEqualByComparingTo("10");
            assertThat(line.tax()).isEqualTo("EX4");
        });
        assertThat(((CreatePackingList) operations().get(2).payload()).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.amount()).isEqualByComparingTo("2"));
        assertThat(((ChangeSalesOrder) operations().get(1).payload()).statusCode())
                .as("a part shipment leaves the status")
                .isNull();
        assertThat(((ChangeSalesOrder) operations().get(3).payload()).statusCode())
                .isEqualTo("shipped");
    }

    @Test
    void a_shipment_of_services_alone_has_no_packing_list() {
        mode(FulfillmentMode.PACKING_LIST);
        orders.fulfill(order, 2, "1");

        submit(false);

        assertThat(kinds()).containsExactly(FULFILL);
    }

    @Test
    void by_invoice_the_order_gets_one_when_all_is_shipped() {
        mode(FulfillmentMode.INVOICE);

        ship("1");
        assertThat(kinds()).as("nothing is billed that is still here").containsExactly(FULFILL);
        shipAll();
        assertThat(kinds()).containsExactly(FULFILL, INVOICE, FULFILL, TRACKING);
        submit(true);
        assertThat(kinds()).as("never a second one").containsOnlyOnce(INVOICE);
    }

    @Test
    void by_invoice_what_was_shipped_is_billed_when_the_rest_is_cancelled() {
        mode(FulfillmentMode.INVOICE);
        ship("1");
        orders.cancel(order);

        desk.run(() -> desk.bean(OrderExport.class)
                .submitCancellation(desk.bean(SalesDocuments.class).get(order), "sold out", true, "ana"));

        assertThat(kinds()).containsExactly(FULFILL, UPDATE_ORDER, INVOICE);
    }

    @Test
    void what_is_sent_after_a_part_shipment_leaves_its_carrier() {
        mode(FulfillmentMode.STATUS);
        edit();
        orders.fulfill(order, 1, "1", "GLS");
        edit();
        orders.fulfill(order, 1, "1"); // nobody said who carries it
        edit();

        assertThat(operations())
                .extracting(operation -> ((ChangeSalesOrder) operation.payload()).deliveryType())
                .containsExactly("DHL", "GLS", "GLS");
    }

    @Test
    void a_cancellation_carries_status_and_reason_in_one_change() {
        mode(FulfillmentMode.STATUS);
        orders.cancel(order);

        desk.run(() -> desk.bean(OrderExport.class)
                .submitCancellation(desk.bean(SalesDocuments.class).get(order), "sold out", false, "ana"));

        assertThat(kinds()).containsExactly(CANCEL);
        var change = (ChangeSalesOrder) operations().get(0).payload();
        assertThat(change.statusCode()).isEqualTo("canceled");
        assertThat(change.noteToAppend())
                .isEqualTo(new ChangeSalesOrder.Note("CRM cancelled " + number() + ": ", "sold out"));
    }

    // --- what the answers change

    @Test
    void a_packing_list_is_remembered_with_its_shipment_and_its_goods_are_out_of_stock() {
        mode(FulfillmentMode.PACKING_LIST);
        ship("1");
        assertThat(desk.counter("shipped_not_booked", "A")).isEqualByComparingTo("1");
        var available = desk.counter("available", "A");

        settle(operations().get(0), made("400", "warehouse_packing_list", "SK1_7", "12.20"));
        settle(operations().get(0), made("400", "warehouse_packing_list", "SK1_7", "12.20"));

        var shipment = shipments().get(0);
        assertThat(shipment.packingListId()).isEqualTo("400");
        assertThat(shipment.packingListNumber()).isEqualTo("SK1_7");
        assertThat(shipment.booked()).isTrue();
        assertThat(desk.counter("shipped_not_booked", "A")).as("once").isZero();
        assertThat(desk.counter("on_hand", "A")).isEqualByComparingTo("9");
        assertThat(desk.counter("available", "A"))
                .as("nothing was gained or lost")
                .isEqualByComparingTo(available);
        assertThat(mapping().metakockaId()).as("the order").isEqualTo("mk-" + order);
        var papers = orders.details(order).metakocka().papers();
        assertThat(papers.paid()).isEqualByComparingTo("5.00");
        assertThat(papers.total()).isEqualByComparingTo("48.80");
        assertThat(papers.documents())
                .as("with the total that only the packing list itself told")
                .containsExactly(
                        new LinkedPapers.Paper("warehouse_packing_list", "SK1_7", "400", new BigDecimal("12.20")));
        assertThat(desk.number(
                        "select count(*) from books_out_of_balance where rule <> ?",
                        "submitted_orders_have_an_operation"))
                .isZero();
    }

    @Test
    void an_invoice_takes_out_what_no_packing_list_took() {
        mode(FulfillmentMode.INVOICE);
        ship("1");
        shipAll();
        assertThat(desk.counter("shipped_not_booked", "A")).isEqualByComparingTo("3");

        settle(operations().get(1), made("500", "sales_bill_domestic", "1-MK-1", "41.48"));

        assertThat(desk.counter("shipped_not_booked", "A")).isZero();
        assertThat(desk.counter("on_hand", "A")).isEqualByComparingTo("7");
        assertThat(shipments()).allMatch(OrderFulfillment::booked);
        assertThat(shipments()).allMatch(shipment -> shipment.packingListId() == null);
    }

    @Test
    void another_warehouse_on_the_packing_list_needs_review_and_says_both() {
        mode(FulfillmentMode.PACKING_LIST);
        ship("1");
        settle(operations().get(1), null);

        settle(
                operations().get(0),
                made("400", "warehouse_packing_list", "SK1_7", "12.20"),
                new Difference("packing_list[X/1].warehouse", "glavno", "drugo"));

        assertThat(mapping().status()).isEqualTo(SyncStatus.NEEDS_REVIEW);
        assertThat(mapping().error()).isEqualTo("packing_list[X/1].warehouse: sent glavno, Metakocka stored drugo");
    }

    @Test
    void a_refused_packing_list_is_not_hidden_by_a_later_one() {
        mode(FulfillmentMode.PACKING_LIST);
        ship("1");
        ship("1");
        settle(operations().get(1), null);
        settle(operations().get(3), null);
        var refused = ledger.becomes(operations().get(0), OperationState.REFUSED, "Zaloga artikla A");
        desk.run(() -> desk.bean(OutcomeRecorder.class)
                .settled(new OperationSettled(refused, new OperationResult.Refused("6", "Zaloga artikla A", null))));

        settle(operations().get(2), made("401", "warehouse_packing_list", "SK1_8", "12.20"));

        assertThat(mapping().status()).isEqualTo(SyncStatus.ERROR);
        assertThat(mapping().error()).isEqualTo("Zaloga artikla A");
        assertThat(shipments().get(0).booked()).isFalse();
        assertThat(shipments().get(1).packingListId()).isEqualTo("401");
    }

    private void mode(FulfillmentMode mode) {
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
                        mode));
    }

    private void ship(String quantity) {
        orders.fulfill(order, 1, quantity);
        submit(false);
    }

    private void shipAll() {
        orders.fulfillAll(order);
        submit(true);
    }

    private void edit() {
        desk.run(() -> desk.bean(OrderExport.class)
                .submitEdit(desk.bean(SalesDocuments.class).get(order), "ana"));
    }

    private void submit(boolean complete) {
        desk.run(() -> {
            var all = desk.bean(OrderFulfillments.class).of(order);
            desk.bean(OrderExport.class)
                    .submitFulfillment(
                            desk.bean(SalesDocuments.class).get(order), all.get(all.size() - 1), complete, "bor");
        });
    }

    private void settle(Operation operation, LinkedDocument made, Difference... differences) {
        var done = ledger.becomes(operation, OperationState.DONE, null);
        var links = made == null
                ? List.<LinkedDocument>of()
                : List.of(new LinkedDocument(made.mkId(), made.docType(), made.countCode(), null));
        desk.run(() -> desk.bean(OutcomeRecorder.class)
                .settled(new OperationSettled(
                        done,
                        new OperationResult.Done(
                                "mk-" + order,
                                "PP-1",
                                "created",
                                null,
                                null,
                                order(links),
                                made,
                                List.of(differences)))));
    }

    private static LinkedDocument made(String mkId, String type, String number, String total) {
        return new LinkedDocument(mkId, type, number, new BigDecimal(total));
    }

    private SalesOrderDocument order(List<LinkedDocument> links) {
        return new SalesOrderDocument(
                "mk-" + order,
                "PP-1",
                null,
                null,
                null,
                number(),
                null,
                null,
                "EUR",
                "created",
                null,
                "glavno",
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
                null,
                List.of(),
                new SalesOrderDocument.Sums(
                        null, null, Map.of(), null, new BigDecimal("48.80"), new BigDecimal("5.00"), null),
                links,
                Map.of(),
                Map.of());
    }

    private List<Operation> operations() {
        return ledger.ofDocument(order);
    }

    private List<OperationKind> kinds() {
        return operations().stream().map(Operation::kind).toList();
    }

    private String number() {
        return orders.details(order).orderNumber();
    }

    private List<OrderFulfillment> shipments() {
        return desk.call(() -> desk.bean(OrderFulfillments.class).of(order));
    }

    private SalesDocumentMapping mapping() {
        return desk.call(() -> desk.bean(SalesDocuments.class).mapping(order).orElseThrow());
    }
}
