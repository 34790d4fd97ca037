package crmmind.orders.web.settings;

import crmmind.orders.access.AccessAdministration;
import crmmind.orders.access.AccessAdministration.AccessEvent;
import crmmind.orders.access.AccessAdministration.UserView;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Role;
import crmmind.orders.web.shell.FieldErrors;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Texts;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Behind the users among the settings: who there is, adding somebody, changing somebody, and what was changed. The
 * address says who is being changed and which page of the record is shown.
 */
@Named
@ViewScoped
public class UsersView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String BUNDLE = "accesstexts";
    private static final String HERE = "/settings?section=users";
    private static final int PAGE = 20;

    @Inject
    AccessAdministration administration;

    @Inject
    Refusals refusals;

    @Inject
    Toasts toasts;

    @Inject
    Texts texts;

    private final FieldErrors errors = new FieldErrors();
    private List<UserView> users = List.of();
    private List<AccessEvent> record = List.of();
    private String edited = "";
    private String before = "";
    private String username = "";
    private String displayName = "";
    private @Nullable String password;
    private List<String> chosen = List.of(Role.VIEWER);

    /** Reads what the page shows, if it shows this part. */
    public void load(String section) {
        if (!section.equals("users")) {
            return;
        }
        users = administration.users();
        var line = line(before);
        record = administration.record(line, PAGE);
        if (line == null) {
            before = "";
        }
        if (!edited.isEmpty()) {
            try {
                var user = administration.user(edited);
                displayName = user.displayName();
                chosen = user.roles();
            } catch (BusinessException e) {
                if (e.problem() != Problem.NOT_FOUND) {
                    throw e;
                }
                Pages.notFound();
            }
        }
    }

    private static @Nullable UUID line(String id) {
        try {
            return id.isEmpty() ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null; // an address somebody made up shows the newest
        }
    }

    /** Adds the user that was typed in. */
    public void add() {
        take();
        if (errors.without(
                () -> administration.addUser(username, displayName, password == null ? "" : password, chosen),
                refusals)) {
            done("toast.user.added", HERE);
        }
    }

    /** Changes the user the address names. */
    public void change() {
        take();
        if (errors.without(() -> administration.changeUser(edited, displayName, password, chosen), refusals)) {
            done("toast.user.changed", HERE);
        }
    }

    /** Lets a user in, or keeps them out; what stands against it is told at the head of the page. */
    public void activate(String user, boolean active) {
        administration.activate(user, active);
        done(active ? "toast.user.letin" : "toast.user.shutout", HERE);
    }

    private void done(String text, String next) {
        toasts.done(texts.text(BUNDLE, text));
        Pages.goTo(next);
    }

    /** Takes the ticked roles over; those of no user are not among them. */
    private void take() {
        var ticked = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterValuesMap()
                .get("roles");
        chosen = ticked == null ? List.of() : Arrays.asList(ticked);
    }

    /** What is wrong with a field; empty if nothing is. */
    public String error(String pointer) {
        return errors.of(pointer);
    }

    /** Whether a role is ticked. */
    public boolean has(String role) {
        return chosen.contains(role);
    }

    /** Whether the address names somebody to change. */
    public boolean isEditing() {
        return !edited.isEmpty();
    }

    /** The roles there are. */
    public List<String> getRoles() {
        return Role.ALL;
    }

    public List<UserView> getUsers() {
        return users;
    }

    /** What was changed, newest first. */
    public List<AccessEvent> getRecord() {
        return record;
    }

    /** Where older lines of the record begin; empty where there are none. */
    public String getOlder() {
        return record.size() < PAGE ? "" : record.get(record.size() - 1).id().toString();
    }

    public String getEdited() {
        return edited;
    }

    public void setEdited(@Nullable String edited) {
        this.edited = edited == null ? "" : edited.strip();
    }

    public String getBefore() {
        return before;
    }

    public void setBefore(@Nullable String before) {
        this.before = before == null ? "" : before.strip();
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(@Nullable String username) {
        this.username = username == null ? "" : username.strip();
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(@Nullable String displayName) {
        this.displayName = displayName == null ? "" : displayName;
    }

    public @Nullable String getPassword() {
        return null; // never back to the page
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }
}
