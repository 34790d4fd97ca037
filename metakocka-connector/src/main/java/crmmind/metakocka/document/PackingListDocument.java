package crmmind.metakocka.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A packing list as Metakocka has it.
 *
 * @param title our reference of the shipment, where Metakocka gives it back
 * @param warehouse the warehouse's mark
 */
public record PackingListDocument(
        String mkId,
        @Nullable String countCode,
        @Nullable LocalDate docDate,
        @Nullable String title,
        @Nullable String warehouse,
        @Nullable BigDecimal total,
        List<Line> lines,
        Map<String, String> metaData) {

    /** The key of {@link #metaData} under which the sender's own id of the shipment stands. */
    public static final String CRM_SHIPMENT_ID = "crm_shipment_id";

    /** Copies what can change. */
    public PackingListDocument {
        lines = List.copyOf(lines);
        metaData = Map.copyOf(metaData);
    }

    /** So much of a product. */
    public record Line(@Nullable String code, BigDecimal amount) {}

    /** The sender's own id of the shipment, where it stands in the meta data. */
    public Optional<String> crmShipmentId() {
        return Optional.ofNullable(metaData.get(CRM_SHIPMENT_ID));
    }

    /** How much of each product; Metakocka may split or join lines. */
    public Map<String, BigDecimal> goods() {
        var goods = new TreeMap<String, BigDecimal>();
        lines.forEach(line -> goods.merge(line.code() == null ? "" : line.code(), line.amount(), BigDecimal::add));
        return goods;
    }
}
