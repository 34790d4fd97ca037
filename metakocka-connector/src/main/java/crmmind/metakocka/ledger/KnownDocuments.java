package crmmind.metakocka.ledger;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows to be in Metakocka around an operation.
 *
 * @param order the order it is about; null for a create that has not been answered
 * @param ofOthers the documents other operations of the same kind have made of that order: none of them is this one's
 */
record KnownDocuments(@Nullable String order, Set<String> ofOthers) {

    /** Copies the set. */
    KnownDocuments {
        ofOthers = Set.copyOf(ofOthers);
    }
}
