package crmmind.metakocka.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.SettingsFixture;
import crmmind.metakocka.exchange.ExchangeLog;
import crmmind.metakocka.partner.PartnerLookup;
import crmmind.metakocka.wire.CallContext;
import crmmind.metakocka.wire.Circuit;
import crmmind.metakocka.wire.Json;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.Outcome;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.metakocka.wire.SearchTurns;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Searches all that can happen to two operations of one document, breadth first: every order of the steps of two
 * workers, of crashes, of messages that are lost, late or answered by nothing, of a worker taken for dead that wakes
 * up.
 *
 * <p>The rules are not written down a second time: a worker is the real {@link OperationEngine} on the real
 * {@link MetakockaOrders}. Its ports stop it at each transaction and each call; a step runs it again from the start
 * with the answers it had, which is why it must not keep any state. Only the ports are modelled: the ledger's tables
 * ({@link MemoryStore}, compared with the real ones in {@link MemoryStoreTest}), Metakocka and the wire.
 */
final class ProtocolModel {

    /** A second. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final UUID DOCUMENT = new UUID(7, 7);
    private static final String REFERENCE = "CRM-7";
    private static final String FOREIGN = "900";

    /** What is done to the protocol on purpose. */
    enum Mistake {
        NONE,
        NO_SENDING_COMMIT,
        NO_QUIET_PERIOD,
        NO_FENCE,
        SINGLE_LOOK,
        BLIND_RESEND,
        ADOPT_WITHOUT_CHECK,
        OUT_OF_ORDER
    }

    /**
     * How much may happen.
     *
     * @param changes two changes of an order that is there; else a create and a change
     * @param refusesDoubles whether Metakocka refuses a reference it has
     * @param foreign whether somebody else's order has our reference
     * @param crashes workers that die
     * @param faults messages, answers and looks that are lost
     * @param late writes whose client has given up when they arrive
     * @param withoutLimit whether they may arrive even after the quiet period
     * @param sleeps workers that are taken for dead and wake up, or only take long
     * @param lags looks that do not show what arrived a moment ago
     */
    record Bounds(
            boolean changes,
            boolean refusesDoubles,
            boolean foreign,
            int crashes,
            int faults,
            int late,
            boolean withoutLimit,
            int sleeps,
            int lags) {}

    /**
     * What came of a search.
     *
     * @param violation empty, or what is wrong and the shortest way there
     */
    record Result(int states, long steps, Optional<String> violation) {}

    /** An order in Metakocka. */
    private record Order(String mkId, boolean ours, String status, int since) {}

    /** A write on its way whose sender is gone. */
    private record Orphan(int operation, RemoteOperation what, ObjectNode request, int sentAt) {}

    /** What a port answered. */
    private record Reply(Object value, RuntimeException thrown, String text, Reply before) {
        static int length(Reply last) {
            int length = 0;
            for (var reply = last; reply != null; reply = reply.before()) {
                length++;
            }
            return length;
        }
    }

    private enum Port {
        TRANSACTION,
        READ,
        WRITE,
        END
    }

    /** What a worker wants next. */
    private record Wants(Port port, RemoteOperation what, ObjectNode request) {
        static final Wants TRANSACTION = new Wants(Port.TRANSACTION, null, null);
        static final Wants END = new Wants(Port.END, null, null);
    }

    /** @param answer of a write that is done and not answered yet */
    private record Worker(
            int operation,
            Reply log,
            Wants wants,
            boolean sent,
            int sentAt,
            Outcome answer,
            boolean asleep,
            boolean slow) {
        Worker sends(int now) {
            return new Worker(operation, log, wants, true, now, null, asleep, slow);
        }

        Worker answered(Outcome outcome) {
            return new Worker(operation, log, wants, true, sentAt, outcome, asleep, slow);
        }

        Worker falls(boolean takenForDead) {
            return new Worker(operation, log, wants, sent, sentAt, answer, takenForDead, !takenForDead);
        }
    }

