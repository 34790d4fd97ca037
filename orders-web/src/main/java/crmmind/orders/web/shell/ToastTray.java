package crmmind.orders.web.shell;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The toasts of this page. */
@Named
@RequestScoped
public class ToastTray {

    @Inject
    Toasts toasts;

    private List<Toasts.Toast> shown = List.of();

    @PostConstruct
    void take() {
        shown = toasts.take();
    }

    /** What to show, oldest first. */
    public List<Toasts.Toast> getShown() {
        return shown;
    }
}
