package crmmind.orders.views;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.shared.WholeCommand;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Saved views of whoever asks. Sharing needs sales; the rest is everybody's own. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class SavedViewService {

    @Inject
    SavedViews views;

    @Resource
    SessionContext context;

    /** As {@link SavedViews#seenBy}. */
    public List<SavedView> views() {
        return views.seenBy(caller());
    }

    /** As {@link SavedViews#save}; shared only by those who may share, for others it stays their own. */
    public UUID save(String name, String query, boolean shared) {
        return views.save(caller(), name, query, shared && mayShare());
    }

    /** As {@link SavedViews#replaceQuery}. */
    public void replaceQuery(UUID id, String query) {
        views.replaceQuery(caller(), administrator(), id, query);
    }

    /** As {@link SavedViews#rename}. */
    public void rename(UUID id, String name) {
        views.rename(caller(), administrator(), id, name);
    }

    /** As {@link SavedViews#share}. */
    @RolesAllowed({SALES, ADMIN})
    public void share(UUID id, boolean shared) {
        views.share(caller(), administrator(), id, shared);
    }

    /** As {@link SavedViews#delete}. */
    public void delete(UUID id) {
        views.delete(caller(), administrator(), id);
    }

    /** As {@link SavedViews#opensWith}. */
    public Optional<String> opensWith() {
        return views.opensWith(caller());
    }

    /** As {@link SavedViews#openWith}. */
    public void openWith(String view) {
        views.openWith(caller(), view);
    }

    private String caller() {
        return context.getCallerPrincipal().getName();
    }

    private boolean administrator() {
        return context.isCallerInRole(ADMIN);
    }

    private boolean mayShare() {
        return administrator() || context.isCallerInRole(SALES);
    }
}
