package crmmind.orders.acceptance;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the five workflows against a desk that runs somewhere, and says each step. */
public final class Smoke {

    private Smoke() {}

    /**
     * Ends with code 1 at the first step that fails.
     *
     * @param arguments the desk's address, and an API token of an administrator of it
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2 || arguments[0].isBlank() || arguments[1].isBlank()) {
            System.err.println("Give the desk's address and an API token: -Ddesk.url=http://… -Dauth.token=…");
            System.exit(2);
        }
        var desk = HttpSide.of(URI.create(arguments[0].replaceAll("/+$", ""))).withToken(arguments[1]);
        var steps = new AtomicInteger();
        try {
            new Workflows(desk, step -> System.out.printf("%2d  %s%n", steps.incrementAndGet(), step)).run();
            System.out.println("The five workflows work on " + desk.base());
        } catch (UnexpectedAnswerException | UncheckedIOException e) {
            System.err.println("FAILED after step " + steps.get() + ": " + e.getMessage());
            System.exit(1);
        }
    }
}
