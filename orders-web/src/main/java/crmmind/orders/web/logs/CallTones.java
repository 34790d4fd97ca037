package crmmind.orders.web.logs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** How the outcome of a call looks. */
@Named("callTones")
@ApplicationScoped
public class CallTones {

    /** The colour of an outcome. */
    public String tone(String outcome) {
        return switch (outcome) {
            case "done" -> "success";
            case "refused" -> "danger";
            case "duplicate", "unknown" -> "warning";
            default -> "neutral";
        };
    }

    /** The sign of an outcome. */
    public String icon(String outcome) {
        return switch (outcome) {
            case "done" -> "pi-check";
            case "refused" -> "pi-ban";
            case "duplicate" -> "pi-clone";
            case "unknown" -> "pi-question";
            default -> "pi-minus-circle";
        };
    }
}
