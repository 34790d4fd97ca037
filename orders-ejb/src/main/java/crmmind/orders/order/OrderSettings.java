package crmmind.orders.order;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of orders, under {@code orders}. */
@Dependent
public class OrderSettings {

    /** What order numbers begin with. Metakocka takes 30 characters in all, and nobody else may use the prefix. */
    @Inject
    @ConfigProperty(name = "orders.number-prefix", defaultValue = "CRM")
    String numberPrefix;

    /** What order numbers begin with. */
    public String numberPrefix() {
        return numberPrefix;
    }
}
