package crmmind.orders.views;

import java.io.Serializable;
import java.util.UUID;

/**
 * A view somebody saved.
 *
 * @param query filters, sort and columns as in the address of the list
 * @param shared whether everybody sees it
 * @param owner the display name of who saved it
 * @param mine whether that is who asks
 */
public record SavedView(UUID id, String name, String query, boolean shared, String owner, boolean mine)
        implements Serializable {}
