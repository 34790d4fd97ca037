package crmmind.orders.web.api;

import crmmind.orders.order.NewOrder;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.ShippingAddress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Orders as requests bring them: whole, or as a merge patch of one that is there. */
final class OrderBodies {

    private static final int MOST_ITEMS = 1000;
    private static final String[] ORDER = {
        "customer",
        "shippingAddress",
        "currency",
        "warehouse",
        "shippingMethod",
        "expectedDeliveryDate",
        "notes",
        "items"
    };
    private static final String[] CUSTOMER = {"name", "email", "phone", "taxNumber", "address"};
    private static final String[] ADDRESS = {"street", "postCode", "city", "country"};
    private static final String[] SHIPPING = {"name", "street", "postCode", "city", "country"};
    private static final String[] NEW_ITEM = {
        "productCode", "description", "quantity", "unitPrice", "taxRate", "discountPercent"
    };
    private static final String[] ITEM = {
        "id", "productCode", "description", "quantity", "unitPrice", "taxRate", "discountPercent"
    };

    private OrderBodies() {}

    /** A new order. */
    static NewOrder order(RequestBody body) {
        body.only(ORDER);
        var items = body.objects("items", MOST_ITEMS);
        return new NewOrder(
                customer(body.object("customer"), null),
                shipping(body.object("shippingAddress"), null),
                body.string("currency"),
                body.string("warehouse"),
                body.string("shippingMethod"),
                body.date("expectedDeliveryDate"),
                body.string("notes"),
                items == null
                        ? null
                        : items.stream()
                                .map(item -> item(item.only(NEW_ITEM), null))
                                .toList());
    }

    /** What a merge patch makes of an order: what it leaves out stays, null clears. */
    static NewOrder patched(OrderDetails present, RequestBody patch) {
        patch.only(ORDER);
        return new NewOrder(
                patch.has("customer") ? customer(patch.object("customer"), present.customer()) : present.customer(),
                patch.has("shippingAddress")
                        ? shipping(patch.object("shippingAddress"), present.shippingAddress())
                        : present.shippingAddress(),
                patch.has("currency") ? patch.string("currency") : present.currency(),
                patch.has("warehouse") ? patch.string("warehouse") : present.warehouse(),
                patch.has("shippingMethod") ? patch.string("shippingMethod") : present.shippingMethod(),
                patch.has("expectedDeliveryDate") ? patch.date("expectedDeliveryDate") : present.expectedDeliveryDate(),
                patch.has("notes") ? patch.string("notes") : present.notes(),
                patch.has("items") ? items(patch, present) : unchanged(present));
    }

    private static @Nullable List<NewOrder.Item> items(RequestBody patch, OrderDetails present) {
        var items = patch.objects("items", MOST_ITEMS);
        if (items == null) {
            return null;
        }
        Map<UUID, OrderDetails.Item> known =
                present.items().stream().collect(Collectors.toMap(OrderDetails.Item::id, Function.identity()));
        var wished = new ArrayList<NewOrder.Item>();
        for (var item : items) {
            var id = item.only(ITEM).id("id");
            wished.add(item(item, id == null ? null : known.get(id)));
        }
        return wished;
    }

    private static List<NewOrder.Item> unchanged(OrderDetails present) {
        return present.items().stream()
                .map(item -> new NewOrder.Item(
                        item.id(),
                        item.productCode(),
                        item.description(),
                        item.quantity(),
                        item.unitPrice(),
                        item.taxRate(),
                        item.discountPercent()))
                .toList();
    }

    private static NewOrder.Item item(RequestBody item, OrderDetails.@Nullable Item present) {
        if (present == null) {
            return new NewOrder.Item(
                    item.id("id"),
                    item.string("productCode"),
                    item.string("description"),
                    item.decimal("quantity"),
                    item.decimal("unitPrice"),
                    item.decimal("taxRate"),
                    item.decimal("discountPercent"));
        }
        return new NewOrder.Item(
                present.id(),
                item.has("productCode") ? item.string("productCode") : present.productCode(),
                item.has("description") ? item.string("description") : present.description(),
                decimal(item, "quantity", present.quantity()),
                decimal(item, "unitPrice", present.unitPrice()),
                decimal(item, "taxRate", present.taxRate()),
                decimal(item, "discountPercent", present.discountPercent()));
    }

    private static @Nullable BigDecimal decimal(RequestBody item, String name, BigDecimal present) {
        return item.has(name) ? item.decimal(name) : present;
    }

    private static @Nullable CustomerData customer(@Nullable RequestBody body, @Nullable CustomerData present) {
        if (body == null) {
            return null;
        }
        body.only(CUSTOMER);
        var name = body.has("name") || present == null ? body.string("name") : present.name();
        return new CustomerData(
                name == null ? "" : name,
                body.has("email") || present == null ? body.string("email") : present.email(),
                body.has("phone") || present == null ? body.string("phone") : present.phone(),
                body.has("taxNumber") || present == null ? body.string("taxNumber") : present.taxNumber(),
                body.has("address") || present == null
                        ? address(body.object("address"), present == null ? null : present.address())
                        : present.address());
    }

    private static @Nullable PostalAddress address(@Nullable RequestBody body, @Nullable PostalAddress present) {
        if (body == null) {
            return null;
        }
        body.only(ADDRESS);
        return new PostalAddress(
                body.has("street") || present == null ? body.string("street") : present.street(),
                body.has("postCode") || present == null ? body.string("postCode") : present.postCode(),
                body.has("city") || present == null ? body.string("city") : present.city(),
                body.has("country") || present == null ? body.string("country") : present.country());
    }

    private static @Nullable ShippingAddress shipping(@Nullable RequestBody body, @Nullable ShippingAddress present) {
        if (body == null) {
            return null;
        }
        body.only(SHIPPING);
        return new ShippingAddress(
                body.has("name") || present == null ? body.string("name") : present.name(),
                body.has("street") || present == null ? body.string("street") : present.street(),
                body.has("postCode") || present == null ? body.string("postCode") : present.postCode(),
                body.has("city") || present == null ? body.string("city") : present.city(),
                body.has("country") || present == null ? body.string("country") : present.country());
    }
}
