package crmmind.orders.web.order;

import crmmind.orders.order.OrderQuery;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which orders a file is about: those picked in the list, or all that its address names. */
public final class ListedOrders {

    private static final int MOST_PICKED = 200;

    private ListedOrders() {}

    /** The picked ones ({@code order}); empty where the whole list is meant. What is no id is left out. */
    public static List<UUID> picked(HttpServletRequest request) {
        var values = request.getParameterValues("order");
        return values == null ? List.of() : ids(Arrays.asList(values), MOST_PICKED);
    }

    /** The ids among these texts, up to so many; what is none is left out. */
    public static List<UUID> ids(List<String> texts, int most) {
        return texts.stream()
                .map(ListedOrders::id)
                .flatMap(Optional::stream)
                .limit(most)
                .toList();
    }

    private static Optional<UUID> id(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) { // 36 characters that are no id
            return Optional.empty();
        }
    }

    /** The list its address names. */
    public static OrderQuery listed(HttpServletRequest request, int limit, @Nullable String cursor) {
        var parameters = new HashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        return new ListAddress(parameters).query(limit, cursor);
    }
}
