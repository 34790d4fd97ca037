package crmmind.metakocka.ledger;

import java.io.Serializable;
import java.util.UUID;

/** Names one operation. */
public record OperationId(UUID value) implements Serializable {

    @Override
    public String toString() {
        return value.toString();
    }
}
