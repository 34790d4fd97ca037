package crmmind.metakocka.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A call that Metakocka refuses: HTTP 200 all the same, with a code and a text. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient ObjectNode details = Json.object();

    /**
     * A refusal.
     *
     * @param code the {@code opr_code}
     * @param text the {@code opr_desc}
     */
    public Refusal(String code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    /** The {@code opr_code}. */
    public String code() {
        return code;
    }

    /** Further fields of the answer, to be filled by the one who refuses. */
    public ObjectNode details() {
        return details;
    }
}
