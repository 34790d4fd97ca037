package crmmind.orders.web.settings;

import crmmind.orders.access.AccessAdministration;
import crmmind.orders.access.AccessAdministration.TokenView;
import crmmind.orders.access.AccessAdministration.UserView;
import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.WarehouseView;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Role;
import crmmind.orders.web.shell.Refusals;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind {@code settings.xhtml}: which part is shown, the warehouses, and users and tokens for administrators. */
@Named
@ViewScoped
public class SettingsView implements Serializable {

    private static final List<String> SECTIONS = List.of("metakocka", "allocation", "users", "tokens");

    @Inject
    InventoryService inventory;

    @Inject
    AccessAdministration administration;

    @Inject
    Refusals refusals;

    private String section = SECTIONS.get(0);
    private List<WarehouseView> warehouses = List.of();
    private List<UserView> users = List.of();
    private List<TokenView> tokens = List.of();
    private String username = "";
    private String displayName = "";
    private String password = "";
    private String role = Role.VIEWER;
    private String tokenUser = "";
    private String tokenName = "";
    private @Nullable String issuedToken;

    /** Reads what the part that is shown needs. */
    public void load() {
        if (section.equals("metakocka")) {
            warehouses = inventory.warehouses();
        }
        if (administrator() && (section.equals("users") || section.equals("tokens"))) {
            users = administration.users();
            tokens = section.equals("tokens") ? administration.tokens() : List.of();
        }
    }

    /** Whether this user administers the desk. */
    public boolean administrator() {
        return FacesContext.getCurrentInstance().getExternalContext().isUserInRole(Role.ADMIN);
    }

    /** Adds the user that was typed in. */
    public void addUser() {
        attempt(() -> {
            administration.addUser(username.strip(), displayName, password, List.of(role));
            username = "";
            displayName = "";
        });
        password = "";
    }

    /** Lets a user in, or keeps them out. */
    public void activate(String user, boolean active) {
        attempt(() -> administration.activate(user, active));
    }

    /** Makes a token; its text is shown this once. */
    public void issueToken() {
        issuedToken = null;
        attempt(() -> {
            issuedToken = administration.issueToken(tokenUser, tokenName, null);
            tokenName = "";
        });
    }

    /** Ends a token. */
    public void revoke(UUID token) {
        attempt(() -> administration.revokeToken(token));
    }

    private void attempt(Runnable change) {
        try {
            change.run();
        } catch (BusinessException e) {
            var context = FacesContext.getCurrentInstance();
            if (e.violations().isEmpty()) {
                context.addMessage(
                        null,
                        new FacesMessage(FacesMessage.SEVERITY_ERROR, refusals.title(e.problem()), refusals.detail(e)));
            }
            e.violations()
                    .forEach(violation -> context.addMessage(
                            null,
                            new FacesMessage(
                                    FacesMessage.SEVERITY_ERROR,
                                    refusals.field(violation.pointer()),
                                    refusals.detail(violation))));
        }
        load();
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

    /** The roles there are. */
    public List<String> getRoles() {
        return List.of(Role.VIEWER, Role.SALES, Role.WAREHOUSE, Role.ADMIN);
    }

    public List<WarehouseView> getWarehouses() {
        return warehouses;
    }

    public List<UserView> getUsers() {
        return users;
    }

    public List<TokenView> getTokens() {
        return tokens;
    }

    public @Nullable String getIssuedToken() {
        return issuedToken;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }

    public String getTokenUser() {
        return tokenUser;
    }

    public void setTokenUser(String tokenUser) {
        this.tokenUser = tokenUser;
    }

    public String getTokenName() {
        return tokenName;
    }

    public void setTokenName(String tokenName) {
        this.tokenName = tokenName;
    }
}
