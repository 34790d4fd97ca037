package crmmind.orders.salesdocument;

import java.io.Serializable;

/**
 * A field that somebody changed in Metakocka to something else than stands here: both sides, for a person to decide.
 *
 * @param field {@code status}, {@code lines}, {@code total}, {@code customer}, {@code warehouse}, {@code carrier}
 * @param here what stands in the desk, empty for nothing
 * @param there what stands in Metakocka, empty for nothing
 */
public record Disagreement(String field, String here, String there) implements Serializable {

    /** One English sentence for the timeline and the reason on the order. */
    public String sentence() {
        return "Changed in Metakocka: " + field + ", here " + shown(here) + ", there " + shown(there);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }
}
