package crmmind.orders.salesdocument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents Metakocka has linked to an order, and what was paid, as last read there: what a page shows without
 * asking. Amounts are gross, in the order's currency.
 *
 * @param total of the order; null where Metakocka does not tell it
 * @param paid 0 where nothing is
 */
public record LinkedPapers(Instant readAt, @Nullable BigDecimal total, BigDecimal paid, List<Paper> documents)
        implements Serializable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the documents. */
    public LinkedPapers {
        documents = List.copyOf(documents);
    }

    /**
     * An invoice, packing list, credit note or sibling order.
     *
     * @param type Metakocka's word, as {@code sales_bill_domestic}
     * @param total null where it was not read
     */
    public record Paper(
            @Nullable String type,
            @Nullable String number,
            String metakockaId,
            @Nullable BigDecimal total) implements Serializable {}

    /** Reads what a mapping remembers; empty where nothing was ever read. */
    public static Optional<LinkedPapers> of(@Nullable String json) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            var tree = JSON.readTree(json);
            var papers = new ArrayList<Paper>();
            for (var paper : tree.path("documents")) {
                papers.add(new Paper(
                        text(paper, "type"),
                        text(paper, "number"),
                        paper.path("metakockaId").asText(),
                        amount(paper, "total")));
            }
            var paid = amount(tree, "paid");
            return Optional.of(new LinkedPapers(
                    Instant.parse(tree.path("readAt").asText()),
                    amount(tree, "total"),
                    paid == null ? BigDecimal.ZERO : paid,
                    papers));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as JSON. */
    public String json() {
        var tree = JSON.createObjectNode().put("readAt", readAt.toString()).put("paid", paid.toPlainString());
        if (total != null) {
            tree.put("total", total.toPlainString());
        }
        var array = tree.putArray("documents");
        for (var paper : documents) {
            var node = array.addObject();
            node.put("type", paper.type()).put("number", paper.number()).put("metakockaId", paper.metakockaId());
            if (paper.total() != null) {
                node.put("total", paper.total().toPlainString());
            }
        }
        return tree.toString();
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }

    private static @Nullable BigDecimal amount(JsonNode node, String field) {
        return node.hasNonNull(field) ? new BigDecimal(node.path(field).asText()) : null;
    }
}