    private record State(
            int number,
            MemoryStore.Snapshot rows,
            int now,
            List<Order> orders,
            List<Worker> workers,
            List<Orphan> orphans,
            int crashes,
            int faults,
            int late,
            int sleeps,
            int lags,
            int applied) {}

    private static final class Stop extends Error {
        private static final long serialVersionUID = 1L;
        final transient Wants wants;

        Stop(Wants wants) {
            super("stop", null, false, false);
            this.wants = wants;
        }
    }

    private final Bounds bounds;
    private final Mistake mistake;
    private final MemoryStore store;
    private final Duration quiet;
    private final OperationEngine engine;
    private final List<OperationId> ids = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> labels = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final ArrayDeque<State> queue = new ArrayDeque<>();
    private final Map<String, ObjectNode> documents = new HashMap<>();
    private ObjectNode created;
    private long steps;
    private String violation;

    // the run under way
    private List<Reply> replies = List.of();
    private int position;
    private boolean mayPerform;
    private Reply performed;
    private int applied;

    ProtocolModel(Bounds bounds, Mistake mistake) {
        this.bounds = bounds;
        this.mistake = mistake;
        store = new MemoryStore(
                switch (mistake) {
                    case NO_FENCE -> MemoryStore.Mistake.NO_FENCE;
                    case SINGLE_LOOK -> MemoryStore.Mistake.SINGLE_LOOK;
                    case BLIND_RESEND -> MemoryStore.Mistake.BLIND_RESEND;
                    case OUT_OF_ORDER -> MemoryStore.Mistake.OUT_OF_ORDER;
                    default -> MemoryStore.Mistake.NONE;
                });
        quiet = mistake == Mistake.NO_QUIET_PERIOD ? Duration.ZERO : TICK.multipliedBy(QUIET_TICKS);
        var settings = SettingsFixture.settings(
                URI.create("http://127.0.0.1:9"),
                "quiet-period",
                quiet.toMillis() + "ms",
                "look-again",
                "0s,1s",
                "resend-pauses",
                "1s");
        engine = new OperationEngine(
                store, new MetakockaOrders(new Wire(settings)), new Steps(), new Observer(), settings, "node");
    }

    private static final int QUIET_TICKS = 3;

    // --- the ports

    /** Each transaction is one step. */
    private final class Steps implements Transactions {
        @Override
        public <T> T inNew(Supplier<T> work) {
            return reply(Wants.TRANSACTION, () -> store.inNew(work));
        }
    }

    /** Each call is one step, a write is several. */
    private final class Wire extends MetakockaGateway {
        Wire(MetakockaSettings settings) {
            super(
                    settings,
                    (ExchangeLog) exchange -> {},
                    Clock.systemUTC(),
                    new Circuit(Clock.systemUTC(), (up, since) -> {}),
                    SearchTurns.ALONE,
                    (operation, outcome, took) -> {});
        }

        @Override
        public Outcome call(RemoteOperation operation, ObjectNode request, CallContext context) {
            return reply(new Wants(operation.write() ? Port.WRITE : Port.READ, operation, request), null);
        }
    }

    private final class Observer implements LedgerEvents {
        @Override
        public void moving(OperationMoving event) {}

        @Override
        public void settled(OperationSettled event) {
            if (event.operation().id().equals(ids.get(0)) && event.operation().state() == OperationState.DONE) {
                applied++;
            }
        }

        @Override
        public void waiting(OperationWaiting event) {}

        @Override
        public void doubles(DoublesSeen event) {}
    }

