package crmmind.metakocka.stock;

/**
 * A warehouse.
 *
 * @param mkId the id stock rows carry
 * @param mark the short name documents carry
 * @param active offered for new documents
 * @param includeInStockInfo counts in stock overviews
 */
public record Warehouse(
        String mkId, String mark, String name, boolean main, boolean active, boolean includeInStockInfo) {}
