package crmmind.orders.sync;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the newest orders of a company use: Metakocka has no call that lists its registers, so they are learnt from
 * documents.
 *
 * @param orders how many were looked at
 * @param total how many there are in all
 * @param documents how many of them were read whole, for carriers and taxes
 * @param references the references of those documents
 */
public record Harvest(
        Instant at,
        int orders,
        int total,
        int documents,
        List<StatusFound> statuses,
        List<Seen> carriers,
        List<Seen> taxes,
        List<Seen> warehouses,
        List<String> references)
        implements Serializable {

    /** Copies the lists. */
    public Harvest {
        statuses = List.copyOf(statuses);
        carriers = List.copyOf(carriers);
        taxes = List.copyOf(taxes);
        warehouses = List.copyOf(warehouses);
        references = List.copyOf(references);
    }

    /** What the desk does with an order of a status when it takes it over. */
    public enum Consequence {
        /** It gets the status that is assigned to the code. */
        MAPPED,
        /** It gets that status, and somebody has to look. */
        MAPPED_FOR_REVIEW,
        /** It arrives as confirmed, and somebody has to look. */
        UNMAPPED,
        /** Metakocka shows no code, so it arrives as confirmed. */
        NO_CODE
    }

    /**
     * A status of the company.
     *
     * @param code what the desk sends and understands; null where Metakocka does not show it
     * @param label what people see in Metakocka; null for orders without a status
     * @param count orders with it
     * @param meaning the status here, where one is assigned
     */
    public record StatusFound(
            @Nullable String code,
            @Nullable String label,
            int count,
            @Nullable String meaning,
            Consequence consequence) implements Serializable {

        /** The consequence in lower case, for texts. */
        public String what() {
            return consequence.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A value and how many orders carry it. */
    public record Seen(String value, int count) implements Serializable {}

    /** How many statuses have no meaning here. */
    public long unmapped() {
        return statuses.stream()
                .filter(status -> status.consequence() == Consequence.UNMAPPED)
                .count();
    }
}
