package crmmind.metakocka.simulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Consumer;

/** The kinds of records and what each says. */
final class Records {
    static final char DOCUMENT = 'D';
    static final char DOCUMENT_REMOVED = 'X';
    static final char PARTNER = 'P';
    static final char PRODUCT = 'R';
    static final char WAREHOUSE = 'W';
    static final char COUNTED = 'S';
    static final char COUNTER = 'N';
    static final char SETTINGS = 'C';
    static final char CLEARED = 'Z';

    private Records() {}

    static byte[] removed(Document document) {
        return Json.bytes(Json.object().put("doc_type", document.type()).put("mk_id", document.id()));
    }

    static byte[] product(Product product) {
        var json = Json.object()
                .put("id", product.id())
                .put("number", product.number())
                .put("code", product.code())
                .put("name", product.name())
                .put("unit", product.unit())
                .put("price", product.price().toPlainString())
                .put("tax", product.tax())
                .put("service", product.service());
        json.set("details", product.details());
        return Json.bytes(json);
    }

    static byte[] warehouse(Warehouse warehouse) {
        return Json.bytes(Json.object()
                .put("id", warehouse.id())
                .put("mark", warehouse.mark())
                .put("name", warehouse.name())
                .put("main", warehouse.main())
                .put("active", warehouse.active()));
    }

    static byte[] counted(long warehouse, long product, BigDecimal counted) {
        return Json.bytes(Json.object()
                .put("warehouse", warehouse)
                .put("product", product)
                .put("counted", counted.toPlainString()));
    }

    static byte[] counter(String sequence, long value) {
        return Json.bytes(Json.object().put("sequence", sequence).put("value", value));
    }

    /** Does to the store what a record says. */
    static void apply(char kind, byte[] json, Store store, Consumer<ObjectNode> settings) throws IOException {
        var content = Json.own(json);
        switch (kind) {
            case DOCUMENT -> store.apply(Document.of(content));
            case DOCUMENT_REMOVED ->
                store.remove(
                        content.path("doc_type").asText(), content.path("mk_id").asLong());
            case PARTNER -> store.apply(Partner.of(content));
            case PRODUCT ->
                store.apply(new Product(
                        content.path("id").asLong(),
                        content.path("number").asText(),
                        content.path("code").asText(),
                        content.path("name").asText(),
                        content.path("unit").asText(),
                        new BigDecimal(content.path("price").asText()),
                        content.path("tax").asText(),
                        content.path("service").asBoolean(),
                        content.path("details") instanceof ObjectNode details ? details : Json.object()));
            case WAREHOUSE ->
                store.apply(new Warehouse(
                        content.path("id").asLong(),
                        content.path("mark").asText(),
                        content.path("name").asText(),
                        content.path("main").asBoolean(),
                        content.path("active").asBoolean()));
            case COUNTED ->
                store.applyCount(
                        content.path("warehouse").asLong(),
                        content.path("product").asLong(),
                        new BigDecimal(content.path("counted").asText()));
            case COUNTER ->
                store.counter(
                        content.path("sequence").asText(), content.path("value").asLong());
            case SETTINGS -> settings.accept(content);
            case CLEARED -> store.forget();
            default -> throw new IOException("A record of an unknown kind: " + kind);
        }
    }
}
