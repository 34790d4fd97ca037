package crmmind.orders.web.logs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Colours and icons of stock movements; the word stands beside them. */
@Named
@ApplicationScoped
public class MovementTones {

    public String tone(String kind) {
        return switch (kind) {
            case "allocate" -> "info";
            case "ship", "book" -> "success";
            case "ship_unallocated", "unship", "adjust" -> "warning";
            default -> "neutral";
        };
    }

    public String icon(String kind) {
        return switch (kind) {
            case "allocate" -> "pi-lock";
            case "release" -> "pi-lock-open";
            case "ship", "ship_unallocated" -> "pi-truck";
            case "unship" -> "pi-undo";
            case "book" -> "pi-check";
            case "adjust" -> "pi-wrench";
            default -> "pi-box";
        };
    }
}
