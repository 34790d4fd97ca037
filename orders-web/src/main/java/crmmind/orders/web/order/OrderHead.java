package crmmind.orders.web.order;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.ShippingAddress;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the order form says above its lines, as it is typed; a text for each name, blank ones left out. */
public class OrderHead implements Serializable {

    private static final long serialVersionUID = 1;
    /** The names of the texts. */
    static final List<String> NAMES = List.of(
            "name",
            "email",
            "phone",
            "taxNumber",
            "street",
            "postCode",
            "city",
            "country",
            "shipName",
            "shipStreet",
            "shipPostCode",
            "shipCity",
            "shipCountry",
            "currency",
            "warehouse",
            "shippingMethod",
            "expectedDeliveryDate",
            "notes");

    private final LinkedHashMap<String, @Nullable String> values = new LinkedHashMap<>();
    private boolean shipsElsewhere;

    /** Nothing typed yet. */
    OrderHead() {
        values.put("currency", "EUR");
        values.put("country", "SI");
        values.put("shipCountry", "SI");
    }

    /** As an order stands. */
    OrderHead(OrderDetails order) {
        customer(order.customer());
        var elsewhere = order.shippingAddress();
        shipsElsewhere = elsewhere != null;
        if (elsewhere != null) {
            values.put("shipName", elsewhere.name());
            values.put("shipStreet", elsewhere.street());
            values.put("shipPostCode", elsewhere.postCode());
            values.put("shipCity", elsewhere.city());
            values.put("shipCountry", elsewhere.country());
        }
        values.put("currency", order.currency());
        values.put("warehouse", order.warehouse());
        values.put("shippingMethod", order.shippingMethod());
        var date = order.expectedDeliveryDate();
        values.put("expectedDeliveryDate", date == null ? null : date.toString());
        values.put("notes", order.notes());
    }

    /** Takes over who buys. */
    final void customer(CustomerData customer) {
        values.put("name", customer.name());
        values.put("email", customer.email());
        values.put("phone", customer.phone());
        values.put("taxNumber", customer.taxNumber());
        var address = customer.address();
        values.put("street", address == null ? null : address.street());
        values.put("postCode", address == null ? null : address.postCode());
        values.put("city", address == null ? null : address.city());
        values.put("country", address == null ? null : address.country());
    }

    /** Takes over what was typed once, by the names of the inputs. */
    void takeOver(Map<String, String> typed) {
        NAMES.forEach(name -> values.put(name, typed.get(name)));
        shipsElsewhere = Boolean.parseBoolean(typed.get("shipsElsewhere"));
    }

    CustomerData customer() {
        var street = text("street");
        var postCode = text("postCode");
        var city = text("city");
        // a country alone is our proposal, not an address
        var address = street == null && postCode == null && city == null
                ? null
                : new PostalAddress(street, postCode, city, text("country"));
        var name = text("name");
        return new CustomerData(name == null ? "" : name, text("email"), text("phone"), text("taxNumber"), address);
    }

    @Nullable
    ShippingAddress shippingAddress() {
        return shipsElsewhere
                ? new ShippingAddress(
                        text("shipName"),
                        text("shipStreet"),
                        text("shipPostCode"),
                        text("shipCity"),
                        text("shipCountry"))
                : null;
    }

    @Nullable
    String text(String name) {
        var value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The texts by name, for the inputs. */
    public Map<String, @Nullable String> getValues() {
        return values;
    }

    public boolean isShipsElsewhere() {
        return shipsElsewhere;
    }

    public void setShipsElsewhere(boolean shipsElsewhere) {
        this.shipsElsewhere = shipsElsewhere;
    }
}
