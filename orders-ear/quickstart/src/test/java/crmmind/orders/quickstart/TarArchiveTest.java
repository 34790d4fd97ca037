package crmmind.orders.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarArchiveTest {

    @TempDir
    Path folder;

    @Test
    void files_folders_links_and_the_right_to_execute_come_out_as_they_went_in() throws IOException {
        var archive = new ByteArrayOutputStream();
        entry(archive, "bin/", '5', "0000755", "", "");
        entry(archive, "bin/postgres", '0', "0000755", "", "x".repeat(700));
        entry(archive, "lib/libpq.so.5", '0', "0000644", "", "library");
        entry(archive, "lib/libpq.so", '2', "0000777", "libpq.so.5", "");
        archive.write(new byte[1024]);

        TarArchive.unpack(new ByteArrayInputStream(archive.toByteArray()), folder);

        assertThat(folder.resolve("bin/postgres")).hasContent("x".repeat(700)).isExecutable();
        assertThat(Files.isExecutable(folder.resolve("lib/libpq.so.5"))).isFalse();
        assertThat(folder.resolve("lib/libpq.so")).isSymbolicLink().hasContent("library");
    }

    @Test
    void an_archive_cut_short_is_refused() throws IOException {
        var archive = new ByteArrayOutputStream();
        entry(archive, "bin/postgres", '0', "0000755", "", "x".repeat(700));
        var half = new ByteArrayInputStream(archive.toByteArray(), 0, 900);

        assertThatThrownBy(() -> TarArchive.unpack(half, folder)).isInstanceOf(IOException.class);
    }

    @Test
    void an_entry_that_points_out_of_the_folder_is_refused() throws IOException {
        var archive = new ByteArrayOutputStream();
        entry(archive, "../evil", '0', "0000644", "", "evil");

        assertThatThrownBy(() -> TarArchive.unpack(new ByteArrayInputStream(archive.toByteArray()), folder))
                .hasMessageContaining("points out of the archive");
        assertThat(folder.resolveSibling("evil")).doesNotExist();
    }

    private static void entry(
            ByteArrayOutputStream archive, String name, char kind, String mode, String link, String content)
            throws IOException {
        var header = new byte[512];
        put(header, 0, name);
        put(header, 100, mode);
        put(header, 124, String.format("%011o", content.length()));
        header[156] = (byte) kind;
        put(header, 157, link);
        archive.write(header);
        archive.write(content.getBytes(StandardCharsets.UTF_8));
        archive.write(new byte[(512 - content.length() % 512) % 512]);
    }

    private static void put(byte[] header, int offset, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
