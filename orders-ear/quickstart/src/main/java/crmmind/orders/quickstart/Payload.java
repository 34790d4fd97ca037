package crmmind.orders.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/**
 * The programs that travel inside the runnable file. They are unpacked once into the data folder, under a name that
 * holds their checksum, so that a new version never meets the files of an old one.
 */
final class Payload implements AutoCloseable {

    private static final String FOLDER = "payload/";

    private final ZipFile file;
    private final Path target;
    private final Set<Path> used = new HashSet<>();

    private Payload(ZipFile file, Path target) {
        this.file = file;
        this.target = target;
    }

    /** @param target the folder to unpack into */
    static Payload of(Path jar, Path target) {
        try {
            return new Payload(new ZipFile(jar.toFile()), target);
        } catch (IOException e) {
            throw new StartException("The programs are inside orders-desk.jar; " + jar + " is not that file: " + e);
        }
    }

    /** Where the given file of the payload lies on the disk; unpacked now if it was not yet. */
    Path file(String name) {
        var entry = entry(name);
        var dot = name.lastIndexOf('.');
        var unpacked = target.resolve(name.substring(0, dot) + "-" + checksum(entry) + name.substring(dot));
        if (!Files.exists(unpacked)) {
            var draft = target.resolve(name + ".new");
            try (var in = file.getInputStream(entry)) {
                Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, unpacked, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        used.add(unpacked);
        return unpacked;
    }

    /** PostgreSQL for this machine, as a folder with {@code bin} in it. */
    Path postgres() {
        var name = "postgres-" + platform(System.getProperty("os.name"), System.getProperty("os.arch")) + ".txz";
        if (file.getEntry(FOLDER + name) == null) {
            throw new StartException("This file has no PostgreSQL for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
                    + ". Set ORDERS_DB_URL, ORDERS_DB_USER and ORDERS_DB_PASSWORD to use one of yours (14 or newer).");
        }
        var entry = entry(name);
        var unpacked = target.resolve(name.substring(0, name.lastIndexOf('.')) + "-" + checksum(entry));
        if (!Files.exists(unpacked)) {
            var draft = target.resolve(name + ".new");
            DataFolder.delete(draft);
            try (InputStream in = new XZInputStream(file.getInputStream(entry))) {
                Files.createDirectories(draft);
                TarArchive.unpack(in, draft);
                Files.move(draft, unpacked, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        used.add(unpacked);
        return unpacked;
    }

    /** Removes what an earlier version left in the folder. */
    void removeUnused() {
        try (var present = Files.list(target)) {
            for (var path : present.collect(Collectors.toList())) {
                if (used.contains(path)) {
                    continue;
                }
                if (Files.isDirectory(path)) {
                    DataFolder.delete(path);
                } else {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The platform as the names of the PostgreSQL archives have it, as {@code linux-x86_64}. */
    static String platform(String osName, String osArch) {
        var os = osName.toLowerCase(Locale.ROOT);
        var system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "darwin" : "linux";
        var processor = switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> osArch;
        };
        return system + "-" + processor;
    }

    private ZipEntry entry(String name) {
        var entry = file.getEntry(FOLDER + name);
        if (entry == null) {
            throw new StartException(file.getName() + " holds no " + name + "; it was not built completely.");
        }
        return entry;
    }

    private static String checksum(ZipEntry entry) {
        return String.format("%08x%08x", entry.getCrc(), entry.getSize());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
