package crmmind.orders.order;

import crmmind.orders.inventory.Product;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.SalesDocumentItem;
import crmmind.orders.salesdocument.ShippingAddress;
import crmmind.orders.shared.LineAmounts;
import crmmind.orders.shared.Violations;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an order has to be like to be taken. Finds everything that is wrong, not only the first. */
final class OrderEntryRules {

    /** Longest texts, in characters; the database's constraints say the same. */
    static final int NAME = 100;

    static final int EMAIL = 254;
    static final int PHONE = 50;
    static final int TAX_NUMBER = 30;
    static final int STREET = 200;
    static final int POST_CODE = 20;
    static final int CITY = 100;
    static final int SHIPPING_METHOD = 100;
    static final int NOTES = 2000;
    static final int DESCRIPTION = 500;

    private static final BigDecimal MONEY_END = BigDecimal.TEN.pow(13); // numeric(15,2)
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Violations violations = new Violations();
    private final Map<String, Product> products;
    private final Predicate<String> knownWarehouse;
    private final @Nullable String defaultWarehouse;

    /**
     * @param products the products the order names, by code; unknown ones are missing
     * @param knownWarehouse whether there is an active warehouse with that mark
     * @param defaultWarehouse for orders that name none; null where there is none
     */
    OrderEntryRules(
            Map<String, Product> products, Predicate<String> knownWarehouse, @Nullable String defaultWarehouse) {
        this.products = products;
        this.knownWarehouse = knownWarehouse;
        this.defaultWarehouse = defaultWarehouse;
    }

    /** An order without flaws: texts trimmed, defaults filled in. */
    record Entry(
            CustomerData customer,
            @Nullable ShippingAddress shippingAddress,
            String currency,
            String warehouse,
            @Nullable String shippingMethod,
            @Nullable LocalDate expectedDeliveryDate,
            @Nullable String notes,
            List<EntryLine> lines) {}

    /**
     * A line without flaws.
     *
     * @param id the line that is meant; null for a new one
     */
    record EntryLine(
            @Nullable UUID id,
            String productCode,
            String description,
            boolean service,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal discountPercent,
            BigDecimal taxRate) {}

    /** Checks a new order. Refuses with VALIDATION_FAILED. */
    Entry entry(NewOrder order) {
        return checked(order, List.of());
    }

    /**
     * Checks the wished state of an order that is there. A line with an id takes from its present state what the wish
     * leaves out; wishing no lines at all leaves them as they are. Refuses with VALIDATION_FAILED.
     */
    Entry edited(NewOrder wished, List<SalesDocumentItem> present) {
        return checked(wished, present);
    }

    private Entry checked(NewOrder order, List<SalesDocumentItem> present) {
        var customer = customer(order.customer());
        var shipping = shipping(order.shippingAddress());
        var currency = currency(order.currency());
        var warehouse = warehouse(order.warehouse());
        var shippingMethod = violations.line("/shippingMethod", order.shippingMethod(), SHIPPING_METHOD);
        var date = date(order.expectedDeliveryDate());
        var notes = violations.lines("/notes", order.notes(), NOTES);
        var lines = lines(order.items(), present);
        violations.refuse();
        return new Entry(customer, shipping, currency, warehouse, shippingMethod, date, notes, lines);
    }

    private CustomerData customer(@Nullable CustomerData customer) {
        if (customer == null) {
            violations.add("/customer", "REQUIRED", "Say who buys");
            return new CustomerData("", null, null, null, null);
        }
        return new CustomerData(
                violations.requiredLine("/customer/name", customer.name(), NAME),
                violations.line("/customer/email", customer.email(), EMAIL),
                violations.line("/customer/phone", customer.phone(), PHONE),
                violations.line("/customer/taxNumber", customer.taxNumber(), TAX_NUMBER),
                address(customer.address()));
    }

    private @Nullable PostalAddress address(@Nullable PostalAddress address) {
        if (address == null) {
            return null;
        }
        var checked = new PostalAddress(
                violations.line("/customer/address/street", address.street(), STREET),
                violations.line("/customer/address/postCode", address.postCode(), POST_CODE),
                violations.line("/customer/address/city", address.city(), CITY),
                country("/customer/address/country", address.country()));
        return checked.equals(new PostalAddress(null, null, null, null)) ? null : checked;
    }

