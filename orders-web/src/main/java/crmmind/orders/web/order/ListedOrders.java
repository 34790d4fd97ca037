package crmmind.orders.web.order;

import crmmind.orders.order.OrderQuery;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which orders a file is about: those picked in the list, or all that its address names. */
public final class ListedOrders {

    /** How many orders can be picked one by one; the list's script stops there, too. */
    public static final int MOST_PICKED = 200;

    private static final int BYTES_OF_AN_ID = 16;

    private ListedOrders() {}

    /**
     * The picked ones ({@code order}, or all in one {@code orders}); empty where the whole list is meant. What is no id
     * is left out.
     */
    public static List<UUID> picked(HttpServletRequest request) {
        var values = request.getParameterValues("order");
        var packed = request.getParameter("orders");
        if (values == null) {
            return packed == null ? List.of() : unpacked(packed);
        }
        return ids(Arrays.asList(values), MOST_PICKED);
    }

    /** Ids one after another, their bytes in Base64 for addresses: 200 of them fit into an address like this only. */
    static List<UUID> unpacked(String packed) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(packed));
            var ids = new ArrayList<UUID>();
            while (bytes.remaining() >= BYTES_OF_AN_ID && ids.size() < MOST_PICKED) {
                ids.add(new UUID(bytes.getLong(), bytes.getLong()));
            }
            return List.copyOf(ids);
        } catch (IllegalArgumentException e) { // no Base64
            return List.of();
        }
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
