package crmmind.orders.books;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Looks at the books and keeps that it was done. */
@ApplicationScoped
@Transactional
public class BooksChecks {

    private static final System.Logger LOGGER = System.getLogger(BooksChecks.class.getName());
    private static final Duration KEPT = Duration.ofDays(90);

    @Inject
    Books books;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** Looks now. What is found is said in the log, too: somebody may watch that and no page. */
    public List<Finding> check(String by) {
        var started = clock.instant();
        var findings = books.findings();
        var took = Duration.between(started, clock.instant());
        database.update(
                "insert into books_checks (checked_at, checked_by, duration_ms, findings) values (?, ?, ?, ?)",
                started,
                by,
                took.toMillis(),
                findings.size());
        database.update("delete from books_checks where checked_at < ?", started.minus(KEPT));
        if (findings.isEmpty()) {
            LOGGER.log(DEBUG, "The books balance");
        } else {
            LOGGER.log(
                    WARNING,
                    "The books do not balance: {0} findings, the first is {1} of {2}: {3}",
                    findings.size(),
                    findings.get(0).rule().code(),
                    findings.get(0).subject(),
                    findings.get(0).numbers());
        }
        return findings;
    }
}
