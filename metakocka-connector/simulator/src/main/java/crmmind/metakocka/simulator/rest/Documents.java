package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all document types share: finding, saving with change stamp and stock effect, change log, links. */
final class Documents {
    static final String ORDER = "sales_order";

    private final Company company;
    private @Nullable String actor;

    /** Why a document is saved; some reasons may leave its change stamp alone. */
    enum Reason {
        CONTENT,
        STATUS,
        PAYMENT,
        TRACKING,
        LINK
    }

    Documents(Company company) {
        this.company = company;
    }

    /**
     * The document of that type and id.
     *
     * @throws Refusal if there is none
     */
    Document find(String type, @Nullable String id) {
        return Ids.number(id)
                .flatMap(number -> company.store().document(type, number))
                .orElseThrow(() -> notFound(type, id));
    }

    static Refusal notFound(String type, @Nullable String id) {
        return new Refusal("2", "Cannot find document type " + type + " with id = " + id);
    }

    /** The order that a request names by {@code mk_id} or {@code buyer_order}. */
    Document order(JsonNode request, String idField) {
        var id = text(request, idField);
        var reference = text(request, "buyer_order");
        if (id == null && reference != null) {
            return referenced(reference).orElseThrow(() -> notFound(ORDER, null));
        }
        return find(ORDER, id);
    }

    /** One of the orders with that {@code buyer_order}. */
    Optional<Document> referenced(String reference) {
        var found = company.store().referenced(reference);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var newest = company.settings().text("sameBuyerOrderFinds").equals("newest");
        return Optional.of(found.get(newest ? found.size() - 1 : 0));
    }

    /** Stores a document's content after giving it its change stamp and its reservation. */
    Document save(ObjectNode content, Reason reason) {
        if (!content.has("_changed") || moves(reason)) {
            content.put("_changed", company.now());
        }
        if (ORDER.equals(text(content, "doc_type"))) {
            reserve(content);
        }
        var document = Document.of(content);
        company.store().put(document);
        return document;
    }

    private boolean moves(Reason reason) {
        var settings = company.settings();
        return switch (reason) {
            case CONTENT -> true;
            case STATUS -> settings.flag("statusMovesLastChange");
            case PAYMENT -> settings.flag("paymentMovesLastChange");
            case TRACKING -> settings.flag("trackingMovesLastChange");
            case LINK -> settings.flag("linkMovesLastChange");
        };
    }

    /** What the order still reserves: what is open of it, nothing in a status that releases. */
    private void reserve(ObjectNode content) {
        content.remove("_reserved");
        var settings = company.settings();
        if (!settings.flag("reservations")
                || settings.texts("releaseStatuses").contains(text(content, "_status", ""))) {
            return;
        }
        var warehouse = content.path("_warehouse").asText();
        open(content).forEach((product, amount) -> {
            if (amount.signum() > 0) {
                list(content, "_reserved")
                        .addArray()
                        .add(warehouse)
                        .add(product)
                        .add(Decimals.dot(amount));
            }
        });
    }

    /** The goods of an order by product, less what invoices and packing lists have released. */
    static Map<String, BigDecimal> open(ObjectNode order) {
        var open = goods(order);
        for (var released : order.path("_released")) {
            if (released.path(0).asText().equals("*")) {
                return new LinkedHashMap<>();
            }
            open.computeIfPresent(
                    released.path(0).asText(),
                    (product, amount) ->
                            amount.subtract(new BigDecimal(released.path(1).asText())));
        }
        return open;
    }

    /** The amounts of goods on a document's lines, by product. */
    static Map<String, BigDecimal> goods(ObjectNode content) {
        var goods = new LinkedHashMap<String, BigDecimal>();
        for (var line : Fields.objects(content, "product_list")) {
            if (!line.has("_service")) {
                goods.merge(
                        text(line, "mk_id", ""),
                        Totals.number(line, "amount").orElse(BigDecimal.ZERO),
                        BigDecimal::add);
            }
        }
        return goods;
    }

