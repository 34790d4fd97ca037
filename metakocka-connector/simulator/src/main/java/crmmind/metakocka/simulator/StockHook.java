package crmmind.metakocka.simulator;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import crmmind.metakocka.simulator.company.Settings;
import crmmind.metakocka.simulator.rest.Operations;
import crmmind.metakocka.simulator.store.Store;
import crmmind.metakocka.simulator.store.Transactions;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The stock web hook: after each change of a product's stock or reservation all of its stock is posted, signed. A
 * delivery that fails is tried again some time later, then dropped. Products that change again while they wait are told
 * once.
 */
final class StockHook implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(StockHook.class.getName());

    private final Store store;
    private final Settings settings;
    private final Random dice = new Random(7);
    private final Set<Long> waiting = new LinkedHashSet<>();
    private @Nullable Thread worker;
    private boolean closed;
    private int round;
    private long deliveries;

    StockHook(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Asked under the lock after each unit of work: what is to be told once it is safe. */
    Runnable touched(Transactions transactions, Operations operations) {
        var products = store.takeTouched();
        if (products.isEmpty() || settings.text("webhookUrl").isEmpty()) {
            return () -> {};
        }
        return () -> {
            synchronized (waiting) {
                waiting.addAll(products);
                if (worker == null && !closed) {
                    var started = new Thread(() -> work(transactions, operations), "stock-hook");
                    started.setDaemon(true);
                    worker = started;
                    started.start();
                }
                waiting.notifyAll();
            }
        };
    }

    private void work(Transactions transactions, Operations operations) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            while (true) {
                long product = next();
                if (product < 0) {
                    return;
                }
                var body = Json.bytes(transactions.alone(() -> operations.stockOf(product)));
                deliveries++;
                if (every("webhookLoseEvery")) {
                    continue;
                }
                deliver(http, body);
                if (every("webhookDuplicateEvery")) {
                    deliver(http, body);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean every(String setting) {
        var n = settings.whole(setting);
        return n > 0 && deliveries % n == 0;
    }

    /** The next product to tell of; -1 when there will be none. */
    private long next() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty() && !closed) {
                waiting.wait();
            }
            if (closed) {
                return -1;
            }
            var candidates = new ArrayList<>(waiting);
            var product = candidates.get(settings.flag("webhookShuffle") ? dice.nextInt(candidates.size()) : 0);
            waiting.remove(product);
            return product;
        }
    }

    private void deliver(HttpClient http, byte[] body) throws InterruptedException {
        var id = UUID.randomUUID().toString();
        var tries = Math.max(1, settings.whole("webhookTries"));
        int begun;
        synchronized (waiting) {
            begun = round;
        }
        for (var attempt = 1; attempt <= tries; attempt++) {
            if (delivered(http, body, id)) {
                return;
            }
            if (attempt < tries && !paused(begun)) {
                return;
            }
        }
        LOGGER.log(WARNING, "A web hook delivery was dropped after {0} tries", Integer.toString(tries));
    }

    /** Waits until the next try is due; answers false when everything was forgotten meanwhile. */
    private boolean paused(int begun) throws InterruptedException {
        var due = System.nanoTime() + MILLISECONDS.toNanos(settings.whole("webhookRetryMs"));
        synchronized (waiting) {
            for (var left = due - System.nanoTime();
                    left > 0 && round == begun && !closed;
                    left = due - System.nanoTime()) {
                NANOSECONDS.timedWait(waiting, left);
            }
            return round == begun;
        }
    }

    private boolean delivered(HttpClient http, byte[] body, String id) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(settings.text("webhookUrl")))
                    .timeout(Duration.ofMillis(settings.whole("webhookTimeoutMs")))
                    .header("Content-Type", "application/json")
                    .header("charset", "UTF-8")
                    .header("User-Agent", "Java/" + Runtime.version().feature())
                    .header("X-MetaKocka-Event", "warehouse_product_stock_update")
                    .header("X-MetaKocka-Id", id)
                    .header("X-MetaKocka-Signature", signature(body, settings.text("webhookSecret")));
            if (!settings.text("webhookUser").isEmpty()) {
                var credentials = settings.text("webhookUser") + ":" + settings.text("webhookPassword");
                request.header(
                        "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
            }
            var answer =
                    http.send(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
            return answer.statusCode() / 100 == 2 && (!settings.flag("webhookNeedsOk") || saysOk(answer.body()));
        } catch (IOException | IllegalArgumentException e) {
            LOGGER.log(DEBUG, "A web hook delivery failed", e);
            return false;
        }
    }

    private static boolean saysOk(byte[] answer) throws IOException {
        var json = Json.read(answer);
        return "ok".equals(Fields.text(json, "status")) || Fields.flag(json, "check_respond_status_json_ok");
    }

    /**
     * Base64 of the HMAC-SHA1 of the raw body; an empty secret signs with one zero byte, since no key is not allowed.
     */
    private static String signature(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            var key = secret.isEmpty() ? new byte[1] : secret.getBytes(UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA1", e);
        }
    }

    /** Forgets what was not told yet, also what is to be tried again. */
    void forget() {
        synchronized (waiting) {
            waiting.clear();
            round++;
            waiting.notifyAll();
        }
    }

    /** Forgets what was not told yet and tells nothing any more. */
    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
            if (worker != null) {
                worker.interrupt();
            }
        }
    }
}
