package crmmind.metakocka.ledger;

import java.util.List;

/**
 * A page of operations.
 *
 * @param total how many the filter lets through in all
 */
public record QueuePage(List<Operation> operations, long total) {

    /** Copies the list. */
    public QueuePage {
        operations = List.copyOf(operations);
    }
}
