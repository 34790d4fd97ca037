package crmmind.orders.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The way around. */
@Named
@RequestScoped
public class Menu {

    private static final List<Entry> ALL = List.of(
            new Entry("orders", "/orders", "pi-shopping-cart"),
            new Entry("metakocka", "/metakocka", "pi-cloud-download"),
            new Entry("inventory", "/inventory", "pi-box"),
            new Entry("queue", "/queue", "pi-sync"),
            new Entry("logs", "/logs", "pi-history"),
            new Entry("settings", "/settings", "pi-cog"));

    @Inject
    Me me;

    /** One place to go. */
    public record Entry(String key, String path, String icon) {}

    /** Where this user may go. */
    public List<Entry> getEntries() {
        return me.isAdmin() ? ALL : ALL.subList(0, ALL.size() - 1);
    }

    /** Whether the page shown belongs there. */
    public boolean current(Entry entry) {
        return Pages.here().split("\\?", 2)[0].startsWith(entry.path());
    }
}
