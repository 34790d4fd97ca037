package crmmind.orders.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The way around. */
@Named
@RequestScoped
public class Menu {

    private static final List<Entry> ALL = List.of(
            new Entry("dashboard", "/dashboard", "pi-chart-bar"),
            new Entry("orders", "/orders", "pi-shopping-cart"),
            new Entry("pack", "/pack", "pi-barcode"),
            new Entry("metakocka", "/metakocka", "pi-cloud-download"),
            new Entry("inventory", "/inventory", "pi-box"),
            new Entry("queue", "/queue", "pi-sync"),
            new Entry("jobs", "/jobs", "pi-list-check"),
            new Entry("logs", "/logs", "pi-history"),
            new Entry("books", "/books", "pi-verified"),
            new Entry("settings", "/settings", "pi-cog"));
    private static final Set<String> FOR_ADMINISTRATORS = Set.of("books", "settings");
    private static final Set<String> FOR_THE_WAREHOUSE = Set.of("pack");
    private static final Pattern PACKED = Pattern.compile("/orders/[^/]+/pack");

    @Inject
    Me me;

    /** One place to go. */
    public record Entry(String key, String path, String icon) {}

    /** Where this user may go. */
    public List<Entry> getEntries() {
        return ALL.stream()
                .filter(entry -> me.isAdmin() || !FOR_ADMINISTRATORS.contains(entry.key()))
                .filter(entry -> me.isWarehouse() || !FOR_THE_WAREHOUSE.contains(entry.key()))
                .toList();
    }

    /** Whether the page shown belongs there. */
    public boolean current(Entry entry) {
        var path = Pages.here().split("\\?", 2)[0];
        return PACKED.matcher(path).matches() ? entry.key().equals("pack") : path.startsWith(entry.path());
    }
}
