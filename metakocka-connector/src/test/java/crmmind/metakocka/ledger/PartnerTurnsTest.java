package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PartnerTurnsTest {

    @Test
    void two_nodes_take_turns_with_one_customer_and_not_with_two() throws Exception {
        var database = TestDatabase.empty();
        var one = new DatabasePartnerTurns(database, Duration.ofSeconds(10));
        var other = new DatabasePartnerTurns(database, Duration.ofSeconds(10));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var first = threads.submit(() -> one.take("buyer d.o.o.", () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                entered.countDown();
                await(go);
                return inside.decrementAndGet();
            }));
            await(entered);
            var second = threads.submit(() -> other.take("buyer d.o.o.", () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                return inside.decrementAndGet();
            }));

            assertThat(other.take("somebody else", () -> "done")).hasValue("done");
            go.countDown();

            assertThat(first.get(10, TimeUnit.SECONDS)).isPresent();
            assertThat(second.get(10, TimeUnit.SECONDS)).isPresent();
            assertThat(most.get()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whose_turn_does_not_come_does_nothing() {
        var database = TestDatabase.empty();
        var held = new DatabasePartnerTurns(database, Duration.ofSeconds(10));
        var late = new DatabasePartnerTurns(database, Duration.ofMillis(50));

        var outcome = held.take(
                "buyer d.o.o.",
                () -> late.take("buyer d.o.o.", () -> {
                    throw new AssertionError("not its turn");
                }));

        assertThat(outcome.orElseThrow()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
