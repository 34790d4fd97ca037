package crmmind.orders.web.api;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import crmmind.orders.inventory.InventoryService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/inventory}. */
@Path("/inventory")
@RequestScoped
@Produces(APPLICATION_JSON)
public class InventoryResource {

    @Inject
    InventoryService inventory;

    @Context
    UriInfo uri;

    /** Stock by product and warehouse. */
    @GET
    public Response stock() {
        var query = new QueryParameters(uri.getQueryParameters(), "productCode", "warehouse");
        return Response.ok(ApiJson.stock(inventory.stock(query.one("productCode"), query.one("warehouse")))
                        .toString())
                .build();
    }
}
