package crmmind.orders.salesdocument;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where the goods go, where that is not the customer's own address.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record ShippingAddress(
        @Nullable String name,
        @Nullable String street,
        @Nullable String postCode,
        @Nullable String city,
        @Nullable String country)
        implements Serializable {}
