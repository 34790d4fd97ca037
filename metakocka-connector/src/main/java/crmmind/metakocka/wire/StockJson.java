package crmmind.metakocka.wire;

import static crmmind.metakocka.wire.ValueFormats.flag;
import static crmmind.metakocka.wire.ValueFormats.list;
import static crmmind.metakocka.wire.ValueFormats.number;
import static crmmind.metakocka.wire.ValueFormats.requiredText;
import static crmmind.metakocka.wire.ValueFormats.text;
import static crmmind.metakocka.wire.ValueFormats.yes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.stock.Product;
import crmmind.metakocka.stock.StockRow;
import crmmind.metakocka.stock.Warehouse;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Warehouses, stock and products as JSON. */
public final class StockJson {

    private StockJson() {}

    /** The warehouses of an answer. */
    public static List<Warehouse> warehouses(JsonNode answer) {
        return list(answer, "warehouse_list").stream()
                .filter(row -> text(row, "mk_id") != null && text(row, "mark") != null)
                .map(row -> {
                    var mark = requiredText(row, "mark");
                    var name = text(row, "name");
                    return new Warehouse(
                            requiredText(row, "mk_id"),
                            mark,
                            name == null ? mark : name,
                            yes(row, "main_warehouse"),
                            !Boolean.FALSE.equals(flag(row, "active")),
                            !Boolean.FALSE.equals(flag(row, "include_in_stock_info")));
                })
                .toList();
    }

    /** The request for a page of stock; no codes means all products. */
    public static ObjectNode stock(Collection<String> codes, int offset, int limit) {
        var request = Json.object();
        if (!codes.isEmpty()) {
            request.put("product_code_list", String.join(",", codes));
        }
        return request.put("limit", Integer.toString(limit)).put("offset", Integer.toString(offset));
    }

    /** How many raw rows an answer has. */
    public static int stockRows(JsonNode answer) {
        return list(answer, "stock_list").size();
    }

    /** The raw rows of an answer, not yet merged. */
    public static List<StockRow> stock(JsonNode answer) {
        return list(answer, "stock_list").stream()
                .filter(row -> text(row, "warehouse_id") != null && text(row, "mk_id") != null)
                .map(row -> {
                    var amount = number(row, "amount");
                    return new StockRow(
                            requiredText(row, "warehouse_id"),
                            requiredText(row, "mk_id"),
                            text(row, "code"),
                            text(row, "count_code"),
                            text(row, "title"),
                            amount == null ? BigDecimal.ZERO : amount,
                            number(row, "reserved_amount"),
                            text(row, "unit"));
                })
                .toList();
    }

    /** One row per warehouse and product: amounts added up, the largest reservation kept. */
    public static List<StockRow> merged(List<StockRow> rows) {
        record Place(String warehouse, String product) {}
        var places = new LinkedHashMap<Place, StockRow>();
        for (var row : rows) {
            places.merge(new Place(row.warehouseMkId(), row.productMkId()), row, StockJson::together);
        }
        return List.copyOf(places.values());
    }

    private static StockRow together(StockRow one, StockRow other) {
        return new StockRow(
                one.warehouseMkId(),
                one.productMkId(),
                one.code() == null ? other.code() : one.code(),
                one.countCode() == null ? other.countCode() : one.countCode(),
                one.title() == null ? other.title() : one.title(),
                one.amount().add(other.amount()),
                largest(one.reservedAmount(), other.reservedAmount()),
                one.unit() == null ? other.unit() : one.unit());
    }

    private static @Nullable BigDecimal largest(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.max(other);
    }

    /** The request for a page of products for sale. */
    public static ObjectNode products(int offset, int limit) {
        return priced().put("sales", "true")
                .put("limit", Integer.toString(limit))
                .put("offset", Integer.toString(offset));
    }

    /** The request for one product. */
    public static ObjectNode product(String code) {
        return priced().put("code", code);
    }

    private static ObjectNode priced() {
        return Json.object().put("return_pricelist", "true").put("show_tax_factor", "true");
    }

    /** The products of an answer. */
    public static List<Product> products(JsonNode answer) {
        return list(answer, "product_list").stream()
                .filter(row -> text(row, "mk_id") != null && text(row, "code") != null)
                .map(StockJson::product)
                .toList();
    }

    private static Product product(JsonNode row) {
        var code = requiredText(row, "code");
        var name = text(row, "name");
        var pricelist = salesPrice(row);
        var price = pricelist.flatMap(StockJson::firstPrice);
        return new Product(
                requiredText(row, "mk_id"),
                code,
                text(row, "count_code"),
                name == null ? code : name,
                text(row, "unit"),
                text(row, "barcode"),
                yes(row, "service"),
                !Boolean.FALSE.equals(flag(row, "sales")),
                !Boolean.FALSE.equals(flag(row, "activated")),
                price.map(definition -> number(definition, "price")).orElse(null),
                price.map(definition -> number(definition, "price_with_tax")).orElse(null),
                price.map(definition -> text(definition, "tax"))
                        .or(() -> Optional.ofNullable(text(row, "tax")))
                        .orElse(null),
                price.map(definition -> number(definition, "tax_factor"))
                        .or(() -> Optional.ofNullable(number(row, "tax_factor")))
                        .orElse(null),
                pricelist.map(list -> text(list, "currency_code")).orElse(null));
    }

    /** The first price list for selling; one that names its tax goes before one that does not. */
    private static Optional<JsonNode> salesPrice(JsonNode row) {
        var lists = list(row, "pricelist").stream()
                .filter(list -> !"purchase".equals(text(list, "sales_purchase")) && text(list, "buyer") == null)
                .filter(list -> firstPrice(list).isPresent())
                .toList();
        return lists.stream()
                .filter(list -> firstPrice(list)
                        .map(definition -> text(definition, "tax_factor"))
                        .isPresent())
                .findFirst()
                .or(() -> lists.stream().findFirst());
    }

    private static Optional<JsonNode> firstPrice(JsonNode list) {
        return list(list, "price_def").stream()
                .filter(definition -> text(definition, "price") != null || text(definition, "price_with_tax") != null)
                .findFirst();
    }
}
