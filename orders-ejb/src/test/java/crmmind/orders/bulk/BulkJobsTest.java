package crmmind.orders.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.bulk.BulkItems.Claimed;
import crmmind.orders.bulk.BulkItems.Running;
import crmmind.orders.bulk.BulkJob.Filter;
import crmmind.orders.bulk.BulkJob.Group;
import crmmind.orders.bulk.BulkJob.Row;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.order.OrderQuery;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkJobsTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private Desk desk;
    private OrderFixture orders;
    private volatile boolean crashBeforeCommit;

    @BeforeEach
    void open() {
        desk = new Desk();
        desk.run(() -> desk.bean(Database.class).update("delete from bulk_jobs"));
        desk.put(OwnTransaction.class, new OwnTransaction() {
            @Override
            public <T> T call(Supplier<T> work) {
                return desk.call(() -> {
                    var result = work.get();
                    if (crashBeforeCommit) {
                        throw new Crash();
                    }
                    return result;
                });
            }
        });
        orders = new OrderFixture(desk);
        desk.stock("A", "1000");
        desk.stock("B", "5");
        desk.bean(BulkRun.class); // wired before threads ask for it
        desk.bean(DryRun.class);
    }

    @Test
    void many_workers_do_each_order_exactly_once() throws Exception {
        var ids = drafts(60, "A x 1");
        var job = started(BulkAction.SYNC, BulkTerms.NONE, ids);

        atOnce(Collections.<Callable<Boolean>>nCopies(12, () -> {
            while (desk.bean(BulkRun.class).step(anybody -> true)) {
                // goes on while there is something
            }
            return true;
        }));

        assertThat(job(job).state()).isEqualTo(JobState.FINISHED);
        assertThat(job(job).progress().done()).isEqualTo(60);
        assertThat(desk.metakocka().asked()).hasSize(60).doesNotHaveDuplicates();
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("60");
    }

    @Test
    void no_order_is_claimed_twice_at_the_same_time() throws Exception {
        var job = started(BulkAction.SYNC, BulkTerms.NONE, drafts(100, "A x 1"));

        var claims = atOnce(Collections.<Callable<List<Claimed>>>nCopies(
                16, () -> desk.call(() -> desk.bean(BulkItems.class).claim(job, 10, LEASE))));

        var positions =
                claims.stream().flatMap(List::stream).map(Claimed::position).toList();
        assertThat(positions).doesNotHaveDuplicates().hasSizeGreaterThan(90);
    }

    @Test
    void a_crash_before_the_commit_undoes_the_effect_with_the_outcome_and_another_does_both_once() {
        var id = drafts(1, "A x 1").get(0);
        var job = started(BulkAction.SYNC, BulkTerms.NONE, List.of(id));
        var item = claimed(job, Duration.ofMillis(1));

        crashBeforeCommit = true;
        assertThatThrownBy(() -> desk.bean(BulkRun.class).process(running(job), item))
                .isInstanceOf(Crash.class);
        crashBeforeCommit = false;

        assertThat(orders.details(id).status()).isEqualTo("draft");
        assertThat(row(job, id).state()).isEqualTo("waiting");
        work();
        assertThat(orders.details(id).status()).isEqualTo("confirmed");
        assertThat(row(job, id).state()).isEqualTo("done");
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("1");
    }

    @Test
    void a_crash_after_the_commit_leaves_nothing_to_do_again() {
        var id = orders.synced("A x 3");
        var job = started(BulkAction.FULFIL, BulkTerms.NONE, List.of(id));
        var item = claimed(job, Duration.ofMillis(1));
        desk.bean(BulkRun.class).process(running(job), item); // and the node dies here

        work();

        assertThat(orders.details(id).fulfillments()).hasSize(1);
        assertThat(job(job).state()).isEqualTo(JobState.FINISHED);
    }

    @Test
    void a_dead_worker_s_orders_are_taken_over_when_its_lease_ends_and_it_comes_too_late() {
        var id = orders.synced("A x 2");
        var job = started(BulkAction.FULFIL, BulkTerms.NONE, List.of(id));
        var dead = claimed(job, LEASE);
        assertThat(claims(job, LEASE)).as("while the lease lasts").isEmpty();
        leasesEnd();

        var heir = claims(job, LEASE);
        assertThat(heir).hasSize(1);
        desk.bean(BulkRun.class).process(running(job), heir.get(0));
        desk.bean(BulkRun.class).process(running(job), dead); // it was only paused and wakes up

        assertThat(orders.details(id).fulfillments()).hasSize(1);
        assertThat(row(job, id).state()).isEqualTo("done");
    }

    @Test
    void a_view_s_orders_are_those_it_had_when_the_job_was_planned() {
        var before = drafts(3, "A x 1");
        var job = desk.call(() -> desk.bean(BulkJobs.class)
                .plan(BulkAction.SYNC, BulkSelection.of(view(OrderStatus.DRAFT), "/orders?view=draft"), "ana"));
        var later = orders.draft("A x 1");
        desk.run(() -> desk.bean(BulkJobs.class).start(job, BulkTerms.NONE));

        work();

        assertThat(rows(job)).extracting(Row::orderId).containsExactlyInAnyOrderElementsOf(before);
        assertThat(orders.details(later).status()).isEqualTo("draft");
        assertThat(orders.details(before.get(0)).status()).isEqualTo("confirmed");
    }

    @Test
    void what_is_stopped_is_left_and_what_was_done_stays() {
        var ids = drafts(3, "A x 1");
        var job = started(BulkAction.SYNC, BulkTerms.NONE, ids);
        var items = desk.call(() -> desk.bean(BulkItems.class).claim(job, 2, LEASE));
        desk.bean(BulkRun.class).process(running(job), items.get(0));

        var running = running(job);
        assertThat(desk.call(() -> desk.bean(BulkJobs.class).stop(job))).isTrue();
        desk.bean(BulkRun.class).process(running, items.get(1));
        work();

        assertThat(job(job).state()).isEqualTo(JobState.STOPPED);
        assertThat(job(job).progress()).isEqualTo(new BulkJob.Progress(0, 1, 0, 0, 2));
        assertThat(ids)
                .filteredOn(id -> orders.details(id).status().equals("confirmed"))
                .hasSize(1);
    }

    @Test
    void a_pause_keeps_what_was_taken_for_later() {
        var ids = drafts(2, "A x 1");
        var job = started(BulkAction.SYNC, BulkTerms.NONE, ids);
        var taken = desk.call(() -> desk.bean(BulkItems.class).claim(job, 2, LEASE));
        var running = running(job);
        desk.run(() -> desk.bean(BulkJobs.class).pause(job));

        desk.bean(BulkRun.class).process(running, taken.get(0));
        work();
        assertThat(job(job).progress().waiting()).isEqualTo(2);

        desk.run(() -> desk.bean(BulkJobs.class).resume(job));
        leasesEnd();
        work();
        assertThat(job(job).progress().done()).isEqualTo(2);
    }

    @Test
    void the_dry_run_foresees_what_happens() {
        var ids = List.of(
                orders.draft("A x 1"),
                orders.draft("B x 3"),
                orders.draft("B x 4"), // more than the 2 that are left
                orders.draft("B x 2", "A x 1"),
                held(orders.synced("A x 1")),
                cancelled(orders.draft("A x 1")),
                orders.synced("A x 1"),
                refused(orders.synced("A x 1")));
        var job = planned(BulkAction.SYNC, ids);

        var forecast = desk.call(() -> desk.bean(BulkJobs.class).forecast(job));
        desk.run(() -> desk.bean(BulkJobs.class).start(job, BulkTerms.NONE));
        work();

        assertThat(forecast.groups())
                .containsExactlyInAnyOrder(
                        new Group("WILL.confirm", 3),
                        new Group("WILL.again", 1),
                        new Group("SAME", 1),
                        new Group("INSUFFICIENT_STOCK", 1),
                        new Group("ON_HOLD", 1),
                        new Group("NOT_SYNCABLE", 1));
        assertThat(job(job).progress())
                .isEqualTo(new BulkJob.Progress(0, forecast.will(), forecast.same(), forecast.refused(), 0));
        assertThat(rows(job))
                .filteredOn(row -> row.state().equals("failed"))
                .allSatisfy(row -> assertThat(row.code()).isEqualTo(row.expected()));
    }

    @Test
    void where_orders_may_wait_for_stock_a_draft_without_enough_is_foreseen_to_wait() {
        desk.run(() -> desk.bean(Database.class).update("update allocation_rules set backorder = true"));
        try {
            var first = orders.draft("B x 4");
            var second = orders.draft("B x 4");
            var job = planned(BulkAction.SYNC, List.of(first, second));
            desk.run(() -> desk.bean(BulkJobs.class).start(job, BulkTerms.NONE));
            work();

            assertThat(row(job, first).expected()).isEqualTo("WILL.confirm");
            assertThat(row(job, second).expected()).isEqualTo("WILL.wait");
            assertThat(job(job).progress().done()).isEqualTo(2);
            assertThat(orders.details(second).allocationStatus()).isEqualTo("partial");
        } finally {
            desk.run(() -> desk.bean(Database.class).update("update allocation_rules set backorder = false"));
        }
    }

    @Test
    void every_action_is_foreseen_as_the_single_command_decides() {
        for (var action : BulkAction.values()) {
            var partly = orders.synced("A x 2");
            orders.fulfill(partly, 1, "1");
            var done = orders.synced("A x 1");
            orders.fulfillAll(done);
            var processing = orders.synced("A x 1");
            orders.status(processing, OrderStatus.PROCESSING);
            var heldInProcess = orders.synced("A x 1");
            orders.status(heldInProcess, OrderStatus.PROCESSING);
            var ids = List.of(
                    orders.draft("A x 1"),
                    orders.synced("A x 1"),
                    partly,
                    done,
                    processing,
                    held(heldInProcess),
                    held(orders.synced("A x 1")),
                    cancelled(orders.synced("A x 1")),
                    cancelled(orders.draft("A x 1")));
            var job = planned(action, ids);
            var terms = action == BulkAction.CANCEL ? new BulkTerms("not wanted", null, null, null) : BulkTerms.NONE;
            desk.run(() -> desk.bean(BulkJobs.class).start(job, terms));
            work();

            assertThat(rows(job)).hasSize(ids.size()).allSatisfy(row -> {
                var expected = row.expected() == null ? "" : row.expected();
                var state = switch (BulkRules.kind(expected)) {
                    case WILL -> "done";
                    case SAME -> "unchanged";
                    case REFUSED -> "failed";
                };
                assertThat(row.state())
                        .as("%s of %s: %s", action, row, expected)
                        .isEqualTo(state);
                if (row.code() != null) {
                    assertThat(row.code()).as("%s of %s", action, row).isEqualTo(expected);
                }
            });
        }
    }

    @Test
    void starting_to_process_never_releases_what_is_on_hold() {
        var id = orders.synced("A x 1");
        orders.status(id, OrderStatus.PROCESSING);
        held(id);
        var job = started(BulkAction.PROCESS, BulkTerms.NONE, List.of(id));

        work();

        assertThat(orders.details(id).status()).isEqualTo("on_hold");
        assertThat(row(job, id).code()).isEqualTo("ON_HOLD");
    }

    @Test
    void the_refused_ones_are_tried_again_and_only_those() {
        var good = orders.draft("A x 1");
        var scarce = orders.draft("B x 9");
        var job = started(BulkAction.SYNC, BulkTerms.NONE, List.of(good, scarce));
        work();
        assertThat(row(job, scarce).code()).isEqualTo("INSUFFICIENT_STOCK");

        desk.stock("B", "20");
        assertThat(desk.call(() -> desk.bean(BulkJobs.class).retry(job))).isEqualTo(1);
        assertThat(desk.call(() -> desk.bean(BulkJobs.class).retry(job)))
                .as("the second click")
                .isZero();
        work();

        assertThat(job(job).state()).isEqualTo(JobState.FINISHED);
        assertThat(job(job).progress().done()).isEqualTo(2);
        assertThat(desk.metakocka().asked()).hasSize(2);
    }

    @Test
    void a_cancellation_needs_a_reason_and_above_ten_its_number() {
        var ids = drafts(11, "A x 1");
        var job = planned(BulkAction.CANCEL, ids);

        assertThat(refusal(job, null, null)).contains("/reason REASON_REQUIRED", "/typed NUMBER_REQUIRED");
        assertThat(refusal(job, "no", "12")).contains("/reason TOO_SHORT", "/typed NUMBER_REQUIRED");
        assertThat(job(job).state()).isEqualTo(JobState.PLANNED);

        assertThat(desk.call(
                        () -> desk.bean(BulkJobs.class).start(job, new BulkTerms("not wanted", null, null, " 11 "))))
                .isTrue();
        work();
        assertThat(ids).allSatisfy(id -> {
            assertThat(orders.details(id).status()).isEqualTo("cancelled");
            assertThat(orders.details(id).cancellationReason()).isEqualTo("not wanted");
        });
    }

    @Test
    void what_it_asks_of_metakocka_lets_others_go_first_and_the_timeline_names_the_person() {
        var id = orders.synced("A x 1");
        var job = started(BulkAction.CANCEL, new BulkTerms("not wanted", null, null, null), List.of(id));

        work();

        assertThat(desk.metakocka().behindOthers()).hasSize(1);
        assertThat(desk.number(
                        "select count(*) from order_events where document_id = ? and kind = 'cancelled' and actor = ?",
                        id,
                        "vida"))
                .isEqualTo(1);
        assertThat(row(job, id).state()).isEqualTo("done");
    }

    @Test
    void a_job_of_somebody_who_may_not_any_more_is_stopped() {
        var id = orders.draft("A x 1");
        var job = started(BulkAction.SYNC, BulkTerms.NONE, List.of(id));

        desk.bean(BulkRun.class).step(running -> !running.actor().equals("vida"));

        assertThat(job(job).state()).isEqualTo(JobState.STOPPED);
        assertThat(orders.details(id).status()).isEqualTo("draft");
    }

    @Test
    void nothing_selected_is_refused() {
        assertThatThrownBy(() -> planned(BulkAction.SYNC, List.of()))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.VALIDATION_FAILED));
        assertThat(desk.number("select count(*) from bulk_jobs")).isZero();
    }

    @Test
    void rows_are_found_by_state_and_reason_page_by_page() {
        var ids = new ArrayList<>(drafts(5, "A x 1"));
        ids.add(held(orders.synced("A x 1")));
        var job = planned(BulkAction.SYNC, ids);

        var jobs = desk.bean(BulkJobs.class);
        assertThat(desk.call(() -> jobs.rows(job, new Filter(null, "ON_HOLD"), 0, 50)))
                .extracting(Row::orderId)
                .containsExactly(ids.get(5));
        assertThat(desk.call(() -> jobs.rows(job, new Filter("waiting", null), 4, 50)))
                .extracting(Row::orderId)
                .containsExactly(ids.get(4), ids.get(5));
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    private List<String> refusal(UUID job, @Nullable String reason, @Nullable String typed) {
        try {
            desk.run(() -> desk.bean(BulkJobs.class).start(job, new BulkTerms(reason, null, null, typed)));
            return List.of();
        } catch (BusinessException e) {
            return e.violations().stream()
                    .map(found -> found.pointer() + " " + found.code())
                    .toList();
        }
    }

    private List<UUID> drafts(int number, String... lines) {
        return IntStream.range(0, number).mapToObj(i -> orders.draft(lines)).toList();
    }

    private UUID held(UUID id) {
        orders.status(id, OrderStatus.ON_HOLD);
        return id;
    }

    private UUID cancelled(UUID id) {
        orders.cancel(id);
        return id;
    }

    private UUID refused(UUID id) {
        desk.metakocka().refuse(id, "Unknown partner");
        return id;
    }

    private UUID planned(BulkAction action, List<UUID> ids) {
        return desk.call(() -> {
            var job = desk.bean(BulkJobs.class).plan(action, BulkSelection.of(ids), "vida");
            desk.bean(DryRun.class).look(job, action);
            return job;
        });
    }

    private UUID started(BulkAction action, BulkTerms terms, List<UUID> ids) {
        var job = planned(action, ids);
        desk.run(() -> desk.bean(BulkJobs.class).start(job, terms));
        return job;
    }

    private Running running(UUID job) {
        return desk.call(() -> desk.bean(BulkItems.class).running()).stream()
                .filter(one -> one.id().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private List<Claimed> claims(UUID job, Duration lease) {
        return desk.call(() -> desk.bean(BulkItems.class).claim(job, 100, lease));
    }

    private Claimed claimed(UUID job, Duration lease) {
        return claims(job, lease).get(0);
    }

    private void leasesEnd() {
        desk.run(
                () -> desk.bean(Database.class)
                        .update(
                                "update bulk_job_items set claimed_until = now() - interval '1 second' where state = 'claimed'"));
    }

    private void work() {
        leasesEnd();
        while (desk.bean(BulkRun.class).step(anybody -> true)) {
            // goes on while there is something
        }
    }

    private BulkJob job(UUID id) {
        return desk.call(() -> desk.bean(BulkJobs.class).get(id));
    }

    private List<Row> rows(UUID job) {
        return desk.call(() -> desk.bean(BulkJobs.class).rows(job, Filter.NONE, 0, 1000));
    }

    private Row row(UUID job, UUID order) {
        return rows(job).stream()
                .filter(row -> row.orderId().equals(order))
                .findFirst()
                .orElseThrow();
    }

    private static OrderQuery view(OrderStatus status) {
        return new OrderQuery(Set.of(status), Set.of(), null, null, null, null, null, 50, null);
    }

    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        var barrier = new CyclicBarrier(works.size());
        var threads = Executors.newFixedThreadPool(works.size());
        try {
            var results = new ArrayList<T>();
            for (var one : threads.invokeAll(
                    works.stream()
                            .<Callable<T>>map(work -> () -> {
                                barrier.await();
                                return work.call();
                            })
                            .toList(),
                    60,
                    TimeUnit.SECONDS)) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
