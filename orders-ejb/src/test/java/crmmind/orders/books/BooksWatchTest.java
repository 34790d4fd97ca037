package crmmind.orders.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.shared.Database;
import crmmind.orders.sync.RefreshTurns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The books are looked at once an hour; whose turn it is the database says, so any number of nodes may ask. */
class BooksWatchTest {

    private final Desk desk = new Desk();
    private Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private BooksWatch watch;

    @BeforeEach
    void never_looked() {
        desk.put(Clock.class, new Hands());
        watch = desk.bean(BooksWatch.class);
        desk.run(() -> desk.bean(Database.class).update("delete from books_checks"));
        desk.run(() -> {
            desk.bean(Database.class).update("delete from sync_cursors where stream = 'books'");
            desk.bean(RefreshTurns.class).begin("books");
        });
    }

    @Test
    void it_looks_once_and_again_after_an_hour() {
        desk.run(watch::look);
        desk.run(watch::look);
        assertThat(looks()).as("the first minute").isEqualTo(1);

        now = now.plus(Duration.ofHours(1)).minusSeconds(1);
        desk.run(watch::look);
        assertThat(looks()).as("before the hour is over").isEqualTo(1);

        now = now.plusSeconds(1);
        desk.run(watch::look);
        desk.run(watch::look);
        assertThat(looks()).as("after an hour").isEqualTo(2);
    }

    @Test
    void what_it_found_is_kept_for_the_page() {
        desk.stock("A", "5");
        desk.run(() -> desk.bean(Database.class).update("update stock_levels set held = 2 where product_code = 'A'"));

        desk.run(watch::look);

        assertThat(desk.number("select findings from books_checks where checked_by = 'system'"))
                .isPositive();
    }

    /** A scheduled task that throws is never run again. */
    @Test
    void a_database_that_fails_does_not_end_the_watch() {
        desk.run(() -> desk.bean(Database.class).update("alter table books_checks rename to books_checks_gone"));
        try {
            assertThatThrownBy(() -> desk.call(() -> {
                        watch.look();
                        throw new RolledBack();
                    }))
                    .isInstanceOf(RolledBack.class);
        } finally {
            desk.run(() -> desk.bean(Database.class).update("alter table books_checks_gone rename to books_checks"));
        }

        desk.run(watch::look);

        assertThat(looks()).isEqualTo(1);
    }

    private long looks() {
        return desk.number("select count(*) from books_checks");
    }

    /** A clock that stands still until it is moved. */
    private final class Hands extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** The transaction in which the statement failed. */
    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
