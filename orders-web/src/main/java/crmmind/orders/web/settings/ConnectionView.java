package crmmind.orders.web.settings;

import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.Role;
import crmmind.orders.sync.ConnectionChecks;
import crmmind.orders.sync.ConnectionChecks.Tested;
import crmmind.orders.sync.EffectiveSettings;
import crmmind.orders.sync.Finding;
import crmmind.orders.sync.Harvest;
import crmmind.orders.sync.Harvest.StatusFound;
import crmmind.orders.sync.SyncOverview;
import crmmind.orders.sync.SyncOverview.StatusRow;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Behind the Metakocka part of {@code settings.xhtml}: the connection, its test, and what the company uses. */
@Named
@ViewScoped
public class ConnectionView implements Serializable {

    /** How many orders a harvest may look at. */
    private static final List<Integer> SIZES = List.of(100, 300, 1000);

    private static final List<OrderStatus> MEANINGS = List.of(
            OrderStatus.DRAFT,
            OrderStatus.CONFIRMED,
            OrderStatus.PROCESSING,
            OrderStatus.ON_HOLD,
            OrderStatus.FULFILLED,
            OrderStatus.CANCELLED);

    @Inject
    ConnectionChecks checks;

    @Inject
    SyncOverview overview;

    private List<EffectiveSettings.Row> settings = List.of();
    private List<StatusRow> statuses = List.of();
    private List<Finding> findings = List.of();
    private @Nullable Tested tested;
    private @Nullable Harvest harvest;
    private int size = SIZES.get(1);
    private final HashMap<String, String> choices = new HashMap<>();

    /** Reads what is known without asking Metakocka, where its part of the settings is shown. */
    public void load(String section) {
        if (!section.equals("metakocka")) {
            return;
        }
        statuses = overview.statuses();
        if (FacesContext.getCurrentInstance().getExternalContext().isUserInRole(Role.ADMIN)) {
            settings = checks.settings();
            review();
        }
    }

    /** Tries the connection. */
    public void test() {
        tested = null;
        tested = checks.test();
        review();
    }

    /** Looks at the newest orders. */
    public void look() {
        harvest = null;
        harvest = checks.harvest(size);
        review();
    }

    /** Gives a status code the meaning that was chosen for it, and looks again. */
    public void assign(String code) {
        var chosen = choices.getOrDefault(code, "");
        if (chosen == null || chosen.isEmpty()) {
            return;
        }
        checks.assign(code, OrderStatus.of(chosen).orElse(null));
        choices.remove(code);
        statuses = overview.statuses();
        look();
    }

    private void review() {
        findings = checks.review(tested == null ? List.of() : tested.warehouses(), harvest);
    }

    /** How many of the newest orders carry a code; null where none were looked at. */
    public @Nullable Integer seen(String code) {
        return harvest == null
                ? null
                : harvest.statuses().stream()
                        .filter(status -> code.equals(status.code()))
                        .mapToInt(StatusFound::count)
                        .sum();
    }

    /** How many findings have this verdict. */
    public long count(String verdict) {
        return findings.stream()
                .filter(finding -> finding.verdict().code().equals(verdict))
                .count();
    }

    /** The colour of a verdict. */
    public String tone(String verdict) {
        return switch (verdict) {
            case "good" -> "success";
            case "doubtful" -> "warning";
            case "wrong" -> "danger";
            default -> "neutral";
        };
    }

    /** The sign of a verdict. */
    public String icon(String verdict) {
        return switch (verdict) {
            case "good" -> "pi-check";
            case "doubtful" -> "pi-exclamation-triangle";
            case "wrong" -> "pi-times";
            default -> "pi-question";
        };
    }

    public List<EffectiveSettings.Row> getSettings() {
        return settings;
    }

    public List<StatusRow> getStatuses() {
        return statuses;
    }

    public List<Finding> getFindings() {
        return findings;
    }

    public @Nullable Tested getTested() {
        return tested;
    }

    public @Nullable Harvest getHarvest() {
        return harvest;
    }

    public List<Integer> getSizes() {
        return SIZES;
    }

    public List<OrderStatus> getMeanings() {
        return MEANINGS;
    }

    public Map<String, String> getChoices() {
        return choices;
    }

    public int getSize() {
        return size;
    }

    public void setSize(int size) {
        this.size = size;
    }
}