    @SuppressWarnings("unchecked") // what was recorded at this place was of this type
    private <T> T reply(Wants wants, Supplier<T> work) {
        if (position < replies.size()) {
            var reply = replies.get(position++);
            if (reply.thrown() != null) {
                throw reply.thrown();
            }
            return (T) reply.value();
        }
        if (!mayPerform || work == null) {
            throw new Stop(wants);
        }
        mayPerform = false;
        position++;
        var before = replies.isEmpty() ? null : replies.get(replies.size() - 1);
        try {
            var value = work.get();
            performed = new Reply(value, null, describe(value), before);
            replies = new ArrayList<>(replies);
            replies.add(performed);
            return value;
        } catch (OperationStore.UnderWayException e) {
            performed = new Reply(null, e, "under way", before);
            throw e;
        }
    }

    /** Runs a worker from the start with what it was answered; performs one transaction more, if told so. */
    private Wants run(int operation, Reply log, boolean perform) {
        steps++;
        var list = new ArrayList<Reply>(Reply.length(log));
        for (var reply = log; reply != null; reply = reply.before()) {
            list.add(reply);
        }
        Collections.reverse(list);
        replies = list;
        position = 0;
        mayPerform = perform;
        performed = log;
        try {
            engine.process(ids.get(operation));
            return Wants.END;
        } catch (Stop stop) {
            return stop.wants;
        }
    }

    // --- the search

    Result search(int mostStates) {
        var first = start();
        add(first, -1, "start");
        while (!queue.isEmpty() && violation == null && numbers.size() < mostStates) {
            expand(queue.poll());
        }
        if (violation == null && !queue.isEmpty()) {
            violation = "more than " + mostStates + " states";
        }
        if (violation == null) {
            complainAboutStatesWithoutAWayOut();
        }
        return new Result(numbers.size(), steps, Optional.ofNullable(violation));
    }

    private State start() {
        var create = LedgerFixture.create(DOCUMENT, REFERENCE);
        var payload = (CreateSalesOrder) create.payload();
        var known = new CreateSalesOrder(
                payload.document(),
                new PartnerLookup("5", "6", payload.partner().party()),
                payload.crmOrderId());
        var orders = new ArrayList<Order>();
        store.now = START;
        if (bounds.changes()) {
            orders.add(new Order("500", true, "created", -10));
        } else {
            ids.add(store.insert(
                    new NewOperation(DOCUMENT, REFERENCE, OperationKind.CREATE_ORDER, known, "model", Priority.BULK)));
        }
        for (var status : bounds.changes() ? List.of("paused", "shipped") : List.of("shipped")) {
            ids.add(store.insert(new NewOperation(
                    DOCUMENT,
                    REFERENCE,
                    OperationKind.CHANGE_STATUS,
                    ChangeSalesOrder.of(bounds.changes() ? "500" : null)
                            .statusCode(status)
                            .build(),
                    "model",
                    Priority.BULK)));
        }
        if (bounds.foreign()) {
            orders.add(new Order(FOREIGN, false, "created", -10));
        }
        created = crmmind.metakocka.wire.SalesOrderJson.create(
                known.document(),
                known.partner().party().withIds("5", "6"),
                known.document().receiver(),
                known.crmOrderId());
        return new State(
                0,
                store.snapshot(),
                0,
                orders,
                Arrays.asList(null, null),
                List.of(),
                bounds.crashes(),
                bounds.faults(),
                bounds.late(),
                bounds.sleeps(),
                bounds.lags(),
                0);
    }

    private void add(State state, int parent, String label) {
        var key = key(state);
        var known = numbers.get(key);
        if (known != null) {
            link(parent, known);
            return;
        }
        int number = numbers.size();
        numbers.put(key, number);
        labels.add(label);
        parents.add(parent);
        link(parent, number);
        queue.add(new State(
                number,
                state.rows(),
                state.now(),
                state.orders(),
                state.workers(),
                state.orphans(),
                state.crashes(),
                state.faults(),
                state.late(),
                state.sleeps(),
                state.lags(),
                state.applied()));
        check(state, number);
    }

