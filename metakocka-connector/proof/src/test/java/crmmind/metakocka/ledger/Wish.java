package crmmind.metakocka.ledger;

import crmmind.metakocka.document.NewSalesOrder;
import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.partner.PartnerLookup;
import crmmind.metakocka.partner.Party;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One thing asked of a node, as it goes over its input.
 *
 * @param what {@code create}, {@code status}, {@code note}, {@code amount} or {@code cancel}
 * @param value the status, the text, the amount
 */
record Wish(OperationId id, UUID document, String reference, String what, String value) {

    static final BigDecimal PRICE = new BigDecimal("12.50");
    private static final String SKU = "ART-001";

    static Wish parse(String line) {
        var parts = line.split(" ", 5);
        return new Wish(
                new OperationId(UUID.fromString(parts[0])), UUID.fromString(parts[1]), parts[2], parts[3], parts[4]);
    }

    String line() {
        return id.value() + " " + document + " " + reference + " " + what + " " + value;
    }

    /** A paragraph of the notes that must stand there once. */
    String marker() {
        return "Desk " + id.value().toString().substring(0, 8) + ": ";
    }

    /** The name of the customer, another one for each order, so that a partner made twice is seen. */
    static String customer(String reference) {
        return "Customer of " + reference;
    }

    NewOperation operation() {
        return switch (what) {
            case "create" -> create();
            case "status" -> change(OperationKind.CHANGE_STATUS, change().statusCode(value));
            case "note" -> change(OperationKind.UPDATE_ORDER, change().appendNote(marker(), value));
            case "amount" -> change(OperationKind.UPDATE_ORDER, change().lines(lines(value)));
            case "cancel" ->
                change(OperationKind.CANCEL, change().statusCode("canceled").appendNote(marker(), value));
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static ChangeSalesOrder.Builder change() {
        return ChangeSalesOrder.of(null);
    }

    private NewOperation change(OperationKind kind, ChangeSalesOrder.Builder change) {
        return new NewOperation(document, reference, kind, change.build(), "proof", Priority.INTERACTIVE);
    }

    private static List<SalesOrderLine> lines(String amount) {
        return List.of(
                new SalesOrderLine(null, SKU, new BigDecimal(amount), PRICE, new BigDecimal("0.22"), null, null, null));
    }

    private NewOperation create() {
        var order = new NewSalesOrder(
                reference,
                reference,
                LocalDate.of(2026, 8, 24),
                "created",
                "glavno",
                "DHL",
                "EUR",
                null,
                null,
                "Call before delivery",
                lines(value),
                Map.of(),
                new BigDecimal(value).multiply(PRICE).multiply(new BigDecimal("1.22")));
        var party = Party.of(
                customer(reference),
                false,
                null,
                "Slovenska cesta 1",
                "1000",
                "Ljubljana",
                "SI",
                new Party.Contact(null, reference.toLowerCase(java.util.Locale.ROOT) + "@example.test", null, null));
        return new NewOperation(
                document,
                reference,
                OperationKind.CREATE_ORDER,
                new CreateSalesOrder(order, new PartnerLookup(null, null, party), document.toString()),
                "proof",
                Priority.INTERACTIVE);
    }
}
