package crmmind.metakocka.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of an operation.
 *
 * @param node who took it up
 * @param outcome the state it led to; null while under way
 * @param lateOutcome what it reported after it had been given up
 */
public record Attempt(
        int number,
        String node,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String code,
        @Nullable String text,
        @Nullable String lateOutcome) {}
