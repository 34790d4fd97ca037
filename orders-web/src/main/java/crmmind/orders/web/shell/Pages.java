package crmmind.orders.web.shell;

import crmmind.orders.web.security.DeskAuthentication;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Addresses of pages. */
public final class Pages {

    private Pages() {}

    /**
     * Sends the browser to a page, so that reloading it repeats nothing.
     *
     * @param path from the context root, as {@code /orders}
     */
    public static void goTo(String path) {
        var context = FacesContext.getCurrentInstance().getExternalContext();
        try {
            context.redirect(context.getRequestContextPath() + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address the browser shows, from the context root, its parameters included. */
    public static String here() {
        var context = FacesContext.getCurrentInstance().getExternalContext();
        var shown = context.getRequestMap().get(PageAddresses.SHOWN);
        return shown == null
                ? "/orders"
                : shown.toString().substring(context.getRequestContextPath().length());
    }

    /** This address where it is a page of ours, from the context root; else the order list. */
    public static String known(@Nullable String address) {
        return address != null
                        && address.matches("/[^\\\\\\s]*")
                        && DeskAuthentication.isPage(address.split("[?]", 2)[0])
                ? address
                : "/orders";
    }

    /** The id in the address; empty where it has none. */
    public static String id() {
        var id = ((HttpServletRequest)
                        FacesContext.getCurrentInstance().getExternalContext().getRequest())
                .getAttribute(PageAddresses.ID);
        return id == null ? "" : id.toString();
    }

    /** Answers "not found" instead of the page. */
    public static void notFound() {
        refuse(404);
    }

    /** Answers "not allowed" instead of the page. */
    public static void forbidden() {
        refuse(403);
    }

    private static void refuse(int status) {
        var context = FacesContext.getCurrentInstance();
        try {
            context.getExternalContext().responseSendError(status, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.responseComplete();
    }
}
