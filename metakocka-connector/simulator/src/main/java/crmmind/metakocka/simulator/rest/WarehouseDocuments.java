package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.rest.Documents.ORDER;
import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.math.BigDecimal.ZERO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.company.Settings.Entry;
import crmmind.metakocka.simulator.rest.Documents.Reason;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Warehouse documents. A packing list takes goods out and releases what it takes from the orders it is linked to; an
 * acceptance note brings goods in; delivery and receiving notes move nothing.
 */
final class WarehouseDocuments {
    static final String PACKING_LIST = "warehouse_packing_list";
    static final Set<String> TYPES =
            Set.of(PACKING_LIST, "warehouse_acceptance_note", "warehouse_delivery_note", "warehouse_receiving_note");

    /** Short type, prefix of automatic numbers, direction of goods. */
    private record Kind(String shortType, String prefix, int direction) {}

    private static final Map<String, Kind> KINDS = Map.of(
            PACKING_LIST,
            new Kind("SK_DN", "SK1_", -1),
            "warehouse_acceptance_note",
            new Kind("SK_PR", "SK2_", 1),
            "warehouse_delivery_note",
            new Kind("SK_DO", "SK_", 0),
            "warehouse_receiving_note",
            new Kind("SK_RO", "SK3_", 0));

    private static final String[] TEXTS = {
        "title",
        "buyer_order",
        "notes",
        "notes_header",
        "sales_pricelist_code",
        "purchase_pricelist_code",
        "doc_created_email",
        "packlist_code",
        "write_off"
    };

    private final Company company;
    private final Documents documents;
    private final Heads heads;
    private final Parties parties;
    private final Lines lines;

    WarehouseDocuments(Company company, Documents documents, Heads heads, Parties parties, Lines lines) {
        this.company = company;
        this.documents = documents;
        this.heads = heads;
        this.parties = parties;
        this.lines = lines;
    }

    ObjectNode put(String type, ObjectNode request) {
        var replaced = text(request, "mk_id") == null ? null : documents.find(type, text(request, "mk_id"));
        var status = status(request);
        var orders = orders(request);
        if (orders.isEmpty() || request.path("partner").isObject()) {
            parties.checkBuyer(request);
        }
        var date = heads.docDate(request);
        var sent = objects(request, "product_list");
        lines.check(sent);
        var mark = text(request, "warehouse");
        var warehouse = heads.warehouse(mark == null && !orders.isEmpty() ? warehouseOf(orders.get(0)) : mark);
        var buyer = request.path("partner").isObject()
                ? parties.buyer(request)
                : (ObjectNode) orders.get(0).content().path("partner").deepCopy();
        List<ObjectNode> stored;
        try {
            stored = lines.stored(sent, "2");
            if (kind(type).direction < 0) {
                refuseBelowZero(warehouse.id(), stored);
            }
        } catch (Refusal refusal) {
            throw Heads.withPartner(refusal, buyer);
        }
        if (replaced != null) {
            undoReleases(replaced.content());
        }
        var content = Json.object();
        content.put(
                "mk_id",
                replaced == null ? Long.toString(company.store().nextId()) : text(replaced.content(), "mk_id"));
        content.put("doc_type", type);
        content.put(
                "count_code",
                replaced == null
                        ? heads.countCode(type, text(request, "count_code"), kind(type).prefix, 1001)
                        : replaced.number());
        content.put("doc_date", Dates.date(date));
        content.put("_created", company.now());
        documents.log(content, replaced == null ? "NEW" : "CHANGE", null);
        content.set("partner", buyer);
        content.set("receiver", parties.receiver(request, buyer));
        if (request.path("client").isObject()) {
            content.set("client", parties.receiver(Json.object().set("receiver", request.get("client")), buyer));
        }
        Heads.putTexts(content, request, TEXTS);
        Heads.putDate(content, request, "packlist_date");
        Heads.number(request, "discount_value").ifPresent(value -> content.put("discount_value", Decimals.dot(value)));
        content.put("currency_code", text(request, "currency_code", "EUR"));
        content.put("_status", status);
        Heads.putWarehouse(content, warehouse);
        for (var list : List.of("offer_list", "workorder_list", "order_list", "receiving_note_list")) {
            Heads.copyList(content, request, list, "count_code");
        }
        Heads.copyList(content, request, "meta_data", "key", "value_string");
        Heads.setExtraColumns(content, request);
        stored.forEach(line -> Documents.list(content, "product_list").add(line));
        finish(content, orders);
        return Heads.putAnswer(content, kind(type).shortType);
    }

