package crmmind.metakocka.ledger;

import java.util.Locale;

/** How far an operation is. */
public enum OperationState {
    /** Certainly not in Metakocka; will be sent. */
    PENDING(true),
    /** An attempt is under way. */
    SENDING(true),
    /** In Metakocka, read back. */
    DONE(false),
    /** Metakocka said no; nothing is stored there. */
    REFUSED(false),
    /** An attempt had no clear answer; it is being looked up, and never sent again blindly. */
    UNKNOWN(true),
    /** Only a person can decide. */
    REVIEW(true),
    /** A later operation carries the same and more. */
    SUPERSEDED(false),
    /** Withdrawn before it was sent. */
    CANCELLED(false);

    private final boolean open;

    OperationState(boolean open) {
        this.open = open;
    }

    /** Whether something is still to happen. */
    public boolean open() {
        return open;
    }

    /** The name in the database, in answers and in logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this name. */
    public static OperationState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
