package crmmind.orders.salesdocument;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record PostalAddress(
        @Nullable String street,
        @Nullable String postCode,
        @Nullable String city,
        @Nullable String country) implements Serializable {}
