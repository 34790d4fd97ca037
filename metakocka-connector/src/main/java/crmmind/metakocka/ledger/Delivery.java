package crmmind.metakocka.ledger;

import org.jspecify.annotations.Nullable;

/** What came of bringing one operation to Metakocka. */
sealed interface Delivery {

    /** It is there, read back and compared. */
    record Delivered(OperationResult.Done done) implements Delivery {}

    /** Metakocka said no. */
    record Refused(String code, String text, @Nullable String appCode) implements Delivery {}

    /** Nothing of it left. */
    record NotSent(WaitingFor waitingFor, String reason) implements Delivery {}

    /** It left, and there is no clear answer. */
    record InDoubt(String reason, @Nullable String mkId) implements Delivery {}

    /** The order was not sent, but whether its partner was made is unknown. */
    record PartnerInDoubt(String reason) implements Delivery {}

    /** A tracking number that is not taken before there is an invoice. */
    record NeedsInvoice(String text) implements Delivery {}

    /** Only a person can decide. */
    record NeedsDecision(OperationResult.Review review) implements Delivery {}
}
