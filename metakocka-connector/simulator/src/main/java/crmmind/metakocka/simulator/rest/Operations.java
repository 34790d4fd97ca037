package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The operations by path. Each lives under exactly one prefix. Callers hold the company's lock. */
public final class Operations {
    private static final String V1 = "/rest/eshop/v1/";
    private static final String JSON = "/rest/eshop/v1/json/";

    private final Map<String, Operation> byPath = new LinkedHashMap<>();
    private final Company company;
    private final Documents documents;
    private final SalesOrders orders;
    private final Rendering rendering;

    /** What an operation does with a request that has passed the check of its credentials. */
    @FunctionalInterface
    interface Work {
        ObjectNode answer(ObjectNode request);
    }

    /** An operation that was found under a path. */
    public record Operation(String name, boolean timed, Work work) {
        /** Does it; a refusal is an answer too. */
        public ObjectNode answer(ObjectNode request) {
            try {
                return work.answer(request);
            } catch (Refusal refusal) {
                return Answers.refused(refusal);
            }
        }

        /** Whether it runs one at a time. */
        public boolean search() {
            return name.equals("search");
        }
    }

    public Operations(Company company) {
        this.company = company;
        this.documents = new Documents(company);
        var parties = new Parties(company);
        this.rendering = new Rendering(company);
        this.orders = new SalesOrders(company, documents, parties, new Lines(company));
        var search = new Search(company, rendering);
        var warehouses = new Warehouses(company);
        var products = new Products(company);
        var partners = new Partners(company, parties);
        add(V1, "put_document", this::put);
        add(V1, "get_document", this::get);
        add(V1, "update_document", this::update);
        add(V1, "delete_document", this::delete);
        add(V1, "change_document_status", this::changeStatus);
        add(V1, "search", request -> {
            checkType(request);
            return search.search(request);
        });
        add(V1, "get_partner", partners::get);
        add(V1, "add_partner", partners::add);
        add(V1, "update_partner", partners::update);
        add(JSON, "warehouse_list", warehouses::list);
        add(JSON, "warehouse_stock", warehouses::stock);
        add(JSON, "product_list", products::list);
    }

    private void add(String prefix, String name, Work work) {
        var untimed = Set.of("get_document", "get_partner", "add_partner", "update_partner");
        byPath.put(prefix + name, new Operation(name, !untimed.contains(name), work));
    }

    /** The operation under that path. */
    public Optional<Operation> under(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static String checkType(ObjectNode request) {
        var type = text(request, "doc_type", "null");
        if (!type.equals(Documents.ORDER)) {
            throw new Refusal("2", "Unknown document type : " + type);
        }
        return type;
    }

    private ObjectNode put(ObjectNode request) {
        checkType(request);
        return orders.put(request);
    }

    private ObjectNode get(ObjectNode request) {
        var type = checkType(request);
        var document =
                type.equals(Documents.ORDER) && text(request, "doc_id") == null && text(request, "buyer_order") != null
                        ? documents.order(request, "doc_id")
                        : documents.find(type, text(request, "doc_id"));
        return rendering.full(document, request);
    }

    private ObjectNode update(ObjectNode request) {
        checkType(request);
        return orders.update(request);
    }

    private ObjectNode changeStatus(ObjectNode request) {
        checkType(request);
        return orders.changeStatuses(request);
    }

    private ObjectNode delete(ObjectNode request) {
        var id = text(request, "mk_id");
        if (id == null) {
            throw new Refusal("2", "Paramether mk_id must be set");
        }
        if (text(request, "doc_type") == null) {
            throw new Refusal("1", "Internal server error.");
        }
        orders.delete(documents.find(checkType(request), id));
        return Answers.done();
    }

    // ---- what people do in the application

    /** A person moves an order to another status. */
    public ObjectNode changeStatusByHand(ObjectNode order) {
        return byHand(order, () -> {
            var document = documents.order(order, "mk_id");
            orders.changeStatuses(Json.object()
                    .put("mk_id", Long.toString(document.id()))
                    .put("status_code", text(order, "status_code")));
            return documents.find(Documents.ORDER, Long.toString(document.id()));
        });
    }

    /** A person changes, adds ({@code code} that is not there yet) or removes ({@code mark_delete}) a line. */
    public ObjectNode editLineByHand(ObjectNode order) {
        return byHand(order, () -> {
            var document = documents.order(order, "mk_id");
            var line = order.deepCopy();
            line.remove(List.of("mk_id", "buyer_order", "action", "type", "user"));
            var code = text(order, "code");
            if (text(order, "mk_row_id") == null && code != null) {
                Fields.objects(document.content(), "product_list").stream()
                        .filter(known -> code.equals(text(known, "code")))
                        .findFirst()
                        .ifPresent(known -> line.put("mk_row_id", text(known, "mk_row_id")));
            }
            var update = Json.object().put("mk_id", Long.toString(document.id()));
            update.putArray("product_list").add(line);
            orders.update(update);
            return documents.find(Documents.ORDER, Long.toString(document.id()));
        });
    }

    /** A person deletes a document for good. */
    public ObjectNode deleteByHand(ObjectNode order) {
        return byHand(order, () -> {
            var document = documents.order(order, "mk_id");
            orders.delete(document);
            return document;
        });
    }

    /** Another system makes an order; what is left out gets a value, so that {@code {}} makes one, too. */
    public ObjectNode createOrderByHand(ObjectNode order) {
        return byHand(order, () -> {
            var request = order.path("order") instanceof ObjectNode given ? given.deepCopy() : order.deepCopy();
            request.remove(List.of("action", "type", "user"));
            if (!request.has("doc_date")) {
                request.put("doc_date", Dates.date(company.today()));
            }
            if (!request.has("partner")) {
                request.set(
                        "partner",
                        Json.object()
                                .put("customer", "Spletni kupec")
                                .put("street", "Spletna ulica 1")
                                .put("post_number", "1000")
                                .put("place", "Ljubljana")
                                .put("country", "Slovenia"));
            }
            if (!request.has("product_list")) {
                company.store().products().stream()
                        .findFirst()
                        .ifPresent(product -> request.putArray("product_list")
                                .addObject()
                                .put("code", product.code())
                                .put("amount", "1"));
            }
            return documents.find(Documents.ORDER, text(orders.put(request), "mk_id"));
        });
    }

    private ObjectNode byHand(ObjectNode order, Supplier<Document> work) {
        return everything(documents.actingAs(text(order, "user", "oseba@example.test"), work));
    }

    /** A document as its own application would show it, with everything there is. */
    public ObjectNode everything(Document document) {
        var request = Json.object();
        for (var flag : new String[] {
            "return_document_info", "show_product_metadata", "show_product_detail", "show_tracking_url"
        }) {
            request.put(flag, "true");
        }
        return rendering.full(document, request);
    }

    /** Fills an empty company with what the demo starts with. */
    public void plantDemo() {
        new DemoSeed(company, orders).plant();
    }

    /** Gives an empty company the one thing it needs. */
    public void plantMainWarehouse() {
        company.store().put(DemoSeed.MAIN);
    }
}
