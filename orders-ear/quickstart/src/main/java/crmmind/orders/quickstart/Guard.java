package crmmind.orders.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell script that outlives us. Killed outright, a process cannot stop its children; the guard sees its standard
 * input end without a goodbye and stops them instead. There is none on Windows: there, the next start does it.
 */
final class Guard {

    private static final Guard NONE = new Guard(OutputStream.nullOutputStream());

    private final OutputStream script;

    private Guard(OutputStream script) {
        this.script = script;
    }

    /** @param lastCommand run at the end, when the children are gone; may be empty */
    static Guard start(DataFolder data, List<String> lastCommand) {
        if (!DataFolder.posix(data.root())) {
            return NONE;
        }
        try {
            var file = data.resolve("run").resolve("guard.sh");
            copyScript(file);
            var command = new ArrayList<>(List.of("sh", file.toString()));
            command.addAll(lastCommand);
            var process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Guard(process.getOutputStream());
        } catch (IOException e) {
            throw new StartException("Cannot start a shell: " + e.getMessage());
        }
    }

    private static void copyScript(Path file) throws IOException {
        try (var in = Guard.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new IOException("guard.sh is missing in the runnable file");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** From now on the guard looks after this child too. */
    void watch(ChildProcess child) {
        tell("child " + child.pid());
    }

    /** All children are stopped: the guard may go. */
    void dismiss() {
        tell("bye");
    }

    private void tell(String line) {
        try {
            script.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            script.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The guard is gone", e);
        }
    }
}
