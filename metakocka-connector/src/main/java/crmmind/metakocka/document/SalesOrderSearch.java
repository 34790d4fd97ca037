package crmmind.metakocka.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sales orders to look for; everything given must hold.
 *
 * @param query free text, as in the search box of the application
 * @param lastChangeFrom changed at or after
 * @param statusCodes codes of the status register
 * @param buyerOrder the customer's order number
 * @param newestFirst by id downwards instead of upwards
 */
public record SalesOrderSearch(
        @Nullable String query,
        @Nullable LocalDate docDateFrom,
        @Nullable LocalDate docDateTo,
        @Nullable Instant lastChangeFrom,
        @Nullable Instant lastChangeTo,
        List<String> statusCodes,
        @Nullable String buyerOrder,
        @Nullable String partnerMkId,
        boolean newestFirst) {

    /** Copies the codes. */
    public SalesOrderSearch {
        statusCodes = List.copyOf(statusCodes);
    }

    /** All orders. */
    public static SalesOrderSearch all(boolean newestFirst) {
        return new SalesOrderSearch(null, null, null, null, null, List.of(), null, null, newestFirst);
    }

    /** All orders with this reference. */
    public static SalesOrderSearch byBuyerOrder(String buyerOrder) {
        return new SalesOrderSearch(null, null, null, null, null, List.of(), buyerOrder, null, false);
    }

    /** What changed in a window. Keep windows short and overlapping: rows can slip while pages are read. */
    public static SalesOrderSearch changedBetween(Instant from, Instant to) {
        return new SalesOrderSearch(null, null, null, from, to, List.of(), null, null, false);
    }
}
