package crmmind.metakocka;

import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderRow;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.metakocka.document.SearchPage;
import crmmind.metakocka.partner.Partner;
import crmmind.metakocka.partner.PartnerSearch;
import crmmind.metakocka.stock.Product;
import crmmind.metakocka.stock.StockRow;
import crmmind.metakocka.stock.Warehouse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reading from Metakocka. Writing goes through the {@link crmmind.metakocka.ledger.OperationLedger}. Reads are repeated
 * twice by themselves; call them without a transaction. All of them throw {@link MetakockaException.Unavailable},
 * {@link MetakockaException.Refused} or {@link MetakockaException.NotConfigured}.
 */
@ApplicationScoped
public class Metakocka {

    /** Rows of a page of products or stock. */
    public static final int PAGE = 1000;

    /** All warehouses, inactive ones too. */
    public List<Warehouse> warehouses() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stock of these products in all warehouses, merged per warehouse and product. A product without a row has none.
     * Codes with a comma cannot be asked for and are left out.
     */
    public List<StockRow> stock(Collection<String> codes) {
        throw new UnsupportedOperationException();
    }

    /** All stock, page after page. */
    public List<StockRow> stockAll() {
        throw new UnsupportedOperationException();
    }

    /** A page of products for sale with their prices; a page of {@value #PAGE} means: ask again. */
    public List<Product> products(int offset) {
        throw new UnsupportedOperationException();
    }

    /** These products; unknown codes are missing in the answer. */
    public List<Product> products(Collection<String> codes) {
        throw new UnsupportedOperationException();
    }

    /** A sales order by its id. */
    public Optional<SalesOrderDocument> getSalesOrder(String mkId) {
        throw new UnsupportedOperationException();
    }

    /** A sales order by its reference. Where several carry it, which one is unknown: search to see all. */
    public Optional<SalesOrderDocument> getSalesOrderByReference(String buyerOrder) {
        throw new UnsupportedOperationException();
    }

    /** Short rows of sales orders; at most 100 a page. */
    public SearchPage<SalesOrderRow> searchSalesOrders(SalesOrderSearch search, int limit, int offset) {
        throw new UnsupportedOperationException();
    }

    /** Whole sales orders; at most 100 a page. */
    public SearchPage<SalesOrderDocument> searchSalesOrderDocuments(SalesOrderSearch search, int limit, int offset) {
        throw new UnsupportedOperationException();
    }

    /** Partners that fit. */
    public List<Partner> findPartners(PartnerSearch search) {
        throw new UnsupportedOperationException();
    }
}
