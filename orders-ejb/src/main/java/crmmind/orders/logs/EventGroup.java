package crmmind.orders.logs;

import java.util.Set;

/** Which entries of the timelines a log shows. */
public enum EventGroup {
    /** All of them. */
    ACTIVITY("activity", Set.of()),

    /** What went to Metakocka and came from there. */
    SYNC(
            "sync",
            Set.of(
                    "imported",
                    "sync_queued",
                    "sync_withdrawn",
                    "synced",
                    "sync_updated",
                    "sync_refused",
                    "sync_needs_review",
                    "sync_in_doubt",
                    "sync_double",
                    "sync_double_gone",
                    "tracking_waits",
                    "changed_in_metakocka",
                    "differs_from_metakocka",
                    "missing_in_metakocka",
                    "queue_retried",
                    "queue_adopted",
                    "queue_sent_again",
                    "queue_given_up")),

    /** What did not go well: refused, in doubt, twice there or gone from there. An index has exactly these (V019). */
    ERRORS(
            "errors",
            Set.of(
                    "sync_refused",
                    "sync_needs_review",
                    "sync_in_doubt",
                    "sync_double",
                    "differs_from_metakocka",
                    "missing_in_metakocka"));

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // each is a Set.of
    private final Set<String> kinds;

    EventGroup(String code, Set<String> kinds) {
        this.code = code;
        this.kinds = kinds;
    }

    /** As in addresses. */
    public String code() {
        return code;
    }

    /** The kinds of entries; empty for all. */
    public Set<String> kinds() {
        return kinds;
    }
}
