package crmmind.metakocka.simulator.store;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.store.Frames.Frame;
import crmmind.metakocka.simulator.wire.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a store on disk: every unit of changes is appended to a file and forced to the disk before anybody hears of it;
 * units that wait at the same time are forced together. Now and then a snapshot takes the place of the files before it.
 *
 * <p>Files: {@code snapshot-N} holds everything up to its making, {@code journal-N} what changed since, then
 * {@code journal-N+1} and so on. Only the last one may end in a torn unit, which nobody was told about.
 */
public final class Journal implements Changes, Transactions.Durability, AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Journal.class.getName());
    private static final Pattern NAME = Pattern.compile("(snapshot|journal)-(\\d{6})");

    private final Path folder;
    private final FileChannel lockFile;
    private final Supplier<ObjectNode> settings;
    private final long smallest;
    private final Frame frame = new Frame();
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final Thread writer;

    /** Guards everything below. */
    private final Object monitor = new Object();

    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private @Nullable Snapshot snapshotWanted;
    private int snapshotBehind;
    private long appended;
    private long safe;
    private @Nullable IOException failure;
    private boolean closed;

    /** The writer's own. */
    private FileChannel file;

    private int number;
    private volatile @Nullable Thread snapshotting;

    /** The store whose snapshot is taken. */
    private final Store store;

    private long journalBytes;
    private volatile long snapshotBytes;

    /**
     * Opens the files of a folder, fills the store from them and is ready to take its changes.
     *
     * @param storeOf makes the store that reports to this journal
     * @param restored takes the settings that were kept
     * @param settings tells the settings to keep
     * @param smallest from how many bytes of journal on a snapshot is worth it
     * @throws IOException if the folder is in use by another process, cannot be written, or is damaged
     */
    public Journal(
            Path folder,
            Function<Changes, Store> storeOf,
            Consumer<ObjectNode> restored,
            Supplier<ObjectNode> settings,
            long smallest)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        this.settings = settings;
        this.smallest = smallest;
        this.lockFile = lock(folder);
        this.store = storeOf.apply(this);
        try {
            this.file = recover(restored);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
        this.writer = new Thread(this::write, "journal");
        writer.setDaemon(true);
        writer.start();
    }

    /** The store that reports to this journal. */
    public Store store() {
        return store;
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOGGER.log(WARNING, "The folder is in use in this process");
        }
        channel.close();
        throw new IOException("the data folder " + folder + " is in use by another simulator");
    }

    // ---- recovery

    private FileChannel recover(Consumer<ObjectNode> restored) throws IOException {
        var snapshots = new TreeSet<Integer>();
        var journals = new TreeSet<Integer>();
        try (var entries = Files.list(folder)) {
            for (var entry : entries.toList()) {
                var name = NAME.matcher(entry.getFileName().toString());
                if (name.matches()) {
                    (name.group(1).equals("snapshot") ? snapshots : journals).add(Integer.valueOf(name.group(2)));
                } else if (entry.getFileName().toString().endsWith(".part")) {
                    Files.delete(entry);
                }
            }
        }
        if (snapshots.isEmpty() && !journals.isEmpty() && journals.first() != 1) {
            throw new IOException("the first files of " + folder + " are missing");
        }
        var first = snapshots.isEmpty() ? 1 : snapshots.last();
        if (!snapshots.isEmpty()) {
            var path = path("snapshot", first);
            snapshotBytes = Files.size(path);
            if (read(path, restored) != snapshotBytes) {
                throw new IOException(path + " is damaged");
            }
        }
        number = first;
        for (var next : journals.tailSet(first)) {
            var path = path("journal", next);
            var whole = read(path, restored);
            var torn = Files.size(path) - whole;
            if (torn > 0 && next < journals.last()) {
                throw new IOException(path + " is damaged at byte " + whole);
            }
            if (torn > 0) {
                LOGGER.log(WARNING, "{0} ends in {1} bytes of an unfinished unit, dropped", path, Long.toString(torn));
                try (var channel = FileChannel.open(path, WRITE)) {
                    channel.truncate(whole);
                    channel.force(true);
                }
            }
            number = next;
            journalBytes += whole;
        }
        var channel = FileChannel.open(path("journal", number), CREATE, WRITE);
        channel.position(channel.size());
        forceFolder();
        deleteBefore(first);
        return channel;
    }

    private long read(Path path, Consumer<ObjectNode> restored) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(path, READ), 1 << 16)) {
            return Frames.read(in, (kind, json) -> Records.apply(kind, json, store, restored));
        }
    }

    private Path path(String kind, int number) {
        return folder.resolve("%s-%06d".formatted(kind, number));
    }

    private void forceFolder() throws IOException {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    private void deleteBefore(int first) throws IOException {
        try (var entries = Files.list(folder)) {
            for (var entry : entries.toList()) {
                var name = NAME.matcher(entry.getFileName().toString());
                if (name.matches() && Integer.parseInt(name.group(2)) < first) {
                    Files.delete(entry);
                }
            }
        }
    }

    // ---- changes, reported under the lock of the transactions

    @Override
    public void document(Document document) {
        frame.add(Records.DOCUMENT, Json.bytes(document.content()));
    }

    @Override
    public void documentRemoved(Document document) {
        frame.add(Records.DOCUMENT_REMOVED, Records.removed(document));
    }

    @Override
    public void partner(Partner partner) {
        frame.add(Records.PARTNER, Json.bytes(partner.content()));
    }

    @Override
    public void product(Product product) {
        frame.add(Records.PRODUCT, Records.product(product));
    }

    @Override
    public void warehouse(Warehouse warehouse) {
        frame.add(Records.WAREHOUSE, Records.warehouse(warehouse));
    }

    @Override
    public void counted(long warehouse, long product, BigDecimal counted) {
        frame.add(Records.COUNTED, Records.counted(warehouse, product, counted));
    }

    @Override
    public void counter(String sequence, long value) {
        counters.put(sequence, value);
    }

    @Override
    public void settings() {
        frame.add(Records.SETTINGS, Json.bytes(settings.get()));
    }

    @Override
    public void cleared() {
        frame.add(Records.CLEARED, Json.bytes(Json.object()));
    }

    @Override
    public long commit() {
        counters.forEach((sequence, value) -> frame.add(Records.COUNTER, Records.counter(sequence, value)));
        counters.clear();
        var bytes = frame.size() == 0 ? new byte[0] : frame.take();
        synchronized (monitor) {
            if (bytes.length > 0) {
                waiting.writeBytes(bytes);
                appended += bytes.length;
                journalBytes += bytes.length;
                if (snapshotWanted == null && snapshotting == null && journalBytes > enough()) {
                    snapshotWanted = new Snapshot(store, settings.get());
                    snapshotBehind = waiting.size();
                    journalBytes = 0;
                }
                monitor.notifyAll();
            }
            return appended;
        }
    }

    private long enough() {
        return Math.max(smallest, 2 * snapshotBytes);
    }

    @Override
    public void await(long position) {
        synchronized (monitor) {
            while (safe < position && failure == null) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted while a change was made safe", e);
                }
            }
            if (safe < position) {
                throw new UncheckedIOException("The change could not be made safe", failure());
            }
        }
    }

    private IOException failure() {
        return failure == null ? new IOException("the journal is closed") : failure;
    }

    // ---- the writing thread

    private void write() {
        var reserve = new ByteArrayOutputStream();
        while (true) {
            ByteArrayOutputStream batch;
            Snapshot snapshot;
            int behind;
            long reaches;
            synchronized (monitor) {
                while (waiting.size() == 0 && !closed) {
                    try {
                        monitor.wait();
                    } catch (InterruptedException e) {
                        closed = true;
                    }
                }
                if (waiting.size() == 0) {
                    return;
                }
                batch = waiting;
                waiting = reserve;
                reaches = appended;
                snapshot = snapshotWanted;
                behind = snapshotBehind;
                snapshotWanted = null;
            }
            try {
                var bytes = batch.toByteArray();
                if (snapshot == null) {
                    append(bytes, 0, bytes.length);
                } else {
                    // what is not in the snapshot belongs to the next file
                    append(bytes, 0, behind);
                    nextFile();
                    append(bytes, behind, bytes.length - behind);
                    startSnapshot(snapshot, number);
                }
                batch.reset();
                reserve = batch;
                synchronized (monitor) {
                    safe = reaches;
                    monitor.notifyAll();
                }
            } catch (IOException e) {
                LOGGER.log(ERROR, "Changes cannot be written to " + folder, e);
                synchronized (monitor) {
                    failure = e;
                    monitor.notifyAll();
                }
                return;
            }
        }
    }

    private void append(byte[] bytes, int from, int length) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, from, length);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        file.force(false);
    }

    private void nextFile() throws IOException {
        file.close();
        number++;
        file = FileChannel.open(path("journal", number), CREATE, TRUNCATE_EXISTING, WRITE);
        forceFolder();
    }

    private void startSnapshot(Snapshot snapshot, int upTo) {
        var thread = new Thread(
                () -> {
                    try {
                        snapshotBytes = save(snapshot, upTo);
                    } catch (IOException e) {
                        LOGGER.log(WARNING, "A snapshot could not be written; the journal goes on", e);
                    } finally {
                        snapshotting = null;
                    }
                },
                "snapshot");
        thread.setDaemon(true);
        snapshotting = thread;
        thread.start();
    }

    private long save(Snapshot snapshot, int upTo) throws IOException {
        var part = folder.resolve("snapshot-%06d.part".formatted(upTo));
        try (var channel = FileChannel.open(part, CREATE, TRUNCATE_EXISTING, WRITE)) {
            snapshot.write(bytes -> {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            });
            channel.force(true);
        }
        var size = Files.size(part);
        Files.move(part, path("snapshot", upTo), ATOMIC_MOVE);
        forceFolder();
        deleteBefore(upTo);
        return size;
    }

    /** Writes what still waits, then closes the files. */
    @Override
    public void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
        try {
            writer.join();
            var running = snapshotting;
            if (running != null) {
                running.join();
            }
            synchronized (monitor) {
                if (failure == null) {
                    failure = new IOException("the journal is closed");
                }
                monitor.notifyAll();
            }
            file.close();
            lockFile.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOGGER.log(WARNING, "The journal could not be closed", e);
        }
    }

    /** Everything there is at one moment. Documents never change, so that a list of them is enough. */
    private static final class Snapshot {
        private static final int FRAME = 1 << 20;

        private final List<Document> documents = new ArrayList<>();
        private final List<Partner> partners;
        private final List<Product> products;
        private final List<Warehouse> warehouses;
        private final List<byte[]> others = new ArrayList<>();
        private final ObjectNode settings;
        private final Map<String, Long> counters = new LinkedHashMap<>();

        /** Takes the bytes of a frame. */
        @FunctionalInterface
        interface Out {
            void write(byte[] bytes) throws IOException;
        }

        Snapshot(Store store, ObjectNode settings) {
            this.settings = settings.deepCopy();
            this.partners = new ArrayList<>(store.partners());
            this.products = new ArrayList<>(store.products());
            this.warehouses = new ArrayList<>(store.warehouses());
            store.types().forEach(type -> documents.addAll(store.documents(type)));
            store.forEachCounted((warehouse, product, counted) -> {
                if (counted.signum() != 0) {
                    others.add(Records.counted(warehouse, product, counted));
                }
            });
            store.forEachCounter(counters::put);
        }

        void write(Out out) throws IOException {
            var frame = new Frame();
            frame.add(Records.SETTINGS, Json.bytes(settings));
            counters.forEach((sequence, value) -> frame.add(Records.COUNTER, Records.counter(sequence, value)));
            warehouses.forEach(warehouse -> frame.add(Records.WAREHOUSE, Records.warehouse(warehouse)));
            others.forEach(counted -> frame.add(Records.COUNTED, counted));
            for (var product : products) {
                add(frame, Records.PRODUCT, Records.product(product), out);
            }
            for (var partner : partners) {
                add(frame, Records.PARTNER, Json.bytes(partner.content()), out);
            }
            for (var document : documents) {
                add(frame, Records.DOCUMENT, Json.bytes(document.content()), out);
            }
            if (frame.size() > 0) {
                out.write(frame.take());
            }
        }

        private static void add(Frame frame, char kind, byte[] json, Out out) throws IOException {
            frame.add(kind, json);
            if (frame.size() > FRAME) {
                out.write(frame.take());
            }
        }
    }
}
