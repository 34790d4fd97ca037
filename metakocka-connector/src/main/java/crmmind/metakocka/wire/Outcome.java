package crmmind.metakocka.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one call. */
public sealed interface Outcome {

    /** Metakocka did it. */
    record Done(ObjectNode answer) implements Outcome {}

    /**
     * Metakocka said no; nothing is stored, except perhaps a new partner.
     *
     * @param code {@code opr_code}, or {@code http_404} and the like
     * @param text its own words, without mark-up
     */
    record Refused(String code, String text, @Nullable String appCode) implements Outcome {}

    /** A document with this reference is there already, and Metakocka is set up to refuse a second one. */
    record Duplicate(String text, List<Document> documents) implements Outcome {

        /** Copies the list. */
        public Duplicate {
            documents = List.copyOf(documents);
        }

        /** One that is there. */
        public record Document(String mkId, @Nullable String countCode) {}
    }

    /** The request left, and there is no clear answer: a write may have happened. */
    record Unknown(String reason) implements Outcome {}

    /** The request did not leave: no connection could be made. */
    record NotSent(String reason) implements Outcome {}

    /** Address, company or key are not set: nothing was tried. */
    record NotConfigured() implements Outcome {}

    /** The name in logs and metrics. */
    default String kind() {
        if (this instanceof Done) {
            return "done";
        } else if (this instanceof Refused) {
            return "refused";
        } else if (this instanceof Duplicate) {
            return "duplicate";
        } else if (this instanceof Unknown) {
            return "unknown";
        } else {
            return "not_sent";
        }
    }
}
