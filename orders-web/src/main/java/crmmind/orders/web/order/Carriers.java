package crmmind.orders.web.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who brings parcels, as forms propose it; another may be typed. */
@Named("carriers")
@ApplicationScoped
public class Carriers implements Serializable {

    private static final long serialVersionUID = 1;
    private static final List<String> NAMES = List.of("DHL", "GLS", "Pošta Slovenije");

    public List<String> getNames() {
        return NAMES;
    }

    /** A way of shipping that is one of them; null for any other. */
    public @Nullable String known(@Nullable String shippingMethod) {
        return NAMES.stream()
                .filter(name -> shippingMethod != null && name.equalsIgnoreCase(shippingMethod.strip()))
                .findFirst()
                .orElse(null);
    }
}
