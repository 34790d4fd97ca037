package crmmind.orders.web.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Colour and icon of the states of operations. */
@Named
@ApplicationScoped
public class OperationTones {

    /** The colour of a state. */
    public String tone(String state) {
        return switch (state) {
            case "done" -> "success";
            case "refused" -> "danger";
            case "review", "unknown" -> "warning";
            case "pending", "sending" -> "info";
            default -> "neutral";
        };
    }

    /** The icon of a state. */
    public String icon(String state) {
        return switch (state) {
            case "done" -> "pi-check";
            case "refused" -> "pi-exclamation-triangle";
            case "review" -> "pi-eye";
            case "unknown" -> "pi-question-circle";
            case "sending" -> "pi-sync";
            case "pending" -> "pi-clock";
            default -> "pi-minus";
        };
    }
}
