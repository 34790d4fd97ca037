package crmmind.orders.shared;

/**
 * Every way in which the order desk refuses: the stable code, the HTTP status the REST API gives it and a title. One
 * registry for the API's problems, the page's messages and the results of bulk work.
 */
public enum Problem {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    UNAUTHENTICATED(401, "Sign in or send a valid token"),
    FORBIDDEN(403, "Your role does not allow this"),
    NOT_FOUND(404, "Not found"),
    ON_HOLD(409, "The order is on hold"),
    NOT_SYNCED(409, "The order is not in Metakocka"),
    NOT_SYNCABLE(409, "The order cannot be sent to Metakocka"),
    INVALID_STATUS_TRANSITION(409, "The order cannot take this status now"),
    NOT_CANCELLABLE(409, "The order cannot be cancelled"),
    EDIT_NOT_ALLOWED(409, "This cannot be changed in the order's present status"),
    IDEMPOTENCY_IN_PROGRESS(409, "The first request with this key is still running"),
    VERSION_CONFLICT(412, "Somebody else changed the order"),
    VALIDATION_FAILED(422, "Some values break a rule"),
    INSUFFICIENT_STOCK(422, "Not enough stock"),
    QUANTITY_EXCEEDS_OPEN(422, "More than is open"),
    REASON_REQUIRED(422, "A reason is required"),
    IDEMPOTENCY_KEY_REUSED(422, "The key was used for another request"),
    VERSION_REQUIRED(428, "Say which version you change"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    METAKOCKA_REFUSED(502, "Metakocka refused"),
    METAKOCKA_UNAVAILABLE(503, "Metakocka cannot be reached");

    private final int httpStatus;
    private final String title;

    Problem(int httpStatus, String title) {
        this.httpStatus = httpStatus;
        this.title = title;
    }

    /** The stable code, in upper snake case. */
    public String code() {
        return name();
    }

    /** The status the REST API answers with. */
    public int httpStatus() {
        return httpStatus;
    }

    /** A short English title, the same for every occurrence. */
    public String title() {
        return title;
    }
}
