package crmmind.orders.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root, which is who one is in many a container. Then it runs in a user name space, where
 * root is nobody but its files stay its own; where name spaces are forbidden, as the user {@code nobody}.
 */
final class Unprivileged {

    private static final int NOBODY = 65534;

    private final List<String> prefix;
    private final int owner;

    private Unprivileged(List<String> prefix, int owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    static Unprivileged find() {
        if (userId() != 0) {
            return new Unprivileged(List.of(), userId());
        }
        if (works("unshare", "-U", "true")) {
            return new Unprivileged(List.of("unshare", "-U"), 0);
        }
        var nobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        var probe = new ArrayList<>(nobody);
        probe.add("true");
        if (works(probe.toArray(String[]::new))) {
            return new Unprivileged(nobody, NOBODY);
        }
        throw new StartException("PostgreSQL does not run as root, and neither unshare nor setpriv works here."
                + " Start the desk as another user, or set ORDERS_DB_URL, ORDERS_DB_USER and ORDERS_DB_PASSWORD.");
    }

    /** The command as it has to be run. */
    List<String> command(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives a folder with all it holds to the user the commands run as. */
    void own(Path folder) {
        if (prefix.isEmpty() || !Files.exists(folder)) {
            return;
        }
        try {
            if (Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                    .equals(owner)) {
                return;
            }
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
                        throws IOException {
                    return give(visited);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    return give(file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileVisitResult give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        return FileVisitResult.CONTINUE;
    }

    /** Who we are; -1 where users have no number. */
    private static int userId() {
        var self = Path.of("/proc/self");
        try {
            return Files.exists(self) ? (Integer) Files.getAttribute(self, "unix:uid", LinkOption.NOFOLLOW_LINKS) : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
