package crmmind.metakocka.wire;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Metakocka's operations, one method each, at their path. Each operation lives at exactly one path; another one answers
 * with an HTML page. Bodies go through as bytes: what they mean is judged in one place, {@link Answers}.
 */
@Path("/rest/eshop")
@Consumes(MediaType.APPLICATION_JSON)
public interface MetakockaApi {

    /** Makes a document. */
    @POST
    @Path("/v1/put_document")
    Response putDocument(byte[] request);

    /** Reads a document. */
    @POST
    @Path("/v1/get_document")
    Response getDocument(byte[] request);

    /** Changes fields and lines of a document. */
    @POST
    @Path("/v1/update_document")
    Response updateDocument(byte[] request);

    /** Changes the status of a document. */
    @POST
    @Path("/v1/change_document_status")
    Response changeDocumentStatus(byte[] request);

    /** Searches documents; one at a time per company. */
    @POST
    @Path("/v1/search")
    Response search(byte[] request);

    /** Finds partners. */
    @POST
    @Path("/v1/get_partner")
    Response getPartner(byte[] request);

    /** Makes a partner. */
    @POST
    @Path("/v1/add_partner")
    Response addPartner(byte[] request);

    /** Lists warehouses. */
    @POST
    @Path("/v1/json/warehouse_list")
    Response warehouseList(byte[] request);

    /** Lists stock. */
    @POST
    @Path("/v1/json/warehouse_stock")
    Response warehouseStock(byte[] request);

    /** Lists products. */
    @POST
    @Path("/v1/json/product_list")
    Response productList(byte[] request);
}
