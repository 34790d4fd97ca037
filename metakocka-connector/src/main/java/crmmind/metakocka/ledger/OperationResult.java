package crmmind.metakocka.ledger;

import crmmind.metakocka.document.Difference;
import crmmind.metakocka.document.FoundDocument;
import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an operation ended. */
public sealed interface OperationResult {

    /**
     * It is in Metakocka.
     *
     * @param mkId the order
     * @param statusCode code of the status register as read back
     * @param partnerMkId the buyer, worth remembering
     * @param addressMkId the buyer's address
     * @param readBack the document as it is now; null where reading back failed, then nothing was compared
     * @param made the packing list or invoice that was made of the order; null for operations that make none
     * @param differences what Metakocka stored otherwise than it was sent; empty when all is well
     */
    record Done(
            String mkId,
            @Nullable String countCode,
            @Nullable String statusCode,
            @Nullable String partnerMkId,
            @Nullable String addressMkId,
            @Nullable SalesOrderDocument readBack,
            @Nullable LinkedDocument made,
            List<Difference> differences)
            implements OperationResult {

        /** Copies the list. */
        public Done {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Metakocka said no; nothing is stored there.
     *
     * @param code {@code opr_code}
     * @param text its own words
     * @param appCode {@code opr_code_app}
     */
    record Refused(String code, String text, @Nullable String appCode) implements OperationResult {}

    /**
     * Only a person can decide. The operation stays open.
     *
     * @param reason in words for people
     * @param documents what was found
     */
    record Review(String reason, List<FoundDocument> documents) implements OperationResult {

        /** Copies the list. */
        public Review {
            documents = List.copyOf(documents);
        }
    }
}
