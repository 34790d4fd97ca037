package crmmind.metakocka.ledger;

import java.util.Locale;

/** What an open operation waits for. */
public enum WaitingFor {
    /** Metakocka cannot be reached; nothing was sent. */
    CONNECTION,
    /** Address, company or key are not set. */
    SETTINGS,
    /** An attempt had no clear answer; it is being looked up. */
    ANSWER,
    /** Not found yet; the quiet period must pass before it is sent again. */
    QUIET_PERIOD,
    /** An earlier operation of the document. */
    EARLIER_OPERATION,
    /** The order does not exist in Metakocka: its create was refused or withdrawn. */
    CREATE,
    /** The invoice Metakocka demands before it takes a tracking number. */
    INVOICE,
    /** A person. */
    DECISION;

    /** The name in the database, in answers and in logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason with this name. */
    public static WaitingFor of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
