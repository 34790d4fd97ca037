package crmmind.metakocka.wire;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;

/**
 * The remote operations the desk calls, with what is known about repeating each. A write says how its effect is found
 * again; there is no way to add one without that answer.
 */
public enum RemoteOperation {
    /** Makes a sales order. */
    PUT_DOCUMENT(Repeat.NEVER, "get_document and search by buyer_order"),
    /** Reads a document. */
    GET_DOCUMENT(Repeat.READ, "changes nothing"),
    /** Sets fields to values. Lines are compared with a fresh read first and never added twice. */
    UPDATE_DOCUMENT(Repeat.SETS_VALUES, "get_document"),
    /** Sets the status. */
    CHANGE_DOCUMENT_STATUS(Repeat.SETS_VALUES, "get_document"),
    /** Searches documents. */
    SEARCH(Repeat.READ, "changes nothing"),
    /** Finds partners. */
    GET_PARTNER(Repeat.READ, "changes nothing"),
    /** Makes a partner. */
    ADD_PARTNER(Repeat.NEVER, "get_partner by tax number, e-mail, or name and address"),
    /** Lists warehouses. */
    WAREHOUSE_LIST(Repeat.READ, "changes nothing"),
    /** Lists stock. */
    WAREHOUSE_STOCK(Repeat.READ, "changes nothing"),
    /** Lists products. */
    PRODUCT_LIST(Repeat.READ, "changes nothing");

    /** Whether doing it twice is the same as doing it once. */
    public enum Repeat {
        /** Changes nothing. */
        READ,
        /** Changes something, to the same values each time. */
        SETS_VALUES,
        /** Makes something new each time: asked for before it is ever sent again. */
        NEVER
    }

    private final Repeat repeat;
    private final String foundAgainBy;

    RemoteOperation(Repeat repeat, String foundAgainBy) {
        this.repeat = repeat;
        this.foundAgainBy = foundAgainBy;
    }

    /** Metakocka's name of it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it lives, below the address of the server, as {@code /rest/eshop/v1/search}. */
    public String path() {
        var method = name().replace("_", "");
        return MetakockaApi.class.getAnnotation(Path.class).value()
                + Arrays.stream(MetakockaApi.class.getMethods())
                        .filter(candidate -> candidate.getName().equalsIgnoreCase(method))
                        .findFirst()
                        .orElseThrow()
                        .getAnnotation(Path.class)
                        .value();
    }

    /** What is known about repeating it. */
    public Repeat repeat() {
        return repeat;
    }

    /** How one finds out whether it happened. */
    public String foundAgainBy() {
        return foundAgainBy;
    }

    /** Whether it changes something in Metakocka. */
    public boolean write() {
        return repeat != Repeat.READ;
    }

    Response call(MetakockaApi api, byte[] request) {
        return switch (this) {
            case PUT_DOCUMENT -> api.putDocument(request);
            case GET_DOCUMENT -> api.getDocument(request);
            case UPDATE_DOCUMENT -> api.updateDocument(request);
            case CHANGE_DOCUMENT_STATUS -> api.changeDocumentStatus(request);
            case SEARCH -> api.search(request);
            case GET_PARTNER -> api.getPartner(request);
            case ADD_PARTNER -> api.addPartner(request);
            case WAREHOUSE_LIST -> api.warehouseList(request);
            case WAREHOUSE_STOCK -> api.warehouseStock(request);
            case PRODUCT_LIST -> api.productList(request);
        };
    }
}
