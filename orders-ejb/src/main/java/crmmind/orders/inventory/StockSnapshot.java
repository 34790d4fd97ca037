package crmmind.orders.inventory;

import java.math.BigDecimal;

/**
 * What Metakocka says of one product in one warehouse.
 *
 * @param warehouse its mark
 * @param amount what is there; may be negative
 * @param reserved by all orders there, ours included
 */
public record StockSnapshot(String productCode, String warehouse, BigDecimal amount, BigDecimal reserved) {}
