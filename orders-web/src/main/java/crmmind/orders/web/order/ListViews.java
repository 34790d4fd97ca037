package crmmind.orders.web.order;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.views.SavedView;
import crmmind.orders.views.SavedViewService;
import crmmind.orders.web.shell.Me;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The views people keep, beside those everybody has: their tabs, and what can be done with the one that is shown. */
@Named
@ViewScoped
public class ListViews implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    SavedViewService service;

    @Inject
    Toasts toasts;

    @Inject
    OrderTexts texts;

    @Inject
    Refusals refusals;

    @Inject
    Me me;

    private ListAddress address = new ListAddress(Map.of());
    private List<SavedView> views = List.of();
    private String opensWith = "";
    private String name = "";
    private boolean shared;
    private @Nullable String nameError;
    private String dialog = "";

    /** A tab of a saved view. */
    public record Tab(String id, String name, String path, boolean shared, String owner, boolean mine, boolean current)
            implements Serializable {}

    /**
     * Looks which views there are.
     *
     * @return where the list is really to be found: at its default view, or at the filters of a saved one; null where
     *     it is right here
     */
    @Nullable
    String elsewhere(ListAddress shown) {
        address = shown;
        views = service.views();
        opensWith = service.opensWith().orElse("");
        if (shown.isEmpty()) {
            var opened = opensWith.isEmpty() || opensWith.equals(ListAddress.ALL) ? null : pathOf(opensWith);
            return opened == null ? null : opened;
        }
        var view = shown.get("view");
        boolean onlyView = shown.kept().isEmpty() && shown.get("after").isEmpty();
        if (isUuid(view) && onlyView) {
            var saved = find(view);
            if (saved == null) {
                toasts.say("warning", texts.text("views.gone"));
                return "/orders?view=" + ListAddress.ALL;
            }
            var path = path(saved);
            return path.equals(shown.path()) ? null : path;
        }
        return null;
    }

    private @Nullable String pathOf(String view) {
        if (!isUuid(view)) {
            return "/orders?view=" + view;
        }
        var saved = find(view);
        return saved == null ? null : path(saved);
    }

    private static String path(SavedView view) {
        return ListAddress.of(view.query()).under(view.id().toString()).path();
    }

    private @Nullable SavedView find(String id) {
        return views.stream()
                .filter(view -> view.id().toString().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The saved view that is shown; null where it is none, or one of somebody else's that is not shared. */
    public @Nullable SavedView getCurrent() {
        return find(address.get("view"));
    }

    /** Whether a saved view is shown. */
    public boolean isSaved() {
        return getCurrent() != null;
    }

    /** Whether the address names a view that this person does not see; its filters are shown all the same. */
    public boolean isUnseen() {
        return isUuid(address.get("view")) && getCurrent() == null;
    }

    /** Whether filters, sort or columns are not those of the view any more. */
    public boolean isChanged() {
        var current = getCurrent();
        return current != null && !ListAddress.of(current.query()).kept().equals(address.kept());
    }

    /** Whether this person may change the view that is shown. */
    public boolean isMayChange() {
        var current = getCurrent();
        return current != null && (current.mine() || (current.shared() && me.isAdmin()));
    }

    /** Whether the list opens with what is shown now. */
    public boolean isOpening() {
        var view = address.get("view");
        return opensWith.isEmpty()
                ? view.isEmpty() || view.equals(ListAddress.ALL)
                : opensWith.equals(view.isEmpty() ? ListAddress.ALL : view);
    }

    /** The tabs of the saved views. */
    public List<Tab> getTabs() {
        return views.stream()
                .map(view -> new Tab(
                        view.id().toString(),
                        view.name(),
                        path(view),
                        view.shared(),
                        view.owner(),
                        view.mine(),
                        view.id().toString().equals(address.get("view"))))
                .toList();
    }

    /** The view as it is without the changes made since. */
    public @Nullable String getUnchangedPath() {
        var current = getCurrent();
        return current == null ? null : path(current);
    }

    /** Keeps what is shown as a new view. */
    public void save() {
        attempt("save-view", () -> {
            var id = service.save(name, address.kept(), shared);
            toasts.done(texts.text("views.saved"));
            Pages.goTo(ListAddress.of(address.kept()).under(id.toString()).path());
        });
    }

    /** Gives the view that is shown another name. */
    public void rename() {
        attempt("rename-view", () -> {
            service.rename(current(), name);
            toasts.done(texts.text("views.renamed"));
            Pages.goTo(Pages.here());
        });
    }

    /** Keeps the filters of now under the view that is shown. */
    public void replace() {
        service.replaceQuery(current(), address.kept());
        toasts.done(texts.text("views.replaced"));
        Pages.goTo(Pages.here());
    }

    /** Shares the view that is shown, or keeps it to its owner. */
    public void share(boolean withAll) {
        service.share(current(), withAll);
        toasts.done(texts.text(withAll ? "views.shared" : "views.unshared"));
        Pages.goTo(Pages.here());
    }

    /** Deletes the view that is shown. */
    public void delete() {
        service.delete(current());
        toasts.done(texts.text("views.deleted"));
        Pages.goTo("/orders?view=" + ListAddress.ALL);
    }

    /** The list opens with this view from now on, or with all orders. */
    public void open(boolean withThis) {
        var view = address.get("view");
        service.openWith(withThis ? view : "");
        toasts.done(texts.text(withThis ? "views.opening" : "views.openingAll"));
        Pages.goTo(Pages.here());
    }

    private UUID current() {
        return UUID.fromString(address.get("view"));
    }

    private void attempt(String whichDialog, Runnable change) {
        try {
            change.run();
        } catch (BusinessException e) {
            if (e.violations().isEmpty()) {
                throw e;
            }
            nameError = refusals.detail(e.violations().get(0));
            dialog = whichDialog;
        }
    }

    private static boolean isUuid(String view) {
        return view.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    /** Which dialog is to open again because of a mistake in it; empty for none. */
    public String getDialog() {
        return dialog;
    }

    public @Nullable String getNameError() {
        return nameError;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** The name the dialog for renaming begins with. */
    public String getNewName() {
        var current = getCurrent();
        return dialog.equals("rename-view") || current == null ? name : current.name();
    }

    public void setNewName(String newName) {
        name = newName;
    }

    public boolean isShared() {
        return shared;
    }

    public void setShared(boolean shared) {
        this.shared = shared;
    }

    /** Whether one may share here. */
    public boolean isMayShare() {
        return me.isSales();
    }
}