    /** Who leads where, backwards: the first number counts, the others are predecessors. */
    private void link(int from, int to) {
        if (from < 0 || from == to) {
            return;
        }
        var links = predecessors.computeIfAbsent(to, none -> new ArrayList<>(2));
        links.add(from);
    }

    private final Map<Integer, List<Integer>> predecessors = new HashMap<>();

    private void violated(int number, String what) {
        if (violation != null) {
            return;
        }
        var way = new ArrayList<String>();
        for (int at = number; at >= 0; at = parents.get(at)) {
            way.add(labels.get(at));
        }
        Collections.reverse(way);
        violation =
                what + ", after " + (way.size() - 1) + " steps:\n  " + String.join("\n  ", way.subList(1, way.size()));
    }

    private List<Entry> entries(State state) {
        store.restore(state.rows());
        store.now = START.plus(TICK.multipliedBy(state.now()));
        return ids.stream().map(id -> store.find(id).orElseThrow()).toList();
    }

    private void check(State state, int number) {
        long ours = state.orders().stream().filter(Order::ours).count();
        if (ours > 1) {
            violated(number, "the order is there " + ours + " times");
        }
        if (state.applied() > 1) {
            violated(number, "the outcome was applied " + state.applied() + " times");
        }
        var entries = entries(state);
        for (var entry : entries) {
            var operation = entry.operation();
            if (operation.state() == OperationState.DONE
                    && state.orders().stream()
                            .noneMatch(order -> order.ours() && order.mkId().equals(operation.mkId()))) {
                violated(number, "an operation is done with an order that is not ours: " + operation.mkId());
            }
        }
        for (var worker : state.workers()) {
            if (worker != null
                    && worker.sent()
                    && worker.operation() == 1
                    && !worker.asleep()
                    && entries.get(0).operation().state().open()) {
                violated(number, "the second operation is sent while the first one is open");
            }
        }
        boolean rests = state.workers().stream().allMatch(worker -> worker == null)
                && state.orphans().isEmpty()
                && entries.stream()
                        .allMatch(entry -> !entry.operation().state().open()
                                || entry.operation().state() == OperationState.REVIEW
                                || behindReview(entries, entry));
        if (rests) {
            ends.add(number);
            boolean allDone =
                    entries.stream().allMatch(entry -> entry.operation().state() == OperationState.DONE);
            if (!allDone && !bounds.foreign()) {
                violated(number, "it came to rest and is not done: " + entries);
            }
            if (allDone
                    && state.orders().stream()
                            .noneMatch(order -> order.ours() && order.status().equals("shipped"))) {
                violated(number, "all is done and Metakocka has " + state.orders());
            }
        }
    }

    private static boolean behindReview(List<Entry> entries, Entry entry) {
        return entry.operation().state() == OperationState.PENDING
                && entries.get(0).operation().state() == OperationState.REVIEW;
    }

    private void complainAboutStatesWithoutAWayOut() {
        var reached = new boolean[numbers.size()];
        var back = new ArrayDeque<Integer>(ends);
        ends.forEach(end -> reached[end] = true);
        while (!back.isEmpty()) {
            for (int before : predecessors.getOrDefault(back.poll(), List.of())) {
                if (!reached[before]) {
                    reached[before] = true;
                    back.add(before);
                }
            }
        }
        for (int number = 0; number < reached.length; number++) {
            if (!reached[number]) {
                violated(number, "there is no way to an end from here");
                return;
            }
        }
    }

    // --- what can happen next

    private void expand(State state) {
        var entries = entries(state);
        for (int w = 0; w < 2; w++) {
            var worker = state.workers().get(w);
            if (worker == null) {
                if (w == 0 || state.workers().get(0) != null) {
                    startWorker(state, w, entries);
                }
            } else {
                work(state, w, worker);
                die(state, w, worker);
                fallAsleep(state, w, worker);
            }
        }
        for (int i = 0; i < state.orphans().size(); i++) {
            arriveLate(state, i);
        }
        tick(state);
    }

