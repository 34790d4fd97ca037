package crmmind.orders.shared;

import java.io.Serializable;

/**
 * One value that breaks a rule.
 *
 * @param pointer JSON pointer (RFC 6901) into the request, as {@code /items/0/quantity}; empty for the whole
 * @param code the rule, in upper snake case
 * @param detail the rule in words, with the value at fault
 */
public record Violation(String pointer, String code, String detail) implements Serializable {}
