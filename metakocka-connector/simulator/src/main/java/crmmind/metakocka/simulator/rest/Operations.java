package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Document;
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
    private static final String PLAIN = "/rest/eshop/";
    private static final String V1 = "/rest/eshop/v1/";
    private static final String JSON = "/rest/eshop/v1/json/";

    private static final Set<String> UNTIMED = Set.of("get_document", "get_partner", "add_partner", "update_partner");

    /** Document types of Metakocka that an order desk does not need. */
    private static final Set<String> NOT_SIMULATED = Set.of(
            "sales_offer",
            "purchase_order",
            "purchase_bill_domestic",
            "purchase_bill_foreign",
            "purchase_bill_credit_note",
            "warehouse_inventory",
            "transfer_order",
            "warehouse_transfer_order",
            "workorder",
            "abandoned_cart");

    private final Map<String, Operation> byPath = new LinkedHashMap<>();
    private final Company company;
    private final Documents documents;
    private final SalesOrders orders;
    private final OrderStatuses statuses;
    private final OrderAutomation automation;
    private final Invoices invoices;
    private final WarehouseDocuments warehouseDocuments;
    private final Warehouses warehouses;
    private final Reports reports;
    private final Rendering rendering;

    /** What an operation does with a request that has passed the check of its credentials. */
    @FunctionalInterface
    interface Work {
        Outcome answer(ObjectNode request);
    }

    /** The same where the answer is JSON, which is nearly everywhere. */
    @FunctionalInterface
    interface JsonWork {
        ObjectNode answer(ObjectNode request);
    }

    /**
     * An operation that was found under a path.
     *
     * @param timed whether its good answers tell how long it took
     */
    public record Operation(String name, boolean timed, Work work) {
        /** Does it; a refusal is an answer too. */
        public Outcome answer(ObjectNode request) {
            try {
                return work.answer(request);
            } catch (Refusal refusal) {
                return Outcome.json(Answers.refused(refusal));
            }
        }

        /** Whether it runs one at a time. */
        public boolean search() {
            return name.equals("search");
        }
    }

    /**
     * The operations of a company.
     *
     * @param address where this simulator answers, asked for when a download is offered
     */
    public Operations(Company company, Supplier<String> address) {
        this.company = company;
        this.documents = new Documents(company);
        var parties = new Parties(company);
        var heads = new Heads(company);
        var lines = new Lines(company);
        var payments = new Payments(company, documents);
        var attachments = new Attachments(company, documents);
        this.warehouseDocuments = new WarehouseDocuments(company, documents, heads, parties, lines);
        this.invoices = new Invoices(company, documents, heads, parties, lines, payments, warehouseDocuments);
        this.statuses = new OrderStatuses(company, documents, invoices);
        this.automation = new OrderAutomation(company, documents, heads, invoices, statuses);
        this.orders = new SalesOrders(
                company, documents, heads, parties, lines, payments, statuses, invoices, attachments, automation);
        var complaints = new Complaints(company, documents, heads, lines, attachments, statuses, invoices, orders);
        this.rendering = new Rendering(company, documents, invoices, complaints);
        this.warehouses = new Warehouses(company);
        this.reports = new Reports(company, address);
        var products = new Products(company);
        var partners = new Partners(company, parties);
        var search = new Search(company, rendering, products);
        var tracking = new TrackingCodes(company);
        var stockSync = new StockSync(company, statuses);

        add(V1, "put_document", this::put);
        add(V1, "get_document", this::get);
        add(V1, "update_document", this::update);
        add(V1, "delete_document", this::delete);
        add(V1, "change_document_status", this::changeStatus);
        add(V1, "mark_orders_as_shipped", statuses::markShipped);
        add(V1, "search", search::search);
        add(V1, "search_tracking_code", tracking::search);
        add(V1, "put_transaction", payments::transaction);
        add(V1, "get_partner", partners::get);
        add(V1, "add_partner", partners::add);
        add(V1, "update_partner", partners::update);
        byPath.put(V1 + "report", new Operation("report", true, reports::report));
        add(JSON, "warehouse_list", warehouses::list);
        add(JSON, "warehouse_stock", warehouses::stock);
        add(JSON, "product_list", products::list);
        add(PLAIN, "add_attachment", attachments::addAttachment);
        add(PLAIN, "create_complaint", complaints::create);
        add(PLAIN, "update_complaint", complaints::update);
        add(PLAIN, "sync_stock", stockSync::sync);
        notSimulated();
    }

    private void add(String prefix, String name, JsonWork work) {
        byPath.put(
                prefix + name,
                new Operation(name, !UNTIMED.contains(name), request -> Outcome.json(work.answer(request))));
    }

    /** What exists in Metakocka and not here says so, where a wrong path would be an HTML page. */
    private void notSimulated() {
        var missing = Map.of(
                V1,
                List.of(
                        "search_query_advance_discovery",
                        "generate_sticker",
                        "source_stock",
                        "get_order_change_warehouse",
                        "replace_order_change_warehouse",
                        "get_order_forbidden_products",
                        "replace_order_forbidden_products",
                        "search_blacklist_partner",
                        "import_blacklist_partner",
                        "get_delivery_service_pricelist",
                        "put_document_transfer_order",
                        "put_document_workorder",
                        "update_document_workorder",
                        "update_workorder_perform_operation",
                        "abandoned_cart_update",
                        "get_bank_statement_status",
                        "add_webshop_terms_of_use"),
                JSON,
                List.of(
                        "product_add",
                        "product_update",
                        "product_delete",
                        "put_product_partner_code",
                        "update_product_partner_code",
                        "delete_product_partner_code",
                        "get_bank_statement",
                        "get_bank_compensation",
                        "put_sales_bill",
                        "put_sales_offer"),
                PLAIN,
                List.of(
                        "import_inventory",
                        "send_message",
                        "get_message",
                        "get_proof_of_delivery",
                        "create_webshop",
                        "accounting_export"));
        missing.forEach((prefix, names) -> names.forEach(name -> add(prefix, name, request -> {
            throw new Refusal("6", "Not simulated: operation " + name);
        })));
    }

    /** The operation under that path. */
    public Optional<Operation> under(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The finished report of a token. */
    public Optional<byte[]> finishedReport(String token) {
        return reports.finished(token);
    }

    /** All stock of a product, as a web hook tells it. */
    public ObjectNode stockOf(long product) {
        return warehouses.ofProduct(product);
    }

    // ---- operations on documents of several types

    /** Whether there can be documents of that type here. */
    static boolean known(String type) {
        return type.equals(Documents.ORDER)
                || type.equals(Complaints.COMPLAINT)
                || type.equals(Invoices.CREDIT_NOTE)
                || Invoices.BILLS.contains(type)
                || WarehouseDocuments.TYPES.contains(type);
    }

    private static String type(ObjectNode request) {
        var type = text(request, "doc_type", "null");
        if (NOT_SIMULATED.contains(type)) {
            throw new Refusal("6", "Not simulated: document type " + type);
        }
        if (!known(type)) {
            throw unknown(type);
        }
        return type;
    }

    private static Refusal unknown(String type) {
        return new Refusal("2", "Unknown document type : " + type);
    }

    private ObjectNode put(ObjectNode request) {
        var type = type(request);
        if (type.equals(Documents.ORDER)) {
            return orders.put(request);
        }
        if (WarehouseDocuments.TYPES.contains(type)) {
            return warehouseDocuments.put(type, request);
        }
        if (type.equals(Invoices.CREDIT_NOTE)) {
            return invoices.putCreditNote(request);
        }
        if (Invoices.BILLS.contains(type)) {
            return invoices.put(type, request);
        }
        throw unknown(type);
    }

    private ObjectNode get(ObjectNode request) {
        var type = type(request);
        var id = text(request, "doc_id");
        if (id == null && type.equals(Documents.ORDER)) {
            return rendering.full(documents.order(request, "doc_id"), request);
        }
        var number = text(request, "doc_count_code");
        if (id == null && number != null && type.equals(Complaints.COMPLAINT)) {
            return rendering.full(
                    company.store().numbered(type, number).orElseThrow(() -> Documents.notFound(type, number)),
                    request);
        }
        return rendering.full(documents.find(type, id), request);
    }

    private ObjectNode update(ObjectNode request) {
        var type = type(request);
        if (type.equals(Documents.ORDER)) {
            return orders.update(request);
        }
        if (WarehouseDocuments.TYPES.contains(type)) {
            return warehouseDocuments.update(type, request);
        }
        if (Invoices.BILLS.contains(type)) {
            return invoices.update(type, request);
        }
        throw unknown(type);
    }

    private ObjectNode changeStatus(ObjectNode request) {
        var type = type(request);
        return switch (type) {
            case Documents.ORDER -> statuses.change(request);
            case "warehouse_receiving_note" -> warehouseDocuments.changeStatus(request);
            default -> throw unknown(type);
        };
    }

    private ObjectNode delete(ObjectNode request) {
        var id = text(request, "mk_id");
        if (id == null) {
            throw new Refusal("2", "Paramether mk_id must be set");
        }
        if (text(request, "doc_type") == null) {
            throw new Refusal("1", "Internal server error.");
        }
        delete(documents.find(type(request), id));
        return Answers.done();
    }

    private void delete(Document document) {
        if (document.type().equals(Documents.ORDER)) {
            orders.delete(document);
        } else if (WarehouseDocuments.TYPES.contains(document.type())) {
            warehouseDocuments.delete(document);
        } else {
            throw unknown(document.type());
        }
    }

    // ---- what a person or another system does

    /** What people do in the application. */
    public Application application() {
        return new Application(company, documents, orders, statuses, automation, invoices, warehouseDocuments, this);
    }

    /** Deletes any document that can be deleted. */
    void deleteByHand(Document document) {
        delete(document);
    }

    /** A document as its own application would show it, with everything there is. */
    public ObjectNode everything(Document document) {
        var request = Json.object();
        for (var flag : List.of(
                "return_document_info",
                "show_product_metadata",
                "show_product_detail",
                "show_tracking_url",
                "show_attachments",
                "show_payment_detail",
                "show_sum_credit",
                "return_credit_note_for_invoice",
                "return_delivery_service_events")) {
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
