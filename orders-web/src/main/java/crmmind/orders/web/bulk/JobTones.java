package crmmind.orders.web.bulk;

import crmmind.orders.bulk.BulkRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Colour and icon of jobs and of their orders, in one place. */
@Named
@ApplicationScoped
public class JobTones {

    /** Colour of a job's state. */
    public String tone(String state) {
        return switch (state) {
            case "running" -> "info";
            case "paused", "stopped" -> "warning";
            case "finished" -> "success";
            default -> "neutral";
        };
    }

    /** Icon of a job's state. */
    public String icon(String state) {
        return switch (state) {
            case "running" -> "pi-cog";
            case "paused" -> "pi-pause";
            case "stopped" -> "pi-stop";
            case "finished" -> "pi-check";
            default -> "pi-list";
        };
    }

    /** Colour of what became of an order. */
    public String itemTone(String state) {
        return switch (state) {
            case "done" -> "success";
            case "failed" -> "danger";
            case "left" -> "warning";
            default -> "neutral";
        };
    }

    /** Icon of what became of an order. */
    public String itemIcon(String state) {
        return switch (state) {
            case "done" -> "pi-check";
            case "failed" -> "pi-times";
            case "unchanged" -> "pi-minus";
            case "left" -> "pi-stop";
            default -> "pi-clock";
        };
    }

    /** What the dry run foresees, as the state an order would have afterwards. */
    public String foreseen(String code) {
        return switch (BulkRules.kind(code)) {
            case WILL -> "done";
            case SAME -> "unchanged";
            case REFUSED -> "failed";
        };
    }

    /** Icon of an action. */
    public String actionIcon(String action) {
        return switch (action) {
            case "sync" -> "pi-sync";
            case "process" -> "pi-cog";
            case "fulfil" -> "pi-truck";
            case "hold" -> "pi-pause";
            case "release" -> "pi-play";
            default -> "pi-ban";
        };
    }
}