    private static @Nullable String warehouseOf(Document order) {
        return text(order.content(), "warehouse");
    }

    private static Kind kind(String type) {
        return KINDS.getOrDefault(type, new Kind("SK", "SK_", 0));
    }

    private String status(JsonNode request) {
        var sent = text(request, "status_code");
        if (sent == null) {
            return "active";
        }
        var valid = company.settings().texts("warehouseStatuses");
        return company.settings()
                .entry("warehouseStatusRegister", sent)
                .map(Entry::code)
                .or(() -> valid.contains(sent) ? Optional.of(sent) : Optional.empty())
                .orElseThrow(() -> new Refusal(
                        "2",
                        "Paramether 'status_code' has invalid value : " + sent + ". Valid values : "
                                + String.join(",", valid)));
    }

    /** The orders a request links to; count_code and buyer_order of one entry must name the same order. */
    private List<Document> orders(JsonNode request) {
        var orders = new ArrayList<Document>();
        for (var entry : objects(request, "sales_order_list")) {
            var number = text(entry, "count_code");
            var reference = text(entry, "buyer_order");
            var byNumber = number == null
                    ? null
                    : company.store()
                            .numbered(ORDER, number)
                            .orElseThrow(
                                    () -> new Refusal("6", "Cannot find sales order with count code '" + number + "'"));
            var byReference = reference == null
                    ? null
                    : documents
                            .referenced(reference)
                            .orElseThrow(() ->
                                    new Refusal("6", "Cannot find sales order with buyer order '" + reference + "'"));
            if (byNumber != null && byReference != null && byNumber.id() != byReference.id()) {
                throw new Refusal("6", "count_code and buyer_order must be from the same sales order");
            }
            if (byNumber != null) {
                orders.add(byNumber);
            } else if (byReference != null) {
                orders.add(byReference);
            }
        }
        return orders;
    }

    private void refuseBelowZero(long warehouse, List<ObjectNode> stored) {
        if (!company.settings().flag("negativeStockBlocksShipping")) {
            return;
        }
        for (var entry : goods(stored).entrySet()) {
            var product = Long.parseLong(entry.getKey());
            var left = company.store().stock(warehouse, product).amount().subtract(entry.getValue());
            if (left.signum() < 0) {
                var code = company.store().product(product).map(Product::code).orElse(entry.getKey());
                throw new Refusal("6", "Zaloga artikla " + code + " ne sme biti negativna.");
            }
        }
    }

    private static Map<String, BigDecimal> goods(List<ObjectNode> lines) {
        var goods = new LinkedHashMap<String, BigDecimal>();
        for (var line : lines) {
            if (!line.has("_service")) {
                goods.merge(
                        text(line, "mk_id", ""), Totals.number(line, "amount").orElse(ZERO), BigDecimal::add);
            }
        }
        return goods;
    }

    /** Works out sums and stock, stores the document and lets the linked orders know. */
    private Document finish(ObjectNode content, List<Document> orders) {
        Totals.write(content, company.settings());
        var direction = kind(text(content, "doc_type", "")).direction;
        if (direction != 0) {
            Documents.moves(content, direction);
        }
        var left = Documents.goods(content);
        for (var order : orders) {
            var changed = order.content();
            if (!linkedTo(changed, text(content, "mk_id"))) {
                documents.link(content, changed);
            }
            if (direction < 0) {
                release(changed, left, text(content, "mk_id", ""));
            }
            documents.save(changed, Reason.LINK);
        }
        return documents.save(content, Reason.CONTENT);
    }

