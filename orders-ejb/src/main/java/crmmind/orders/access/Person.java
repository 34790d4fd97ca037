package crmmind.orders.access;

/** A user as the others know them. */
public record Person(String username, String displayName) {}
