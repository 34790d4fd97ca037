package crmmind.metakocka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderRow;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.metakocka.document.SearchPage;
import crmmind.metakocka.partner.Partner;
import crmmind.metakocka.partner.PartnerSearch;
import crmmind.metakocka.stock.Product;
import crmmind.metakocka.stock.StockRow;
import crmmind.metakocka.stock.Warehouse;
import crmmind.metakocka.wire.Answers;
import crmmind.metakocka.wire.CallContext;
import crmmind.metakocka.wire.Json;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.PartnerJson;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.metakocka.wire.SalesOrderJson;
import crmmind.metakocka.wire.StockJson;
import crmmind.metakocka.wire.ValueFormats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reading from Metakocka. Writing goes through the {@link crmmind.metakocka.ledger.OperationLedger}. Reads are repeated
 * twice by themselves; call them without a transaction. All of them throw {@link MetakockaException.Unavailable},
 * {@link MetakockaException.Refused} or {@link MetakockaException.NotConfigured}.
 */
@ApplicationScoped
public class Metakocka {

    /** Rows of a page of products or stock. */
    public static final int PAGE = 1000;

    private static final int CODES_AT_ONCE = 200;

    @Inject
    MetakockaGateway gateway;

    /** All warehouses, inactive ones too. */
    public List<Warehouse> warehouses() {
        return read(RemoteOperation.WAREHOUSE_LIST, Json.object(), CallContext.NONE, StockJson::warehouses);
    }

    /**
     * Stock of these products in all warehouses, merged per warehouse and product. A product without a row has none.
     * Codes with a comma cannot be asked for and are left out.
     */
    public List<StockRow> stock(Collection<String> codes) {
        var askable = codes.stream()
                .distinct()
                .filter(code -> !code.isBlank() && code.indexOf(',') < 0)
                .toList();
        var rows = new ArrayList<StockRow>();
        for (int from = 0; from < askable.size(); from += CODES_AT_ONCE) {
            rows.addAll(allPages(askable.subList(from, Math.min(askable.size(), from + CODES_AT_ONCE))));
        }
        return StockJson.merged(rows);
    }

    /** All stock, page after page. */
    public List<StockRow> stockAll() {
        return StockJson.merged(allPages(List.of()));
    }

    private List<StockRow> allPages(List<String> codes) {
        record Page(int size, List<StockRow> rows) {}
        var rows = new ArrayList<StockRow>();
        int offset = 0;
        Page page;
        do {
            page = read(
                    RemoteOperation.WAREHOUSE_STOCK,
                    StockJson.stock(codes, offset, PAGE),
                    CallContext.NONE,
                    answer -> new Page(StockJson.stockRows(answer), StockJson.stock(answer)));
            rows.addAll(page.rows());
            offset += page.size();
        } while (page.size() >= PAGE);
        return rows;
    }

    /** A page of products for sale with their prices; a page of {@value #PAGE} means: ask again. */
    public List<Product> products(int offset) {
        return read(
                RemoteOperation.PRODUCT_LIST, StockJson.products(offset, PAGE), CallContext.NONE, StockJson::products);
    }

    /**
     * These products; unknown codes are missing in the answer. One call for each: Metakocka takes one code at a time.
     */
    public List<Product> products(Collection<String> codes) {
        return codes.stream()
                .distinct()
                .flatMap(
                        code -> read(
                                        RemoteOperation.PRODUCT_LIST,
                                        StockJson.product(code),
                                        CallContext.NONE,
                                        StockJson::products)
                                .stream()
                                .filter(product -> product.code().equals(code)))
                .toList();
    }

    /** A sales order by its id. */
    public Optional<SalesOrderDocument> getSalesOrder(String mkId) {
        return found(SalesOrderJson.get(mkId), CallContext.NONE);
    }

    /** A sales order by its reference. Where several carry it, which one is unknown: search to see all. */
    public Optional<SalesOrderDocument> getSalesOrderByReference(String buyerOrder) {
        return found(SalesOrderJson.getByReference(buyerOrder), CallContext.about(buyerOrder));
    }

    private Optional<SalesOrderDocument> found(ObjectNode request, CallContext context) {
        try {
            return Optional.of(read(RemoteOperation.GET_DOCUMENT, request, context, SalesOrderJson::document));
        } catch (MetakockaException.Refused e) {
            if (Answers.notFound(e.text())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Short rows of sales orders; at most 100 a page. */
    public SearchPage<SalesOrderRow> searchSalesOrders(SalesOrderSearch search, int limit, int offset) {
        return read(
                RemoteOperation.SEARCH,
                SalesOrderJson.search(search, false, limit, offset),
                CallContext.NONE,
                answer -> SalesOrderJson.rows(answer, offset));
    }

    /** Whole sales orders; at most 100 a page. */
    public SearchPage<SalesOrderDocument> searchSalesOrderDocuments(SalesOrderSearch search, int limit, int offset) {
        return read(
                RemoteOperation.SEARCH,
                SalesOrderJson.search(search, true, limit, offset),
                CallContext.NONE,
                answer -> SalesOrderJson.documents(answer, offset));
    }

    /** Partners that fit. */
    public List<Partner> findPartners(PartnerSearch search) {
        try {
            return read(
                    RemoteOperation.GET_PARTNER, PartnerJson.search(search), CallContext.NONE, PartnerJson::partners);
        } catch (MetakockaException.Refused e) {
            if (Answers.noPartner(e.text())) {
                return List.of();
            }
            throw e;
        }
    }

    private <T> T read(
            RemoteOperation operation, ObjectNode request, CallContext context, Function<ObjectNode, T> reader) {
        var answer = gateway.read(operation, request, context);
        try {
            return reader.apply(answer);
        } catch (ValueFormats.UnreadableValueException e) {
            throw new MetakockaException.Unavailable("Metakocka's answer cannot be read: " + e.getMessage(), e);
        }
    }
}
