package crmmind.orders.access;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.Desk;
import crmmind.orders.shared.Database;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

    private static final String HERE = "10.0.0.1";

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk();
        desk.run(() -> desk.bean(Database.class).update("truncate sign_in_attempts"));
    }

    @Test
    void ten_wrong_ones_in_a_minute_are_looked_at() {
        for (int i = 0; i < 10; i++) {
            assertThat(fails("Ana", HERE)).isTrue();
        }
        assertThat(fails(" ana ", HERE)).as("the same user, however written").isFalse();
        assertThat(fails("ana", "10.0.0.2")).as("from elsewhere").isTrue();
        assertThat(fails("bor", HERE)).as("somebody else").isTrue();

        // whoever goes on trying goes on waiting; whoever rests a minute may try again
        later(40);
        assertThat(fails("ana", HERE)).isFalse();
        later(40);
        assertThat(fails("ana", HERE)).as("two within the last minute").isTrue();
        later(61);
        for (int i = 0; i < 10; i++) {
            assertThat(fails("ana", HERE)).isTrue();
        }
        assertThat(fails("ana", HERE)).isFalse();
    }

    @Test
    void only_failures_count() {
        for (int i = 0; i < 30; i++) {
            desk.run(() -> attempts()
                    .succeeded("ana", HERE, attempts().begin("ana", HERE).orElseThrow()));
        }
        assertThat(desk.number("select cardinality(failures) from sign_in_attempts"))
                .isZero();
    }

    @Test
    void of_many_at_once_ten_are_looked_at() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var tries = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 40; i++) {
                tries.add(() -> fails("ana", HERE));
            }
            int lookedAt = 0;
            for (var one : threads.invokeAll(tries)) {
                lookedAt += one.get() ? 1 : 0;
            }
            assertThat(lookedAt).isEqualTo(10);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void what_counts_no_longer_is_removed() {
        fails("ana", HERE);
        later(61);
        fails("bor", HERE);
        fails("x".repeat(5000) + "\0", HERE); // whatever is typed can be counted

        assertThat(desk.call(() -> attempts().removeOld())).isEqualTo(1);
        assertThat(desk.number("select count(*) from sign_in_attempts")).isEqualTo(2);
    }

    private boolean fails(String username, String address) {
        return desk.call(() -> attempts().begin(username, address)).isPresent();
    }

    /** Lets time pass for what was counted. */
    private void later(int seconds) {
        desk.run(() -> desk.bean(Database.class)
                .update(
                        "update sign_in_attempts set newest = newest - make_interval(secs => ?), failures ="
                                + " (select array_agg(at - make_interval(secs => ?) order by at) from unnest(failures) at)",
                        (double) seconds,
                        (double) seconds));
    }

    private SignInAttempts attempts() {
        return desk.bean(SignInAttempts.class);
    }
}
