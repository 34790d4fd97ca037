package crmmind.orders.web.bulk;

import crmmind.orders.bulk.BulkAction;
import crmmind.orders.bulk.BulkSelection;
import crmmind.orders.bulk.BulkService;
import crmmind.orders.order.OrderQuery;
import crmmind.orders.web.order.ListedOrders;
import crmmind.orders.web.shell.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bar above the chosen rows of the order list: plans a job of them, and shows what it would do. */
@Named
@RequestScoped
public class BulkStart {

    @Inject
    BulkService bulk;

    /**
     * Plans a job of the ticked orders, or of the whole list where that was chosen.
     *
     * @param action its code
     * @param whole the list as its address names it
     * @param address that address
     */
    public void plan(String action, OrderQuery whole, String address) {
        var parameters = FacesContext.getCurrentInstance().getExternalContext();
        boolean all = "view".equals(parameters.getRequestParameterMap().get("scope"));
        var selection = all
                ? BulkSelection.of(whole, address)
                : BulkSelection.of(
                        ticked(parameters.getRequestParameterValuesMap().get("order")));
        Pages.goTo("/jobs/" + bulk.plan(BulkAction.of(action).orElseThrow(), selection));
    }

    private static List<UUID> ticked(String @Nullable [] values) {
        return values == null ? List.of() : ListedOrders.ids(Arrays.asList(values), ListedOrders.MOST_PICKED);
    }
}
