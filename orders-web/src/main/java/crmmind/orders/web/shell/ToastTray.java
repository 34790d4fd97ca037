package crmmind.orders.web.shell;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The toasts of this page. */
@Named
@RequestScoped
public class ToastTray {

    @Inject
    Toasts toasts;

    private List<Toasts.Toast> shown = List.of();
    private Toasts.@Nullable Report report;

    @PostConstruct
    void take() {
        var taken = toasts.take();
        shown = taken.toasts();
        report = taken.report();
    }

    /** What to show, oldest first. */
    public List<Toasts.Toast> getShown() {
        return shown;
    }

    /** The page that shows them, to come back to. */
    public String getHere() {
        return Pages.here();
    }

    /** What became of many; null for nothing. */
    public Toasts.@Nullable Report getReport() {
        return report;
    }
}
