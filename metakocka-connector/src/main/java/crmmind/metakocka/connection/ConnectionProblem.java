package crmmind.metakocka.connection;

import java.util.Locale;

/** What can be wrong with a connection, each with something else to do about it. */
public enum ConnectionProblem {
    /** Address, company or key are missing. */
    NOT_CONFIGURED,
    /** The name in the address has no host. */
    HOST_UNKNOWN,
    /** The host is there and nobody listens on that port. */
    CONNECTION_REFUSED,
    /** No connection in time: a firewall, or a host that is off. */
    CONNECT_TIMEOUT,
    /** The network knows no way to the host. */
    NO_ROUTE,
    /** No secure connection: a certificate, or a port that speaks no TLS. */
    TLS,
    /** Connected, and no answer in time. */
    ANSWER_TIMEOUT,
    /** The connection broke before the answer was whole. */
    CONNECTION_LOST,
    /** HTTP 404: the operation does not live at this path. */
    WRONG_PATH,
    /** HTTP 3xx: the operations live at another address. */
    MOVED,
    /** A web page with HTTP 200: maintenance, or not Metakocka at all. */
    WEB_PAGE,
    /** HTTP 429. */
    TOO_MANY_CALLS,
    /** Another HTTP status. */
    HTTP_STATUS,
    /** HTTP 200 with something that is no answer of Metakocka's. */
    UNREADABLE,
    /** The company id is not accepted. */
    WRONG_COMPANY,
    /** The secret key is not accepted. */
    WRONG_KEY,
    /** Company id or secret key is not accepted; the answer does not say which. */
    WRONG_CREDENTIALS,
    /** Metakocka said no for another reason; its code and text say why. */
    REFUSED,
    /** All calls the setting allows at once are under way. */
    BUSY;

    /** The name in texts and pages, as {@code host_unknown}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the other side gave an answer, so that another call may tell more. */
    public boolean answered() {
        return switch (this) {
            case NOT_CONFIGURED,
                    HOST_UNKNOWN,
                    CONNECTION_REFUSED,
                    CONNECT_TIMEOUT,
                    NO_ROUTE,
                    TLS,
                    ANSWER_TIMEOUT,
                    CONNECTION_LOST,
                    BUSY -> false;
            default -> true;
        };
    }
}
