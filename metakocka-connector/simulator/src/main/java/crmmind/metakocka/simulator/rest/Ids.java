package crmmind.metakocka.simulator.rest;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids as they are sent: digits, as text or as a number. */
final class Ids {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private Ids() {}

    /** The number of an id; empty when it is absent or anything but digits. */
    static Optional<Long> number(@Nullable String id) {
        return id != null && DIGITS.matcher(id.strip()).matches()
                ? Optional.of(Long.parseLong(id.strip()))
                : Optional.empty();
    }
}
