package crmmind.orders.web.order;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of the order list beside the number, in their order. */
enum ListColumn {
    CUSTOMER,
    STATUS,
    SYNC,
    STOCK,
    METAKOCKA,
    REFERENCE,
    WAREHOUSE,
    CARRIER,
    EXPECTED,
    TOTAL,
    CREATED,
    UPDATED;

    private static final Set<ListColumn> DEFAULT = EnumSet.of(CUSTOMER, STATUS, SYNC, STOCK, TOTAL, CREATED);

    /** Its name in the address. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those an address names; what it cannot mean is left out, and the usual ones stand where nothing is named. */
    static Set<ListColumn> of(String address) {
        var named = Arrays.stream(address.split(","))
                .flatMap(code ->
                        Arrays.stream(values()).filter(column -> column.code().equals(code)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ListColumn.class)));
        return named.isEmpty() ? EnumSet.copyOf(DEFAULT) : named;
    }

    /** How an address names them; empty for the usual ones. */
    static String address(Set<ListColumn> columns) {
        return columns.equals(DEFAULT)
                ? ""
                : Arrays.stream(values())
                        .filter(columns::contains)
                        .map(ListColumn::code)
                        .collect(Collectors.joining(","));
    }
}
