package crmmind.orders.quickstart;

/** The desk cannot start; the message is for the person at the terminal and says what to do about it. */
final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    StartException(String message) {
        this(message, 1);
    }

    private StartException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command line or the environment is wrong; nothing was started. */
    static StartException usage(String message) {
        return new StartException(message, 2);
    }

    /** What the process ends with; never 0. */
    int exitCode() {
        return exitCode;
    }
}
