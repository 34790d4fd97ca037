package crmmind.metakocka.ledger;

import crmmind.metakocka.document.FoundDocument;
import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.wire.CallContext;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.Outcome;
import crmmind.metakocka.wire.PackingListJson;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.metakocka.wire.SalesOrderJson;
import crmmind.metakocka.wire.ValueFormats;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Invoices of orders. An order gets one: it is a legal document, and Metakocka would make a second. It is asked for
 * only where the order shows none, and after a lost answer it is looked for and never asked for again by itself.
 */
final class Invoices {

    private final MetakockaGateway gateway;
    private final OrderReading reading;

    Invoices(MetakockaGateway gateway, OrderReading reading) {
        this.gateway = gateway;
        this.reading = reading;
    }

    Delivery deliver(String orderMkId, BooleanSupplier stillOurs, CallContext context) {
        var seen = reading.order(orderMkId, context);
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return failed.asNotSent();
        } else if (seen instanceof OrderReading.Seen.Nowhere) {
            return new Delivery.NeedsDecision(MetakockaOrders.gone(orderMkId));
        }
        var before = ((OrderReading.Seen.There) seen).document();
        if (!before.invoices().isEmpty()) {
            return delivered(sighting(before, context)); // made by hand, by Metakocka itself, or by an attempt given up
        }
        if (!stillOurs.getAsBoolean()) {
            return MetakockaOrders.GIVEN_UP;
        }
        var outcome = gateway.call(RemoteOperation.CREATE_INVOICE, SalesOrderJson.createInvoice(orderMkId), context);
        if (!(outcome instanceof Outcome.Done)) {
            return MetakockaOrders.failure(outcome, null);
        }
        return delivered(look(orderMkId, context));
    }

    private static Delivery delivered(Sighting sighting) {
        if (sighting instanceof Sighting.Found found) {
            return new Delivery.Delivered(found.done());
        } else if (sighting instanceof Sighting.NeedsDecision decision) {
            return new Delivery.NeedsDecision(decision.review());
        } else if (sighting instanceof Sighting.Unseen unseen) {
            return new Delivery.InDoubt(
                    "Metakocka made the invoice; it could not be read back: " + unseen.reason(), null);
        }
        return new Delivery.InDoubt("Metakocka made the invoice and does not show it", null);
    }

    Sighting look(String orderMkId, CallContext context) {
        var seen = reading.order(orderMkId, context);
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return new Sighting.Unseen(failed.reason());
        } else if (seen instanceof OrderReading.Seen.Nowhere) {
            return new Sighting.NeedsDecision(MetakockaOrders.gone(orderMkId));
        }
        return sighting(((OrderReading.Seen.There) seen).document(), context);
    }

    private Sighting sighting(SalesOrderDocument order, CallContext context) {
        var invoices = order.invoices();
        return switch (invoices.size()) {
            case 0 -> new Sighting.NotThere();
            case 1 -> new Sighting.Found(done(order, invoices.get(0), context));
            default ->
                new Sighting.NeedsDecision(new OperationResult.Review(
                        "Metakocka has " + invoices.size() + " invoices of the order",
                        invoices.stream()
                                .map(invoice -> new FoundDocument(
                                        invoice.mkId(),
                                        invoice.countCode(),
                                        order.buyerOrder(),
                                        order.partner() == null
                                                ? null
                                                : order.partner().customer(),
                                        invoice.total(),
                                        "an invoice of this order"))
                                .toList()));
        };
    }

    Sighting adopt(String orderMkId, String mkId, CallContext context) {
        var seen = reading.order(orderMkId, context);
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return new Sighting.Unseen(failed.reason());
        } else if (seen instanceof OrderReading.Seen.There there) {
            return there.document().invoices().stream()
                    .filter(invoice -> invoice.mkId().equals(mkId))
                    .findFirst()
                    .<Sighting>map(invoice -> new Sighting.Found(done(there.document(), invoice, context)))
                    .orElseGet(Sighting.NotThere::new);
        }
        return new Sighting.NotThere();
    }

    private OperationResult.Done done(SalesOrderDocument order, LinkedDocument invoice, CallContext context) {
        return MetakockaOrders.done(order, withTotal(invoice, context), List.of());
    }

    /** The total is good to show and nothing depends on it: where it cannot be read it stays out. */
    private LinkedDocument withTotal(LinkedDocument invoice, CallContext context) {
        var docType = invoice.docType();
        if (docType == null || invoice.total() != null) {
            return invoice;
        }
        var outcome = gateway.call(RemoteOperation.GET_DOCUMENT, PackingListJson.get(docType, invoice.mkId()), context);
        if (!(outcome instanceof Outcome.Done done)) {
            return invoice;
        }
        try {
            return new LinkedDocument(
                    invoice.mkId(), docType, invoice.countCode(), ValueFormats.number(done.answer(), "sum_all"));
        } catch (ValueFormats.UnreadableValueException e) {
            return invoice;
        }
    }
}
