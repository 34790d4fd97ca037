package crmmind.metakocka.ledger;

import java.util.Locale;

/** What an operation does in Metakocka. */
public enum OperationKind {
    /** Makes the sales order. Cannot be repeated: found again by its reference. */
    CREATE_ORDER,
    /** Sets fields, addresses or lines. */
    UPDATE_ORDER,
    /** Sets the status alone. */
    CHANGE_STATUS,
    /** Sets status, shipping date, carrier and notes of a handed-over order. */
    FULFILL,
    /** Sets the tracking number; waits where Metakocka demands an invoice first, and holds up nothing meanwhile. */
    TRACKING,
    /** Sets the cancelled status and the reason, together. */
    CANCEL;

    /** The name in the database, in answers and in logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this name. */
    public static OperationKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
