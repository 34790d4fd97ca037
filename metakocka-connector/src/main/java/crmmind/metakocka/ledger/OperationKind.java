package crmmind.metakocka.ledger;

import crmmind.metakocka.wire.FoundAgain;
import crmmind.metakocka.wire.RemoteOperation;
import java.util.Locale;

/** What an operation does in Metakocka, by which call, and so how it is found again when its answer gets lost. */
public enum OperationKind {
    /** Makes the sales order. Cannot be repeated: found again by its reference. */
    CREATE_ORDER(CreateSalesOrder.class, RemoteOperation.PUT_DOCUMENT),
    /** Sets fields, addresses or lines. */
    UPDATE_ORDER(ChangeSalesOrder.class, RemoteOperation.UPDATE_DOCUMENT),
    /** Sets the status alone. */
    CHANGE_STATUS(ChangeSalesOrder.class, RemoteOperation.CHANGE_DOCUMENT_STATUS),
    /** Sets status, shipping date, carrier and notes of a handed-over order. */
    FULFILL(ChangeSalesOrder.class, RemoteOperation.UPDATE_DOCUMENT),
    /** Sets the tracking number; waits where Metakocka demands an invoice first, and holds up nothing meanwhile. */
    TRACKING(ChangeSalesOrder.class, RemoteOperation.UPDATE_DOCUMENT),
    /** Sets the cancelled status and the reason, together. */
    CANCEL(ChangeSalesOrder.class, RemoteOperation.UPDATE_DOCUMENT),
    /** Takes the goods of one shipment out of stock. Each shipment has its own. */
    PACKING_LIST(CreatePackingList.class, RemoteOperation.PUT_PACKING_LIST),
    /** Makes the invoice of the order, once. */
    INVOICE(CreateInvoice.class, RemoteOperation.CREATE_INVOICE);

    private final Class<? extends RemoteChange> payload;
    private final RemoteOperation write;

    OperationKind(Class<? extends RemoteChange> payload, RemoteOperation write) {
        this.payload = payload;
        this.write = write;
    }

    /** What it carries. */
    Class<? extends RemoteChange> payload() {
        return payload;
    }

    /** How one finds out whether it happened. */
    public FoundAgain foundAgain() {
        return write.foundAgain();
    }

    /** The call that does it. */
    public RemoteOperation write() {
        return write;
    }

    /** Whether a later one of the same document carries the same and more; where not, each stands for itself. */
    public boolean replacedByLater() {
        return this != PACKING_LIST;
    }

    /** The name in the database, in answers and in logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this name. */
    public static OperationKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
