package crmmind.orders.web.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Icons that go with the tone of a notice and the kind of an empty state, in one place. */
@Named
@ApplicationScoped
public class Tones {

    /** The icon of a tone: {@code info}, {@code success}, {@code warning} or {@code danger}. */
    public String icon(String tone) {
        return switch (tone) {
            case "success" -> "pi-check-circle";
            case "warning" -> "pi-exclamation-triangle";
            case "danger" -> "pi-exclamation-circle";
            default -> "pi-info-circle";
        };
    }

    /** The icon of an empty state: {@code nothing}, {@code nomatch}, {@code blocked} or {@code done}. */
    public String emptyIcon(String kind) {
        return switch (kind) {
            case "nomatch" -> "pi-search";
            case "blocked" -> "pi-lock";
            case "done" -> "pi-check-circle";
            default -> "pi-inbox";
        };
    }
}
