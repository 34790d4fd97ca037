package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.flag;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code product_list}: the catalogue, at most 1000 at a time. */
final class Products {
    private static final int MOST = 1000;
    private static final List<String> ECHOED = List.of(
            "count_code",
            "mk_id",
            "code",
            "sales",
            "purchase",
            "service",
            "work",
            "active",
            "eshop_sync",
            "category",
            "search_with_like",
            "return_warehause_stock",
            "return_category");

    /** Details that are shown on request only, and the flag that requests them. */
    private static final Map<String, String> ON_REQUEST = Map.of(
            "compounds", "return_product_compound",
            "product_partner_info", "return_product_partner_info",
            "category_tree_list", "return_category",
            "order_in_delivery", "return_expect_order_delivery_date",
            "web_shop_link", "return_web_shop_link",
            "last_purchase_price", "return_last_purchase_price",
            "pricelist", "return_pricelist");

    private final Company company;

    Products(Company company) {
        this.company = company;
    }

    /** Products found by a search: not the same field as other documents. */
    ObjectNode search(ObjectNode request) {
        var wanted = Json.object();
        for (var condition : Fields.objects(request, "query_advance")) {
            var name = text(condition, "type", "null");
            if (!name.equals("eshop_sync")) {
                throw new Refusal("2", "cannot get beQueryParam");
            }
            wanted.put(name, text(condition, "value"));
        }
        var query = text(request, "query");
        var found = company.store().products().stream()
                .filter(product -> meets(product, wanted))
                .filter(product -> same(product.code() + " " + product.name(), query, true))
                .toList();
        var offset = Fields.whole(request, "offset", 0, 0, Integer.MAX_VALUE);
        var limit = Fields.whole(request, "limit", Search.MOST, 1, Search.MOST);
        var from = Math.min(offset, found.size());
        var window = found.subList(from, Math.min(found.size(), from + limit));
        var answer = Search.head(found.size(), window.size(), offset);
        for (var product : window) {
            Documents.list(answer, "result_product").add(shown(product, request));
        }
        return answer;
    }

    ObjectNode list(ObjectNode request) {
        var found = company.store().products().stream()
                .filter(product -> meets(product, request))
                .toList();
        var offset = Fields.whole(request, "offset", 0, 0, Integer.MAX_VALUE);
        var limit = Fields.whole(request, "limit", MOST, 1, MOST);
        var from = Math.min(offset, found.size());
        var window = found.subList(from, Math.min(found.size(), from + limit));
        var answer = Answers.done();
        for (var field : ECHOED) {
            Parties.put(answer, field, text(request, field));
        }
        answer.put("limit", Integer.toString(limit)).put("offset", Integer.toString(offset));
        answer.put("product_list_count", Integer.toString(window.size()));
        if (window.size() == 1 && company.settings().flag("listOfOneAsObject")) {
            answer.set("product_list", shown(window.get(0), request));
        } else if (!window.isEmpty()) {
            window.forEach(product -> Documents.list(answer, "product_list").add(shown(product, request)));
        }
        return answer;
    }

    private static boolean meets(Product product, ObjectNode request) {
        var like = flag(request, "search_with_like");
        return same(product.number(), text(request, "count_code"), like)
                && same(product.code(), text(request, "code"), like)
                && (!like || same(product.name(), text(request, "title"), true))
                && same(Long.toString(product.id()), text(request, "mk_id"), false)
                && flagged(true, text(request, "sales"))
                && flagged(!product.service(), text(request, "purchase"))
                && flagged(product.service(), text(request, "service"))
                && flagged(false, text(request, "work"))
                && flagged(true, text(request, "active"))
                && flagged(!product.service(), text(request, "eshop_sync"))
                && categorised(product, text(request, "category"));
    }

    /** Whether the product stands in that category, named by id or by label, or below it. */
    private static boolean categorised(Product product, @Nullable String category) {
        return category == null || within(product.details().path("category_tree_list"), category);
    }

