package crmmind.orders.web.api;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderQuery;
import crmmind.orders.order.OrderService;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** {@code /api/orders}. */
@Path("/orders")
@RequestScoped
@Produces(APPLICATION_JSON)
public class OrdersResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    @Inject
    OrderService orders;

    @Inject
    Commands commands;

    @Context
    UriInfo uri;

    /** Takes an order. */
    @POST
    @Consumes(APPLICATION_JSON)
    public Response create(InputStream stream) {
        commands.require(SALES, ADMIN);
        var body = RequestBody.read(stream);
        var order = OrderBodies.order(body);
        return commands.once(
                body,
                () -> orders.create(order),
                OrderDetails::id,
                created -> new Commands.Answer(
                        201,
                        "/api/orders/" + created.id(),
                        ApiJson.order(created).toString()));
    }

    /** A page of orders. */
    @GET
    public Response list() {
        var query = new QueryParameters(
                uri.getQueryParameters(),
                "status",
                "syncStatus",
                "q",
                "from",
                "to",
                "warehouse",
                "sort",
                "limit",
                "cursor");
        var page = orders.orders(new OrderQuery(
                query.all("status", OrderStatus::of),
                query.all("syncStatus", SyncStatus::of),
                query.one("q"),
                query.date("from"),
                query.date("to"),
                query.one("warehouse"),
                query.one("sort"),
                query.limit(PAGE, LARGEST_PAGE),
                query.one("cursor")));
        return Response.ok(ApiJson.page(page).toString()).build();
    }

    /** One order. */
    @GET
    @Path("/{id}")
    public Response order(@PathParam("id") String id) {
        return answer(orders.order(Ids.order(id)));
    }

    /** Its timeline, newest first. */
    @GET
    @Path("/{id}/events")
    public Response events(@PathParam("id") String id) {
        return Response.ok(ApiJson.events(orders.events(Ids.order(id))).toString())
                .build();
    }

    /** Changes an order as a merge patch says. */
    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, APPLICATION_JSON})
    public Response change(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, InputStream stream) {
        commands.require(SALES, ADMIN);
        var body = RequestBody.read(stream);
        long version = version(ifMatch);
        var orderId = Ids.order(id);
        var present = orders.order(orderId);
        if (present.version() != version) {
            throw new BusinessException(
                    Problem.VERSION_CONFLICT,
                    "Order " + present.orderNumber() + " is at version " + present.version() + ", not " + version
                            + " any more");
        }
        orders.edit(orderId, version, OrderBodies.patched(present, body));
        return answer(orders.order(orderId));
    }

    private static long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new BusinessException(
                    Problem.VERSION_REQUIRED, "Send If-Match with the ETag of the order you have seen");
        }
        var text = ifMatch.strip();
        if (!text.matches("\"\\d{1,18}\"")) {
            throw new BusinessException(Problem.VERSION_CONFLICT, "No order has the ETag " + text);
        }
        return Long.parseLong(text.substring(1, text.length() - 1));
    }

    private static Response answer(OrderDetails order) {
        return Response.ok(ApiJson.order(order).toString())
                .header("ETag", "\"" + order.version() + "\"")
                .build();
    }
}
