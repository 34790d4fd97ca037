package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.flag;
import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code sync_stock}: overwrites the stock of all warehouses. What is left out is removed; wrong rows are listed, and
 * the whole is a success all the same.
 */
final class StockSync {
    private final Company company;
    private final OrderStatuses statuses;

    private record Place(long warehouse, long product) {}

    StockSync(Company company, OrderStatuses statuses) {
        this.company = company;
        this.statuses = statuses;
    }

    ObjectNode sync(ObjectNode request) {
        statuses.requiredUser(request);
        var answer = Answers.done().put("opr_desc", "Sync successful");
        var kept = new HashSet<Place>();
        for (var row : objects(request, "stock_list")) {
            var warehouse = Ids.number(text(row, "warehouse_id")).flatMap(company.store()::warehouse);
            var product = product(row);
            var amount = Decimals.read(text(row, "amount"));
            if (warehouse.isEmpty() || product.isEmpty() || amount.isEmpty()) {
                var error = Json.object();
                Heads.putTexts(error, row, "product_code", "product_id", "warehouse_id");
                error.put(
                        "error",
                        warehouse.isEmpty()
                                ? "Warehouse not found"
                                : product.isEmpty() ? "Product not found" : "Amount is not valid");
                Documents.list(answer, "error_list").add(error);
                continue;
            }
            set(warehouse.get().id(), product.get(), amount.get());
            kept.add(new Place(warehouse.get().id(), product.get().id()));
            var shown = shown(product.get(), warehouse.get().id(), amount.get());
            if (flag(request, "include_current_stock")) {
                shown.put("current_day_invoice_amount", "0");
            }
            Documents.list(answer, "stock_list").add(shown);
        }
        if (!kept.isEmpty()) {
            removeOthers(answer, kept);
        }
        return answer;
    }

    private Optional<Product> product(ObjectNode row) {
        var code = text(row, "product_code");
        return code != null
                ? company.store().product(code)
                : Ids.number(text(row, "product_id")).flatMap(company.store()::product);
    }

    private void set(long warehouse, Product product, BigDecimal amount) {
        var level = company.store().stock(warehouse, product.id());
        company.store().count(warehouse, product.id(), amount.subtract(level.moved()));
    }

    private void removeOthers(ObjectNode answer, Set<Place> kept) {
        var removed = new ArrayList<ObjectNode>();
        for (var product : company.store().products()) {
            for (var warehouse : company.store().warehouses()) {
                var amount = company.store().stock(warehouse.id(), product.id()).amount();
                if (amount.signum() != 0 && !kept.contains(new Place(warehouse.id(), product.id()))) {
                    set(warehouse.id(), product, BigDecimal.ZERO);
                    removed.add(shown(product, warehouse.id(), BigDecimal.ZERO));
                }
            }
        }
        if (removed.size() == 1 && company.settings().flag("listOfOneAsObject")) {
            answer.set("stock_remove_list", removed.get(0));
        } else {
            removed.forEach(row -> Documents.list(answer, "stock_remove_list").add(row));
        }
    }

    private static ObjectNode shown(Product product, long warehouse, BigDecimal amount) {
        return Json.object()
                .put("product_code", product.code())
                .put("product_id", Long.toString(product.id()))
                .put("warehouse_id", Long.toString(warehouse))
                .put("amount", Decimals.dot(amount));
    }
}
