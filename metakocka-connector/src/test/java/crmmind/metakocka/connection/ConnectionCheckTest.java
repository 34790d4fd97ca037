package crmmind.metakocka.connection;

import static crmmind.metakocka.connection.ConnectionProblem.ANSWER_TIMEOUT;
import static crmmind.metakocka.connection.ConnectionProblem.CONNECTION_LOST;
import static crmmind.metakocka.connection.ConnectionProblem.CONNECTION_REFUSED;
import static crmmind.metakocka.connection.ConnectionProblem.CONNECT_TIMEOUT;
import static crmmind.metakocka.connection.ConnectionProblem.HOST_UNKNOWN;
import static crmmind.metakocka.connection.ConnectionProblem.NOT_CONFIGURED;
import static crmmind.metakocka.connection.ConnectionProblem.NO_ROUTE;
import static crmmind.metakocka.connection.ConnectionProblem.TLS;
import static crmmind.metakocka.connection.ConnectionProblem.WRONG_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import crmmind.metakocka.SettingsFixture;
import crmmind.metakocka.stock.Warehouse;
import crmmind.metakocka.wire.Circuit;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.Outcome;
import crmmind.metakocka.wire.Probe;
import crmmind.metakocka.wire.SearchTurns;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that can be wrong with a connection, at a real socket, and the name it gets. */
class ConnectionCheckTest {

