package crmmind.orders.web.settings;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The text of a token between its being made and the next page, which shows it: once. */
@SessionScoped
public class IssuedToken implements Serializable {

    private static final long serialVersionUID = 1;

    private transient @Nullable String text; // never onto a disk

    synchronized void keep(String token) {
        text = token;
    }

    /** Hands the text over, if there is one; it is forgotten here. */
    synchronized @Nullable String take() {
        var taken = text;
        text = null;
        return taken;
    }
}
