package crmmind.metakocka.wire;

import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * The remote operations the desk calls, with what is known about repeating each. A write that cannot be repeated says
 * how its effect is found again; there is no constructor without that answer.
 */
public enum RemoteOperation {
    /** Makes a sales order. */
    PUT_DOCUMENT(MetakockaApi::putDocument, Repeat.no("get_document and search by buyer_order")),
    /** Reads a document. */
    GET_DOCUMENT(MetakockaApi::getDocument, Repeat.READ),
    /** Sets fields to values. Lines are compared with a fresh read first and never added twice. */
    UPDATE_DOCUMENT(MetakockaApi::updateDocument, Repeat.SETS_VALUES),
    /** Sets the status. */
    CHANGE_DOCUMENT_STATUS(MetakockaApi::changeDocumentStatus, Repeat.SETS_VALUES),
    /** Searches documents. */
    SEARCH(MetakockaApi::search, Repeat.READ),
    /** Finds partners. */
    GET_PARTNER(MetakockaApi::getPartner, Repeat.READ),
    /** Makes a partner. */
    ADD_PARTNER(MetakockaApi::addPartner, Repeat.no("get_partner by tax number, e-mail, or name and address")),
    /** Lists warehouses. */
    WAREHOUSE_LIST(MetakockaApi::warehouseList, Repeat.READ),
    /** Lists stock. */
    WAREHOUSE_STOCK(MetakockaApi::warehouseStock, Repeat.READ),
    /** Lists products. */
    PRODUCT_LIST(MetakockaApi::productList, Repeat.READ);

    /**
     * Whether doing it twice is the same as doing it once.
     *
     * @param write changes something in Metakocka
     * @param safe may be sent again without asking first
     * @param foundAgainBy how one finds out whether it happened
     */
    public record Repeat(boolean write, boolean safe, String foundAgainBy) {
        static final Repeat READ = new Repeat(false, true, "changes nothing");
        static final Repeat SETS_VALUES = new Repeat(true, true, "get_document");

        static Repeat no(String foundAgainBy) {
            return new Repeat(true, false, foundAgainBy);
        }
    }

    private final BiFunction<MetakockaApi, byte[], Response> method;
    private final Repeat repeat;

    RemoteOperation(BiFunction<MetakockaApi, byte[], Response> method, Repeat repeat) {
        this.method = method;
        this.repeat = repeat;
    }

    /** Metakocka's name of it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is known about repeating it. */
    public Repeat repeat() {
        return repeat;
    }

    /** Whether it changes something in Metakocka. */
    public boolean write() {
        return repeat.write();
    }

    Response call(MetakockaApi api, byte[] request) {
        return method.apply(api, request);
    }
}
