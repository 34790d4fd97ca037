package crmmind.metakocka.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures, printed at once and kept in {@code target} for the block at the end of {@code mvn -Pproof verify}. */
final class Report {

    private static final Map<String, List<String>> LINES = new HashMap<>();

    private Report() {}

    static synchronized void line(String subject, String format, Object... values) {
        var line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        var lines = LINES.computeIfAbsent(subject, none -> new ArrayList<>());
        // of a way of many steps its first line is enough there
        lines.add(line.lines().findFirst().orElseThrow());
        try {
            Files.write(Path.of("target", "proof-" + subject + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
