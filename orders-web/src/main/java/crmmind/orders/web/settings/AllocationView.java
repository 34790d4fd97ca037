package crmmind.orders.web.settings;

import crmmind.orders.inventory.AllocationRules;
import crmmind.orders.inventory.AllocationRules.RankedWarehouse;
import crmmind.orders.inventory.AllocationStrategy;
import crmmind.orders.inventory.InventoryService;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import jakarta.annotation.PostConstruct;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Behind the settings of allocation: how the warehouse of an order is found, and what happens with too little stock.
 */
@Named
@ViewScoped
public class AllocationView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String WAIT = "wait";
    private static final String REFUSE = "refuse";

    @Inject
    Refusals refusals;

    @Inject
    InventoryService inventory;

    @Inject
    Toasts toasts;

    private String strategy = "";
    private String backorder = REFUSE;
    private final ArrayList<RankedWarehouse> warehouses = new ArrayList<>();
    private long version;
    private @Nullable Instant changedAt;
    private @Nullable String changedBy;
    private final HashMap<String, String> errors = new HashMap<>();

    /** Reads the rules. */
    @PostConstruct
    void load() {
        show(inventory.allocationRules());
    }

    private void show(AllocationRules rules) {
        strategy = rules.strategy().code();
        backorder = rules.backorder() ? WAIT : REFUSE;
        warehouses.clear();
        warehouses.addAll(rules.warehouses());
        version = rules.version();
        changedAt = rules.updatedAt();
        changedBy = rules.updatedBy();
    }

    /** Moves a warehouse up or down in the page; nothing is written yet. */
    public void move(String mark, int by) {
        takeOver();
        for (int at = 0; at < warehouses.size(); at++) {
            int to = at + by;
            if (warehouses.get(at).mark().equals(mark) && to >= 0 && to < warehouses.size()) {
                Collections.swap(warehouses, at, to);
                return;
            }
        }
    }

    /** Writes what the page says. What somebody else changed meanwhile is not overwritten. */
    public void save() {
        takeOver();
        errors.clear();
        try {
            inventory.changeAllocationRules(
                    version,
                    AllocationStrategy.of(strategy).orElse(null),
                    backorder.equals(WAIT),
                    warehouses.stream().map(RankedWarehouse::mark).toList(),
                    warehouses.stream()
                            .filter(RankedWarehouse::allocates)
                            .map(RankedWarehouse::mark)
                            .toList());
        } catch (BusinessException e) {
            if (e.problem() == Problem.VERSION_CONFLICT) {
                load(); // what is there now, to decide anew
            }
            if (e.violations().isEmpty()) {
                throw e;
            }
            e.violations().forEach(violation -> errors.put(violation.pointer(), refusals.detail(violation)));
            return;
        }
        toasts.done(text("saved"));
        Pages.goTo("/settings?section=allocation");
    }

    /** Takes over what was chosen in the page. */
    private void takeOver() {
        var parameters = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterValuesMap();
        strategy = first(parameters, "strategy", strategy);
        backorder = first(parameters, "backorder", backorder);
        Set<String> allocates = new HashSet<>(Arrays.asList(parameters.getOrDefault("allocates", new String[0])));
        warehouses.replaceAll(row -> new RankedWarehouse(row.mark(), row.name(), allocates.contains(row.mark())));
    }

    private static String first(Map<String, String[]> parameters, String name, String otherwise) {
        var values = parameters.get(name);
        return values == null || values.length == 0 ? otherwise : values[0];
    }

    private static String text(String key) {
        var locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
        return ResourceBundle.getBundle("crmmind.orders.web.allocationtexts", locale == null ? Locale.ENGLISH : locale)
                .getString(key);
    }

    /** What is wrong with a field; empty if nothing is. */
    public String error(String pointer) {
        return errors.getOrDefault(pointer, "");
    }

    /** The words of the strategies. */
    public List<String> getStrategies() {
        return Arrays.stream(AllocationStrategy.values())
                .map(AllocationStrategy::code)
                .toList();
    }

    /** What can happen with too little stock. */
    public List<String> getPolicies() {
        return List.of(REFUSE, WAIT);
    }

    public String getStrategy() {
        return strategy;
    }

    public String getBackorder() {
        return backorder;
    }

    /** The active warehouses, by rank. */
    public List<RankedWarehouse> getWarehouses() {
        return warehouses;
    }

    public @Nullable Instant getChangedAt() {
        return changedAt;
    }

    public @Nullable String getChangedBy() {
        return changedBy;
    }
}
