package crmmind.metakocka.simulator;

import static crmmind.metakocka.simulator.wire.Fields.flag;
import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.lang.System.Logger.Level.ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.control.Calls;
import crmmind.metakocka.simulator.control.Calls.Call;
import crmmind.metakocka.simulator.control.ControlApi;
import crmmind.metakocka.simulator.control.Fault;
import crmmind.metakocka.simulator.control.Faults;
import crmmind.metakocka.simulator.http.HttpExchange;
import crmmind.metakocka.simulator.http.HttpServer;
import crmmind.metakocka.simulator.rest.Operations;
import crmmind.metakocka.simulator.rest.Operations.Operation;
import crmmind.metakocka.simulator.rest.Outcome;
import crmmind.metakocka.simulator.store.Transactions;
import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What stands between the wire and the operations: paths, credentials, faults, latency, the journal of calls. */
final class Gateway implements HttpServer.Handler {
    private static final System.Logger LOGGER = System.getLogger(Gateway.class.getName());
    private static final String DOWNLOADS = "/download/report/";
    private static final String JSON_TYPE = "application/json;charset=UTF-8";
    private static final String HTML_TYPE = "text/html;charset=UTF-8";

    private final Company company;
    private final Operations operations;
    private final Transactions transactions;
    private final Faults faults;
    private final Calls calls;
    private final ControlApi control;
    private final ReentrantLock searches = new ReentrantLock(true);
    private final ScheduledThreadPoolExecutor later;
    private final Set<Future<?>> late = ConcurrentHashMap.newKeySet();

