package crmmind.metakocka.ledger;

import crmmind.metakocka.document.SalesOrderLine;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Make a packing list of an order: these goods left the warehouse. There is no key by which Metakocka would refuse a
 * second one, so it carries our mark, and leaves once.
 *
 * @param mkId the order; null where it is not yet known: then it is the one the document's create made
 * @param shipmentId our id of the shipment; travels in the meta data
 * @param reference our reference of the shipment; travels as the title
 * @param docDate the day of the shipment
 * @param warehouse the mark of the order's warehouse
 * @param lines the goods that left, without services
 */
public record CreatePackingList(
        @Nullable String mkId,
        String shipmentId,
        String reference,
        LocalDate docDate,
        String warehouse,
        List<SalesOrderLine> lines)
        implements RemoteChange {

    /** Copies the lines. */
    public CreatePackingList {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("A packing list without goods: " + reference);
        }
    }
}
