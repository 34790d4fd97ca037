package crmmind.orders.web.shell;

import crmmind.orders.shared.Role;
import crmmind.orders.web.security.DeskAuthentication;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Who is signed in and what the page may offer; the boundary beans check again. */
@Named
@RequestScoped
public class Me {

    @Inject
    SecurityContext security;

    @Inject
    HttpServletRequest request;

    /** The user's name; empty before signing in. */
    public String getName() {
        var caller = security.getCallerPrincipal();
        return caller == null || caller.getName() == null ? "" : caller.getName();
    }

    /** Whether somebody is signed in. */
    public boolean isKnown() {
        return isViewer() || isSales() || isWarehouse();
    }

    /** The first letter, for the round badge. */
    public String getInitial() {
        var name = getName();
        return name.isEmpty() ? "" : name.substring(0, 1).toUpperCase(Locale.ROOT);
    }

    /** How many comments mention me that I am not done with, counted up to 100; read with who I am. */
    public int getMentions() {
        return request.getAttribute(DeskAuthentication.MENTIONS) instanceof Integer mentions ? mentions : 0;
    }

    /** Whether the page may offer selling: create, edit, sync, import, hold, cancel. */
    public boolean isSales() {
        return security.isCallerInRole(Role.SALES) || isAdmin();
    }

    /** Whether the page may offer shipping. */
    public boolean isWarehouse() {
        return security.isCallerInRole(Role.WAREHOUSE) || isAdmin();
    }

    /** Whether the page may offer administration. */
    public boolean isAdmin() {
        return security.isCallerInRole(Role.ADMIN);
    }

    /** The role in one word. */
    public String getRole() {
        if (isAdmin()) {
            return Role.ADMIN;
        }
        if (isSales()) {
            return Role.SALES;
        }
        return isWarehouse() ? Role.WAREHOUSE : Role.VIEWER;
    }

    private boolean isViewer() {
        return security.isCallerInRole(Role.VIEWER);
    }
}
