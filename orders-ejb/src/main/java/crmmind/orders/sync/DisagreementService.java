package crmmind.orders.sync;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.salesdocument.Disagreement;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.shared.WholeCommand;
import crmmind.orders.sync.Disagreements.Choice;
import crmmind.orders.sync.Disagreements.Side;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Settling what somebody changed in Metakocka: the way in for the pages. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
public class DisagreementService {

    @Inject
    Disagreements disagreements;

    @Resource
    SessionContext session;

    /** As {@link Disagreements#choices}. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<Choice> choices(UUID orderId) {
        return disagreements.choices(orderId);
    }

    /** As {@link Disagreements#settle}, by the caller. */
    @RolesAllowed({SALES, ADMIN})
    public Submission settle(UUID orderId, Disagreement seen, Side side) {
        return disagreements.settle(
                orderId, seen, side, session.getCallerPrincipal().getName());
    }
}
