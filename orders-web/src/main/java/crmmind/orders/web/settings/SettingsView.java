package crmmind.orders.web.settings;

import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.WarehouseView;
import crmmind.orders.shared.Role;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Behind {@code settings.xhtml}: which part is shown, and the warehouses. */
@Named
@ViewScoped
public class SettingsView implements Serializable {

    private static final List<String> SECTIONS = List.of("metakocka", "allocation", "users", "tokens");

    @Inject
    InventoryService inventory;

    private String section = SECTIONS.get(0);
    private List<WarehouseView> warehouses = List.of();

    /** Reads what the part that is shown needs. */
    public void load() {
        if (section.equals("metakocka")) {
            warehouses = inventory.warehouses();
        }
    }

    /** Whether this user administers the desk. */
    public boolean administrator() {
        return FacesContext.getCurrentInstance().getExternalContext().isUserInRole(Role.ADMIN);
    }

    /** The parts this user may see. */
    public List<String> getSections() {
        return administrator() ? SECTIONS : SECTIONS.subList(0, 1);
    }

    public String getSection() {
        return section;
    }

    /** Shows a part; the first where there is none of that name, or not for this user. */
    public void setSection(@Nullable String section) {
        this.section = section != null && getSections().contains(section) ? section : SECTIONS.get(0);
    }

    public List<WarehouseView> getWarehouses() {
        return warehouses;
    }
}
