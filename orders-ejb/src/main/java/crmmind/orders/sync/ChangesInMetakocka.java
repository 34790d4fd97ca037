package crmmind.orders.sync;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.metakocka.Metakocka;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.metakocka.document.SearchPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Notices what people and other systems change in Metakocka on orders the desk knows: what changed since the last look,
 * with an overlap, as time stamps there and commits there are not in the same order; and all orders at night, as not
 * everything moves a time stamp. Reads over the network: never called in a transaction.
 */
@ApplicationScoped
public class ChangesInMetakocka {

    /** How far back each window reaches over the one before it. */
    static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final System.Logger LOGGER = System.getLogger(ChangesInMetakocka.class.getName());
    private static final Duration LONGEST_WINDOW = Duration.ofHours(6);
    private static final Duration AT_FIRST = Duration.ofHours(1);
    private static final int PAGE = 100;
    private static final int WINDOWS_AT_ONCE = 8;
    private static final int MISSING_AT_ONCE = 500;

    @Inject
    Metakocka metakocka;

    @Inject
    ChangeIntake intake;

    @Inject
    Clock clock;

    /**
     * What a look at all orders showed.
     *
     * @param there orders Metakocka has
     * @param known of those, the ones the desk has too
     * @param changed of those, the ones about which something new was told
     * @param missing orders that were not there any more
     */
    public record Compared(int there, int known, int changed, int missing) {}

    /**
     * Takes note of what changed since the last time.
     *
     * @return how many orders there was something to tell about
     * @throws crmmind.metakocka.MetakockaException if Metakocka cannot be read; the cursor stays at the last window
     */
    public int pull() {
        int changed = again();
        for (int i = 0; i < WINDOWS_AT_ONCE; i++) {
            var now = clock.instant();
            var from = intake.cursor(AT_FIRST);
            var to = from.plus(LONGEST_WINDOW).isBefore(now) ? from.plus(LONGEST_WINDOW) : now;
            if (!to.isAfter(from)) {
                return changed;
            }
            int inWindow = window(from, to);
            if (inWindow < 0) {
                return changed;
            }
            changed += inWindow;
            if (to.equals(now)) {
                return changed;
            }
        }
        return changed;
    }

    /** Negative where another node was faster. */
    private int window(Instant from, Instant to) {
        int changed = 0;
        int offset = 0;
        boolean more = true;
        while (more) {
            // the upper end is left open: what is stamped later is seen now rather than then
            var search = SalesOrderSearch.changedBetween(from.minus(OVERLAP), to.plus(OVERLAP));
            var readAt = clock.instant();
            var page = metakocka.searchSalesOrderDocuments(search, PAGE, offset);
            more = page.hasMore() && !page.rows().isEmpty();
            var taken = intake.take(page.rows(), readAt, from, more ? from : to);
            if (taken.isEmpty()) {
                LOGGER.log(INFO, "Another node takes note of Metakocka''s changes");
                return -1;
            }
            changed += taken.get().changed();
            offset += page.rows().size();
        }
        return changed;
    }

    private int again() {
        int changed = 0;
        for (var metakockaId : intake.toLookAtAgain()) {
            var readAt = clock.instant();
            var there = metakocka.getSalesOrder(metakockaId);
            if (there.isPresent()) {
                changed += intake.compare(List.of(there.get()), readAt).changed();
            } else if (intake.missing(metakockaId)) {
                changed++;
            }
        }
        return changed;
    }

    /**
     * Looks at all orders of the company, page after page, and at those it does not list any more one by one.
     *
     * @param pause between two pages, to leave Metakocka to others
     * @throws crmmind.metakocka.MetakockaException if Metakocka cannot be read; what was seen until then counts
     */
    public Compared compareAll(Duration pause) throws InterruptedException {
        var started = clock.instant();
        var seen = new HashSet<String>();
        int known = 0;
        int changed = 0;
        int offset = 0;
        int total;
        SearchPage<SalesOrderDocument> page;
        do {
            var readAt = clock.instant();
            page = metakocka.searchSalesOrderDocuments(SalesOrderSearch.all(false), PAGE, offset);
            page.rows().forEach(there -> seen.add(there.mkId()));
            var taken = intake.compare(page.rows(), readAt);
            known += taken.known();
            changed += taken.changed();
            offset += page.rows().size();
            total = page.total();
            if (page.hasMore()) {
                Thread.sleep(pause.toMillis());
            }
        } while (page.hasMore() && !page.rows().isEmpty());
        if (seen.size() < total) {
            LOGGER.log(
                    WARNING,
                    "Metakocka counts {0} orders and listed {1}; the missing ones are looked at one by one",
                    String.valueOf(total),
                    String.valueOf(seen.size()));
        }
        return new Compared(seen.size(), known, changed, missing(seen, started));
    }

    private int missing(Set<String> seen, Instant started) {
        int missing = 0;
        // an order may slip from one page to another while they are read: each is asked for before it counts as missing
        for (var metakockaId : intake.unseen(seen, started, MISSING_AT_ONCE)) {
            var readAt = clock.instant();
            var there = metakocka.getSalesOrder(metakockaId);
            if (there.isPresent()) {
                intake.compare(List.of(there.get()), readAt);
            } else if (intake.missing(metakockaId)) {
                missing++;
            }
        }
        return missing;
    }
}
