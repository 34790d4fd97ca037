package crmmind.orders.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping remembers of the documents linked to an order in Metakocka, so that a page can show them without
 * asking there: {@code {"readAt", "total", "paid", "documents": [{"type", "number", "metakockaId", "total"}]}}. Amounts
 * are gross texts in the order's currency; {@code paid} is 0 where nothing is, {@code total} of a document is missing
 * where Metakocka did not tell it.
 */
final class LinkedDocuments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LinkedDocuments() {}

    /**
     * As the order was just read.
     *
     * @param made read in more detail; null for none
     * @param before what is remembered: a total that was learnt once stays known
     */
    static @Nullable String of(
            @Nullable SalesOrderDocument order, @Nullable LinkedDocument made, @Nullable String before, Instant now) {
        if (order == null) {
            return before;
        }
        var totals = new HashMap<String, String>();
        if (before != null) {
            for (var document : read(before).path("documents")) {
                if (document.hasNonNull("total")) {
                    totals.put(
                            document.path("metakockaId").asText(),
                            document.path("total").asText());
                }
            }
        }
        if (made != null && made.total() != null) {
            totals.put(made.mkId(), made.total().toPlainString());
        }
        var tree = JSON.createObjectNode().put("readAt", now.toString());
        if (order.sums().all() != null) {
            tree.put("total", order.sums().all().toPlainString());
        }
        var paid = order.sums().paid();
        tree.put("paid", (paid == null ? BigDecimal.ZERO : paid).toPlainString());
        var documents = tree.putArray("documents");
        for (var link : order.docLinks()) {
            var document = documents.addObject();
            document.put("type", link.docType());
            document.put("number", link.countCode());
            document.put("metakockaId", link.mkId());
            var total = link.total() == null
                    ? totals.get(link.mkId())
                    : link.total().toPlainString();
            if (total != null) {
                document.put("total", total);
            }
        }
        return tree.toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
