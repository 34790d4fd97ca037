package crmmind.orders.quickstart;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/**
 * Reads the plain kind of tar that PostgreSQL comes in: files, folders and symbolic links with short names. Anything
 * else is refused rather than guessed.
 */
final class TarArchive {

    private static final int BLOCK = 512;

    private TarArchive() {}

    /** @throws IOException when the archive is cut short, or an entry is of another kind or points out of the folder */
    static void unpack(InputStream in, Path folder) throws IOException {
        for (var header = block(in); header[0] != 0; header = block(in)) {
            var name = text(header, 345, 155).isEmpty()
                    ? text(header, 0, 100)
                    : text(header, 345, 155) + "/" + text(header, 0, 100);
            var target = folder.resolve(name).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("Entry " + name + " points out of the archive");
            }
            var size = number(header, 124, 12);
            switch (header[156]) {
                case '0', 0 -> file(in, target, size, number(header, 100, 8));
                case '2' -> link(target, text(header, 157, 100), folder);
                case '5' -> Files.createDirectories(target);
                default ->
                    throw new IOException("Entry " + name + " is of a kind not known here: " + (char) header[156]);
            }
        }
    }

    private static void file(InputStream in, Path target, long size, long mode) throws IOException {
        Files.createDirectories(target.resolveSibling("."));
        try (var out = Files.newOutputStream(target)) {
            var buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                var read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException("The archive ends inside " + target.getFileName());
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if ((mode & 0100) != 0 && DataFolder.posix(target)) {
            var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(target, permissions);
        }
    }

    private static void link(Path target, String to, Path folder) throws IOException {
        Files.createDirectories(target.resolveSibling("."));
        if (!target.resolveSibling(to).normalize().startsWith(folder)) {
            throw new IOException("Link " + target.getFileName() + " points out of the archive: " + to);
        }
        Files.createSymbolicLink(target, Path.of(to));
    }

    private static byte[] block(InputStream in) throws IOException {
        var block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("The archive has no end mark");
        }
        return block;
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long number(byte[] header, int offset, int length) {
        var digits = text(header, offset, length).trim();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
