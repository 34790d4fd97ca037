package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.math.BigDecimal.ZERO;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Document lines: read from requests, checked, tied to products. */
final class Lines {
    private static final String[] KEPT_TEXTS = {
        "doc_desc",
        "microlocation",
        "lot_number_value",
        "serial_number_value",
        "expiration_date_value",
        "customs_fee",
        "country",
        "web_shop_URL",
        "first_image_URL",
        "complaint_reason",
        "complaint_description"
    };

    private final Company company;

    Lines(Company company) {
        this.company = company;
    }

    /**
     * Refuses lines that are wrong in themselves, whatever the products are.
     *
     * @throws Refusal naming the first fault
     */
    void check(List<ObjectNode> sent) {
        for (var line : sent) {
            var discount = text(line, "discount");
            if (discount != null) {
                for (var part : discount.split(";", -1)) {
                    if (Decimals.read(part).isEmpty()) {
                        throw new Refusal(
                                "2",
                                "Paramether discount must be valid number or numbers separate by semicolon"
                                        + " (for example : 10;20)");
                    }
                }
            }
            for (var field : List.of("amount", "price", "price_with_tax")) {
                if (text(line, field) != null && Totals.number(line, field).isEmpty()) {
                    throw new Refusal("6", "Not valid number for " + field);
                }
            }
        }
    }

    /**
     * The lines as a document stores them, with new row ids. Lines with a unit and an unknown code make a product.
     *
     * @param unknownCode the code of the refusal when a product is unknown
     * @throws Refusal if products are unknown (with {@code product_not_found_list}), a tax is missing or not known, or
     *     an amount is negative and no service
     */
    List<ObjectNode> stored(List<ObjectNode> sent, String unknownCode) {
        refuseUnknown(sent, unknownCode);
        for (var line : sent) {
            tax(line, product(line));
        }
        var stored = new ArrayList<ObjectNode>();
        for (var line : sent) {
            var product = product(line).orElseGet(() -> create(line));
            stored.add(stored(line, product));
        }
        return stored;
    }

