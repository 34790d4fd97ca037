package crmmind.metakocka.simulator.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;

/** The form of the files: frames of length, checksum and records; a record is a kind and JSON. */
final class Frames {
    private static final int HEAD = 8;
    private static final int LONGEST = 512 * 1024 * 1024;

    private Frames() {}

    /** Takes a record that was read. */
    @FunctionalInterface
    interface RecordReader {
        void read(char kind, byte[] json) throws IOException;
    }

    /** Collects the records of one frame. */
    static final class Frame {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        void add(char kind, byte[] json) {
            try {
                out.writeByte(kind);
                out.writeInt(json.length);
                out.write(json);
            } catch (IOException e) {
                throw new UncheckedIOException("Writing to memory does not fail", e);
            }
        }

        int size() {
            return bytes.size();
        }

        /** The frame as it goes to the file; empties the collection. */
        byte[] take() {
            var payload = bytes.toByteArray();
            bytes.reset();
            var sum = new CRC32C();
            sum.update(payload);
            var frame = new ByteArrayOutputStream(payload.length + HEAD);
            try (var head = new DataOutputStream(frame)) {
                head.writeInt(payload.length);
                head.writeInt((int) sum.getValue());
                head.write(payload);
            } catch (IOException e) {
                throw new UncheckedIOException("Writing to memory does not fail", e);
            }
            return frame.toByteArray();
        }
    }

    /** Reads all whole frames and answers how many bytes they are; what follows them is torn. */
    static long read(InputStream file, RecordReader reader) throws IOException {
        var in = new DataInputStream(file);
        var whole = 0L;
        while (true) {
            byte[] payload;
            try {
                var length = in.readInt();
                var expected = in.readInt();
                if (length <= 0 || length > LONGEST) {
                    return whole;
                }
                payload = in.readNBytes(length);
                var sum = new CRC32C();
                sum.update(payload);
                if (payload.length < length || (int) sum.getValue() != expected) {
                    return whole;
                }
            } catch (EOFException e) {
                return whole;
            }
            records(payload, reader);
            whole += payload.length + HEAD;
        }
    }

    private static void records(byte[] payload, RecordReader reader) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(payload))) {
            while (in.available() > 0) {
                var kind = (char) in.readUnsignedByte();
                var json = new byte[in.readInt()];
                in.readFully(json);
                reader.read(kind, json);
            }
        }
    }
}
