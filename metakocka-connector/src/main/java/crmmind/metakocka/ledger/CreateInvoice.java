package crmmind.metakocka.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Make the invoice of an order, unless it has one.
 *
 * @param mkId the order; null where it is not yet known: then it is the one the document's create made
 */
public record CreateInvoice(@Nullable String mkId) implements RemoteChange {}
