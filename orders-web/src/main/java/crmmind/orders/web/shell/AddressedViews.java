package crmmind.orders.web.shell;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;

/** Lets forms post to the address the browser shows, its parameters included. */
public class AddressedViews extends ViewHandlerWrapper {

    /** Around the server's own. */
    public AddressedViews(ViewHandler wrapped) {
        super(wrapped);
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
