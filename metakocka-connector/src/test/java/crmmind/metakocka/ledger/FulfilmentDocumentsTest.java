package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.document.Difference;
import crmmind.metakocka.document.FoundDocument;
import crmmind.metakocka.document.SalesOrderLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packing lists and invoices: what has no key in Metakocka, and must not be there twice. */
class FulfilmentDocumentsTest {

    private static final String PACKING_LIST = "warehouse_packing_list";
    private static final String INVOICE = "sales_bill_domestic";
    private static final LocalDate DAY = LocalDate.of(2026, 8, 25);

    private final UUID document = UUID.randomUUID();
    private final String reference = LedgerFixture.reference();
    private LedgerFixture ledger;

    @BeforeEach
    void an_order_in_metakocka() {
        ledger = new LedgerFixture();
        assertThat(ledger.settle(ledger.submitCreate(document, reference)).state())
                .isEqualTo(OperationState.DONE);
        ledger.settled.clear();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    // --- packing lists

    @Test
    void a_shipment_becomes_a_packing_list_linked_to_its_order() {
        var id = pack(1, "2");

        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        var made = ledger.metakocka.papers(PACKING_LIST).get(0);
        assertThat(operation.mkId()).isEqualTo(made.path("mk_id").asText());
        var sent = ledger.metakocka.requests(PACKING_LIST).get(0);
        assertThat(sent.path("title").asText()).isEqualTo(reference + "/1");
        assertThat(sent.path("warehouse").asText()).isEqualTo("glavno");
        assertThat(sent.path("doc_date").asText()).isEqualTo("25.08.2026");
        assertThat(sent.path("partner").path("mk_id").asText())
                .as("the order's buyer, not a new one")
                .isEqualTo(ledger.metakocka
                        .order(reference)
                        .path("partner")
                        .path("mk_id")
                        .asText());
        assertThat(sent.path("sales_order_list").path(0).path("buyer_order").asText())
                .isEqualTo(reference);
        assertThat(sent.path("meta_data").path(0).path("value_string").asText()).isEqualTo(shipment(1));
        assertThat(sent.has("count_code")).isFalse();
        assertThat(sent.path("product_list").path(0).has("unit")).isFalse();
        assertThat(ledger.settled).singleElement().satisfies(event -> {
            var done = (OperationResult.Done) event.result();
            assertThat(done.mkId())
                    .as("the order")
                    .isEqualTo(ledger.metakocka.order(reference).path("mk_id").asText());
            assertThat(done.made().mkId()).isEqualTo(operation.mkId());
            assertThat(done.made().countCode())
                    .isEqualTo(made.path("count_code").asText());
            assertThat(done.differences()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeMetakocka.Fault.class,
            names = {"DROP_AFTER", "HTML_AFTER", "HTTP_500_AFTER"})
    void a_packing_list_whose_answer_got_lost_is_found_by_our_mark(FakeMetakocka.Fault fault) {
        ledger.metakocka.next("put_document", fault);

        var operation = ledger.settle(pack(1, "2"));

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.papers(PACKING_LIST)).hasSize(1);
        assertThat(operation.mkId())
                .isEqualTo(ledger.metakocka
                        .papers(PACKING_LIST)
                        .get(0)
                        .path("mk_id")
                        .asText());
    }

    @Test
    void where_marks_are_not_given_back_it_is_found_by_day_and_goods() {
        ledger.metakocka.givesMarksBack = false;
        ledger.metakocka.putPackingList(reference, "24.08.2026", "ART-001", "2");
        ledger.metakocka.putPackingList(reference, "25.08.2026", "ART-001", "1");
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_AFTER);

        var operation = ledger.settle(pack(1, "2"));

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(operation.mkId())
                .isEqualTo(ledger.metakocka
                        .papers(PACKING_LIST)
                        .get(2)
                        .path("mk_id")
                        .asText());
        assertThat(ledger.metakocka.papers(PACKING_LIST)).hasSize(3);
    }

    @Test
    void the_packing_list_of_another_equal_shipment_is_not_taken_for_it() {
        ledger.metakocka.givesMarksBack = false;
        assertThat(ledger.settle(pack(1, "1")).state()).isEqualTo(OperationState.DONE);
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_AFTER);

        var second = ledger.settle(pack(2, "1"));

        assertThat(second.state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.papers(PACKING_LIST)).hasSize(2);
        assertThat(second.mkId())
                .isEqualTo(ledger.metakocka
                        .papers(PACKING_LIST)
                        .get(1)
                        .path("mk_id")
                        .asText());
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeMetakocka.Fault.class,
            names = {"DROP_BEFORE", "HTTP_500_BEFORE"})
    void what_is_not_there_after_the_quiet_period_goes_to_a_person_and_is_not_sent_again(FakeMetakocka.Fault fault) {
        ledger.metakocka.next("put_document", fault);
        var id = pack(1, "2");

        ledger.engine.process(id);
        ledger.engine.process(id);
        assertThat(ledger.state(id).state()).as("it may still come").isEqualTo(OperationState.UNKNOWN);
        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.REVIEW);
        assertThat(ledger.metakocka.requests(PACKING_LIST)).hasSize(1);
        assertThat(operation.text()).contains("not to be found");
        assertThat(again(id).state()).as("a person has it sent again").isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.papers(PACKING_LIST)).hasSize(1);
    }

    @Test
    void a_late_first_request_is_seen_before_a_person_has_it_sent_again() {
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.LATE);
        var id = pack(1, "2");
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.REVIEW);

        ledger.metakocka.doLate();

        assertThat(again(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.papers(PACKING_LIST)).hasSize(1);
    }

    @Test
    void two_that_may_be_it_go_to_a_person_who_says_which() {
        ledger.metakocka.givesMarksBack = false;
        var byHand = ledger.metakocka.putPackingList(reference, "25.08.2026", "ART-001", "2");
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_AFTER);
        var id = pack(1, "2");

        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.REVIEW);

        assertThat(ledger.operations.found(id))
                .extracting(FoundDocument::mkId)
                .hasSize(2)
                .contains(byHand.path("mk_id").asText());
        var ours = ledger.metakocka.papers(PACKING_LIST).get(1).path("mk_id").asText();
        assertThat(ledger.engine.adopt(id, ledger.state(id).attempt(), "99", decided -> {}))
                .isFalse();
        assertThat(ledger.engine.adopt(id, ledger.state(id).attempt(), ours, decided -> {}))
                .isTrue();
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.state(id).mkId()).isEqualTo(ours);
        assertThat(ledger.metakocka.papers(PACKING_LIST)).hasSize(2);
    }

    @Test
    void while_it_is_in_doubt_or_in_review_the_status_waits() {
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_BEFORE);
        var id = pack(1, "2");
        var status = ledger.submitChange(
                document,
                reference,
                OperationKind.FULFILL,
                ChangeSalesOrder.of(null).statusCode("shipped").build());
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.REVIEW);

        ledger.engine.process(status);

        assertThat(ledger.state(status).state()).isEqualTo(OperationState.PENDING);
        assertThat(ledger.metakocka.order(reference).path("status_desc").asText())
                .isEqualTo("created");
        assertThat(again(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.settle(status).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void another_warehouse_than_the_one_sent_is_told() {
        ledger.metakocka.knownWarehouse = "other";

        var operation = ledger.settle(pack(1, "2"));

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(operation.text())
                .isEqualTo("packing_list[" + reference + "/1].warehouse: sent glavno, Metakocka stored other");
    }

    @Test
    void a_refused_packing_list_can_be_sent_again_also_after_a_later_one() {
        var refused = ledger.submit(new NewOperation(
                document,
                reference,
                OperationKind.PACKING_LIST,
                list(1, "OUT-1", "1"),
                "tester",
                Priority.INTERACTIVE));
        assertThat(ledger.settle(refused).state()).isEqualTo(OperationState.REFUSED);
        assertThat(ledger.settle(pack(2, "1")).state()).isEqualTo(OperationState.DONE);

        assertThat(ledger.database.inNew(() -> ledger.operations.retry(refused, "admin")))
                .isTrue();
    }

    @Test
    void a_packing_list_waits_for_the_create_of_its_order() {
        var other = UUID.randomUUID();
        var otherReference = LedgerFixture.reference();
        var create = ledger.submitCreate(other, otherReference);
        var packing = ledger.submit(new NewOperation(
                other, otherReference, OperationKind.PACKING_LIST, list(1, "ART-001", "2"), "tester", Priority.BULK));

        assertThat(ledger.engine.process(packing).in()).isNotNull();
        assertThat(ledger.metakocka.papers(PACKING_LIST)).isEmpty();

        ledger.settle(create);
        assertThat(ledger.settle(packing).state()).isEqualTo(OperationState.DONE);
    }

    // --- the invoice

    @Test
    void the_invoice_is_made_once_and_the_tracking_number_goes_on() {
        var tracking = ledger.submitChange(
                document,
                reference,
                OperationKind.TRACKING,
                ChangeSalesOrder.of(null).trackingCode("TRACK123").build());
        ledger.engine.process(tracking);
        assertThat(ledger.state(tracking).waitingFor()).isEqualTo(WaitingFor.INVOICE);

        var invoice = ledger.settle(invoice());

        assertThat(invoice.state()).isEqualTo(OperationState.DONE);
        assertThat(invoice.mkId())
                .isEqualTo(ledger.metakocka.papers(INVOICE).get(0).path("mk_id").asText());
        assertThat(ledger.state(tracking).waitingFor()).as("due at once").isNull();
        assertThat(ledger.engine.process(tracking).in()).isNull();
        assertThat(ledger.state(tracking).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void an_order_that_has_an_invoice_gets_no_second_one() {
        var made = ledger.metakocka.putInvoice(reference).path("mk_id").asText();

        var operation = ledger.settle(invoice());

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(operation.mkId()).isEqualTo(made);
        assertThat(ledger.metakocka.papers(INVOICE)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(FakeMetakocka.Fault.class)
    void an_invoice_without_a_clear_answer_is_found_or_goes_to_a_person(FakeMetakocka.Fault fault) {
        ledger.metakocka.next("update_document", fault);
        var id = invoice();

        var operation = ledger.settle(id);

        boolean made =
                Arrays.asList("DROP_AFTER", "HTML_AFTER", "HTTP_500_AFTER").contains(fault.name());
        assertThat(operation.state()).isEqualTo(made ? OperationState.DONE : OperationState.REVIEW);
        assertThat(ledger.metakocka.calls("update_document")).isEqualTo(1);
        ledger.metakocka.doLate();
        if (!made) {
            assertThat(again(id).state()).isEqualTo(OperationState.DONE);
        }
        assertThat(ledger.metakocka.papers(INVOICE)).hasSize(1);
    }

    @Test
    void two_invoices_of_one_order_go_to_a_person() {
        ledger.metakocka.putInvoice(reference);
        ledger.metakocka.putInvoice(reference);
        var id = invoice();

        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.REVIEW);

        assertThat(ledger.operations.found(id)).hasSize(2);
        var first = ledger.metakocka.papers(INVOICE).get(0).path("mk_id").asText();
        assertThat(ledger.engine.adopt(id, ledger.state(id).attempt(), "99", decided -> {}))
                .isFalse();
        assertThat(ledger.engine.adopt(id, ledger.state(id).attempt(), first, decided -> {}))
                .isTrue();
        assertThat(ledger.state(id).mkId()).isEqualTo(first);
    }

    // --- the cancellation

    @Test
    void a_cancellation_is_one_call_with_status_and_reason_and_can_be_repeated() {
        var cancel = ChangeSalesOrder.of(null)
                .statusCode("canceled")
                .appendNote("CRM cancelled: ", "customer changed his mind")
                .build();
        ledger.metakocka.next("update_document", FakeMetakocka.Fault.DROP_AFTER);

        assertThat(ledger.settle(ledger.submitChange(document, reference, OperationKind.CANCEL, cancel))
                        .state())
                .isEqualTo(OperationState.DONE);
        assertThat(ledger.settle(ledger.submitChange(document, reference, OperationKind.CANCEL, cancel))
                        .state())
                .isEqualTo(OperationState.DONE);

        assertThat(ledger.metakocka.calls("update_document")).isEqualTo(1);
        assertThat(ledger.metakocka.calls("change_document_status")).isZero();
        var order = ledger.metakocka.order(reference);
        assertThat(order.path("status_desc").asText()).isEqualTo("canceled");
        assertThat(order.path("notes").asText())
                .isEqualTo("Call before delivery\nCRM cancelled: customer changed his mind");
    }

    // --- the order itself

    @Test
    void the_request_that_makes_an_order_names_neither_number_nor_unit_and_the_partner_by_id() {
        var sent = ledger.metakocka.requests("sales_order").stream()
                .filter(request -> request.has("product_list"))
                .findFirst()
                .orElseThrow();

        assertThat(sent.has("count_code")).isFalse();
        assertThat(sent.has("customer_order")).isFalse();
        assertThat(sent.path("product_list").path(0).has("unit")).isFalse();
        assertThat(sent.path("buyer_order").asText()).isEqualTo(reference);
        assertThat(sent.path("partner").path("mk_id").asText()).isNotEmpty();
        assertThat(sent.path("meta_data").path(0).path("key").asText()).isEqualTo("crm_order_id");
        assertThat(sent.path("meta_data").path(0).path("value_string").asText()).isEqualTo(document.toString());
    }

    @Test
    void everything_metakocka_replaced_in_an_order_is_told_with_what_was_sent_and_what_is_stored() {
        ledger.metakocka.substitute = order -> {
            order.remove("delivery_type");
            order.put("sum_all", "1.00");
            ((ObjectNode) order.path("partner")).put("mk_id", "7");
            ((ObjectNode) order.path("product_list").path(0)).put("amount", "1");
        };

        ledger.settle(ledger.submitCreate(UUID.randomUUID(), LedgerFixture.reference()));

        var done = (OperationResult.Done) ledger.settled.get(0).result();
        assertThat(done.differences())
                .extracting(Difference::field)
                .containsExactlyInAnyOrder("delivery_type", "partner", "lines[0].amount", "sum_all");
        assertThat(done.differences())
                .extracting(Difference::toString)
                .contains(
                        "delivery_type: sent DHL, Metakocka stored nothing", "sum_all: sent 48.56, Metakocka stored 1");
    }

    private OperationId pack(int sequence, String amount) {
        return ledger.submit(new NewOperation(
                document,
                reference,
                OperationKind.PACKING_LIST,
                list(sequence, "ART-001", amount),
                "tester",
                Priority.INTERACTIVE));
    }

    private CreatePackingList list(int sequence, String code, String amount) {
        return new CreatePackingList(
                null,
                shipment(sequence),
                reference + "/" + sequence,
                DAY,
                "glavno",
                List.of(new SalesOrderLine(
                        null,
                        code,
                        new BigDecimal(amount),
                        new BigDecimal("19.90"),
                        new BigDecimal("0.22"),
                        null,
                        null,
                        null)));
    }

    private String shipment(int sequence) {
        return new UUID(document.getMostSignificantBits(), sequence).toString();
    }

    private OperationId invoice() {
        return ledger.submit(new NewOperation(
                document, reference, OperationKind.INVOICE, new CreateInvoice(null), "tester", Priority.INTERACTIVE));
    }

    /** A person has it sent again. */
    private Operation again(OperationId id) {
        ledger.pass(Duration.ofSeconds(1));
        assertThat(ledger.database.inNew(() -> ledger.operations.sendAgain(ledger.state(id), null)))
                .isPresent();
        return ledger.settle(id);
    }
}