    private static boolean within(JsonNode tree, String category) {
        for (var node : tree) {
            if (category.equals(text(node, "tree_node_id"))
                    || category.equals(text(node, "tree_node_label"))
                    || within(node.path("tree_node_list"), category)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(String value, @Nullable String wanted, boolean like) {
        return wanted == null
                || (like
                        ? value.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT))
                        : value.equals(wanted));
    }

    private static boolean flagged(boolean value, @Nullable String wanted) {
        return wanted == null || Boolean.toString(value).equalsIgnoreCase(wanted);
    }

    private ObjectNode shown(Product product, ObjectNode request) {
        var comma = company.settings().flag("commaDecimals");
        var shown = Json.object();
        shown.put("count_code", product.number());
        shown.put("mk_id", Long.toString(product.id()));
        shown.put("code", product.code());
        shown.put("name", product.name());
        shown.put("unit", product.unit());
        shown.put("service", Boolean.toString(product.service()));
        shown.put("sales", "true");
        shown.put("activated", "true");
        shown.put("purchasing", Boolean.toString(!product.service()));
        shown.put("eshop_sync", Boolean.toString(!product.service()));
        if (!product.service()) {
            shown.put("weight", Decimals.stock(new BigDecimal("0.23"), comma));
        }
        var localization = Json.object().put("language", "sl").put("name", product.name());
        Heads.putTexts(localization, product.details(), "name_desc");
        listOfOne(shown, "localization", localization);
        for (var no :
                List.of("asset", "compound", "expiration_dates", "lot_numbers", "norm", "serial_numbers", "work")) {
            shown.put(no, "false");
        }
        product.details().properties().stream()
                .filter(detail -> !ON_REQUEST.containsKey(detail.getKey())
                        || flag(request, ON_REQUEST.getOrDefault(detail.getKey(), "")))
                .forEach(detail -> shown.set(detail.getKey(), detail.getValue().deepCopy()));
        if (flag(request, "return_pricelist") && !product.details().has("pricelist")) {
            listOfOne(shown, "pricelist", pricelist(product, flag(request, "show_tax_factor"), comma));
        }
        if (!product.service()) {
            stock(shown, product, request, comma);
        }
        return shown;
    }

    private ObjectNode pricelist(Product product, boolean withFactor, boolean comma) {
        var price = Json.object();
        if (!product.tax().isEmpty()) {
            price.put("tax", product.tax());
            company.settings().taxFactor(product.tax()).ifPresent(factor -> {
                price.put("tax_desc", Decimals.dot(factor.movePointRight(2)));
                if (withFactor) {
                    price.put("tax_factor", factor.toPlainString());
                }
            });
        }
        price.put("price", Decimals.stock(product.price(), comma));
        var list = Json.object().put("count_code", "PC_1");
        listOfOne(list, "price_def", price);
        return list.put("title", "Osnovni cenik").put("sales_purchase", "sales").put("currency_code", "EUR");
    }

    private void stock(ObjectNode shown, Product product, ObjectNode request, boolean comma) {
        var amount = BigDecimal.ZERO;
        var free = BigDecimal.ZERO;
        for (var warehouse : company.store().warehouses()) {
            var level = company.store().stock(warehouse.id(), product.id());
            amount = amount.add(level.amount());
            if (warehouse.active()) {
                free = free.add(level.amount()).subtract(level.reserved());
            }
            if (flag(request, "return_warehause_stock") && level.amount().signum() != 0) {
                Documents.list(shown, "amount_detail")
                        .addObject()
                        .put("warehouse_mark", warehouse.mark())
                        .put("warehouse_name", warehouse.name())
                        .put("amount", Decimals.stock(level.amount(), comma));
            }
            if (flag(request, "return_warehouse_reservation")
                    && company.settings().flag("reservations")
                    && level.reserved().signum() != 0) {
                Documents.list(shown, "reservation_detail")
                        .addObject()
                        .put("warehouse_mark", warehouse.mark())
                        .put("warehouse_name", warehouse.name())
                        .put("amount", Decimals.stock(level.reserved(), comma));
            }
        }
        if (flag(request, "return_warehause_stock") && amount.signum() != 0) {
            shown.put("amount", Decimals.stock(amount, comma));
        }
        if (flag(request, "return_free_amount")) {
            shown.put("free_amount", Decimals.stock(free, comma));
        }
    }

    private void listOfOne(ObjectNode object, String name, ObjectNode one) {
        if (company.settings().flag("listOfOneAsObject")) {
            object.set(name, one);
        } else {
            object.putArray(name).add(one);
        }
    }
}
