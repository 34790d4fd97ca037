package crmmind.orders.web.order;

import crmmind.orders.order.OrderList;
import crmmind.orders.order.OrderService;
import crmmind.orders.shared.BusinessException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** The way from an order back to the list it was opened from, and to the orders beside it there. */
@Named
@RequestScoped
public class OrderNeighbours {

    @Inject
    OrderService orders;

    private @Nullable ListAddress list;
    private OrderList.Neighbours neighbours = new OrderList.Neighbours(null, null);

    @PostConstruct
    void look() {
        var query = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("list");
        if (query == null || query.isBlank()) {
            return;
        }
        list = ListAddress.of(query);
        var here = list;
        try {
            OrderAddress.id().ifPresent(id -> neighbours = orders.neighbours(here.query(1, null), id));
        } catch (BusinessException e) { // a list that is none any more has no neighbours
            neighbours = new OrderList.Neighbours(null, null);
        }
    }

    /** The list the order was opened from, at its page; else all orders. */
    public String getListPath() {
        return list == null ? "/orders" : list.path();
    }

    /** Whether the order was opened from a list. */
    public boolean isFromList() {
        return list != null;
    }

    /** The parameter that keeps the list while one works with the order. */
    public String getListQuery() {
        return list == null ? "" : list.path().replaceFirst("^/orders\\??", "");
    }

    /** The order above; null at the beginning. */
    public OrderList.@Nullable Neighbour getPrevious() {
        return neighbours.previous();
    }

    /** The order below; null at the end. */
    public OrderList.@Nullable Neighbour getNext() {
        return neighbours.next();
    }

    /** Where a neighbour is. */
    public String path(OrderList.Neighbour neighbour) {
        return list == null
                ? "/orders/" + neighbour.id()
                : list.orderPath(neighbour.id().toString());
    }
}
