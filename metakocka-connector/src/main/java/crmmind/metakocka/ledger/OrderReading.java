package crmmind.metakocka.ledger;

import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.metakocka.wire.Answers;
import crmmind.metakocka.wire.CallContext;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.Outcome;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.metakocka.wire.SalesOrderJson;
import crmmind.metakocka.wire.ValueFormats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading orders, in the words of the protocol: there, not there, or not to be seen. */
final class OrderReading {

    private final MetakockaGateway gateway;

    OrderReading(MetakockaGateway gateway) {
        this.gateway = gateway;
    }

    /** What came of reading one order. */
    sealed interface Seen {
        /** It is there. */
        record There(SalesOrderDocument document) implements Seen {}

        /** There is none. */
        record Nowhere() implements Seen {}

        /** Nobody knows. */
        record Failed(WaitingFor waitingFor, String reason) implements Seen {
            Delivery asNotSent() {
                return new Delivery.NotSent(waitingFor, reason);
            }
        }
    }

    /** The order with this id. */
    Seen order(String mkId, CallContext context) {
        return seen(gateway.call(RemoteOperation.GET_DOCUMENT, SalesOrderJson.get(mkId), context));
    }

    /** An order with this reference of ours; which one, where there are several, is Metakocka's choice. */
    Seen orderByReference(String reference, CallContext context) {
        return seen(gateway.call(RemoteOperation.GET_DOCUMENT, SalesOrderJson.getByReference(reference), context));
    }

    private static Seen seen(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            try {
                return new Seen.There(SalesOrderJson.document(done.answer()));
            } catch (ValueFormats.UnreadableValueException e) {
                return new Seen.Failed(WaitingFor.CONNECTION, "The order cannot be read: " + e.getMessage());
            }
        } else if (outcome instanceof Outcome.Refused refused) {
            return Answers.notFound(refused.text())
                    ? new Seen.Nowhere()
                    : new Seen.Failed(WaitingFor.CONNECTION, "Metakocka refused to show it: " + refused.text());
        } else if (outcome instanceof Outcome.NotSent notSent) {
            return new Seen.Failed(WaitingFor.CONNECTION, notSent.reason());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return new Seen.Failed(WaitingFor.CONNECTION, unknown.reason());
        } else if (outcome instanceof Outcome.NotConfigured) {
            return new Seen.Failed(WaitingFor.SETTINGS, "Metakocka is not configured");
        }
        return new Seen.Failed(WaitingFor.CONNECTION, "Metakocka gave an unexpected answer");
    }

    /** All orders with a reference; null when they could not be listed. */
    @Nullable
    List<SalesOrderDocument> orders(String reference, CallContext context) {
        var outcome = gateway.call(
                RemoteOperation.SEARCH,
                SalesOrderJson.search(SalesOrderSearch.byBuyerOrder(reference), true, 100, 0),
                context);
        if (!(outcome instanceof Outcome.Done done)) {
            return null;
        }
        try {
            // whether the filter matches parts of a reference is not known
            return new ArrayList<>(SalesOrderJson.documents(done.answer(), 0).rows().stream()
                    .filter(document -> PartnerResolution.same(document.buyerOrder(), reference))
                    .toList());
        } catch (ValueFormats.UnreadableValueException e) {
            return null;
        }
    }
}
