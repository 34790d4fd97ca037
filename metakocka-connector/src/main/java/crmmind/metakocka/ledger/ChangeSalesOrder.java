package crmmind.metakocka.ledger;

import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.partner.PartnerLookup;
import crmmind.metakocka.partner.Party;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bring some fields of one order to these values. Null leaves a field as it is. All values are absolute, so doing it
 * twice is the same as doing it once: the order is read first, what is already so is not sent.
 *
 * @param mkId the order; null where it is not yet known: then it is the one the document's create made
 * @param statusCode code of the status register
 * @param notes the whole text; not together with a note to append
 * @param noteToAppend a paragraph to add once
 * @param trackingCode set on its own, by an operation of the kind {@link OperationKind#TRACKING}
 * @param partner another buyer; looked up like that of a new order
 * @param receiver another delivery address, whole
 * @param clear fields to empty: {@code notes}, {@code notes_header}, {@code tracking_code}
 * @param lines the complete list as it shall be; null leaves the lines alone
 */
public record ChangeSalesOrder(
        @Nullable String mkId,
        @Nullable String statusCode,
        @Nullable LocalDate shippedDate,
        @Nullable LocalDate deliveryDeadline,
        @Nullable String deliveryType,
        @Nullable String warehouse,
        @Nullable String notes,
        @Nullable Note noteToAppend,
        @Nullable String trackingCode,
        Map<String, String> extraColumns,
        @Nullable PartnerLookup partner,
        @Nullable Party receiver,
        Set<String> clear,
        @Nullable List<SalesOrderLine> lines)
        implements RemoteChange {

    /** Copies what can change. */
    public ChangeSalesOrder {
        extraColumns = extraColumns == null ? Map.of() : Map.copyOf(extraColumns);
        clear = clear == null ? Set.of() : Set.copyOf(clear);
        lines = lines == null ? null : List.copyOf(lines);
        if (notes != null && noteToAppend != null) {
            throw new IllegalArgumentException("Either the whole notes or a note to append");
        }
    }

    /**
     * A paragraph for the notes.
     *
     * @param marker what its first line begins with, unique in the order, as in {@code CRM 7f3a: }; where the notes
     *     hold it already the paragraph is not added again
     * @param text what follows the marker
     */
    public record Note(String marker, String text) {}

    /** A change of nothing, to start from. */
    public static Builder of(@Nullable String mkId) {
        return new Builder(mkId);
    }

    /** Collects the fields to change. */
    public static final class Builder {
        private final @Nullable String mkId;
        private @Nullable String statusCode;
        private @Nullable LocalDate shippedDate;
        private @Nullable LocalDate deliveryDeadline;
        private @Nullable String deliveryType;
        private @Nullable String warehouse;
        private @Nullable String notes;
        private @Nullable Note noteToAppend;
        private @Nullable String trackingCode;
        private final Map<String, String> extraColumns = new HashMap<>();
        private @Nullable PartnerLookup partner;
        private @Nullable Party receiver;
        private Set<String> clear = Set.of();
        private @Nullable List<SalesOrderLine> lines;

        private Builder(@Nullable String mkId) {
            this.mkId = mkId;
        }

        /** The status. */
        public Builder statusCode(@Nullable String code) {
            statusCode = code;
            return this;
        }

        /** The day of the hand-over. */
        public Builder shippedDate(@Nullable LocalDate day) {
            shippedDate = day;
            return this;
        }

        /** The promised day. */
        public Builder deliveryDeadline(@Nullable LocalDate day) {
            deliveryDeadline = day;
            return this;
        }

        /** The carrier. */
        public Builder deliveryType(@Nullable String type) {
            deliveryType = type;
            return this;
        }

        /** The warehouse's mark. */
        public Builder warehouse(@Nullable String mark) {
            warehouse = mark;
            return this;
        }

        /** The notes, whole. */
        public Builder notes(@Nullable String text) {
            notes = text;
            return this;
        }

        /** A paragraph to add to the notes once. */
        public Builder appendNote(String marker, String text) {
            noteToAppend = new Note(marker, text);
            return this;
        }

        /** The tracking number. */
        public Builder trackingCode(@Nullable String code) {
            trackingCode = code;
            return this;
        }

        /** An extra column. */
        public Builder extraColumn(String name, String value) {
            extraColumns.put(name, value);
            return this;
        }

        /** Another buyer. */
        public Builder partner(@Nullable PartnerLookup buyer) {
            partner = buyer;
            return this;
        }

        /** Another delivery address. */
        public Builder receiver(@Nullable Party party) {
            receiver = party;
            return this;
        }

        /** Fields to empty. */
        public Builder clear(Set<String> fields) {
            clear = fields;
            return this;
        }

        /** The complete list of lines. */
        public Builder lines(@Nullable List<SalesOrderLine> all) {
            lines = all;
            return this;
        }

        /** The change. */
        public ChangeSalesOrder build() {
            return new ChangeSalesOrder(
                    mkId,
                    statusCode,
                    shippedDate,
                    deliveryDeadline,
                    deliveryType,
                    warehouse,
                    notes,
                    noteToAppend,
                    trackingCode,
                    extraColumns,
                    partner,
                    receiver,
                    clear,
                    lines);
        }
    }
}