    /** Makes a document move its goods into (1) or out of (-1) its warehouse. */
    static void moves(ObjectNode content, int direction) {
        moves(content, goods(content), direction);
    }

    private static void moves(ObjectNode content, Map<String, BigDecimal> goods, int direction) {
        content.remove("_moves");
        goods.forEach((product, amount) -> {
            if (amount.signum() != 0) {
                list(content, "_moves")
                        .addArray()
                        .add(text(content, "_warehouse"))
                        .add(product)
                        .add(Decimals.dot(amount.multiply(BigDecimal.valueOf(direction))));
            }
        });
    }

    /** Makes an order's new invoice take out what neither packing lists nor an earlier invoice took. */
    void restMoves(ObjectNode order, ObjectNode bill) {
        var rest = goods(bill);
        for (var link : order.path("_links")) {
            var type = link.path("doc_type").asText();
            if (type.equals("sales_bill_domestic")) {
                return;
            }
            if (type.equals(WarehouseDocuments.PACKING_LIST)) {
                goods(find(type, link.path("mk_id").asText()).content())
                        .forEach((product, taken) ->
                                rest.computeIfPresent(product, (key, amount) -> amount.subtract(taken.min(amount))));
            }
        }
        moves(bill, rest, -1);
    }

    /** Does something as a person of that address would, by whom it is logged. */
    <T> T actingAs(String user, Supplier<T> work) {
        actor = user;
        try {
            return work.get();
        } finally {
            actor = null;
        }
    }

    private @Nullable String actor() {
        return actor != null
                ? actor
                : company.settings().texts("users").stream().findFirst().orElse(null);
    }

    /** Adds an entry to the change log. */
    ObjectNode log(ObjectNode content, String type, @Nullable String user) {
        var entry = list(content, "_log").addObject();
        entry.put("operation_type", type);
        entry.put("user_email", user == null ? actor() : user);
        entry.put("operation_time", company.now());
        return entry;
    }

    /** Ties two documents together, each showing the other. */
    void link(ObjectNode content, ObjectNode other) {
        link(content).setAll(reference(other));
        link(other).setAll(reference(content));
    }

    private static ObjectNode link(ObjectNode content) {
        return list(content, "_links").addObject();
    }

    private static ObjectNode reference(ObjectNode content) {
        var reference = Json.object();
        for (var field : new String[] {"mk_id", "count_code", "doc_type"}) {
            reference.put(field, text(content, field));
        }
        return reference;
    }

    /** Takes a document that is gone out of the links of others. */
    void unlink(ObjectNode gone) {
        for (var link : gone.path("_links")) {
            Ids.number(link.path("mk_id").asText())
                    .flatMap(
                            id -> company.store().document(link.path("doc_type").asText(), id))
                    .ifPresent(other -> {
                        var content = other.content();
                        without(content, "_links", entry -> entry.path("mk_id").equals(gone.get("mk_id")));
                        save(content, Reason.LINK);
                    });
        }
    }

    /** Takes entries out of a list, and the list away when nothing is left. */
    static void without(ObjectNode content, String list, Predicate<JsonNode> unwanted) {
        var kept = Json.array();
        for (var entry : content.path(list)) {
            if (!unwanted.test(entry)) {
                kept.add(entry);
            }
        }
        if (kept.isEmpty()) {
            content.remove(list);
        } else {
            content.set(list, kept);
        }
    }

    /** Keeps what an order reserved although it is deleted: nobody can get rid of it any more. */
    void keepReservation(ObjectNode order) {
        var lost = Json.object();
        lost.put("mk_id", Long.toString(company.store().nextId()));
        lost.put("doc_type", "_reservation");
        lost.set("_reserved", order.get("_reserved"));
        company.store().put(Document.of(lost));
    }

    /** Whether a document is linked to one of a type that starts so. */
    static boolean linked(ObjectNode content, String typePrefix) {
        for (var link : content.path("_links")) {
            if (link.path("doc_type").asText().startsWith(typePrefix)) {
                return true;
            }
        }
        return false;
    }

    static ArrayNode list(ObjectNode content, String name) {
        return Parties.list(content, name);
    }
}
