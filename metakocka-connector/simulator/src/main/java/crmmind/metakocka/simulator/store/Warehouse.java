package crmmind.metakocka.simulator.store;

/**
 * A warehouse of the company.
 *
 * @param mark what documents call it
 * @param main the one that stands in for marks nobody knows
 */
public record Warehouse(long id, String mark, String name, boolean main, boolean active) {}
