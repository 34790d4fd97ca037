package crmmind.orders.web.pack;

import crmmind.orders.order.OrderService;
import crmmind.orders.web.shell.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Behind {@code pack.xhtml}: from a scanned number to the order that is packed. */
@Named("packStart")
@RequestScoped
public class PackStartView {

    private static final Pattern UNREADABLE = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST = 100;

    @Inject
    OrderService orders;

    @Inject
    PackTexts texts;

    private String wanted = "";
    private String error = "";
    private @Nullable UUID found;

    /** Opens the order that was scanned; where it cannot be packed, the page says why and waits for the next one. */
    public void load() {
        if (wanted.isEmpty()) {
            return;
        }
        var id = wanted.length() > LONGEST ? null : orders.exactly(wanted).orElse(null);
        if (id == null) {
            error = texts.text("start.unknown", wanted);
            return;
        }
        var order = orders.order(id);
        var why = texts.why(order);
        if (why.isEmpty()) {
            Pages.goTo("/orders/" + id + "/pack");
            return;
        }
        found = id;
        error = order.orderNumber() + ": " + why;
    }

    public String getWanted() {
        return wanted;
    }

    public void setWanted(@Nullable String wanted) {
        this.wanted =
                wanted == null ? "" : UNREADABLE.matcher(wanted).replaceAll("").strip();
    }

    /** What is wrong with what was scanned; empty where nothing is. */
    public String getError() {
        return error;
    }

    /** The order that was found and cannot be packed. */
    public @Nullable UUID getFound() {
        return found;
    }
}
