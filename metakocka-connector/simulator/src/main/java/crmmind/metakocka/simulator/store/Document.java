package crmmind.metakocka.simulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Fields;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stored document: its content packed, and beside it what searches ask for most.
 *
 * <p>The content is what {@code get_document} shows, plus fields of our own whose names start with an underscore and
 * which are never shown: {@code _status} (code), {@code _changed} (wall clock seconds), {@code _reserved} and
 * {@code _moves} (what it does to stock), {@code _log}, {@code _payments} and the like.
 */
public final class Document {
    private final long id;
    private final String type;
    private final String number;
    private final @Nullable String reference;
    private final String status;
    private final int day;
    private final long changed;
    private final long partner;
    private final boolean tracked;
    private final boolean partOfAnother;
    private final byte[] packed;

    private Document(ObjectNode content) {
        this.id = Long.parseLong(content.path("mk_id").asText());
        this.type = content.path("doc_type").asText().intern();
        this.number = content.path("count_code").asText();
        this.reference = Fields.text(content, "buyer_order");
        this.status = content.path("_status").asText().intern();
        this.day = (int) Dates.strict(Fields.text(content, "doc_date"))
                .map(LocalDate::toEpochDay)
                .orElse(0L)
                .longValue();
        this.changed = content.path("_changed").asLong();
        this.partner = content.path("partner").path("mk_id").asLong();
        this.tracked = content.has("_tracking");
        this.partOfAnother = content.has("_parent");
        this.packed = Packing.pack(content);
    }

    public static Document of(ObjectNode content) {
        return new Document(content);
    }

    public long id() {
        return id;
    }

    public String type() {
        return type;
    }

    /** The {@code count_code}. */
    public String number() {
        return number;
    }

    /** The {@code buyer_order}. */
    public @Nullable String reference() {
        return reference;
    }

    /** The code of its status; empty when it has none. */
    public String status() {
        return status;
    }

    /** The document date, counted in days since 1970. */
    public int day() {
        return day;
    }

    /** When it changed last, in seconds of the clock on the wall in Ljubljana. */
    public long changed() {
        return changed;
    }

    /** The buyer's id; 0 when there is none. */
    public long partner() {
        return partner;
    }

    /** Whether it has a tracking number. */
    public boolean tracked() {
        return tracked;
    }

    /** Whether it came from splitting another order, whose reference it may carry rightly. */
    public boolean partOfAnother() {
        return partOfAnother;
    }

    /** A fresh copy of the content, free to be changed. */
    public ObjectNode content() {
        return Packing.unpack(packed);
    }
}
