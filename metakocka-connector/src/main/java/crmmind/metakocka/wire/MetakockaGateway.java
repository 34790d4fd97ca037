package crmmind.metakocka.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.MetakockaException;
import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.exchange.Exchange;
import crmmind.metakocka.exchange.ExchangeLog;
import crmmind.metakocka.exchange.SecretFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Every call to Metakocka goes through here: limits, credentials, one request, its meaning, the API log. Never repeats
 * a write.
 */
public class MetakockaGateway {

    private static final int LONGEST_LOGGED = 20_000;
    private static final Duration[] PAUSES = {Duration.ofMillis(500), Duration.ofMillis(1500)};

    private final MetakockaSettings settings;
    private final ExchangeLog log;
    private final Clock clock;
    private final Circuit circuit;
    private final SecretFilter secrets;
    private final Semaphore calls;
    /** Within this node; the turns are for the others. */
    private final Semaphore searches = new Semaphore(1, true);

    private final SearchTurns turns;
    private final CallMeter meter;

    private volatile @Nullable Transport transport;

    /** Puts the parts together. */
    public MetakockaGateway(
            MetakockaSettings settings,
            ExchangeLog log,
            Clock clock,
            Circuit circuit,
            SearchTurns turns,
            CallMeter meter) {
        this.settings = settings;
        this.log = log;
        this.clock = clock;
        this.circuit = circuit;
        this.secrets = new SecretFilter(settings.secretKey());
        this.calls = new Semaphore(settings.maxCalls(), true);
        this.turns = turns;
        this.meter = meter;
    }

    /** Whether Metakocka can be reached. */
    public Circuit circuit() {
        return circuit;
    }

    /** Calls once and says what came of it. Never throws. */
    public Outcome call(RemoteOperation operation, ObjectNode request, CallContext context) {
        if (!settings.complete()) {
            return new Outcome.NotConfigured();
        }
        if (!circuit.permits()) {
            return new Outcome.NotSent("Metakocka cannot be reached");
        }
        return inTurn(operation, request, context).outcome();
    }

    /**
     * Reads once and keeps everything that is known of it. Tries also while Metakocka is believed to be away: a person
     * asks. Never throws for what the network or Metakocka does.
     */
    public Probe probe(RemoteOperation operation, ObjectNode request, CallContext context) {
        requireRead(operation);
        return settings.complete() ? inTurn(operation, request, context) : Probe.untried(new Outcome.NotConfigured());
    }

    /** The other side's words as they may be shown: it may have repeated the key. */
    public String withoutSecrets(String words) {
        return secrets.clean(words, 500);
    }

    private Probe inTurn(RemoteOperation operation, ObjectNode request, CallContext context) {
        if (operation != RemoteOperation.SEARCH) {
            return limited(operation, request, context);
        }
        if (!acquire(searches)) {
            return Probe.untried(new Outcome.NotSent("Too many searches at once"));
        }
        try {
            var probes = new Probe[1];
            var outcome = turns.take(() -> {
                probes[0] = limited(operation, request, context);
                return probes[0].outcome();
            });
            return probes[0] == null ? Probe.untried(outcome) : probes[0];
        } finally {
            searches.release();
        }
    }

    private Probe limited(RemoteOperation operation, ObjectNode request, CallContext context) {
        if (!acquire(calls)) {
            return Probe.untried(new Outcome.NotSent("Too many calls at once"));
        }
        try {
            return send(operation, request, context);
        } finally {
            calls.release();
        }
    }

    private static void requireRead(RemoteOperation operation) {
        if (operation.write()) {
            throw new IllegalArgumentException(operation + " is no read");
        }
    }

