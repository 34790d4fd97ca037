package crmmind.orders.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {

    @TempDir
    Path folder;

    @Test
    void a_commit_is_still_there_after_the_server_was_killed() throws Exception {
        try (var data = DataFolder.open(folder.resolve("desk"));
                var payload = Payload.of(Path.of("target", "orders-desk.jar"), folder.resolve("desk/program"))) {
            var first = new Postgres(payload.postgres(), data);
            first.start();
            assertThat(query(first, "create table kept as select 'Šiška' as place; select place from kept"))
                    .isEqualTo("Šiška");
            kill(first, data);

            var second = new Postgres(payload.postgres(), data);
            second.start();
            assertThat(query(second, "select place from kept")).isEqualTo("Šiška");
            second.stop();

            assertThat(data.root().resolve("postgres/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void commits_go_to_the_disk_and_only_this_machine_may_connect() throws Exception {
        try (var data = DataFolder.open(folder.resolve("desk"));
                var payload = Payload.of(Path.of("target", "orders-desk.jar"), folder.resolve("desk/program"))) {
            var postgres = new Postgres(payload.postgres(), data);
            postgres.start();
            try {
                assertThat(query(postgres, "show fsync")).isEqualTo("on");
                assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
                assertThat(query(postgres, "show full_page_writes")).isEqualTo("on");
                assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(query(postgres, "select lower('ČŠŽ')")).isEqualTo("čšž");
                assertThat(query(
                                postgres,
                                "select string_agg(w, '' order by w collate \"sl-x-icu\")"
                                        + " from unnest(array['d', 'č', 'c']) w"))
                        .isEqualTo("cčd");
            } finally {
                postgres.stop();
            }
        }
    }

    private static String query(Postgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), Postgres.USER, postgres.password());
                var statement = connection.createStatement()) {
            var rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (var result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static void kill(Postgres postgres, DataFolder data) throws Exception {
        var pid = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip();
        var ended = postgres.whenEnded();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
        ended.get(30, TimeUnit.SECONDS);
    }
}
