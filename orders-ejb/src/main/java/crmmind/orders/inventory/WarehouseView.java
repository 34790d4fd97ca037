package crmmind.orders.inventory;

import java.io.Serializable;

/** A warehouse to pick. */
public record WarehouseView(String mark, String name, boolean main, boolean active) implements Serializable {}
