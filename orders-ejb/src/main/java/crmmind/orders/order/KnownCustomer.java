package crmmind.orders.order;

import crmmind.orders.salesdocument.CustomerData;
import java.io.Serializable;
import java.util.UUID;

/** A customer who ordered before. */
public record KnownCustomer(UUID id, CustomerData data) implements Serializable {}
