package crmmind.orders.fulfillment;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.salesdocument.Submission;
import crmmind.orders.shared.WholeCommand;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/** Shipping orders: the way in for the pages and the REST API. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
public class FulfillmentService {

    @Inject
    FulfillmentCommands commands;

    @Resource
    SessionContext context;

    /**
     * Ships what the data says, or everything open: records the fulfilment, uses up its allocations and submits it to
     * Metakocka, in one transaction. Refuses with ON_HOLD, NOT_SYNCED, INVALID_STATUS_TRANSITION, VALIDATION_FAILED,
     * QUANTITY_EXCEEDS_OPEN. Not idempotent: each call ships again what is still open.
     */
    @RolesAllowed({WAREHOUSE, ADMIN})
    public Submission fulfill(UUID orderId, FulfillmentData data) {
        return commands.fulfill(orderId, data, context.getCallerPrincipal().getName());
    }

    /**
     * Ships what was packed while these quantities were open. Refuses also with VERSION_CONFLICT where others are open
     * now; so what is sent twice is shipped once.
     *
     * @param seen what was open of each line, by its id; lines with nothing open may be left out
     */
    @RolesAllowed({WAREHOUSE, ADMIN})
    public Submission fulfillPacked(UUID orderId, FulfillmentData data, Map<UUID, BigDecimal> seen) {
        return commands.fulfillPacked(
                orderId, data, seen, context.getCallerPrincipal().getName());
    }
}
