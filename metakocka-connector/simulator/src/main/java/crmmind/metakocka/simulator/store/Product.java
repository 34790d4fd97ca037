package crmmind.metakocka.simulator.store;

import java.math.BigDecimal;

/**
 * A product or service of the catalogue.
 *
 * @param number the visible id, {@code count_code}
 * @param code the SKU
 * @param price net, in euro
 * @param tax the code of its tax in the company's register; empty when none is set
 */
public record Product(
        long id, String number, String code, String name, String unit, BigDecimal price, String tax, boolean service) {}
