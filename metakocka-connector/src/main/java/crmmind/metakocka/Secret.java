package crmmind.metakocka;

import java.util.Objects;

/**
 * A value that must not be seen: it prints as {@code ***} and is read on purpose only, where a request is built.
 * Serialization is left out deliberately.
 */
public final class Secret {

    private final String value;

    /** Keeps the value. */
    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The value itself. For the last step before the wire, and for nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