    private void startWorker(State state, int w, List<Entry> entries) {
        for (int operation = 0; operation < ids.size(); operation++) {
            var entry = entries.get(operation);
            var now = entry.operation().state();
            int wanted = operation;
            boolean taken = state.workers().stream()
                    .anyMatch(other -> other != null && other.operation() == wanted && !other.asleep());
            boolean due = (now == OperationState.PENDING || now == OperationState.UNKNOWN)
                    && entry.operation().nextAt() != null
                    && entry.untilDue().isZero();
            if (!taken && (due || now == OperationState.SENDING)) {
                store.restore(state.rows());
                var wants = run(operation, null, false);
                put(
                        state,
                        state.rows(),
                        w,
                        new Worker(operation, null, wants, false, 0, null, false, false),
                        "a worker takes up operation " + (operation + 1) + ", which is " + now.code());
            }
        }
    }

    /** The same state with another worker and perhaps other rows. */
    private void put(State s, MemoryStore.Snapshot rows, int w, Worker worker, String label) {
        put(
                s,
                rows,
                s.orders(),
                w,
                worker,
                s.orphans(),
                s.crashes(),
                s.faults(),
                s.late(),
                s.sleeps(),
                s.lags(),
                label);
    }

    private void put(
            State s,
            MemoryStore.Snapshot rows,
            List<Order> orders,
            int w,
            Worker worker,
            List<Orphan> orphans,
            int crashes,
            int faults,
            int late,
            int sleeps,
            int lags,
            String label) {
        var workers = Arrays.asList(s.workers().toArray(new Worker[2]));
        if (w >= 0) {
            workers.set(w, worker == null || worker.wants().port() == Port.END ? null : worker);
        }
        if (workers.get(0) == null && workers.get(1) != null) {
            Collections.swap(workers, 0, 1);
        }
        var who = w < 0 ? "" : "worker " + (w + 1) + ": ";
        add(
                new State(
                        -1,
                        rows,
                        s.now(),
                        orders,
                        workers,
                        orphans,
                        crashes,
                        faults,
                        late,
                        sleeps,
                        lags,
                        s.applied() + applied),
                s.number(),
                who + label);
        applied = 0;
    }

    private void work(State state, int w, Worker worker) {
        if (worker.sent()) {
            awaitAnswer(state, w, worker);
            return;
        }
        switch (worker.wants().port()) {
            case TRANSACTION -> {
                var before = entries(state);
                applied = 0;
                var wants = run(worker.operation(), worker.log(), true);
                var rows = store.snapshot();
                var next = new Worker(
                        worker.operation(), performed, wants, false, 0, null, worker.asleep(), worker.slow());
                var after = store.find(ids.get(worker.operation())).orElseThrow();
                var was = before.get(worker.operation()).operation();
                put(
                        state,
                        rows,
                        w,
                        next,
                        was.state() == after.operation().state()
                                ? "reads operation " + (worker.operation() + 1)
                                : "operation " + (worker.operation() + 1) + " becomes "
                                        + after.operation().state().code());
            }
            case READ -> {
                reads(state, w, worker, state.orders(), 0, 0, "looks");
                if (state.faults() > 0) {
                    answered(state, w, worker, new Outcome.Unknown("lost"), 1, 0, "looks, and sees nothing");
                }
                var seen = state.orders().stream()
                        .filter(order -> order.since() < state.now() - 1)
                        .toList();
                boolean byReference = !worker.wants().request().has("doc_id");
                if (byReference
                        && state.lags() > 0
                        && seen.size() < state.orders().size()) {
                    reads(state, w, worker, seen, 0, 1, "looks, and is not shown what arrived a moment ago");
                }
            }
            case WRITE -> {
                put(
                        state,
                        state.rows(),
                        w,
                        worker.sends(state.now()),
                        "sends " + worker.wants().what().code());
                if (state.faults() > 0) {
                    answered(state, w, worker, new Outcome.NotSent("refused"), 1, 0, "cannot connect");
                }
            }
            case END -> throw new IllegalStateException();
        }
    }

