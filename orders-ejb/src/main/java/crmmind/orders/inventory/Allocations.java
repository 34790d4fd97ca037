package crmmind.orders.inventory;

import jakarta.enterprise.context.ApplicationScoped;

/** Holding stock for orders. */
@ApplicationScoped
public class Allocations {}
