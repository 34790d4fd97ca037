package crmmind.orders.acceptance;

/** A server answered something else than it should have; the message quotes it. */
public final class UnexpectedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int QUOTED = 2000;

    UnexpectedAnswerException(Answer answer, String complaint) {
        super("%s: the answer %s. Status %d, body: %s"
                .formatted(
                        answer.request(),
                        complaint,
                        answer.status(),
                        answer.body()
                                .substring(0, Math.min(QUOTED, answer.body().length()))));
    }
}
