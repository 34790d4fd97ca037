package crmmind.orders.salesdocument;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Who buys, as written on the order. */
public record CustomerData(
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String taxNumber,
        @Nullable PostalAddress address)
        implements Serializable {}