    private void reads(State s, int w, Worker worker, List<Order> seen, int faults, int lags, String label) {
        answered(s, w, worker, read(worker.wants(), seen), faults, lags, label);
    }

    private void answered(State s, int w, Worker worker, Outcome outcome, int faults, int lags, String label) {
        answered(s, s.orders(), w, worker, outcome, s.orphans(), faults, 0, lags, label);
    }

    private void answered(
            State s,
            List<Order> orders,
            int w,
            Worker worker,
            Outcome outcome,
            List<Orphan> orphans,
            int faults,
            int late,
            int lags,
            String label) {
        store.restore(s.rows());
        store.now = START.plus(TICK.multipliedBy(s.now()));
        applied = 0;
        var log = new Reply(outcome, null, text(outcome), worker.log());
        var wants = run(worker.operation(), log, false);
        var next = new Worker(worker.operation(), log, wants, false, 0, null, worker.asleep(), worker.slow());
        put(
                s,
                s.rows(),
                orders,
                w,
                next,
                orphans,
                s.crashes(),
                s.faults() - faults,
                s.late() - late,
                s.sleeps(),
                s.lags() - lags,
                label);
    }

    private void awaitAnswer(State state, int w, Worker worker) {
        var what = worker.wants().what().code();
        if (worker.answer() != null) {
            answered(state, w, worker, worker.answer(), 0, 0, "reads the answer");
            if (state.faults() > 0) {
                answered(state, w, worker, new Outcome.Unknown("lost"), 1, 0, "the answer is lost");
            }
            return;
        }
        var orders = new ArrayList<>(state.orders());
        var outcome = perform(worker.wants().what(), worker.wants().request(), orders, state.now());
        put(
                state,
                state.rows(),
                orders,
                w,
                worker.answered(outcome),
                state.orphans(),
                state.crashes(),
                state.faults(),
                state.late(),
                state.sleeps(),
                state.lags(),
                what + " arrives");
        if (state.faults() > 0) {
            answered(state, w, worker, new Outcome.Unknown("lost"), 1, 0, what + " is lost");
        }
        if (state.late() > 0) {
            answered(
                    state,
                    state.orders(),
                    w,
                    worker,
                    new Outcome.Unknown("time-out"),
                    with(state.orphans(), worker),
                    0,
                    1,
                    0,
                    "gives up waiting; " + what + " is still on its way");
        }
    }

    private static List<Orphan> with(List<Orphan> orphans, Worker worker) {
        var more = new ArrayList<>(orphans);
        more.add(new Orphan(
                worker.operation(), worker.wants().what(), worker.wants().request(), worker.sentAt()));
        return more;
    }

    private void die(State state, int w, Worker worker) {
        if (state.crashes() == 0) {
            return;
        }
        var orphans = worker.sent() && worker.answer() == null ? with(state.orphans(), worker) : state.orphans();
        store.restore(state.rows());
        if (mistake == Mistake.NO_SENDING_COMMIT) {
            store.forgetClaim(ids.get(worker.operation()));
        }
        put(
                state,
                store.snapshot(),
                state.orders(),
                w,
                null,
                orphans,
                state.crashes() - 1,
                state.faults(),
                state.late(),
                state.sleeps(),
                state.lags(),
                "is killed");
    }

    /** Between its last check and the first byte nobody sleeps: what comes of it is the same as a late message. */
    private boolean aboutToSend(Worker worker) {
        return worker.wants().port() == Port.WRITE && !worker.sent() && !bounds.withoutLimit();
    }

