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
                    rows.add(row(warehouse, product, level));
                }
            }
        }
        return rows;
    }

    /** The stock of one product in one warehouse, as calls and web hooks show it. */
    ObjectNode row(Warehouse warehouse, Product product, StockLevel level) {
        var comma = company.settings().flag("commaDecimals");
        var row = Json.object();
        row.put("warehouse_id", Long.toString(warehouse.id()));
        row.put("mk_id", Long.toString(product.id()));
        row.put("count_code", product.number());
        row.put("code", product.code());
        row.put("title", product.name());
        row.put("amount", Decimals.stock(level.amount(), comma));
        if (company.settings().flag("reservations")) {
            row.put("reserved_amount", Decimals.stock(level.reserved(), comma));
            row.put("free_amount", Decimals.stock(level.amount().subtract(level.reserved()), comma));
        }
        row.put("unit", product.unit());
        return row;
    }
}
