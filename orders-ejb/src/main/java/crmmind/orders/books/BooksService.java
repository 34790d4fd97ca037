package crmmind.orders.books;

import static crmmind.orders.shared.Role.ADMIN;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violation;
import crmmind.orders.shared.WholeCommand;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit, for administrators: look, see what a repair would change, repair. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
@RolesAllowed(ADMIN)
public class BooksService {

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;

    @Inject
    Books books;

    @Inject
    BooksChecks checks;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Resource
    SessionContext session;

    /** One look at the books. */
    public record Check(Instant at, String by, long milliseconds, int findings) implements Serializable {}

    /** Looks now, and keeps that it was looked. */
    public List<Finding> check() {
        return checks.check(session.getCallerPrincipal().getName());
    }

    /** What is broken now; nothing is kept. */
    public List<Finding> findings() {
        return books.findings();
    }

    /** The latest looks, newest first. */
    public List<Check> latest(int count) {
        return database.query(
                "select checked_at, checked_by, duration_ms, findings from books_checks order by id desc limit ?",
                row -> new Check(
                        Database.requiredInstant(row, "checked_at"), row.getString(2), row.getLong(3), row.getInt(4)),
                count);
    }

    /**
     * What repairing a finding would change: the repair itself is done and taken back.
     *
     * @throws BusinessException NOT_FOUND if the rule holds by now; EDIT_NOT_ALLOWED if a repair does not help
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Change> preview(Rule rule, @Nullable UUID documentId, String subject) {
        try {
            return repaired(rule, documentId, subject, "preview");
        } finally {
            session.setRollbackOnly();
        }
    }

    /**
     * Repairs a finding and says what that changed; it is kept with the reason, and in the order's timeline. Doing it
     * twice answers NOT_FOUND the second time.
     *
     * @param reason 3 to 500 characters
     * @throws BusinessException as {@link #preview}; REASON_REQUIRED or VALIDATION_FAILED for the reason
     */
    public List<Change> repair(Rule rule, @Nullable UUID documentId, String subject, @Nullable String reason) {
        var why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw new BusinessException(
                    why.isEmpty() ? Problem.REASON_REQUIRED : Problem.VALIDATION_FAILED,
                    Sentence.of("books.reason", SHORTEST_REASON, LONGEST_REASON),
                    List.of(new Violation("/reason", "LENGTH", "3 to 500 characters", List.of("3", "500"))));
        }
        var changes = repaired(rule, documentId, subject, why);
        database.update(
                """
                insert into books_repairs (repaired_at, repaired_by, rule, document_id, subject, reason, changes)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                clock.instant(),
                session.getCallerPrincipal().getName(),
                rule.code(),
                documentId,
                subject,
                why,
                changes.stream()
                        .map(change -> change.record() + ", " + change.field() + ": " + change.before() + " -> "
                                + change.after())
                        .collect(Collectors.joining("\n")));
        return changes;
    }

    /** One repair that was made. */
    public record Repair(Instant at, String by, String rule, String subject, String reason, String changes)
            implements Serializable {}

    /** The latest repairs, newest first. */
    public List<Repair> repairs(int count) {
        return database.query(
                """
                select repaired_at, repaired_by, rule, subject, reason, changes from books_repairs
                order by id desc limit ?
                """,
                row -> new Repair(
                        Database.requiredInstant(row, "repaired_at"),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                count);
    }

    private List<Change> repaired(Rule rule, @Nullable UUID documentId, String subject, String reason) {
        var before = books.picture(documentId, subject);
        books.repair(rule, documentId, subject, session.getCallerPrincipal().getName(), reason);
        return changes(before, books.picture(documentId, subject));
    }

    static List<Change> changes(Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        var changes = new ArrayList<Change>();
        var records = new TreeSet<>(before.keySet());
        records.addAll(after.keySet());
        for (var record : records) {
            var old = before.getOrDefault(record, Map.of());
            var now = after.getOrDefault(record, Map.of());
            var fields = new TreeSet<>(old.keySet());
            fields.addAll(now.keySet());
            for (var field : fields) {
                var from = old.getOrDefault(field, "");
                var to = now.getOrDefault(field, "");
                if (!from.equals(to)) {
                    changes.add(new Change(record, field, from, to));
                }
            }
        }
        return changes;
    }
}
