package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.flag;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.store.StockLevel;
import crmmind.metakocka.simulator.store.Warehouse;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** {@code warehouse_list} and {@code warehouse_stock}. */
final class Warehouses {
    private static final int MOST = 1000;

    private final Company company;

    Warehouses(Company company) {
        this.company = company;
    }

    ObjectNode list(ObjectNode request) {
        var answer = Answers.done();
        answer.put("offset", "0").put("limit", Integer.toString(MOST));
        var warehouses = company.store().warehouses();
        answer.put("warehouse_list_count", Integer.toString(warehouses.size()));
        for (var warehouse : warehouses) {
            var row = Documents.list(answer, "warehouse_list").addObject();
            row.put("mk_id", Long.toString(warehouse.id()));
            row.put("mark", warehouse.mark());
            row.put("name", warehouse.name());
            row.put("same_address_as_company", Boolean.toString(warehouse.main()));
            row.put("main_warehouse", Boolean.toString(warehouse.main()));
            if (!warehouse.main()) { // fields vary from row to row
                row.put("street", "Skladiščna ulica 1").put("post", "1000").put("place", "Ljubljana");
                row.put("country", "Slovenija");
                row.put("default_microloc_id", "1600128800");
            }
            row.put("include_in_stock_info", Boolean.toString(warehouse.active()));
            row.put("active", Boolean.toString(warehouse.active()));
            row.put("warehouse_type", "normal");
            row.put("show_product_free_stock", Boolean.toString(warehouse.active()));
        }
        return answer;
    }

    ObjectNode stock(ObjectNode request) {
        var answer = Answers.done();
        for (var echoed : new String[] {"wh_id_list", "product_code_list", "product_mk_id_list"}) {
            Parties.put(answer, echoed, String.join(",", Fields.texts(request, echoed)));
        }
        var offset = Fields.whole(request, "offset", 0, 0, Integer.MAX_VALUE);
        var limit = Fields.whole(request, "limit", MOST, 1, MOST);
        answer.put("offset", Integer.toString(offset)).put("limit", Integer.toString(limit));
        var rows = rows(request);
        var from = Math.min(offset, rows.size());
        var window = rows.subList(from, Math.min(rows.size(), from + limit));
        answer.put("stock_list_count", Integer.toString(window.size()));
        if (!window.isEmpty()) {
            Documents.list(answer, "stock_list").addAll(window);
        }
        if (flag(request, "return_expect_order_delivery_date")) {
            for (var product : company.store().products()) {
                for (var expected : Fields.objects(product.details(), "order_in_delivery")) {
                    Documents.list(answer, "order_in_delivery").add(expected);
                }
            }
        }
        return answer;
    }

    private List<ObjectNode> rows(ObjectNode request) {
        var warehouses = new HashSet<>(Fields.texts(request, "wh_id_list"));
        var codes = new HashSet<>(Fields.texts(request, "product_code_list"));
        var ids = new HashSet<>(Fields.texts(request, "product_mk_id_list"));
        var reservedOnly =
                flag(request, "return_reservation_without_stock") || flag(request, "return_reservation_without_amount");
        var rows = new ArrayList<ObjectNode>();
        for (var product : company.store().products()) {
            if (product.service()
                    || (!codes.isEmpty() && !codes.contains(product.code()))
                    || (!ids.isEmpty() && !ids.contains(Long.toString(product.id())))) {
                continue;
            }
            for (var warehouse : company.store().warehouses()) {
                var level = company.store().stock(warehouse.id(), product.id());
                if ((warehouses.isEmpty() || warehouses.contains(Long.toString(warehouse.id())))
                        && (level.amount().signum() != 0
                                || (reservedOnly && level.reserved().signum() != 0))) {
                    addRows(rows, warehouse, product, level);
                }
            }
        }
        return rows;
    }

    /** One row, or one for each of two places in the warehouse, each with the whole reservation. */
    private void addRows(List<ObjectNode> rows, Warehouse warehouse, Product product, StockLevel level) {
        var row = row(warehouse, product, level);
        rows.add(row);
        if (company.settings().flag("stockRowsPerLocation")) {
            var comma = company.settings().flag("commaDecimals");
            var half = level.amount().divide(BigDecimal.valueOf(2), 3, RoundingMode.DOWN);
            var second = row.deepCopy();
            place(row, half, level, "A1", comma);
            place(second, level.amount().subtract(half), level, "B1", comma);
            rows.add(second);
        }
    }

    private static void place(ObjectNode row, BigDecimal amount, StockLevel level, String location, boolean comma) {
        row.put("amount", Decimals.stock(amount, comma));
        if (row.has("free_amount")) {
            row.put("free_amount", Decimals.stock(amount.subtract(level.reserved()), comma));
        }
        row.put("microlocation", location);
    }

    /** All there is of a product in the active warehouses, also where that is nothing: what a web hook tells. */
    ObjectNode ofProduct(long id) {
        var answer = Answers.done().put("opr_time_ms", "0");
        var rows = new ArrayList<ObjectNode>();
        company.store().product(id).filter(product -> !product.service()).ifPresent(product -> {
            for (var warehouse : company.store().warehouses()) {
                if (warehouse.active()) {
                    addRows(rows, warehouse, product, company.store().stock(warehouse.id(), id));
                }
            }
        });
        answer.put("stock_list_count", Integer.toString(rows.size()));
        rows.forEach(row -> Documents.list(answer, "stock_list").add(row));
        return answer;
    }

    private ObjectNode row(Warehouse warehouse, Product product, StockLevel level) {
        var comma = company.settings().flag("commaDecimals");
        var row = Json.object();
        row.put("warehouse_id", Long.toString(warehouse.id()));
        row.put("mk_id", Long.toString(product.id()));
        row.put("count_code", product.number());
        row.put("code", product.code());
        row.put("title", product.name());
        row.put("amount", Decimals.stock(level.amount(), comma));
        if (company.settings().flag("reservations") && company.settings().flag("reservedAmountPresent")) {
            row.put("reserved_amount", Decimals.stock(level.reserved(), comma));
            row.put("free_amount", Decimals.stock(level.amount().subtract(level.reserved()), comma));
        }
        row.put("unit", product.unit());
        Heads.putTexts(row, product.details(), "unit2", "unit_factor");
        return row;
    }
}
