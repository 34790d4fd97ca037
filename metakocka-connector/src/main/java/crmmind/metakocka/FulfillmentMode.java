package crmmind.metakocka;

import java.util.Arrays;
import java.util.Locale;

/** How Metakocka hears of a shipment; which one fits depends on how the company works in Metakocka. */
public enum FulfillmentMode {
    /** Status, date and carrier on the order. Invoice and packing list are made there, by people or by themselves. */
    STATUS,
    /** A packing list for each shipment, which takes the goods out of stock there; the status when all is shipped. */
    PACKING_LIST,
    /** The invoice of the order when all of it is shipped: a legal document, made once. Then the status. */
    INVOICE;

    /** The name in the settings. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode with this name. */
    static FulfillmentMode of(String code) {
        return Arrays.stream(values())
                .filter(mode -> mode.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "metakocka.fulfillment-mode is status, packing_list or invoice, not " + code));
    }
}
