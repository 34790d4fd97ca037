package crmmind.orders.sync;

import crmmind.orders.shared.Sentence;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was found out about one value the desk uses.
 *
 * @param about what kind of value: warehouse, carrier, tax, status, fulfilment, reference
 * @param value the value itself
 * @param sentences what it is, and what happens because of it
 */
public record Finding(About about, String value, Verdict verdict, List<Sentence> sentences) implements Serializable {

    /** The sentences as one text, in a language. */
    public String text(Locale locale) {
        return sentences.stream().map(sentence -> sentence.in(locale)).collect(Collectors.joining(" "));
    }

    /** What a value is for. */
    public enum About {
        WAREHOUSE,
        CARRIER,
        TAX,
        STATUS,
        FULFILMENT,
        REFERENCE;

        /** The name in texts. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a check ended. */
    public enum Verdict {
        /** Checked, and right. */
        GOOD,
        /** Cannot be checked, or was not yet. */
        UNKNOWN,
        /** Something will need a person. */
        DOUBTFUL,
        /** Something will fail. */
        WRONG;

        /** The name in texts. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