    private static final String WAREHOUSES = "/rest/eshop/v1/json/warehouse_list";
    private static final String SEARCH = "/rest/eshop/v1/search";
    private static final String TWO_WAREHOUSES = """
            {"opr_code":"0","warehouse_list_count":"2","warehouse_list":[
             {"mk_id":"11","mark":"glavno","name":"Glavno","main_warehouse":"true","active":"true"},
             {"mk_id":"12","mark":"staro","name":"Staro","active":"false"}]}""";
    private static final String NO_ORDERS = """
            {"opr_code":"0","result_all_records":"0","result_count":"0","offset":"0","limit":"1"}""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Circuit circuit = new Circuit(Clock.systemUTC(), (up, since) -> {});

    private ConnectionReport check(URI url, String... changes) {
        var gateway = new MetakockaGateway(
                SettingsFixture.settings(url, changes),
                exchange -> {},
                Clock.systemUTC(),
                circuit,
                SearchTurns.ALONE,
                (operation, outcome, took) -> {});
        return new ConnectionCheck(gateway).run();
    }

    private @Nullable ConnectionProblem problem(URI url, String... changes) {
        return check(url, changes).failed().map(ProbedCall::problem).orElse(null);
    }

    @Test
    void a_good_connection_lists_the_warehouses_and_says_how_long_each_call_took() throws IOException {
        try (var server = new Server(path -> json(path.equals(SEARCH) ? NO_ORDERS : TWO_WAREHOUSES))) {
            var report = check(server.url());

            assertThat(report.good()).isTrue();
            assertThat(report.warehouses())
                    .extracting(Warehouse::mark, Warehouse::active)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("glavno", true),
                            org.assertj.core.groups.Tuple.tuple("staro", false));
            assertThat(report.calls()).extracting(ProbedCall::path).containsExactly(WAREHOUSES, SEARCH);
            assertThat(report.calls())
                    .allSatisfy(call -> assertThat(call.milliseconds()).isBetween(0L, 5000L));
            assertThat(asked).as("each call is sent once").containsExactly(WAREHOUSES, SEARCH);
        }
    }

    @Test
    void a_host_nobody_knows() {
        assertThat(problem(URI.create("http://metakocka.invalid"))).isEqualTo(HOST_UNKNOWN);
    }

    @Test
    void a_port_nobody_listens_on() throws IOException {
        assertThat(problem(URI.create("http://127.0.0.1:" + closedPort()))).isEqualTo(CONNECTION_REFUSED);
    }

    @Test
    void what_no_test_can_arrange_is_told_by_the_network() {
        assertThat(failed(new ConnectException("Connection timed out"))).isEqualTo(CONNECT_TIMEOUT);
        assertThat(failed(new SocketTimeoutException("Connect timed out"))).isEqualTo(CONNECT_TIMEOUT);
        assertThat(failed(new NoRouteToHostException("No route to host"))).isEqualTo(NO_ROUTE);
        assertThat(failed(new ConnectException("Network is unreachable"))).isEqualTo(NO_ROUTE);
    }

    private static @Nullable ConnectionProblem failed(IOException cause) {
        return ConnectionDiagnosis.of(
                new Probe(new Outcome.NotSent("no connection"), null, new IOException("no connection", cause), 5));
    }

    @Test
    void tls_to_a_port_that_speaks_none() throws IOException {
        try (var server = new Server(path -> json(TWO_WAREHOUSES))) {
            assertThat(problem(URI.create("https://127.0.0.1:" + server.url().getPort())))
                    .isEqualTo(TLS);
        }
    }

    @Test
    void tls_to_a_port_that_complains_in_plain_text() throws IOException {
        try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var answering = new Thread(() -> {
                try (var socket = plain.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // the client went away
                }
            });
            answering.setDaemon(true);
            answering.start();

            assertThat(problem(URI.create("https://127.0.0.1:" + plain.getLocalPort())))
                    .isEqualTo(TLS);
        }
    }

    @Test
    void a_certificate_nobody_vouches_for(@TempDir Path folder) throws Exception {
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("keys"))));
        secure.start();
        try {
            var report =
                    check(URI.create("https://127.0.0.1:" + secure.getAddress().getPort()));

            assertThat(report.failed().map(ProbedCall::problem)).contains(TLS);
            assertThat(report.failed().map(ProbedCall::text).orElse("")).contains("certification path");
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void somebody_who_does_not_answer() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(problem(URI.create("http://127.0.0.1:" + silent.getLocalPort())))
                    .isEqualTo(ANSWER_TIMEOUT);
        }
    }

    @Test
    void somebody_who_hangs_up() throws IOException {
        try (var server = new Server(path -> null)) {
            assertThat(problem(server.url())).isEqualTo(CONNECTION_LOST);
        }
    }

    @Test
    void an_operation_that_does_not_live_there_is_named_with_its_path() throws IOException {
        try (var server = new Server(path -> path.equals(SEARCH)
                ? json(NO_ORDERS)
                : new Reply(404, "text/html", "<html><body>HTTP Status 404</body></html>"))) {
            var report = check(server.url());

            assertThat(report.failed().map(ProbedCall::problem)).contains(WRONG_PATH);
            assertThat(report.failed().map(ProbedCall::path)).contains(WAREHOUSES);
            assertThat(report.calls().get(1).good())
                    .as("the other family is tried too, so that one sees which is missing")
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "HTTP {0} {1} {2} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200|text/html|<html>Maintenance</html>|WEB_PAGE",
                "200|text/plain|<!DOCTYPE html><html></html>|WEB_PAGE",
                "200|application/json|{\"warehouse_list\":|UNREADABLE",
                "200|application/json|{\"status\":\"ok\"}|UNREADABLE",
                "200|application/json|{\"opr_code\":\"0\",\"result\":[]}|UNREADABLE",
                "302|text/html|<html></html>|MOVED",
                "429|text/plain|slow down|TOO_MANY_CALLS",
                "500|text/html|<html></html>|HTTP_STATUS",
                "400|text/html|The plain HTTP request was sent to HTTPS port|HTTP_STATUS",
                "401|application/json|{}|WRONG_CREDENTIALS",
                "403|text/html|<html>Forbidden</html>|WRONG_CREDENTIALS",
                "200|application/json|{\"opr_code\":\"1\",\"opr_desc\":\"Napačen secret_key ali company_id.\"}|WRONG_CREDENTIALS",
                "200|application/json|{\"opr_code\":\"2\",\"opr_desc\":\"Secret key is not valid\"}|WRONG_KEY",
                "200|application/json|{\"opr_code\":\"6\",\"opr_desc\":\"Cannot find company with id = 17\"}|WRONG_COMPANY",
                "200|application/json|{\"opr_code\":\"1\",\"opr_desc\":\"Internal server error.\"}|REFUSED",
                "200|application/json|{\"opr_code\":\"6\",\"opr_desc\":\"Skladišča niso omogočena\"}|REFUSED",
            })
    void an_answer_that_is_none(int status, String type, String body, ConnectionProblem expected) throws IOException {
        try (var server = new Server(path -> new Reply(status, type, body))) {
            assertThat(problem(server.url())).isEqualTo(expected);
        }
    }

    @Test
    void a_refusal_keeps_its_code_and_its_words_and_never_shows_the_key() throws IOException {
        try (var server = new Server(
                path -> json("{\"opr_code\":\"9\",\"opr_desc\":\"Nope, not with " + SettingsFixture.CANARY + "\"}"))) {
            var call = check(server.url()).failed().orElseThrow();

            assertThat(call.code()).isEqualTo("9");
            assertThat(call.text()).contains("Nope, not with ***").doesNotContain(SettingsFixture.CANARY);
        }
    }

    @Test
    void nothing_is_tried_without_settings() {
        assertThat(problem(URI.create("http://127.0.0.1:9"), "company-id", " ")).isEqualTo(NOT_CONFIGURED);
    }

    @Test
    void a_person_may_try_while_the_desk_believes_metakocka_is_away() throws IOException {
        for (int i = 0; i < 3; i++) {
            circuit.failed(true);
        }
        assertThat(circuit.downSince()).isPresent();

        try (var server = new Server(path -> json(path.equals(SEARCH) ? NO_ORDERS : TWO_WAREHOUSES))) {
            assertThat(check(server.url()).good()).isTrue();
        }
        assertThat(circuit.downSince()).as("and the desk learns it from that").isEmpty();
    }

    private static int closedPort() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    private static Reply json(String body) {
        return new Reply(200, "application/json", body);
    }

    private static SSLContext selfSigned(Path keys) throws IOException, GeneralSecurityException, InterruptedException {
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "desk",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(keys.resolveSibling("log").toFile())
                .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, "changeit".toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** What the server says; null hangs up. */
    private interface Speaker {
        @Nullable
        Reply to(String path);
    }

    private record Reply(int status, String type, String body) {}

    /** A server that keeps what it was asked for. */
    private final class Server implements AutoCloseable {

        private final HttpServer http;

        Server(Speaker speaker) throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    var path = exchange.getRequestURI().getPath();
                    asked.add(path);
                    var reply = speaker.to(path);
                    if (reply != null) {
                        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", reply.type());
                        exchange.sendResponseHeaders(reply.status(), bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                }
            });
            http.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
