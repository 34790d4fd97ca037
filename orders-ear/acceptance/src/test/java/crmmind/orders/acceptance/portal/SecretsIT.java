package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The key of Metakocka is in every request to it and nowhere else. It runs after all other tests of the run, so that
 * what they caused (refusals, faults, broken answers) has been written wherever it is written.
 */
@ExtendWith(DeskExtension.class)
@Order(Integer.MAX_VALUE)
class SecretsIT {

    /** The simulator's key, which the desk was given. */
    private static final String KEY = "simulator-secret";

    private static final List<String> PAGES =
            List.of("/orders", "/metakocka", "/inventory", "/queue", "/logs", "/books", "/settings");

    @Test
    void the_key_is_found_nowhere(Desk desk) throws Exception {
        wrongKeyForAMoment(desk);

        assertThat(tablesHolding(desk)).as("tables that hold the key").isEmpty();
        assertThat(filesHolding(desk.data())).as("files that hold the key").isEmpty();
        try (var portal = Portal.at(desk).signIn("admin")) {
            for (var page : PAGES) {
                portal.open(page);
                assertThat(portal.page().content()).as(page).doesNotContain(KEY);
            }
        }
        for (var route : List.of("/api/orders", "/api/inventory", "/api/openapi.json", "/health", "/metrics")) {
            assertThat(desk.as("admin").get(route).body()).as(route).doesNotContain(KEY);
        }
    }

    /** A company that changed its key refuses with the key in question; that answer must be cleaned, too. */
    private static void wrongKeyForAMoment(Desk desk) {
        var mk = desk.metakocka().control();
        mk.post("/_sim/faults", Map.of("kind", "opr_code_1", "operation", "search", "times", 1))
                .expect(201);
        desk.as("sales")
                .get("/api/integrations/metakocka/orders/sync-from-metakocka?limit=5")
                .expect(200, 502, 503);
        mk.delete("/_sim/faults");
        assertThat(desk.metakocka().salesOrders("NONE-" + UUID.randomUUID())).isEmpty();
    }

    private static List<String> tablesHolding(Desk desk) throws SQLException {
        var holding = new ArrayList<String>();
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'public'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertThat(tables).contains("metakocka_exchanges", "metakocka_operations");
            for (var table : tables) {
                try (var rows = statement.executeQuery(
                        "select count(*) from " + table + " t where position('" + KEY + "' in t::text) > 0")) {
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        holding.add(table);
                    }
                }
            }
        }
        return holding;
    }

    /** Logs, the server's own files, the simulator's journal; what the tables hold was read above. */
    private static List<Path> filesHolding(Path data) throws IOException {
        assertThat(data.resolve("logs")).isDirectory();
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !data.relativize(file).startsWith("postgres"))
                    .filter(file -> !data.relativize(file).startsWith("program"))
                    .filter(file -> !file.toString().endsWith(".jar"))
                    .filter(SecretsIT::holdsKey)
                    .toList();
        }
    }

    private static boolean holdsKey(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(KEY);
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }
}