    private void fallAsleep(State state, int w, Worker worker) {
        if (state.sleeps() == 0 || worker.asleep() || worker.slow() || aboutToSend(worker)) {
            return;
        }
        for (boolean takenForDead : List.of(true, false)) {
            put(
                    state,
                    state.rows(),
                    state.orders(),
                    w,
                    worker.falls(takenForDead),
                    state.orphans(),
                    state.crashes(),
                    state.faults(),
                    state.late(),
                    state.sleeps() - 1,
                    state.lags(),
                    takenForDead ? "falls asleep and is taken for dead" : "takes long");
        }
    }

    private void arriveLate(State state, int i) {
        var orphan = state.orphans().get(i);
        var left = new ArrayList<>(state.orphans());
        left.remove(i);
        put(
                state,
                state.rows(),
                state.orders(),
                -1,
                null,
                left,
                state.crashes(),
                state.faults(),
                state.late(),
                state.sleeps(),
                state.lags(),
                orphan.what().code() + " of nobody is lost");
        var orders = new ArrayList<>(state.orders());
        perform(orphan.what(), orphan.request(), orders, state.now());
        put(
                state,
                state.rows(),
                orders,
                -1,
                null,
                left,
                state.crashes(),
                state.faults(),
                state.late(),
                state.sleeps(),
                state.lags(),
                orphan.what().code() + " of nobody arrives");
    }

    private void tick(State state) {
        for (var worker : state.workers()) {
            if (worker == null) {
                continue;
            }
            boolean busy = !worker.asleep() && !worker.slow();
            // nobody waits for an answer longer than the quiet period
            boolean waitsTooLong =
                    worker.sent() && worker.answer() == null && state.now() - worker.sentAt() >= QUIET_TICKS - 1;
            if (busy || waitsTooLong || aboutToSend(worker)) {
                return;
            }
        }
        if (!bounds.withoutLimit()
                && state.orphans().stream().anyMatch(orphan -> state.now() - orphan.sentAt() >= QUIET_TICKS - 1)) {
            return; // it must have arrived by then, or never
        }
        add(
                new State(
                        -1,
                        state.rows(),
                        state.now() + 1,
                        state.orders(),
                        state.workers(),
                        state.orphans(),
                        state.crashes(),
                        state.faults(),
                        state.late(),
                        state.sleeps(),
                        state.lags(),
                        state.applied()),
                state.number(),
                "a second passes");
    }

    // --- Metakocka

    private Outcome perform(RemoteOperation what, ObjectNode request, List<Order> orders, int now) {
        if (what == RemoteOperation.PUT_DOCUMENT) {
            if (bounds.refusesDoubles() && !orders.isEmpty()) {
                return new Outcome.Duplicate(
                        "there already",
                        orders.stream()
                                .map(order -> new Outcome.Duplicate.Document(order.mkId(), null))
                                .toList());
            }
            var order = new Order(Integer.toString(500 + orders.size()), true, "created", now);
            orders.add(order);
            return new Outcome.Done(Json.object().put("opr_code", "0").put("mk_id", order.mkId()));
        }
        for (int i = 0; i < orders.size(); i++) {
            if (orders.get(i).mkId().equals(request.path("mk_id").asText())) {
                orders.set(
                        i,
                        new Order(
                                orders.get(i).mkId(),
                                orders.get(i).ours(),
                                request.path("status_code").asText(),
                                now));
                return new Outcome.Done(Json.object().put("opr_code", "0"));
            }
        }
        return new Outcome.Refused("2", "Cannot find document type sales_order", null);
    }

    private Outcome read(Wants wants, List<Order> orders) {
        if (wants.what() == RemoteOperation.SEARCH) {
            var answer = Json.object().put("opr_code", "0").put("result_all_records", Integer.toString(orders.size()));
            var list = answer.putArray("result");
            orders.forEach(order -> list.add(json(order)));
            return new Outcome.Done(answer);
        }
        var id = wants.request().path("doc_id").asText();
        // of several with one reference the newest is shown
        for (int i = orders.size() - 1; i >= 0; i--) {
            if (id.isEmpty() || orders.get(i).mkId().equals(id)) {
                return new Outcome.Done(json(orders.get(i)));
            }
        }
        return new Outcome.Refused("2", "Cannot find document type sales_order with id = " + id, null);
    }

