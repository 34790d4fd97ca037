package crmmind.orders.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;

/** The way around. */
@Named
@RequestScoped
public class Menu {

    private static final List<Entry> ALL = List.of(
            new Entry("dashboard", "/dashboard", "pi-chart-bar"),
            new Entry("orders", "/orders", "pi-shopping-cart"),
            new Entry("metakocka", "/metakocka", "pi-cloud-download"),
            new Entry("inventory", "/inventory", "pi-box"),
            new Entry("queue", "/queue", "pi-sync"),
            new Entry("jobs", "/jobs", "pi-list-check"),
            new Entry("logs", "/logs", "pi-history"),
            new Entry("books", "/books", "pi-verified"),
            new Entry("settings", "/settings", "pi-cog"));
    private static final Set<String> FOR_ADMINISTRATORS = Set.of("books", "settings");

    @Inject
    Me me;

    /** One place to go. */
    public record Entry(String key, String path, String icon) {}

    /** Where this user may go. */
    public List<Entry> getEntries() {
        return me.isAdmin()
                ? ALL
                : ALL.stream()
                        .filter(entry -> !FOR_ADMINISTRATORS.contains(entry.key()))
                        .toList();
    }

    /** Whether the page shown belongs there. */
    public boolean current(Entry entry) {
        return Pages.here().split("\\?", 2)[0].startsWith(entry.path());
    }
}
