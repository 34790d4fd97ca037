package crmmind.orders.web.api;

import crmmind.orders.idempotency.IdempotencyKeys;
import crmmind.orders.idempotency.IdempotencyKeys.Claim;
import crmmind.orders.idempotency.IdempotencyKeys.Earlier;
import crmmind.orders.order.OrderService;
import crmmind.orders.salesdocument.BulkResult;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What all commands of the API share: who may, once or again, and how long to wait for Metakocka. */
@RequestScoped
public class Commands {

    private static final Duration ALL_AT_ONCE = Duration.ZERO;

    @Inject
    IdempotencyKeys keys;

    @Inject
    OrderService orders;

    @Context
    HttpServletRequest request;

    @Context
    HttpHeaders headers;

    /** How long a request waits for Metakocka's answer before it says pending. ISO-8601. */
    @Inject
    @ConfigProperty(name = "orders.sync.wait", defaultValue = "PT8S")
    Duration wait;

    /** An answer as it is kept and sent. */
    record Answer(int status, @Nullable String location, String body) {}

    /** Refuses with FORBIDDEN before anything of the request is read. The boundary beans check again. */
    void require(String... roles) {
        for (var role : roles) {
            if (request.isUserInRole(role)) {
                return;
            }
        }
        throw new BusinessException(Problem.FORBIDDEN, "This needs one of the roles " + String.join(", ", roles));
    }

    /** How long this request waits. */
    Duration patience() {
        var prefer = headers.getRequestHeader("Prefer");
        boolean async = prefer != null
                && prefer.stream()
                        .anyMatch(value ->
                                value.toLowerCase(java.util.Locale.ROOT).contains("respond-async"));
        return async ? ALL_AT_ONCE : wait;
    }

    /** A command that leaves something for Metakocka: runs, commits, waits and says where the order stands. */
    Response submit(RequestBody body, Supplier<Submission> command) {
        return once(body, command, Submission::orderId, submission -> answer(orders.await(submission, patience())));
    }

    /** A command that makes its own transactions; its key is claimed before and freed if it comes to nothing. */
    <T> Response run(RequestBody body, Supplier<T> command, Function<T, Answer> answer) {
        var claim = claim(body);
        if (claim == null) {
            return response(answer.apply(command.get()), false);
        }
        var earlier = keys.earlier(claim);
        if (earlier.isPresent()) {
            return replay(earlier.get());
        }
        if (keys.once(claim, () -> true, done -> null).isEmpty()) {
            return replay(keys.earlier(claim).orElseThrow());
        }
        Answer given;
        try {
            given = answer.apply(command.get());
        } catch (RuntimeException e) {
            keys.free(claim);
            throw e;
        }
        keys.answered(claim, given.status(), given.location(), given.body());
        return response(given, false);
    }

    /** A command in one transaction with its key. */
    <T> Response once(
            RequestBody body, Supplier<T> command, Function<T, @Nullable UUID> orderId, Function<T, Answer> answer) {
        var claim = claim(body);
        if (claim == null) {
            return response(answer.apply(command.get()), false);
        }
        var earlier = keys.earlier(claim);
        if (earlier.isPresent()) {
            return replay(earlier.get());
        }
        var done = keys.once(claim, command, orderId);
        if (done.isEmpty()) {
            return replay(keys.earlier(claim).orElseThrow());
        }
        var given = answer.apply(done.get());
        keys.answered(claim, given.status(), given.location(), given.body());
        return response(given, false);
    }

    /** What a result answers: 202 while the outcome is open, 502 where Metakocka refused, else 200. */
    Answer answer(SyncResult result) {
        return switch (result.syncStatus()) {
            case "pending" -> new Answer(202, null, ApiJson.result(result).toString());
            case "error" -> {
                var problem = Problems.of(
                        Problem.METAKOCKA_REFUSED,
                        result.message() == null ? "Metakocka gave no reason" : result.message(),
                        request.getRequestURI(),
                        List.of());
                yield new Answer(problem.getStatus(), null, String.valueOf(problem.getEntity()));
            }
            default -> new Answer(200, null, ApiJson.result(result).toString());
        };
    }

    /** What a bulk result answers: 202 while something is open. */
    static Answer answer(BulkResult result) {
        return new Answer(
                result.pending() > 0 ? 202 : 200, null, ApiJson.bulk(result).toString());
    }

    private Response replay(Earlier earlier) {
        if (earlier.status() != null && earlier.answer() != null) {
            return response(new Answer(earlier.status(), earlier.location(), earlier.answer()), true);
        }
        var orderId = earlier.orderId();
        if (orderId == null) {
            throw new BusinessException(
                    Problem.IDEMPOTENCY_IN_PROGRESS, "The first request with this key is still running");
        }
        if (request.getRequestURI().endsWith("/api/orders")) {
            var order = orders.order(orderId);
            return response(
                    new Answer(
                            201, "/api/orders/" + orderId, ApiJson.order(order).toString()),
                    true);
        }
        var present = orders.await(new Submission(orderId, List.of(), Submission.Effect.NONE), Duration.ZERO);
        return response(answer(present), true);
    }

    private Response response(Answer answer, boolean replayed) {
        var builder = Response.status(answer.status())
                .type((answer.status() >= 400 ? Problems.MEDIA_TYPE : "application/json") + ";charset=UTF-8")
                .entity(answer.body());
        if (answer.location() != null) {
            builder.location(URI.create(request.getContextPath() + answer.location()));
        }
        if (replayed) {
            builder.header("Idempotency-Replayed", "true");
        }
        return builder.build();
    }

    private @Nullable Claim claim(RequestBody body) {
        var key = headers.getHeaderString("Idempotency-Key");
        if (key == null) {
            return null;
        }
        if (!key.matches("[\\x21-\\x7e]([\\x20-\\x7e]{0,126}[\\x21-\\x7e])?")) {
            throw RequestBody.refusal("", "IDEMPOTENCY_KEY", "Idempotency-Key takes 1 to 128 printable characters");
        }
        var token = String.valueOf(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
        return new Claim(
                sha256(token).substring(0, 32),
                request.getMethod() + " " + request.getRequestURI(),
                key,
                sha256(body.text()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
