package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.math.BigDecimal.ZERO;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.store.Warehouse;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a person or another system does inside Metakocka, and not through the API that is being tested. The change log
 * names the {@code user} of the action.
 */
public final class Application {
    private static final String SOMEBODY = "oseba@example.test";

    private final Company company;
    private final Documents documents;
    private final SalesOrders orders;
    private final OrderStatuses statuses;
    private final OrderAutomation automation;
    private final Invoices invoices;
    private final WarehouseDocuments warehouseDocuments;
    private final Operations operations;

    Application(
            Company company,
            Documents documents,
            SalesOrders orders,
            OrderStatuses statuses,
            OrderAutomation automation,
            Invoices invoices,
            WarehouseDocuments warehouseDocuments,
            Operations operations) {
        this.company = company;
        this.documents = documents;
        this.orders = orders;
        this.statuses = statuses;
        this.automation = automation;
        this.invoices = invoices;
        this.warehouseDocuments = warehouseDocuments;
        this.operations = operations;
    }

    /**
     * Does an action.
     *
     * @throws IllegalArgumentException if there is no such action or something is missing, with a text that says so
     * @throws crmmind.metakocka.simulator.wire.Refusal if Metakocka would refuse it to a person as well
     */
    public ObjectNode act(ObjectNode action) {
        var name = text(action, "action", text(action, "type", ""));
        var user = text(action, "user", SOMEBODY);
        return switch (name) {
            case "change_status" -> byHand(user, () -> changeStatus(action));
            case "edit_line" -> byHand(user, () -> editLine(action));
            case "delete_document" -> byHand(user, () -> delete(action));
            case "create_order" -> byHand(user, () -> createOrder(action));
            case "create_invoice" ->
                byHand(
                        user,
                        () -> invoices.invoice(documents.order(action, "mk_id").id()));
            case "create_packing_list" -> byHand(user, () -> pack(action));
            case "make_label" -> byHand(user, () -> label(action));
            case "split_order" -> documents.actingAs(user, () -> split(action));
            case "adjust_stock" -> adjustStock(action);
            case "put_product" -> putProduct(action);
            case "put_warehouse" -> putWarehouse(action);
            default ->
                throw new IllegalArgumentException("There is no action '" + name
                        + "', only change_status, edit_line, delete_document, create_order, create_invoice,"
                        + " create_packing_list, make_label, split_order, adjust_stock, put_product, put_warehouse");
        };
    }

    private ObjectNode byHand(String user, Supplier<Document> work) {
        return operations.everything(documents.actingAs(user, work));
    }

    private Document again(Document order) {
        return documents.find(Documents.ORDER, Long.toString(order.id()));
    }

    private Document changeStatus(ObjectNode action) {
        var order = documents.order(action, "mk_id");
        statuses.change(OrderStatuses.request(order, text(action, "status_code")));
        return again(order);
    }

    /** Changes a line (by {@code mk_row_id} or {@code code}), removes it ({@code mark_delete}) or adds one. */
    private Document editLine(ObjectNode action) {
        var order = documents.order(action, "mk_id");
        var line = withoutFrame(action);
        line.remove(List.of("mk_id", "buyer_order"));
        var code = text(action, "code");
        if (text(action, "mk_row_id") == null && code != null) {
            objects(order.content(), "product_list").stream()
                    .filter(known -> code.equals(text(known, "code")))
                    .findFirst()
                    .ifPresent(known -> line.put("mk_row_id", text(known, "mk_row_id")));
        }
        var update = Json.object().put("mk_id", Long.toString(order.id()));
        update.putArray("product_list").add(line);
        orders.update(update);
        return again(order);
    }

    private Document delete(ObjectNode action) {
        var type = text(action, "doc_type", Documents.ORDER);
        var document = type.equals(Documents.ORDER)
                ? documents.order(action, "mk_id")
                : documents.find(type, text(action, "mk_id"));
        operations.deleteByHand(document);
        return document;
    }

