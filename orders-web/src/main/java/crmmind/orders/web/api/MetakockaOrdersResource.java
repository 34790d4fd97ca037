package crmmind.orders.web.api;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.WAREHOUSE;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import crmmind.orders.fulfillment.FulfillmentData;
import crmmind.orders.fulfillment.FulfillmentService;
import crmmind.orders.order.OrderService;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Violation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/integrations/metakocka/orders}: the five workflows. */
@Path("/integrations/metakocka/orders")
@RequestScoped
@Produces(APPLICATION_JSON)
@Consumes(APPLICATION_JSON)
public class MetakockaOrdersResource {

    private static final int MOST_ASKED = 200;
    private static final int MOST_SYNCED = 1000;
    private static final int MOST_ITEMS = 1000;
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;

    @Inject
    OrderService orders;

    @Inject
    FulfillmentService fulfillments;

    @Inject
    Commands commands;

    @Context
    UriInfo uri;

    /** How one order, or several, stand with Metakocka. */
    @GET
    @Path("/sync")
    @Consumes
    public Response mapping() {
        var query = new QueryParameters(uri.getQueryParameters(), "orderId", "orderIds");
        var one = query.one("orderId");
        var several = query.one("orderIds");
        if ((one == null) == (several == null)) {
            throw missing("/orderId", "Give orderId or orderIds");
        }
        if (one != null) {
            return Response.ok(ApiJson.mapping(orders.mapping(Ids.order(one))).toString())
                    .build();
        }
        var ids = Arrays.stream(String.valueOf(several).split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        if (ids.size() > MOST_ASKED) {
            throw RequestBody.refusal("/orderIds", "TOO_LONG", "At most " + MOST_ASKED + " ids");
        }
        return Response.ok(ApiJson.mappings(
                                orders.mappings(ids.stream().map(Ids::order).toList()))
                        .toString())
                .build();
    }

    /** Syncs one order or several. */
    @POST
    @Path("/sync")
    public Response sync(InputStream stream) {
        commands.require(SALES, ADMIN);
        var body = RequestBody.read(stream).only("orderId", "orderIds");
        var one = body.string("orderId");
        var several = body.strings("orderIds", MOST_SYNCED);
        if ((one == null) == (several == null)) {
            throw missing("/orderId", "Give orderId or orderIds");
        }
        if (several != null) {
            if (several.isEmpty()) {
                throw missing("/orderIds", "Give at least one id");
            }
            var ids = several.stream().map(Ids::order).toList();
            return commands.run(body, () -> orders.syncAll(ids, commands.patience()), Commands::answer);
        }
        var id = Ids.order(String.valueOf(one));
        orders.refreshStock(List.of(id));
        return commands.submit(body, () -> orders.sync(id));
    }

    /** Moves an order to another status. */
    @POST
    @Path("/status")
    public Response status(InputStream stream) {
        commands.require(SALES, WAREHOUSE, ADMIN);
        var body = RequestBody.read(stream).only("orderId", "status", "reason");
        var code = body.string("status");
        var target = code == null
                ? null
                : OrderStatus.of(code)
                        .orElseThrow(() ->
                                RequestBody.refusal("/status", "UNKNOWN_VALUE", "There is no status of this name"));
        var reason = body.string("reason");
        if (target != null) {
            requireFor(target);
        }
        var id = orderId(body, target == null ? "/status" : null);
        if (target == null) {
            throw missing("/status", "Required");
        }
        if (target == OrderStatus.CONFIRMED && mayConfirm()) {
            orders.refreshStock(List.of(id));
        }
        return commands.submit(body, () -> orders.changeStatus(id, target, reason));
    }

    private boolean mayConfirm() {
        commands.require(SALES, ADMIN);
        return true;
    }

    /** Which role may set which status; the boundary bean knows it too. */
    private void requireFor(OrderStatus target) {
        switch (target) {
            case FULFILLED -> commands.require(WAREHOUSE, ADMIN);
            case PROCESSING -> commands.require(SALES, WAREHOUSE, ADMIN);
            default -> commands.require(SALES, ADMIN);
        }
    }

    /** Ships an order, whole or in part. */
    @POST
    @Path("/fulfill")
    public Response fulfill(InputStream stream) {
        commands.require(WAREHOUSE, ADMIN);
        var body = RequestBody.read(stream).only("orderId", "fulfillmentData");
        var data = fulfillmentData(body.object("fulfillmentData"));
        var id = orderId(body, null);
        try {
            return commands.submit(body, () -> fulfillments.fulfill(id, data));
        } catch (BusinessException e) {
            throw within("/fulfillmentData", e);
        }
    }

    /** Cancels an order, or what is open of it. */
    @POST
    @Path("/cancel")
    public Response cancel(InputStream stream) {
        commands.require(SALES, ADMIN);
        var body = RequestBody.read(stream).only("orderId", "cancellationReason");
        var reason = body.string("cancellationReason");
        var id = orderId(body, null);
        return commands.submit(body, () -> orders.cancel(id, reason));
    }

    /** Orders that only Metakocka has. */
    @GET
    @Path("/sync-from-metakocka")
    @Consumes
    public Response unknown() {
        var query = new QueryParameters(uri.getQueryParameters(), "limit", "cursor");
        return Response.ok(
                        ApiJson.unknown(orders.ordersInMetakocka(query.limit(PAGE, LARGEST_PAGE), query.one("cursor")))
                                .toString())
                .build();
    }

    /** Takes orders over from Metakocka: one, several or all. */
    @POST
    @Path("/sync-from-metakocka")
    public Response takeOver(InputStream stream) {
        commands.require(SALES, ADMIN);
        var body = RequestBody.read(stream).only("metakockaId", "metakockaIds", "all");
        var one = body.string("metakockaId");
        var several = body.strings("metakockaIds", MOST_SYNCED);
        var all = body.flag("all");
        int given = (one == null ? 0 : 1) + (several == null ? 0 : 1) + (all == null ? 0 : 1);
        if (given != 1 || Boolean.FALSE.equals(all) || (several != null && several.isEmpty())) {
            throw missing("/metakockaId", "Give metakockaId, metakockaIds or all: true");
        }
        if (one != null) {
            return commands.run(body, () -> orders.importOrder(one), commands::answer);
        }
        if (several != null) {
            return commands.run(body, () -> orders.importOrders(several), Commands::answer);
        }
        return commands.run(body, () -> orders.importAll(commands.patience()), Commands::answer);
    }

    private static FulfillmentData fulfillmentData(@Nullable RequestBody body) {
        if (body == null) {
            return new FulfillmentData(null, null, null, null);
        }
        body.only("trackingNumber", "shippingCarrier", "notes", "items");
        var items = body.objects("items", MOST_ITEMS);
        return new FulfillmentData(
                body.string("trackingNumber"),
                body.string("shippingCarrier"),
                body.string("notes"),
                items == null
                        ? null
                        : items.stream()
                                .map(item -> item.only("itemId", "quantity"))
                                .map(item -> new FulfillmentData.Item(item.id("itemId"), item.decimal("quantity")))
                                .toList());
    }

    /** The order that is meant. Missing ones are told together with what else is missing. */
    private static UUID orderId(RequestBody body, @Nullable String alsoMissing) {
        var text = body.string("orderId");
        if (text == null || text.isBlank()) {
            var violations = new ArrayList<Violation>();
            violations.add(new Violation("/orderId", "REQUIRED", "Required"));
            if (alsoMissing != null) {
                violations.add(new Violation(alsoMissing, "REQUIRED", "Required"));
            }
            throw new BusinessException(Problem.VALIDATION_FAILED, "Something required is missing", violations);
        }
        return Ids.order(text);
    }

    private static BusinessException missing(String pointer, String detail) {
        return new BusinessException(
                Problem.VALIDATION_FAILED, detail, List.of(new Violation(pointer, "REQUIRED", detail)));
    }

    private static BusinessException within(String place, BusinessException refusal) {
        return new BusinessException(
                refusal.problem(),
                refusal.detail(),
                refusal.violations().stream()
                        .map(violation ->
                                new Violation(place + violation.pointer(), violation.code(), violation.detail()))
                        .toList());
    }
}