    /**
     * Reads, and tries twice more when there was no clear answer.
     *
     * @return the answer of Metakocka
     * @throws MetakockaException as the facade promises
     */
    public ObjectNode read(RemoteOperation operation, ObjectNode request, CallContext context) {
        requireRead(operation);
        var outcome = call(operation, request, context);
        for (var pause : PAUSES) {
            if (!(outcome instanceof Outcome.Unknown)) {
                break;
            }
            LockSupport.parkNanos(pause.toNanos());
            outcome = call(operation, request, context);
        }
        if (outcome instanceof Outcome.Done done) {
            return done.answer();
        } else if (outcome instanceof Outcome.Refused refused) {
            throw new MetakockaException.Refused(refused.code(), refused.text(), refused.appCode());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            throw new MetakockaException.Unavailable(unknown.reason(), null);
        } else if (outcome instanceof Outcome.NotSent notSent) {
            throw new MetakockaException.Unavailable(notSent.reason(), null);
        } else if (outcome instanceof Outcome.Duplicate duplicate) {
            throw new MetakockaException.Refused("6", duplicate.text(), "7");
        }
        throw new MetakockaException.NotConfigured();
    }

    private boolean acquire(Semaphore semaphore) {
        try {
            return semaphore.tryAcquire(settings.writeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Probe send(RemoteOperation operation, ObjectNode request, CallContext context) {
        var bytes = withCredentials(request);
        var at = clock.instant();
        long started = System.nanoTime();
        Outcome outcome;
        Transport.RawAnswer answer = null;
        IOException failure = null;
        try {
            answer = transport().send(operation, bytes);
            outcome = Answers.classify(operation, answer.status(), answer.contentType(), answer.body());
            circuit.answered();
        } catch (Transport.NotSentException e) {
            failure = e;
            outcome = new Outcome.NotSent(message(e));
            circuit.failed(true);
        } catch (IOException e) {
            failure = e;
            outcome = new Outcome.Unknown(message(e));
            circuit.failed(false);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        meter.ended(operation, outcome.kind(), Duration.ofMillis(millis));
        record(operation, request, context, bytes.length, answer, outcome, at, millis);
        return new Probe(outcome, answer, failure, millis);
    }

    private Transport transport() {
        var present = transport;
        if (present == null) {
            synchronized (this) {
                present = transport;
                if (present == null) {
                    var url = settings.url();
                    if (url == null) {
                        throw new IllegalStateException("metakocka.url is not set");
                    }
                    present = new Transport(url, settings);
                    transport = present;
                }
            }
        }
        return present;
    }

    /** Credentials join the request here, in the last step, in a copy nobody else sees. */
    private byte[] withCredentials(ObjectNode request) {
        var complete = Json.object();
        if (settings.secretKey() != null) {
            complete.put("secret_key", settings.secretKey().reveal());
        }
        complete.put("company_id", settings.companyId());
        complete.setAll(request);
        try {
            return Json.MAPPER.writeValueAsBytes(complete);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request could not be written", e);
        }
    }

    private void record(
            RemoteOperation operation,
            ObjectNode request,
            CallContext context,
            int requestSize,
            Transport.@Nullable RawAnswer answer,
            Outcome outcome,
            java.time.Instant at,
            long millis) {
        String code = null;
        String message = null;
        if (outcome instanceof Outcome.Refused refused) {
            code = refused.code();
            message = refused.text();
        } else if (outcome instanceof Outcome.Duplicate duplicate) {
            code = "6/7";
            message = duplicate.text();
        } else if (outcome instanceof Outcome.Unknown unknown) {
            message = unknown.reason();
        } else if (outcome instanceof Outcome.NotSent notSent) {
            message = notSent.reason();
        }
        log.record(new Exchange(
                0,
                at,
                operation.code(),
                context.operationId(),
                context.attempt(),
                context.reference(),
                millis,
                answer == null ? null : answer.status(),
                outcome.kind(),
                code,
                message == null ? null : secrets.clean(message, 2000),
                secrets.clean(request.toString(), LONGEST_LOGGED),
                answer == null
                        ? null
                        : secrets.clean(new String(answer.body(), StandardCharsets.UTF_8), LONGEST_LOGGED),
                requestSize,
                answer == null ? 0 : answer.body().length));
    }

    private String message(IOException e) {
        return secrets.clean("Metakocka: " + e.getMessage(), 500);
    }
}