    /** Another system makes an order; what is left out gets a value, so that an empty action makes one, too. */
    private Document createOrder(ObjectNode action) {
        var request = action.path("order") instanceof ObjectNode given ? given.deepCopy() : withoutFrame(action);
        if (!request.has("doc_date")) {
            request.put("doc_date", Dates.date(company.today()));
        }
        if (!request.has("partner")) {
            request.putObject("partner")
                    .put("customer", "Spletni kupec")
                    .put("street", "Spletna ulica 1")
                    .put("post_number", "1000")
                    .put("place", "Ljubljana")
                    .put("country", "Slovenia");
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
    }

    private static ObjectNode withoutFrame(ObjectNode action) {
        var rest = action.deepCopy();
        rest.remove(List.of("action", "type", "user"));
        return rest;
    }

    private Document pack(ObjectNode action) {
        var packed = warehouseDocuments.pack(documents.order(action, "mk_id").content(), amounts(action));
        if (packed == null) {
            throw new IllegalArgumentException("There is nothing left to pack");
        }
        return packed;
    }

    /** {@code tracking_code}: the number the carrier gave; made up when there is none. */
    private Document label(ObjectNode action) {
        var order = documents.order(action, "mk_id");
        var given = text(action, "tracking_code");
        orders.label(order, given == null ? "MK" + company.store().nextNumber("label", 100_001) : given);
        return again(order);
    }

    private ObjectNode split(ObjectNode action) {
        var children = automation.split(documents.order(action, "mk_id"), amounts(action));
        var answer = Json.object();
        children.forEach(child -> Documents.list(answer, "split_orders").add(operations.everything(child)));
        return answer;
    }

    /** {@code lines}: a list of code and amount. */
    private static Map<String, BigDecimal> amounts(ObjectNode action) {
        var amounts = new LinkedHashMap<String, BigDecimal>();
        for (var line : objects(action, "lines")) {
            amounts.merge(text(line, "code", ""), Totals.number(line, "amount").orElse(ZERO), BigDecimal::add);
        }
        return amounts;
    }

    private ObjectNode adjustStock(ObjectNode action) {
        var store = company.store();
        var mark = text(action, "warehouse", "");
        var warehouse = (mark.isEmpty() ? store.mainWarehouse() : store.warehouse(mark))
                .orElseThrow(() -> new IllegalArgumentException("There is no warehouse '" + mark + "'"));
        var product = product(action);
        var level = store.stock(warehouse.id(), product.id());
        var amount = Decimals.read(text(action, "amount"));
        var change = Decimals.read(text(action, "change"));
        if (amount.isEmpty() && change.isEmpty()) {
            throw new IllegalArgumentException("amount (what is there now) or change (more or less) is needed");
        }
        var counted = amount.map(now -> now.subtract(level.moved()))
                .orElseGet(() -> level.counted().add(change.orElse(ZERO)));
        store.count(warehouse.id(), product.id(), counted);
        var now = store.stock(warehouse.id(), product.id());
        return Json.object()
                .put("warehouse", warehouse.mark())
                .put("code", product.code())
                .put("amount", Decimals.dot(now.amount()))
                .put("reserved", Decimals.dot(now.reserved()));
    }

    private Product product(ObjectNode action) {
        var code = text(action, "code", "");
        return company.store()
                .product(code)
                .orElseThrow(() -> new IllegalArgumentException("There is no product '" + code + "'"));
    }

    /** Makes or changes a product; {@code details} is what {@code product_list} shows besides. */
    private ObjectNode putProduct(ObjectNode action) {
        var store = company.store();
        var code = text(action, "code");
        if (code == null) {
            throw new IllegalArgumentException("code is needed");
        }
        var known = store.product(code);
        var id = known.map(Product::id)
                .or(() -> Ids.number(text(action, "mk_id")))
                .orElseGet(store::nextId);
        var number = text(
                action,
                "count_code",
                known.map(Product::number).orElseGet(() -> Long.toString(store.nextNumber("product", 2001))));
        var product = new Product(
                id,
                number,
                code,
                text(action, "name", known.map(Product::name).orElse(code)),
                text(action, "unit", known.map(Product::unit).orElse("kos")),
                Totals.number(action, "price")
                        .or(() -> known.map(Product::price))
                        .orElse(ZERO),
                action.has("tax")
                        ? text(action, "tax", "")
                        : known.map(Product::tax).orElse("EX4"),
                action.has("service")
                        ? Fields.flag(action, "service")
                        : known.map(Product::service).orElse(false),
                action.path("details") instanceof ObjectNode details
                        ? details.deepCopy()
                        : known.map(Product::details).orElseGet(Json::object));
        store.put(product);
        return Json.object()
                .put("mk_id", Long.toString(id))
                .put("count_code", number)
                .put("code", code);
    }

    /** Makes or changes a warehouse. */
    private ObjectNode putWarehouse(ObjectNode action) {
        var store = company.store();
        var mark = text(action, "mark");
        if (mark == null) {
            throw new IllegalArgumentException("mark is needed");
        }
        var known = store.warehouse(mark);
        var id = known.map(Warehouse::id)
                .or(() -> Ids.number(text(action, "mk_id")))
                .orElseGet(store::nextId);
        store.put(new Warehouse(
                id,
                mark,
                text(action, "name", known.map(Warehouse::name).orElse(mark)),
                action.has("main")
                        ? Fields.flag(action, "main")
                        : known.map(Warehouse::main).orElse(false),
                action.has("active")
                        ? Fields.flag(action, "active")
                        : known.map(Warehouse::active).orElse(true)));
        return Json.object().put("mk_id", Long.toString(id)).put("mark", mark);
    }
}
