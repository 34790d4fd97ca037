package crmmind.orders.web.order;

import crmmind.orders.activity.OrderEvent;
import crmmind.orders.mention.MentionedName;
import crmmind.orders.order.OrderComments;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of an order as it is shown: all of it or what one side did, the way of something to Metakocka in one
 * line, and what an edit changed as before and after.
 */
public final class OrderTimeline {

    /** Whose entries can be shown alone, besides all. */
    static final List<String> SIDES = List.of("people", "comments", "metakocka", "system");

    private static final String METAKOCKA = "metakocka";
    private static final Set<String> ON_THE_WAY = Set.of(
            "sync_queued",
            "synced",
            "sync_updated",
            "sync_in_doubt",
            "sync_refused",
            "sync_needs_review",
            "tracking_waits");
    private static final Set<String> EDITED = Set.of(
            "customer", "shippingAddress", "currency", "warehouse", "shippingMethod", "expectedDeliveryDate", "notes");
    private static final String ARROW = " → ";
    private static final Pattern QUANTITY = Pattern.compile("(.+) (\\d+(?:\\.\\d+)?) → (\\d+(?:\\.\\d+)?)");
    private static final Pattern ADDED = Pattern.compile("(.+) x (\\d+(?:\\.\\d+)?) added");
    private static final Pattern OTHER = Pattern.compile("(.+) (removed|has another price|has another description)");

    private OrderTimeline() {}

    /**
     * A line of the timeline.
     *
     * @param said what somebody wrote, in parts; empty where the entry is told in other words
     * @param earlier the steps before it of the same way to Metakocka, the newest first
     */
    public record Entry(OrderEvent event, List<Said> said, List<Change> changes, List<OrderEvent> earlier)
            implements Serializable {}

    /**
     * A part of what somebody wrote.
     *
     * @param mention whether it names somebody it mentions, with the {@code @}
     */
    public record Said(String text, boolean mention) implements Serializable {}

    /**
     * What an edit changed.
     *
     * @param field of the order; {@code item} for a line
     * @param how {@code to} from one value to another, {@code changed}, or {@code added}, {@code removed},
     *     {@code price}, {@code description} of a line
     * @param what the product of a line
     */
    public record Change(
            String field,
            String how,
            String what,
            @Nullable String before,
            @Nullable String after) implements Serializable {}

    /** Whose doing an entry is. */
    static String side(OrderEvent event) {
        if (event.kind().equals(OrderComments.KIND)) {
            return "comments";
        }
        if (event.actor().equals(METAKOCKA) || event.kind().startsWith("sync")) {
            return METAKOCKA;
        }
        return event.actor().equals("system") ? "system" : "people";
    }

    /** How many entries there are of each side. */
    static Map<String, Integer> counts(List<OrderEvent> events) {
        var counts = new TreeMap<String, Integer>();
        events.forEach(event -> counts.merge(side(event), 1, Integer::sum));
        return counts;
    }

    /**
     * The lines to show, the newest first. Where Metakocka's side is shown alone each step has its own line.
     *
     * @param wanted one of {@link #SIDES}; anything else shows all
     */
    static List<Entry> entries(List<OrderEvent> events, String wanted) {
        boolean all = !SIDES.contains(wanted);
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < events.size(); ) {
            var event = events.get(i);
            int end = i + 1;
            if (all && ON_THE_WAY.contains(event.kind())) {
                while (end < events.size()
                        && ON_THE_WAY.contains(events.get(end).kind())) {
                    end++;
                }
            }
            if (all || side(event).equals(wanted)) {
                entries.add(new Entry(event, said(event), changes(event), List.copyOf(events.subList(i + 1, end))));
            }
            i = end;
        }
        return entries;
    }

    /** A comment apart at the names it mentions: those that were known when it was written. */
    static List<Said> said(OrderEvent event) {
        if (!event.kind().equals(OrderComments.KIND)) {
            return List.of();
        }
        var mentioned = List.of(
                event.details().getOrDefault(OrderComments.MENTIONED, "").split(" "));
        var text = event.message();
        var parts = new ArrayList<Said>();
        int told = 0;
        for (var name : MentionedName.in(text)) {
            if (mentioned.contains(name.name())) {
                if (told < name.start()) {
                    parts.add(new Said(text.substring(told, name.start()), false));
                }
                parts.add(new Said(text.substring(name.start(), name.end()), true));
                told = name.end();
            }
        }
        if (told < text.length()) {
            parts.add(new Said(text.substring(told), false));
        }
        return parts;
    }

    static List<Change> changes(OrderEvent event) {
        if (!event.kind().equals("edited")) {
            return List.of();
        }
        var changes = new ArrayList<Change>();
        event.details().forEach((field, difference) -> {
            if (field.equals("items")) {
                for (var line : difference.split("; ", -1)) {
                    changes.add(line(line));
                }
            } else if (EDITED.contains(field)) {
                changes.add(header(field, difference));
            }
        });
        return changes;
    }

    private static Change header(String field, String difference) {
        int arrow = difference.indexOf(ARROW);
        if (arrow < 0 || arrow != difference.lastIndexOf(ARROW)) {
            return new Change(field, "changed", "", null, null); // personal data, or a text with an arrow of its own
        }
        return new Change(
                field,
                "to",
                "",
                value(difference.substring(0, arrow)),
                value(difference.substring(arrow + ARROW.length())));
    }

    private static Change line(String difference) {
        var quantity = QUANTITY.matcher(difference);
        if (quantity.matches()) {
            return new Change("item", "to", quantity.group(1), quantity.group(2), quantity.group(3));
        }
        var added = ADDED.matcher(difference);
        if (added.matches()) {
            return new Change("item", "added", added.group(1), null, added.group(2));
        }
        var other = OTHER.matcher(difference);
        if (other.matches()) {
            var how = other.group(2);
            return new Change("item", how.substring(how.lastIndexOf(' ') + 1), other.group(1), null, null);
        }
        return new Change("item", "changed", difference, null, null);
    }

    /** An edit tells what was not there as null. */
    private static @Nullable String value(String told) {
        return told.equals("null") || told.isEmpty() ? null : told;
    }
}
