package crmmind.orders.bulk;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as pages show it.
 *
 * @param orders how many it has
 * @param chosen the address of the list they were chosen from, or {@code picked}
 * @param forecastAt when the dry run looked; null where it has not yet
 */
public record BulkJob(
        UUID id,
        BulkAction action,
        JobState state,
        int orders,
        String chosen,
        @Nullable String reason,
        @Nullable String shippingCarrier,
        @Nullable String trackingNumber,
        String createdBy,
        Instant createdAt,
        @Nullable Instant forecastAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Progress progress)
        implements Serializable {

    /**
     * How many orders are how far.
     *
     * @param waiting not taken yet, or being done
     * @param done the action took effect
     * @param unchanged there was nothing to do
     * @param failed refused
     * @param left not done because the job was stopped
     */
    public record Progress(long waiting, long done, long unchanged, long failed, long left) implements Serializable {

        /** How many have their outcome. */
        public long ended() {
            return done + unchanged + failed;
        }

        /** All of them. */
        public long total() {
            return ended() + waiting + left;
        }

        /** 0 to 100, rounded down: 100 only when none waits. */
        public int percent() {
            return total() == 0 ? 100 : (int) ((total() - waiting) * 100 / total());
        }
    }

    /** So many orders with the same reason: a code of {@link BulkRules}. */
    public record Group(String code, long orders) implements Serializable {}

    /** Groups by what the dry run foresees, the largest first. */
    public record Forecast(List<Group> groups) implements Serializable {

        /** How many the action will take effect on. */
        public long will() {
            return sum(BulkRules.Kind.WILL);
        }

        /** How many have nothing to do. */
        public long same() {
            return sum(BulkRules.Kind.SAME);
        }

        /** How many will be refused. */
        public long refused() {
            return sum(BulkRules.Kind.REFUSED);
        }

        private long sum(BulkRules.Kind kind) {
            return groups.stream()
                    .filter(group -> BulkRules.kind(group.code()) == kind)
                    .mapToLong(Group::orders)
                    .sum();
        }
    }

    /**
     * One order of a job.
     *
     * @param expected what the dry run foresaw
     * @param code why it was refused or had nothing to do; null where it was done
     * @param detail the sentence of the refusal
     * @param status the order's present status
     * @param syncStatus where it stands with Metakocka now
     */
    public record Row(
            int position,
            UUID orderId,
            String orderNumber,
            String customerName,
            String status,
            String syncStatus,
            @Nullable String syncError,
            @Nullable String expected,
            String state,
            @Nullable String code,
            @Nullable String detail,
            @Nullable Instant endedAt)
            implements Serializable {}

    /** Which rows: of a state, or with a reason; null for all. {@code waiting} includes those being done. */
    public record Filter(@Nullable String state, @Nullable String code) implements Serializable {

        /** All rows. */
        public static final Filter NONE = new Filter(null, null);
    }
}