    private void refuseUnknown(List<ObjectNode> sent, String unknownCode) {
        var unknown = new ArrayList<ObjectNode>();
        for (var line : sent) {
            if (product(line).isEmpty() && (text(line, "unit") == null || text(line, "code") == null)) {
                unknown.add(line);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        var last = unknown.get(unknown.size() - 1);
        var refusal = new Refusal(unknownCode, unknownText(last));
        var list = refusal.details().putArray("product_not_found_list");
        for (var line : unknown) {
            var shown = list.addObject();
            for (var field : List.of("code", "count_code", "mk_id", "amount", "price", "price_with_tax", "tax")) {
                Parties.put(shown, field, text(line, field));
            }
        }
        throw refusal;
    }

    private static String unknownText(ObjectNode line) {
        var end = " not found - unit must be set to add new product";
        for (var field : List.of("code", "count_code", "mk_id")) {
            var value = text(line, field);
            if (value != null) {
                return "Product with " + field + " " + value + end;
            }
        }
        return "Product with code null" + end;
    }

    /** The product a line names, by code, visible id or id, whichever comes first. */
    Optional<Product> product(ObjectNode line) {
        var store = company.store();
        var code = text(line, "code");
        if (code != null) {
            return store.product(code);
        }
        var number = text(line, "count_code");
        if (number != null) {
            return store.numberedProduct(number);
        }
        return Ids.number(text(line, "mk_id")).flatMap(store::product);
    }

    private Product create(ObjectNode line) {
        var store = company.store();
        var code = text(line, "code", "");
        var product = new Product(
                store.nextId(),
                Long.toString(store.nextNumber("product", 2001)),
                code,
                text(line, "name", code),
                text(line, "unit", "kos"),
                Totals.number(line, "price").orElse(ZERO),
                tax(line, Optional.empty()),
                Fields.flag(line, "service"));
        store.put(product);
        return product;
    }

    private String tax(ObjectNode line, Optional<Product> product) {
        var settings = company.settings();
        var code = text(line, "tax");
        if (code != null) {
            if (settings.taxFactor(code).isEmpty()) {
                throw unknownTax();
            }
            return code;
        }
        var factor = text(line, "tax_factor");
        if (factor != null) {
            return Decimals.read(factor).flatMap(settings::taxCode).orElseThrow(this::unknownTax);
        }
        return product.map(Product::tax).filter(tax -> !tax.isEmpty()).orElseThrow(() -> {
            var shown = product.map(Product::code).orElse(text(line, "code", "null"));
            var name = product.map(Product::name).orElse(text(line, "name", "null"));
            return new Refusal(
                    "6", "Attribute 'tax' for product with code '" + shown + "' or name '" + name + "' must be set.");
        });
    }

    private Refusal unknownTax() {
        var known = new ArrayList<String>();
        company.settings().value("taxes").fieldNames().forEachRemaining(known::add);
        return new Refusal(
                "2",
                "Paramether 'tax' is not a valid tax. Supported tax values are: "
                        + String.join(",", known.stream().sorted().toList()));
    }

    private ObjectNode stored(ObjectNode sent, Product product) {
        var line = Json.object();
        line.put("mk_row_id", Long.toString(company.store().nextId()));
        line.put("mk_id", Long.toString(product.id()));
        line.put("code", product.code());
        line.put("name", product.name());
        line.put("unit", product.unit());
        if (product.service()) {
            line.put("_service", true);
        }
        fill(line, sent, product);
        return line;
    }

    /** Takes over amount, price, discount, tax and texts of what was sent; what was not sent stays as it is. */
    void fill(ObjectNode line, ObjectNode sent, Product product) {
        var amount = Totals.number(sent, "amount")
                .or(() -> Totals.number(line, "amount"))
                .orElseThrow(() -> new Refusal("6", "Not valid number for amount"));
        if (amount.signum() < 0 && !product.service()) {
            throw new Refusal("6", "Negative amount is allowed only for services : " + product.code());
        }
        line.put("amount", Decimals.dot(amount));
        var price = Totals.number(sent, "price");
        var withTax = Totals.number(sent, "price_with_tax");
        if (withTax.isPresent()) {
            line.remove("price");
            price.ifPresent(net -> line.put("price", Decimals.dot(net))); // shown, but the gross price counts
            line.put("price_with_tax", Decimals.dot(withTax.get()));
        } else if (price.isPresent()) {
            line.remove("price_with_tax");
            line.put("price", Decimals.dot(price.get()));
        } else if (!line.has("price") && !line.has("price_with_tax")) {
            line.put("price", Decimals.dot(product.price()));
        }
        var discount = text(sent, "discount");
        if (discount != null) {
            line.put("discount", discount.replace(',', '.'));
        }
        if (text(sent, "tax") != null || text(sent, "tax_factor") != null || !line.has("tax")) {
            line.put("tax", tax(sent, Optional.of(product)));
        }
        for (var field : KEPT_TEXTS) {
            Parties.put(line, field, text(sent, field));
        }
        var metadata = Fields.objects(sent, "meta_data");
        if (!metadata.isEmpty()) {
            Parties.list(line, "meta_data").removeAll();
            for (var entry : metadata) {
                var kept = Parties.list(line, "meta_data").addObject();
                Parties.put(kept, "key", text(entry, "key"));
                Parties.put(kept, "value_string", text(entry, "value_string"));
            }
        }
    }

    /** Adds a line, or changes or deletes the one whose {@code mk_row_id} is sent. */
    void change(ObjectNode content, ObjectNode sent, String unknownCode) {
        var row = text(sent, "mk_row_id");
        if (row == null) {
            if (!Fields.flag(sent, "mark_delete")) {
                var added = stored(List.of(sent), unknownCode);
                Parties.list(content, "product_list").add(added.get(0));
            }
            return;
        }
        var known = Fields.objects(content, "product_list").stream()
                .filter(line -> row.equals(text(line, "mk_row_id")))
                .findFirst()
                .orElseThrow(() -> new Refusal("6", "Cannot find row with mk_row_id = " + row));
        if (Fields.flag(sent, "mark_delete")) {
            remove(content, Json.object().put("mk_row_id", row));
        } else {
            var product = Ids.number(text(known, "mk_id"))
                    .flatMap(company.store()::product)
                    .orElseThrow(() -> new Refusal("6", "Cannot find product of row " + row));
            fill(known, sent, product);
        }
    }

    /** Lowers amounts, running on to the next equal line; without an amount all equal lines go. */
    void remove(ObjectNode content, ObjectNode remove) {
        var row = text(remove, "mk_row_id");
        var product = row == null ? product(remove) : Optional.<Product>empty();
        var left = Heads.number(remove, "amount");
        var kept = Json.array();
        for (var line : Fields.objects(content, "product_list")) {
            var meant = row == null
                    ? product.filter(known -> Long.toString(known.id()).equals(text(line, "mk_id")))
                            .isPresent()
                    : row.equals(text(line, "mk_row_id"));
            if (!meant) {
                kept.add(line);
            } else if (left.isPresent()) {
                var amount = Totals.number(line, "amount").orElse(ZERO);
                var taken = amount.min(left.get());
                left = Optional.of(left.get().subtract(taken));
                if (amount.compareTo(taken) > 0) {
                    kept.add(line.put("amount", Decimals.dot(amount.subtract(taken))));
                }
            }
        }
        content.set("product_list", kept);
    }
}
