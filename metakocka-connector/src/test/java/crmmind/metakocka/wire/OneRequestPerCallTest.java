package crmmind.metakocka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.SettingsFixture;
import crmmind.metakocka.exchange.Exchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the server does, one call is one request, and the outcome says what is known. */
class OneRequestPerCallTest {

    private final List<Exchange> log = new CopyOnWriteArrayList<>();

    private MetakockaGateway gateway(URI url, String... changes) {
        return new MetakockaGateway(
                SettingsFixture.settings(url, changes),
                log::add,
                Clock.systemUTC(),
                new Circuit(Clock.systemUTC(), (up, since) -> {}),
                SearchTurns.ALONE,
                (operation, outcome, took) -> {});
    }

    static Stream<Arguments> misbehaviours() {
        return Stream.of(
                Arguments.of("closes without an answer", (SocketServer.Behaviour) socket -> {}),
                Arguments.of("resets the connection", (SocketServer.Behaviour) socket -> socket.setSoLinger(true, 0)),
                Arguments.of("answers half a head", (SocketServer.Behaviour)
                        socket -> socket.getOutputStream().write("HTTP/1.1 200 O".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of("answers half a body", (SocketServer.Behaviour) socket -> socket.getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"opr_code\":"
                                        .getBytes(StandardCharsets.US_ASCII))),
                Arguments.of("answers broken JSON", (SocketServer.Behaviour)
                        socket -> SocketServer.json(socket, "{\"opr_code\":\"0\",\"mk_id\":")),
                Arguments.of("answers an array", (SocketServer.Behaviour) socket -> SocketServer.json(socket, "[]")),
                Arguments.of(
                        "answers nothing with 200", (SocketServer.Behaviour) socket -> SocketServer.json(socket, "")),
                Arguments.of("answers with a web page", (SocketServer.Behaviour)
                        socket -> SocketServer.answer(socket, "200 OK", "text/html", "<html>Maintenance</html>")),
                Arguments.of("answers 500", (SocketServer.Behaviour) socket ->
                        SocketServer.answer(socket, "500 Internal Server Error", "text/html", "<html></html>")),
                Arguments.of("answers 502", (SocketServer.Behaviour)
                        socket -> SocketServer.answer(socket, "502 Bad Gateway", "text/html", "<html></html>")),
                Arguments.of("answers 429", (SocketServer.Behaviour)
                        socket -> SocketServer.answer(socket, "429 Too Many Requests", "text/plain", "slow down")),
                Arguments.of("answers code 1", (SocketServer.Behaviour) socket ->
                        SocketServer.json(socket, "{\"opr_code\":\"1\",\"opr_desc\":\"Internal server error.\"}")),
                Arguments.of("never answers", (SocketServer.Behaviour) OneRequestPerCallTest::sleep),
                Arguments.of("never ends its answer", (SocketServer.Behaviour) socket -> {
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < 100; i++) {
                        socket.getOutputStream().write(' ');
                        socket.getOutputStream().flush();
                        pause(100);
                    }
                }));
    }

    @ParameterizedTest(name = "W21 leaves a write in doubt and gets it once: {0}")
    @MethodSource("misbehaviours")
    void leaves_a_write_in_doubt_and_gets_it_once(String name, SocketServer.Behaviour behaviour) throws IOException {
        try (var server = new SocketServer(behaviour)) {
            var gateway = gateway(server.url());

            for (var operation : List.of(
                    RemoteOperation.PUT_DOCUMENT, RemoteOperation.UPDATE_DOCUMENT, RemoteOperation.ADD_PARTNER)) {
                int before = server.requests();
                var outcome = gateway.call(operation, Json.object().put("title", name), CallContext.NONE);

                assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
                assertThat(server.requests() - before).isEqualTo(1);
                gateway.circuit().answered(); // so that the next call is tried
            }
        }
    }

    @Test
    void a_request_carries_the_credentials_and_the_log_does_not() throws IOException {
        try (var server = new SocketServer(socket ->
                SocketServer.json(socket, "{\"opr_code\":\"0\",\"echo\":\"" + SettingsFixture.CANARY + "\"}"))) {
            var outcome = gateway(server.url())
                    .call(RemoteOperation.PUT_DOCUMENT, Json.object().put("title", "T"), CallContext.about("CRM-1"));

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(server.bodies()).singleElement().asString().contains(SettingsFixture.CANARY, "\"16\"");
            assertThat(log).singleElement().satisfies(exchange -> {
                assertThat(exchange.toString()).doesNotContain(SettingsFixture.CANARY);
                assertThat(exchange.request()).isEqualTo("{\"title\":\"T\"}");
                assertThat(exchange.reference()).isEqualTo("CRM-1");
                assertThat(exchange.outcome()).isEqualTo("done");
            });
        }
    }

    @Test
    void nothing_leaves_when_nobody_listens() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        var gateway = gateway(URI.create("http://127.0.0.1:" + port));

        var outcome = gateway.call(RemoteOperation.PUT_DOCUMENT, Json.object(), CallContext.NONE);

        assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
        assertThat(gateway.circuit().downSince()).isPresent();
    }

    @Test
    void nothing_leaves_for_a_host_nobody_knows() {
        var outcome = gateway(URI.create("http://metakocka.invalid:80"))
                .call(RemoteOperation.PUT_DOCUMENT, Json.object(), CallContext.NONE);

        assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void a_wrong_path_is_refused_and_named() throws IOException {
        try (var server = new SocketServer(
                socket -> SocketServer.answer(socket, "404 Not Found", "text/html", "<html>404</html>"))) {
            var outcome = gateway(server.url()).call(RemoteOperation.PUT_DOCUMENT, Json.object(), CallContext.NONE);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("http_404"));
        }
    }

    @Test
    void without_settings_nothing_is_tried() {
        var settings = SettingsFixture.settings(URI.create("http://127.0.0.1:9"), "secret-key", " ");
        var gateway = new MetakockaGateway(
                settings,
                log::add,
                Clock.systemUTC(),
                new Circuit(Clock.systemUTC(), (up, since) -> {}),
                SearchTurns.ALONE,
                (operation, outcome, took) -> {});

        assertThat(gateway.call(RemoteOperation.PUT_DOCUMENT, Json.object(), CallContext.NONE))
                .isInstanceOf(Outcome.NotConfigured.class);
        assertThat(log).isEmpty();
    }

    private static void sleep(java.net.Socket socket) {
        pause(5000);
    }

    private static void pause(long millis) {
        try {
            if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
