package crmmind.metakocka.ledger;

import java.util.UUID;

/** A document's create is on its way or in doubt; a second one could make a second order. */
public class CreateStillOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the document. */
    public CreateStillOpenException(UUID documentId) {
        super("A create of the document " + documentId + " is not settled yet");
    }
}
