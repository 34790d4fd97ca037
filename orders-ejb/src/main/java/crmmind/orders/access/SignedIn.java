package crmmind.orders.access;

import java.io.Serializable;
import java.util.Set;

/** Who signed in, and what they may do. */
public record SignedIn(String username, String displayName, Set<String> roles) implements Serializable {}
