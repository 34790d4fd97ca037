package crmmind.metakocka.simulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;
import java.math.BigDecimal;

/**
 * A product or service of the catalogue.
 *
 * @param number the visible id, {@code count_code}
 * @param code the SKU
 * @param price net, in euro
 * @param tax the code of its tax in the company's register; empty when none is set
 * @param details whatever else {@code product_list} shows of it, in Metakocka's names; not to be changed
 */
public record Product(
        long id,
        String number,
        String code,
        String name,
        String unit,
        BigDecimal price,
        String tax,
        boolean service,
        ObjectNode details) {

    /** A product with nothing else to show. */
    public Product(
            long id,
            String number,
            String code,
            String name,
            String unit,
            BigDecimal price,
            String tax,
            boolean service) {
        this(id, number, code, name, unit, price, tax, service, Json.object());
    }
}