    private @Nullable ShippingAddress shipping(@Nullable ShippingAddress address) {
        if (address == null) {
            return null;
        }
        var checked = new ShippingAddress(
                violations.line("/shippingAddress/name", address.name(), NAME),
                violations.line("/shippingAddress/street", address.street(), STREET),
                violations.line("/shippingAddress/postCode", address.postCode(), POST_CODE),
                violations.line("/shippingAddress/city", address.city(), CITY),
                country("/shippingAddress/country", address.country()));
        return checked.equals(new ShippingAddress(null, null, null, null, null)) ? null : checked;
    }

    private @Nullable String country(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!COUNTRIES.contains(value)) {
            violations.add(pointer, "UNKNOWN_COUNTRY", "Not a two-letter country code of ISO 3166");
        }
        return value;
    }

    private String currency(@Nullable String value) {
        if (value == null || value.isBlank()) {
            violations.add("/currency", "REQUIRED", "A value is required");
            return "";
        }
        if (!CURRENCIES.contains(value)) {
            violations.add("/currency", "UNKNOWN_CURRENCY", "Not a currency code of ISO 4217");
        }
        return value;
    }

    private String warehouse(@Nullable String value) {
        if (value == null || value.isBlank()) {
            if (defaultWarehouse == null) {
                violations.add("/warehouse", "REQUIRED", "No default warehouse is known");
                return "";
            }
            return defaultWarehouse;
        }
        if (!knownWarehouse.test(value)) {
            violations.add("/warehouse", "UNKNOWN_WAREHOUSE", "There is no such warehouse");
        }
        return value;
    }

    private @Nullable LocalDate date(@Nullable LocalDate value) {
        if (value != null && (value.getYear() < 2000 || value.getYear() > 2999)) {
            violations.add("/expectedDeliveryDate", "OUT_OF_RANGE", "Between the years 2000 and 2999");
        }
        return value;
    }

    private List<EntryLine> lines(@Nullable List<NewOrder.Item> items, List<SalesDocumentItem> present) {
        if (items == null && !present.isEmpty()) {
            return present.stream().map(OrderEntryRules::unchanged).toList();
        }
        if (items == null || items.isEmpty()) {
            violations.add("/items", "REQUIRED", "An order needs at least one item");
            return List.of();
        }
        var lines = new ArrayList<EntryLine>();
        var seen = new HashSet<UUID>();
        for (int i = 0; i < items.size(); i++) {
            var line = line("/items/" + i, items.get(i), present, seen);
            if (line != null) {
                lines.add(line);
            }
        }
        var total = ZERO;
        for (var line : lines) {
            total = total.add(amounts(line).total());
        }
        if (total.compareTo(MONEY_END) >= 0) {
            violations.add("/items", "TOO_LARGE", "The total has more than 13 digits before the decimal point", "13");
        }
        return lines;
    }

    private @Nullable EntryLine line(
            String pointer, NewOrder.@Nullable Item item, List<SalesDocumentItem> present, Set<UUID> seen) {
        if (item == null) {
            violations.add(pointer, "REQUIRED", "A value is required");
            return null;
        }
        SalesDocumentItem before = null;
        if (item.id() != null) {
            before = present.stream()
                    .filter(line -> line.id().equals(item.id()))
                    .findFirst()
                    .orElse(null);
            if (before == null) {
                violations.add(pointer + "/id", "UNKNOWN_ITEM", "The order has no such item");
                return null;
            }
            if (!seen.add(item.id())) {
                violations.add(pointer + "/id", "DUPLICATE_ITEM", "The item is listed twice");
                return null;
            }
        }
        return before == null ? added(pointer, item) : changed(pointer, item, before);
    }

    private @Nullable EntryLine added(String pointer, NewOrder.Item item) {
        var code = violations.line(pointer + "/productCode", item.productCode(), 200);
        Product product = null;
        if (code == null) {
            violations.add(pointer + "/productCode", "REQUIRED", "A value is required");
        } else {
            product = products.get(code);
            if (product == null || !product.active()) {
                violations.add(pointer + "/productCode", "UNKNOWN_PRODUCT", "There is no such product");
                product = null;
            }
        }
        var description = violations.line(pointer + "/description", item.description(), DESCRIPTION);
        var quantity = quantity(pointer, item.quantity());
        var price = price(pointer, item.unitPrice());
        var discount = discount(pointer, item.discountPercent());
        var rate = item.taxRate();
        if (rate == null && product != null) {
            rate = product.taxRate() == null ? ZERO : product.taxRate();
        }
        // without a product there is no default, but that is one mistake, not two
        var checkedRate = rate == null && product == null ? null : violations.percentage(pointer + "/taxRate", rate, 3);
        if (product == null || quantity == null || price == null || discount == null || checkedRate == null) {
            return null;
        }
        return inMoney(
                pointer,
                new EntryLine(
                        null,
                        product.code(),
                        description == null ? shortened(product.name()) : description,
                        product.service(),
                        quantity,
                        price,
                        discount,
                        checkedRate));
    }

    private @Nullable EntryLine changed(String pointer, NewOrder.Item item, SalesDocumentItem before) {
        if (item.productCode() != null && !item.productCode().equals(before.productCode())) {
            violations.add(
                    pointer + "/productCode", "PRODUCT_FIXED", "Remove this item and add one for the other product");
        }
        var description = violations.line(pointer + "/description", item.description(), DESCRIPTION);
        var quantity = quantity(pointer, item.quantity() == null ? before.quantity() : item.quantity());
        var price = price(pointer, item.unitPrice() == null ? before.unitPrice() : item.unitPrice());
        var discount =
                discount(pointer, item.discountPercent() == null ? before.discountPercent() : item.discountPercent());
        var rate = violations.percentage(
                pointer + "/taxRate", item.taxRate() == null ? before.taxRate() : item.taxRate(), 3);
        if (quantity == null || price == null || discount == null || rate == null) {
            return null;
        }
        return inMoney(
                pointer,
                new EntryLine(
                        before.id(),
                        before.productCode(),
                        description == null ? before.description() : description,
                        before.service(),
                        quantity,
                        price,
                        discount,
                        rate));
    }

    private @Nullable BigDecimal quantity(String pointer, @Nullable BigDecimal value) {
        var quantity = violations.number(pointer + "/quantity", value, 12, 3);
        if (quantity != null && quantity.signum() <= 0) {
            violations.add(pointer + "/quantity", "NOT_POSITIVE", "More than 0");
            return null;
        }
        return quantity;
    }

    private @Nullable BigDecimal price(String pointer, @Nullable BigDecimal value) {
        var price = violations.number(pointer + "/unitPrice", value, 13, 6);
        if (price != null && price.signum() < 0) {
            violations.add(pointer + "/unitPrice", "NEGATIVE", "Not less than 0");
            return null;
        }
        return price;
    }

    private @Nullable BigDecimal discount(String pointer, @Nullable BigDecimal value) {
        return value == null ? ZERO : violations.percentage(pointer + "/discountPercent", value, 6);
    }

    private @Nullable EntryLine inMoney(String pointer, EntryLine line) {
        if (amounts(line).total().compareTo(MONEY_END) >= 0) {
            violations.add(pointer, "TOO_LARGE", "The amount has more than 13 digits before the decimal point", "13");
            return null;
        }
        return line;
    }

    private static LineAmounts amounts(EntryLine line) {
        return LineAmounts.of(line.quantity(), line.unitPrice(), line.discountPercent(), line.taxRate());
    }

    private static EntryLine unchanged(SalesDocumentItem item) {
        return new EntryLine(
                item.id(),
                item.productCode(),
                item.description(),
                item.service(),
                item.quantity(),
                item.unitPrice(),
                item.discountPercent(),
                item.taxRate());
    }

    static String shortened(String text) {
        return text.length() <= DESCRIPTION ? text : text.substring(0, DESCRIPTION);
    }
}