    Gateway(
            Company company,
            Operations operations,
            Transactions transactions,
            Faults faults,
            Calls calls,
            ControlApi control) {
        this.company = company;
        this.operations = operations;
        this.transactions = transactions;
        this.faults = faults;
        this.calls = calls;
        this.control = control;
        this.later = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "late");
            thread.setDaemon(true);
            return thread;
        });
        later.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException, InterruptedException {
        var request = exchange.request();
        if (request.path().equals("/_sim") || request.path().startsWith("/_sim/")) {
            var answer = control.answer(request);
            faults.ticked("", null, null);
            exchange.answer(answer.status(), JSON_TYPE, Json.pretty(answer.body()), Map.of());
            return;
        }
        if (request.path().startsWith(DOWNLOADS) && request.method().equals("GET")) {
            download(exchange, request.path().substring(DOWNLOADS.length()));
            return;
        }
        var operation = operations.under(request.path());
        if (operation.isEmpty()) {
            var call = received(exchange, "?", null);
            answer(exchange, call, System.nanoTime(), 404, HTML_TYPE, html("404 Not Found", "Not Found"));
        } else if (!request.method().equals("POST")) {
            var call = received(exchange, operation.get().name(), null);
            var status = company.settings().whole("wrongMethodHttpStatus");
            answer(exchange, call, System.nanoTime(), status, HTML_TYPE, html("Method Not Allowed", "Only POST"));
        } else {
            call(exchange, operation.get());
        }
    }

    private void download(HttpExchange exchange, String token) throws IOException {
        var pdf = transactions.alone(() -> operations.finishedReport(token));
        if (pdf.isPresent()) {
            exchange.answer(200, "application/pdf", pdf.get(), Map.of());
        } else {
            exchange.answer(404, HTML_TYPE, html("404 Not Found", "Not Found"), Map.of());
        }
    }

    /** Drops what late faults have not done yet. */
    void forgetLate() {
        late.forEach(task -> task.cancel(false));
        late.clear();
    }

    void close() {
        later.shutdownNow();
    }

    private Call received(HttpExchange exchange, String operation, @Nullable JsonNode parsed) {
        var request = exchange.request();
        return calls.received(
                company.clock().instant(), request.method(), request.path(), operation, request.body(), parsed);
    }

    private void call(HttpExchange exchange, Operation operation) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var body = parsed(exchange.request().body());
        var call = received(exchange, operation.name(), body);
        var docType = body == null ? null : text(body, "doc_type");
        var struck = faults.strike(operation.name(), docType, body);
        faults.ticked(operation.name(), docType, body);
        if (struck.isPresent()) {
            calls.struck(call, struck.get());
            misbehave(exchange, operation, body, call, start, struck.get());
        } else {
            var reply = reply(operation, body, call);
            answer(exchange, call, start, reply.status(), reply.type(), reply.bytes());
        }
    }

    private static @Nullable ObjectNode parsed(byte[] body) {
        try {
            return Json.read(body) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** What goes back. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Reply(int status, String type, byte[] bytes) {}

    private Reply reply(Operation operation, @Nullable ObjectNode body, Call call) throws InterruptedException {
        var start = System.nanoTime();
        var settings = company.settings();
        if (body == null) {
            var answer = Json.object()
                    .put("opr_code", settings.text("malformedRequestOprCode"))
                    .put("opr_desc", "Internal server error.");
            return new Reply(settings.whole("malformedRequestHttpStatus"), JSON_TYPE, Json.bytes(answer));
        }
        if (!company.id().equals(text(body, "company_id")) || !company.secret().equals(text(body, "secret_key"))) {
            return wrongCredentials();
        }
        var serialised = operation.search() && settings.flag("searchSerialised");
        if (serialised) {
            searches.lockInterruptibly();
        }
        try {
            pause(latency(operation.name()));
            if (flag(body, "create_invoice")) {
                pause(company.settings()
                        .value("latencyMs")
                        .path("create_invoice")
                        .asLong());
            }
            var outcome = transactions.alone(() -> carriedOut(operation, body));
            calls.done(call);
            return outcome.isFile()
                    ? new Reply(200, outcome.type(), outcome.file())
                    : new Reply(200, JSON_TYPE, Json.bytes(timed(outcome.json(), operation, start)));
        } finally {
            if (serialised) {
                searches.unlock();
            }
        }
    }

    private static Outcome carriedOut(Operation operation, ObjectNode body) {
        try {
            return operation.answer(body);
        } catch (RuntimeException e) {
            LOGGER.log(ERROR, "Operation " + operation.name() + " failed", e);
            return Outcome.failed();
        }
    }

    private Reply wrongCredentials() {
        var settings = company.settings();
        var status = settings.whole("wrongCredentialsHttpStatus");
        var code = settings.text("wrongCredentialsOprCode");
        if (code.isEmpty()) {
            return new Reply(status, HTML_TYPE, html("Access denied", "Access denied"));
        }
        var answer = Json.object().put("opr_code", code).put("opr_desc", settings.text("wrongCredentialsText"));
        return new Reply(status, JSON_TYPE, Json.bytes(answer));
    }

    private static ObjectNode timed(ObjectNode answer, Operation operation, long start) {
        var code = answer.get("opr_code");
        if (code == null || (!operation.timed() && code.asText().equals("0"))) {
            return answer;
        }
        var millis = Long.toString(NANOSECONDS.toMillis(System.nanoTime() - start));
        var timed = Json.object();
        timed.set("opr_code", code);
        if (answer.has("opr_desc")) {
            timed.set("opr_desc", answer.get("opr_desc"));
        }
        timed.put("opr_time_ms", millis).put("opr_time_no_lock_ms", millis);
        timed.setAll(answer);
        return timed;
    }

    private long latency(String operation) {
        var latencies = company.settings().value("latencyMs");
        var latency = latencies.has(operation) ? latencies.path(operation) : latencies.path("*");
        if (latency.isArray() && latency.size() == 2) {
            var least = latency.path(0).asLong();
            var most = latency.path(1).asLong();
            return most > least ? ThreadLocalRandom.current().nextLong(least, most + 1) : least;
        }
        return latency.asLong();
    }

    private static void pause(long millis) throws InterruptedException {
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }

    private void misbehave(
            HttpExchange exchange, Operation operation, @Nullable ObjectNode body, Call call, long start, Fault fault)
            throws IOException, InterruptedException {
        switch (fault.kind()) {
            case DELAY -> {
                pause(fault.delayMillis());
                var reply = reply(operation, body, call);
                answer(exchange, call, start, reply.status(), reply.type(), reply.bytes());
            }
            case DROP_BEFORE, REFUSE_CONNECTION -> drop(exchange, call, start, fault);
            case DROP_AFTER -> {
                reply(operation, body, call);
                drop(exchange, call, start, fault);
            }
            case LATE -> {
                late.removeIf(Future::isDone);
                late.add(later.schedule(() -> reply(operation, body, call), fault.delayMillis(), MILLISECONDS));
                drop(exchange, call, start, fault);
            }
            case HTTP_500_BEFORE -> serverError(exchange, call, start);
            case HTTP_500_AFTER -> {
                reply(operation, body, call);
                serverError(exchange, call, start);
            }
            case HTTP_429 ->
                answer(exchange, call, start, 429, HTML_TYPE, html("429 Too Many Requests", "Too Many Requests"));
            case HTML_200 ->
                answer(exchange, call, start, 200, HTML_TYPE, html("Vzdrževanje", "Sistem se posodablja."));
            case TRUNCATED_JSON -> {
                var reply = reply(operation, body, call);
                var half = Arrays.copyOf(reply.bytes(), reply.bytes().length / 2);
                answer(exchange, call, start, reply.status(), reply.type(), half);
            }
            case OPR_CODE_1 -> {
                var answer = Json.object().put("opr_code", "1").put("opr_desc", "Internal server error.");
                answer(exchange, call, start, 200, JSON_TYPE, Json.bytes(answer));
            }
            case SLOW_BODY -> {
                var reply = reply(operation, body, call);
                written(call, start, reply.status(), reply.type(), reply.bytes());
                exchange.answerSlowly(reply.status(), reply.type(), reply.bytes(), fault.delayMillis());
            }
        }
    }

    private void drop(HttpExchange exchange, Call call, long start, Fault fault) throws InterruptedException {
        calls.answered(call, 0, null, millisSince(start));
        if (fault.hold()) {
            exchange.dropAfter(fault.delayMillis());
        } else {
            exchange.drop();
        }
    }

    private void serverError(HttpExchange exchange, Call call, long start) throws IOException {
        answer(exchange, call, start, 500, HTML_TYPE, html("500 Internal Server Error", "Internal Server Error"));
    }

    private void answer(HttpExchange exchange, Call call, long start, int status, String type, byte[] bytes)
            throws IOException {
        written(call, start, status, type, bytes);
        exchange.answer(status, type, bytes, Map.of());
    }

    private void written(Call call, long start, int status, String type, byte[] bytes) {
        var shown = type.equals(JSON_TYPE) || type.equals(HTML_TYPE)
                ? bytes
                : ("(" + bytes.length + " bytes of " + type + ")").getBytes(UTF_8);
        calls.answered(call, status, shown, millisSince(start));
    }

    private static long millisSince(long start) {
        return NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static byte[] html(String title, String text) {
        return ("<html><head><title>" + title + "</title></head><body><h1>" + text + "</h1></body></html>")
                .getBytes(UTF_8);
    }
}
