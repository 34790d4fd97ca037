package crmmind.orders.web.order;

import crmmind.orders.order.OrderDetails;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what a person types and what somebody else saved meanwhile, from what both began with. Where only the
 * other one changed a value, it is taken over; where both did, to different values, the person has to say.
 */
public final class OrderMerge {

    /**
     * One value that somebody else changed meanwhile.
     *
     * @param key the name of the value in {@link OrderHead}, or {@code lines}, or {@code status}
     * @param theirs what is saved now
     * @param mine what is typed; as {@code theirs} where that was taken over
     * @param taken whether it was taken over, because it was not touched here
     */
    public record Difference(
            String key, @Nullable String theirs, @Nullable String mine, boolean taken) implements Serializable {

        public Difference {
            Objects.requireNonNull(key);
        }

        /** Whether the person has to say which of both it shall be. */
        public boolean open() {
            return !taken;
        }
    }

    private OrderMerge() {}

    /** Takes over into {@code mine} what only the other one changed, and tells each value the other one changed. */
    static List<Difference> head(OrderDetails before, OrderDetails now, OrderHead mine) {
        var from = new OrderHead(before);
        var theirs = new OrderHead(now);
        var differences = new ArrayList<Difference>();
        if (from.isShipsElsewhere() != theirs.isShipsElsewhere()
                && mine.isShipsElsewhere() == from.isShipsElsewhere()) {
            mine.setShipsElsewhere(theirs.isShipsElsewhere());
        }
        for (var name : OrderHead.NAMES) {
            var changed = theirs.text(name);
            var typed = mine.text(name);
            if (Objects.equals(from.text(name), changed) || Objects.equals(typed, changed)) {
                continue;
            }
            boolean untouched = Objects.equals(typed, from.text(name));
            if (untouched) {
                mine.getValues().put(name, changed);
            }
            differences.add(new Difference(name, changed, untouched ? changed : typed, untouched));
        }
        return differences;
    }

    /** Takes the other one's value. */
    static void take(String name, OrderDetails now, OrderHead mine) {
        var theirs = new OrderHead(now);
        mine.getValues().put(name, theirs.text(name));
        if (name.startsWith("ship") && theirs.isShipsElsewhere()) {
            mine.setShipsElsewhere(true);
        }
    }
}
