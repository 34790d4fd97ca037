package crmmind.orders.acceptance.crash;

import crmmind.orders.acceptance.Answer;
import crmmind.orders.acceptance.HttpSide;
import crmmind.orders.acceptance.crash.History.Line;
import crmmind.orders.acceptance.crash.History.OrderKnown;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * People at work: each takes one order after the other, sends it to Metakocka, changes its status, ships it or cancels
 * it. Every command has an Idempotency-Key; one that ends without a clear answer is repeated under its key until there
 * is one, as a careful program would.
 */
final class Clients implements AutoCloseable {

    private static final String ORDERS = "/api/orders";
    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final History history;
    private final String mark;
    private final List<Supplier<HttpSide>> ways;
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean enough;

    /**
     * Begins to work.
     *
     * @param mark what all orders of these clients have in their notes, and no others
     * @param ways to the desk; who gets no answer on one tries the next
     */
    Clients(int count, History history, String mark, List<Supplier<HttpSide>> ways, long seed) {
        this.history = history;
        this.mark = mark;
        this.ways = ways;
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            var client = new Client(i, new Random(seed + i));
            running.add(threads.submit(client));
        }
    }

    /** Lets everybody finish what they are at; returns when each command has its answer. */
    void finish() throws InterruptedException, ExecutionException, TimeoutException {
        enough = true;
        for (var client : running) {
            client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What a command came to. */
    private enum Outcome {
        DONE,
        REFUSED
    }

    private final class Client implements Runnable {

        private final int number;
        private final Random random;
        private int way;

        Client(int number, Random random) {
            this.number = number;
            this.random = random;
            this.way = number % ways.size();
        }

        @Override
        public void run() {
            for (int i = 0; !enough; i++) {
                follow(new OrderKnown(
                        mark + "-" + number + "-" + i,
                        List.of(
                                new Line("ART-041", new BigDecimal("3"), new BigDecimal("51.25")),
                                new Line("ART-042", BigDecimal.ONE, new BigDecimal("7.9")))));
            }
        }

        /** The life of one order, as far as chance takes it. */
        private void follow(OrderKnown order) {
            if (take(order) == Outcome.REFUSED || enough || random.nextInt(10) == 0) {
                return;
            }
            if (command(order, "sync", Map.of()) == Outcome.REFUSED) {
                return;
            }
            order.submitted();
            switch (enough ? 0 : random.nextInt(6)) {
                case 0 -> {}
                case 1 -> process(order);
                case 2 -> {
                    process(order);
                    cancel(order);
                }
                case 3 -> cancel(order);
                case 4 -> {
                    shipOne(order);
                    shipRest(order);
                }
                default -> {
                    process(order);
                    shipOne(order);
                }
            }
        }

        private Outcome take(OrderKnown order) {
            var lines = order.lines().stream()
                    .map(line -> Map.of(
                            "productCode",
                            line.productCode(),
                            "quantity",
                            line.quantity().toPlainString(),
                            "unitPrice",
                            line.unitPrice().toPlainString()))
                    .toList();
            var answer = untilClear(
                    ORDERS,
                    Map.of(
                            "customer",
                            Map.of(
                                    "name",
                                    "Crash buyer " + mark + " " + number,
                                    "address",
                                    Map.of(
                                            "street",
                                            "Slovenska cesta 1",
                                            "postCode",
                                            "1000",
                                            "city",
                                            "Ljubljana",
                                            "country",
                                            "SI")),
                            "currency",
                            "EUR",
                            "notes",
                            order.mark(),
                            "items",
                            lines));
            if (refused(order, "create", answer)) {
                return Outcome.REFUSED;
            }
            order.created(answer.json());
            history.add(order);
            return Outcome.DONE;
        }

        private void process(OrderKnown order) {
            if (command(order, "status", Map.of("status", "processing")) == Outcome.DONE) {
                order.moved("processing", "ready_to_ship");
            }
        }

        private void cancel(OrderKnown order) {
            if (command(order, "cancel", Map.of("cancellationReason", "Not wanted any more")) == Outcome.DONE) {
                order.moved("cancelled", "canceled");
            }
        }

        private void shipOne(OrderKnown order) {
            var part = Map.of("items", List.of(Map.of("itemId", order.itemId(0), "quantity", "1")));
            if (command(order, "fulfill", Map.of("fulfillmentData", part)) == Outcome.DONE) {
                order.shipped(0, BigDecimal.ONE);
                order.shipment();
                // a part shipment leaves Metakocka's status as it is
                order.moved("partially_fulfilled", order.metakockaStatus());
            }
        }

        private void shipRest(OrderKnown order) {
            if (command(order, "fulfill", Map.of()) == Outcome.DONE) {
                for (int i = 0; i < order.lines().size(); i++) {
                    order.shipped(i, order.lines().get(i).quantity().subtract(order.shippedOf(i)));
                }
                order.shipment();
                order.moved("fulfilled", "shipped");
            }
        }

        private Outcome command(OrderKnown order, String route, Map<String, Object> rest) {
            var body = new HashMap<String, Object>(rest);
            body.put("orderId", order.id());
            return refused(order, route, untilClear(METAKOCKA + route, body)) ? Outcome.REFUSED : Outcome.DONE;
        }

        private boolean refused(OrderKnown order, String command, Answer answer) {
            order.told(command + " " + answer.status());
            if (answer.status() < 300) {
                history.acknowledged(answer.header("Idempotency-Replayed").isPresent());
                return false;
            }
            history.refused(command + " " + answer.status() + " " + answer.body());
            return true;
        }

        /** The same request under the same key, until somebody says what became of it. */
        private Answer untilClear(String path, Map<String, Object> body) {
            var key = UUID.randomUUID().toString();
            boolean impatient = random.nextInt(3) == 0;
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                var desk = ways.get(way).get().withHeader("Idempotency-Key", key);
                try {
                    var answer = (impatient ? desk.withHeader("Prefer", "respond-async") : desk).post(path, body);
                    if (clear(answer)) {
                        return answer;
                    }
                } catch (UncheckedIOException e) {
                    way = (way + 1) % ways.size();
                }
                history.unanswered();
                pause();
            }
            throw new IllegalStateException("No clear answer to " + path + " " + body + " within " + PATIENCE);
        }

        /** A server that starts or has lost its database answers too, but not what became of the request. */
        private boolean clear(Answer answer) {
            boolean problem = answer.header("Content-Type").orElse("").startsWith("application/problem+json");
            return answer.status() < 300
                    || answer.status() == 502
                    || (answer.status() < 500
                            && answer.status() != 429
                            && problem
                            && !answer.body().contains("IDEMPOTENCY_IN_PROGRESS"));
        }

        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
