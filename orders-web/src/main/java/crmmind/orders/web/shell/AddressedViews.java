package crmmind.orders.web.shell;

import crmmind.orders.web.shown.Language;
import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Shows pages in the reader's language, and lets forms post to the address the browser shows, parameters included. */
public class AddressedViews extends ViewHandlerWrapper {

    /** Around the server's own. */
    public AddressedViews(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Locale calculateLocale(FacesContext context) {
        return Language.of((HttpServletRequest) context.getExternalContext().getRequest());
    }

    @Override
    public String getActionURL(FacesContext context, String viewId) {
        var shown = context.getExternalContext().getRequestMap().get(PageAddresses.SHOWN);
        var root = context.getViewRoot();
        return shown != null && root != null && viewId.equals(root.getViewId())
                ? shown.toString()
                : super.getActionURL(context, viewId);
    }
}