    private ObjectNode json(Order order) {
        return documents.computeIfAbsent(order.mkId() + order.status() + order.ours(), none -> {
            var document = created.deepCopy();
            document.put("opr_code", "0")
                    .put("mk_id", order.mkId())
                    .put("count_code", "PP-" + order.mkId())
                    .put("status_desc", order.status())
                    .put("status_code", order.status())
                    .put("sum_all", "48.56");
            if (!order.ours() && mistake != Mistake.ADOPT_WITHOUT_CHECK) {
                document.remove("meta_data");
                document.withObject("/partner").put("mk_id", "77").put("customer", "Somebody else");
            }
            return document;
        });
    }

    // --- when two states are the same: all times count from now, and what is long past is past

    private String key(State state) {
        var key = new StringBuilder(200);
        for (var entry : entries(state)) {
            row(key, entry);
        }
        var one = worker(state, state.workers().get(0));
        var other = worker(state, state.workers().get(1));
        key.append(one.compareTo(other) <= 0 ? one + other : other + one);
        for (var order : state.orders()) {
            key.append(order.mkId())
                    .append(order.status())
                    .append(Math.min(2, state.now() - order.since()))
                    .append(',');
        }
        state.orphans().stream()
                .map(orphan ->
                        "~" + orphan.operation() + orphan.what() + Math.min(QUIET_TICKS, state.now() - orphan.sentAt()))
                .sorted()
                .forEach(key::append);
        return key.append('|')
                .append(state.crashes())
                .append(state.faults())
                .append(state.late())
                .append(state.sleeps())
                .append(state.lags())
                .append(state.applied())
                .toString();
    }

    private void row(StringBuilder key, Entry entry) {
        var operation = entry.operation();
        key.append(operation.state())
                .append('.')
                .append(operation.attempt())
                .append('.')
                .append(operation.nextAt() == null ? -1 : entry.untilDue().toMillis())
                .append('.')
                .append(entry.untilQuiet(quiet).toMillis())
                .append('.')
                .append(Math.min(2, entry.looks()))
                .append('.')
                .append(Math.min(2, entry.waits()))
                .append('.')
                .append(
                        operation.waitingFor() == null
                                ? ""
                                : operation.waitingFor().code())
                .append('.')
                .append(operation.mkId())
                .append(';');
    }

    private static String worker(State state, Worker worker) {
        if (worker == null) {
            return "-";
        }
        var text = new StringBuilder("#").append(worker.operation());
        for (var reply = worker.log(); reply != null; reply = reply.before()) {
            text.append('/').append(reply.text());
        }
        return text.append(worker.sent() ? "s" + Math.min(QUIET_TICKS, state.now() - worker.sentAt()) : "")
                .append(worker.answer() == null ? "" : text(worker.answer()))
                .append(worker.asleep() ? "z" : worker.slow() ? "l" : "")
                .toString();
    }

    private String describe(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(this::describe).orElse("none");
        } else if (value instanceof Entry entry) {
            var text = new StringBuilder();
            row(text, entry);
            return text.toString();
        } else if (value instanceof Claim.Taken taken) {
            return "taken " + taken.known().order() + describe(taken.entry());
        } else if (value instanceof Operation operation) {
            return operation.state() + "." + operation.attempt();
        } else if (value instanceof Claim claim) {
            return claim.getClass().getSimpleName();
        }
        return String.valueOf(value);
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            var answer = done.answer();
            return "done" + answer.path("mk_id").asText()
                    + answer.path("status_code").asText()
                    + answer.path("result").size();
        } else if (outcome instanceof Outcome.Duplicate duplicate) {
            return "duplicate" + duplicate.documents().size();
        }
        return outcome.kind();
    }
}
