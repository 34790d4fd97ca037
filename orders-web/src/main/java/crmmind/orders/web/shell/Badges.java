package crmmind.orders.web.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Colour and icon of every status, in one place. */
@Named
@ApplicationScoped
public class Badges {

    /** Colour of an order status. */
    public String orderKind(String status) {
        return switch (status) {
            case "confirmed", "processing" -> "info";
            case "partially_fulfilled", "on_hold" -> "warning";
            case "fulfilled" -> "success";
            case "cancelled" -> "danger";
            default -> "neutral";
        };
    }

    /** Icon of an order status. */
    public String orderIcon(String status) {
        return switch (status) {
            case "draft" -> "pi-pencil";
            case "confirmed" -> "pi-check";
            case "processing" -> "pi-cog";
            case "partially_fulfilled" -> "pi-box";
            case "fulfilled" -> "pi-check-circle";
            case "on_hold" -> "pi-pause";
            case "returned" -> "pi-replay";
            default -> "pi-ban";
        };
    }

    /** Colour of a sync status. */
    public String syncKind(String status) {
        return switch (status) {
            case "pending" -> "info";
            case "synced" -> "success";
            case "needs_review" -> "warning";
            case "error" -> "danger";
            default -> "neutral";
        };
    }

    /** Icon of a sync status. */
    public String syncIcon(String status) {
        return switch (status) {
            case "pending" -> "pi-clock";
            case "synced" -> "pi-check";
            case "needs_review" -> "pi-eye";
            case "error" -> "pi-exclamation-triangle";
            default -> "pi-minus";
        };
    }

    /** Colour of an allocation status. */
    public String stockKind(String status) {
        return switch (status) {
            case "allocated" -> "success";
            case "partial" -> "warning";
            case "backordered" -> "danger";
            default -> "neutral";
        };
    }

    /** Icon of a kind of timeline entry. */
    public String eventIcon(String kind) {
        if (kind.equals("comment")) {
            return "pi-comment";
        }
        if (kind.contains("fulfil") || kind.contains("ship")) {
            return "pi-truck";
        }
        if (kind.contains("cancel")) {
            return "pi-ban";
        }
        if (kind.contains("error") || kind.contains("refused") || kind.contains("review")) {
            return "pi-exclamation-triangle";
        }
        if (kind.contains("sync") || kind.contains("metakocka") || kind.contains("queue")) {
            return "pi-sync";
        }
        if (kind.contains("creat") || kind.contains("import")) {
            return "pi-plus";
        }
        if (kind.contains("hold")) {
            return "pi-pause";
        }
        return kind.contains("edit") || kind.contains("change") ? "pi-pencil" : "pi-circle";
    }
}
