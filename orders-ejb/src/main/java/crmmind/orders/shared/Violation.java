package crmmind.orders.shared;

import java.io.Serializable;
import java.util.List;

/**
 * One value that breaks a rule.
 *
 * @param pointer JSON pointer (RFC 6901) into the request, as {@code /items/0/quantity}; empty for the whole
 * @param code the rule, in upper snake case
 * @param detail the rule in words, with the value at fault
 * @param values what stands in these words beside the rule, as the most characters there may be
 */
public record Violation(String pointer, String code, String detail, List<String> values) implements Serializable {

    /** A rule that needs no values to be told. */
    public Violation(String pointer, String code, String detail) {
        this(pointer, code, detail, List.of());
    }
}
