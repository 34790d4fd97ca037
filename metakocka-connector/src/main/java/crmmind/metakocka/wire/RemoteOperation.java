package crmmind.metakocka.wire;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/**
 * The remote operations the desk calls, with what is known about repeating each. An operation says how its effect is
 * found again; there is no way to add one without that answer. One call of Metakocka's that does two things of which
 * one can be repeated and the other cannot is two operations here.
 */
public enum RemoteOperation {
    /** Makes a sales order. */
    PUT_DOCUMENT("put_document", Repeat.NEVER, FoundAgain.BY_REFERENCE),
    /** Makes a packing list, which takes goods out of stock. */
    PUT_PACKING_LIST("put_document", Repeat.NEVER, FoundAgain.LINKED_PACKING_LIST),
    /** Reads a document. */
    GET_DOCUMENT("get_document", Repeat.READ, FoundAgain.NOTHING_TO_FIND),
    /** Sets fields to values. Lines are compared with a fresh read first and never added twice. */
    UPDATE_DOCUMENT("update_document", Repeat.SETS_VALUES, FoundAgain.BY_VALUES),
    /** Makes the invoice of an order. Takes long: 48 s in the vendor's own example. */
    CREATE_INVOICE("update_document", Repeat.NEVER, FoundAgain.LINKED_INVOICE),
    /** Sets the status. */
    CHANGE_DOCUMENT_STATUS("change_document_status", Repeat.SETS_VALUES, FoundAgain.BY_VALUES),
    /** Searches documents. */
    SEARCH("search", Repeat.READ, FoundAgain.NOTHING_TO_FIND),
    /** Finds partners. */
    GET_PARTNER("get_partner", Repeat.READ, FoundAgain.NOTHING_TO_FIND),
    /** Makes a partner. */
    ADD_PARTNER("add_partner", Repeat.NEVER, FoundAgain.BY_PARTNER_DATA),
    /** Lists warehouses. */
    WAREHOUSE_LIST("warehouse_list", Repeat.READ, FoundAgain.NOTHING_TO_FIND),
    /** Lists stock. */
    WAREHOUSE_STOCK("warehouse_stock", Repeat.READ, FoundAgain.NOTHING_TO_FIND),
    /** Lists products. */
    PRODUCT_LIST("product_list", Repeat.READ, FoundAgain.NOTHING_TO_FIND);

    /** Whether doing it twice is the same as doing it once. */
    public enum Repeat {
        /** Changes nothing. */
        READ,
        /** Changes something, to the same values each time. */
        SETS_VALUES,
        /** Makes something new each time: asked for before it is ever sent again. */
        NEVER
    }

    private final String code;
    private final Repeat repeat;
    private final FoundAgain foundAgain;

    RemoteOperation(String code, Repeat repeat, FoundAgain foundAgain) {
        this.code = code;
        this.repeat = repeat;
        this.foundAgain = foundAgain;
    }

    /** Metakocka's name of it. */
    public String code() {
        return code;
    }

    /** Where it lives, below the address of the server, as {@code /rest/eshop/v1/search}. */
    public String path() {
        var method = code.replace("_", "");
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
    public FoundAgain foundAgain() {
        return foundAgain;
    }

    /** Whether it changes something in Metakocka. */
    public boolean write() {
        return repeat != Repeat.READ;
    }

    Response call(MetakockaApi api, byte[] request) {
        return switch (this) {
            case PUT_DOCUMENT, PUT_PACKING_LIST -> api.putDocument(request);
            case GET_DOCUMENT -> api.getDocument(request);
            case UPDATE_DOCUMENT, CREATE_INVOICE -> api.updateDocument(request);
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
