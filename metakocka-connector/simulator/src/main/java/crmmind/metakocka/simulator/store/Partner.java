package crmmind.metakocka.simulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A stored business partner: its content, as {@code get_partner} shows it, packed. */
public final class Partner {
    private final long id;
    private final String number;
    private final byte[] packed;

    private Partner(ObjectNode content) {
        this.id = Long.parseLong(content.path("mk_id").asText());
        this.number = content.path("count_code").asText();
        this.packed = Packing.pack(content);
    }

    public static Partner of(ObjectNode content) {
        return new Partner(content);
    }

    public long id() {
        return id;
    }

    /** The {@code count_code}. */
    public String number() {
        return number;
    }

    /** A fresh copy of the content, free to be changed. */
    public ObjectNode content() {
        return Packing.unpack(packed);
    }
}
