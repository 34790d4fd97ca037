package crmmind.metakocka.ledger;

import crmmind.metakocka.document.Difference;
import crmmind.metakocka.document.SalesOrderDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Metakocka was asked whether it has an order more than once, and the answer is another one than before. Fired inside
 * the transaction that writes it down, after {@link OperationMoving}.
 *
 * @param operation the create, with the document that is kept
 * @param kept the document this desk goes on with: the one something was made of, else the one it changed since, else
 *     the oldest
 * @param others the doubles, cancelled ones too: deleting them is a person's decision; empty when they are gone
 */
public record DoublesSeen(Operation operation, SalesOrderDocument kept, List<SalesOrderDocument> others) {

    /** Copies the list. */
    public DoublesSeen {
        others = List.copyOf(others);
    }

    /** What it comes to, of these doubles only; null for none. */
    public @Nullable Difference difference(List<SalesOrderDocument> counted) {
        return counted.isEmpty() ? null : MetakockaOrders.asDifference(kept, counted);
    }
}
