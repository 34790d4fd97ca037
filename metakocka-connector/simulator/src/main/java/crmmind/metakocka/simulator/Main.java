package crmmind.metakocka.simulator;

import crmmind.metakocka.simulator.Simulator.Seed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code java -jar metakocka-simulator.jar [--port 9090] [--seed demo|empty] [--data DIR]} */
public final class Main {
    private static final String USAGE =
            "Usage: java -jar metakocka-simulator.jar" + " [--port 9090] [--seed demo|empty] [--data DIR]";

    private Main() {}

    private record Options(int port, Seed seed, @Nullable Path data) {}

    /** Starts the simulator and leaves it running until the process is told to stop. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        PrintStream errors = System.err;
        Options options;
        try {
            options = options(args);
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
            errors.println(USAGE);
            System.exit(2);
            return;
        }
        try {
            var simulator = new Simulator(options.port, options.seed, options.data, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
            out.println("Metakocka simulator ready on " + simulator.address());
            out.flush();
        } catch (IOException e) {
            errors.println("The simulator cannot start on port " + options.port + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static Options options(String[] args) {
        var port = 9090;
        var seed = Seed.DEMO;
        Path data = null;
        for (var i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("A value is missing after " + args[i]);
            }
            var value = args[i + 1];
            switch (args[i]) {
                case "--port" -> port = Integer.parseInt(value);
                case "--seed" -> seed = Seed.valueOf(value.toUpperCase(Locale.ROOT));
                case "--data" -> data = Path.of(value);
                default -> throw new IllegalArgumentException("There is no option " + args[i]);
            }
        }
        return new Options(port, seed, data);
    }
}
