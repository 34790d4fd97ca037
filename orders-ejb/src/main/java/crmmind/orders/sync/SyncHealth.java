package crmmind.orders.sync;

import crmmind.metakocka.ledger.OperationLedger;
import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the desk and Metakocka talk to each other, and what waits between them. */
@ApplicationScoped
@Transactional
public class SyncHealth {

    @Inject
    OperationLedger ledger;

    @Inject
    Database database;

    /**
     * How it stands.
     *
     * @param waiting operations that are not sent yet or under way
     * @param inDoubt operations without a clear answer
     * @param needsPerson operations a person must decide about
     * @param oldest when the oldest of all these was submitted
     * @param unreachableSince since when Metakocka does not answer; null while it does
     * @param answeringSince the first answer after the last call without one, as far back as calls are kept; null
     *     before the first answer
     * @param lastAnswer when Metakocka answered last; null if it never did
     * @param stockRead of when the newest stock numbers are; null before the first
     */
    public record Health(
            long waiting,
            long inDoubt,
            long needsPerson,
            @Nullable Instant oldest,
            @Nullable Instant unreachableSince,
            @Nullable Instant answeringSince,
            @Nullable Instant lastAnswer,
            @Nullable Instant stockRead)
            implements Serializable {}

    /** What was heard of Metakocka, from the log of calls and from the stock. */
    record Heard(
            @Nullable Instant answeringSince,
            @Nullable Instant lastAnswer,
            @Nullable Instant stockRead) {}

    /** How it stands now: two statements. */
    public Health now() {
        var backlog = ledger.backlog();
        var heard = heard();
        return new Health(
                backlog.pending() + backlog.sending(),
                backlog.unknown(),
                backlog.review(),
                backlog.oldest(),
                backlog.unreachableSince(),
                heard.answeringSince(),
                heard.lastAnswer(),
                heard.stockRead());
    }

    Heard heard() {
        return database.query(
                        """
                        select (select at from metakocka_exchanges
                                where http_status is not null and id > coalesce(
                                    (select max(id) from metakocka_exchanges
                                     where outcome <> 'done' and http_status is null), 0)
                                order by id limit 1) as answering_since,
                               (select at from metakocka_exchanges
                                where http_status is not null order by id desc limit 1) as last_answer,
                               (select max(as_of) from stock_levels) as stock_read
                        """,
                        row -> new Heard(
                                Database.instant(row, "answering_since"),
                                Database.instant(row, "last_answer"),
                                Database.instant(row, "stock_read")))
                .get(0);
    }
}