    private static boolean linkedTo(ObjectNode content, @Nullable String id) {
        for (var link : content.path("_links")) {
            if (link.path("mk_id").asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private void release(ObjectNode order, Map<String, BigDecimal> left, String source) {
        if (!company.settings().flag("partialRelease")) {
            Documents.list(order, "_released").addArray().add("*").add("0").add(source);
            return;
        }
        Documents.open(order).forEach((product, open) -> {
            var taken = open.min(left.getOrDefault(product, ZERO));
            if (taken.signum() > 0) {
                left.merge(product, taken.negate(), BigDecimal::add);
                Documents.list(order, "_released")
                        .addArray()
                        .add(product)
                        .add(Decimals.dot(taken))
                        .add(source);
            }
        });
    }

    /** Takes back what a document released, and its links. */
    private void undoReleases(ObjectNode content) {
        var id = text(content, "mk_id", "");
        for (var link : content.path("_links")) {
            Ids.number(link.path("mk_id").asText())
                    .flatMap(order -> company.store().document(ORDER, order))
                    .ifPresent(order -> {
                        var changed = order.content();
                        Documents.without(
                                changed,
                                "_released",
                                entry -> entry.path(2).asText().equals(id));
                        Documents.without(
                                changed,
                                "_links",
                                entry -> entry.path("mk_id").asText().equals(id));
                        documents.save(changed, Reason.LINK);
                    });
        }
    }

    /** {@code update_document}: head fields, and lines by {@code mk_row_id}. */
    ObjectNode update(String type, ObjectNode request) {
        var content = documents.find(type, text(request, "mk_id")).content();
        if (text(request, "status_code") != null) {
            content.put("_status", status(request));
        }
        Heads.putTexts(content, request, TEXTS);
        var mark = text(request, "warehouse");
        if (mark != null) {
            heads.knownWarehouse(mark).ifPresent(warehouse -> Heads.putWarehouse(content, warehouse));
        }
        if (request.path("partner").isObject()) {
            content.set("partner", parties.buyer(request));
        }
        if (request.path("receiver").isObject()) {
            content.set("receiver", parties.receiver(request, Json.object()));
        }
        var sent = objects(request, "product_list");
        lines.check(sent);
        for (var line : sent) {
            if (Totals.number(line, "amount")
                    .filter(amount -> amount.signum() <= 0)
                    .isPresent()) {
                throw new Refusal("6", "Amount must be greater than 0");
            }
            lines.change(content, line, "2");
        }
        var orders = new ArrayList<Document>();
        for (var link : content.path("_links")) {
            Ids.number(link.path("mk_id").asText())
                    .flatMap(id -> company.store().document(ORDER, id))
                    .ifPresent(orders::add);
        }
        undoReleases(content);
        Documents.without(
                content, "_links", link -> link.path("doc_type").asText().equals(ORDER));
        content.remove("_moves");
        documents.log(content, "CHANGE", null);
        var again = orders.stream()
                .map(order -> documents.find(ORDER, Long.toString(order.id())))
                .toList();
        finish(content, again);
        return Answers.done()
                .put("document_type_short", kind(type).shortType)
                .put("mk_id", text(content, "mk_id"))
                .put("count_code", text(content, "count_code"));
    }

    /** {@code change_document_status} of a receiving note. */
    ObjectNode changeStatus(ObjectNode request) {
        var content = documents
                .find(text(request, "doc_type", "null"), text(request, "mk_id"))
                .content();
        content.put("_status", status(request));
        documents.save(content, Reason.STATUS);
        return Answers.done();
    }

    /** Deletes a document: goods and reservations are as before it. */
    void delete(Document document) {
        undoReleases(document.content());
        company.store().delete(document);
        documents.unlink(document.content());
    }

    /** Packs what the order still has to get, or the given amounts by product code. */
    @Nullable
    Document pack(ObjectNode order, Map<String, BigDecimal> wanted) {
        var left = Documents.open(order);
        var packed = Json.object();
        for (var line : objects(order, "product_list")) {
            var product = text(line, "mk_id", "");
            var open = left.getOrDefault(product, ZERO);
            var most = wanted.isEmpty() ? open : open.min(wanted.getOrDefault(text(line, "code", ""), ZERO));
            var amount = most.min(Totals.number(line, "amount").orElse(ZERO));
            if (amount.signum() > 0 && !line.has("_service")) {
                left.merge(product, amount.negate(), BigDecimal::add);
                wanted.computeIfPresent(text(line, "code", ""), (code, rest) -> rest.subtract(amount));
                Documents.list(packed, "product_list")
                        .add(line.deepCopy()
                                .put("mk_row_id", Long.toString(company.store().nextId()))
                                .put("amount", Decimals.dot(amount)));
            }
        }
        if (!packed.has("product_list")) {
            return null;
        }
        packed.put("mk_id", Long.toString(company.store().nextId()));
        packed.put("doc_type", PACKING_LIST);
        packed.put("count_code", heads.countCode(PACKING_LIST, null, kind(PACKING_LIST).prefix, 1001));
        packed.put("doc_date", Dates.date(company.today()));
        packed.put("_created", company.now());
        packed.put("_status", "active");
        documents.log(packed, "NEW", null);
        for (var field : List.of("partner", "receiver")) {
            packed.set(field, order.path(field).deepCopy());
        }
        for (var field : List.of("currency_code", "warehouse", "_warehouse", "buyer_order")) {
            Parties.put(packed, field, text(order, field));
        }
        return finish(packed, List.of(documents.find(ORDER, text(order, "mk_id"))));
    }

    /** Packs all that is left of an order. */
    void packRest(ObjectNode order) {
        pack(order, new LinkedHashMap<>());
    }
}
