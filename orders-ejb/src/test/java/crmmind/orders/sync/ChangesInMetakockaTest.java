package crmmind.orders.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.metakocka.Metakocka;
import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.metakocka.document.SearchPage;
import crmmind.metakocka.ledger.OperationDecisions;
import crmmind.metakocka.ledger.OperationLedger;
import crmmind.metakocka.ledger.OperationOutcomes;
import crmmind.metakocka.partner.Party;
import crmmind.orders.Desk;
import crmmind.orders.activity.Activity;
import crmmind.orders.activity.OrderEvent;
import crmmind.orders.fulfillment.FulfillmentCommands;
import crmmind.orders.fulfillment.FulfillmentData;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.salesdocument.Disagreement;
import crmmind.orders.salesdocument.LinkedPapers;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.Database;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Orders the desk knows, changed in Metakocka by others; on a real database. */
class ChangesInMetakockaTest {

    private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

    private final Company company = new Company();
    private final BusyLedger ledger = new BusyLedger();
    private final Time time = new Time();
    private Desk desk;
    private OrderFixture orders;
    private ChangesInMetakocka changes;
    private UUID order;

    @BeforeEach
    void an_order_that_both_sides_know() {
        desk = new Desk();
        desk.put(Clock.class, time);
        desk.put(OperationLedger.class, ledger);
        desk.put(OperationOutcomes.class, new OperationOutcomes());
        desk.put(OperationDecisions.class, new OperationDecisions());
        desk.put(Metakocka.class, company);
        desk.put(ChangeIntake.class, new InTransactions(desk.bean(ChangeIntake.class)));
        desk.run(() -> desk.bean(Database.class).update("truncate sync_cursors"));
        orders = new OrderFixture(desk);
        desk.stock("A", "10");
        order = orders.synced("A x 3");
        company.has("mk-" + order, there -> there);
        changes = desk.bean(ChangesInMetakocka.class);
        pull();
    }

    @Test
    void what_nobody_changed_is_nothing_to_tell() {
        company.touch("mk-" + order, time.instant(), there -> there);

        assertThat(pull()).isZero();

        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);
        assertThat(told()).isEmpty();
    }

    @Test
    void a_payment_there_is_taken_over() {
        company.touch("mk-" + order, time.instant(), there -> there.paid("36.60"));

        assertThat(pull()).isOne();

        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);
        assertThat(papers().paid()).isEqualByComparingTo("36.60");
        assertThat(told())
                .singleElement()
                .satisfies(event -> assertThat(event.message()).isEqualTo("Metakocka has 36.60 EUR as paid"));
        assertThat(pull()).as("told once").isZero();
    }

    @Test
    void an_invoice_made_there_is_taken_over() {
        company.touch("mk-" + order, time.instant(), there -> there.link("sales_bill_domestic", "R-1"));

        pull();

        assertThat(papers().documents())
                .singleElement()
                .satisfies(paper -> assertThat(paper.number()).isEqualTo("R-1"));
        assertThat(told())
                .singleElement()
                .satisfies(event -> assertThat(event.message()).contains("sales_bill_domestic R-1"));
    }

    @Test
    void the_carrier_of_a_shipment_is_no_change_of_others_and_one_that_carried_nothing_is() {
        desk.run(() -> desk.bean(FulfillmentCommands.class)
                .fulfill(order, new FulfillmentData("T-1", "GLS", null, null), "bor"));
        company.touch("mk-" + order, time.instant(), there -> there.carrier("GLS"));

        pull();

        assertThat(mapping().seen().fields()).containsEntry("carrier", "GLS");
        assertThat(mapping().seen().disagreements())
                .extracting(Disagreement::field)
                .doesNotContain("carrier");
        time.pass(Duration.ofMinutes(20));
        company.touch("mk-" + order, time.instant(), there -> there.carrier("DPD"));
        pull();
        assertThat(mapping().seen().disagreements()).contains(new Disagreement("carrier", "DHL", "DPD"));
    }

    @Test
    void a_status_set_there_does_not_overwrite_ours_and_both_are_shown() {
        company.touch("mk-" + order, time.instant(), there -> there.status("completed"));

        pull();

        assertThat(orders.details(order).status()).isEqualTo("confirmed");
        assertThat(mapping().status()).isEqualTo(SyncStatus.NEEDS_REVIEW);
        assertThat(mapping().seen().disagreements())
                .containsExactly(new Disagreement("status", "confirmed", "completed"));
        assertThat(mapping().error()).contains("here confirmed", "there completed");
        time.pass(Duration.ofMinutes(20));
        company.touch("mk-" + order, time.instant(), there -> there.paid("1.00"));
        pull();
        assertThat(mapping().seen().disagreements())
                .as("another change does not hide it")
                .hasSize(1);
    }

    @Test
    void lines_changed_there_are_shown_beside_ours_until_they_agree_again() {
        company.touch("mk-" + order, time.instant(), there -> there.lines("5").total("61.00"));
        pull();
        assertThat(mapping().seen().disagreements())
                .containsExactly(
                        new Disagreement("lines", "3 × A", "5 × A"), new Disagreement("total", "36.60", "61.00"));

        company.touch("mk-" + order, time.instant(), there -> there.lines("3").total("36.60"));
        pull();

        assertThat(mapping().seen().disagreements()).isEmpty();
        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void what_was_decided_here_meanwhile_is_no_disagreement() {
        desk.run(() -> desk.bean(SalesDocuments.class).lock(order).hold("call first"));
        company.touch("mk-" + order, time.instant(), there -> there.status("paused"));

        pull();

        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void while_something_of_ours_is_on_its_way_a_change_waits_and_is_not_forgotten() {
        ledger.busy.add(order);
        company.touch("mk-" + order, time.instant(), there -> there.status("completed"));
        assertThat(pull()).isZero();
        assertThat(mapping().seen().disagreements()).isEmpty();

        ledger.busy.clear();
        time.pass(Duration.ofHours(1)); // no window reaches back to it
        company.searches.clear();
        assertThat(pull()).isOne();

        assertThat(mapping().status()).isEqualTo(SyncStatus.NEEDS_REVIEW);
    }

    @Test
    @DisplayName("W15 a page applied whose cursor was not saved is applied again and changes nothing more")
    void w15_a_page_whose_cursor_was_not_saved() {
        company.touch(
                "mk-" + order, time.instant(), there -> there.paid("36.60").status("completed"));
        desk.run(() -> desk.bean(Database.class)
                .update("create or replace function break_cursor() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'killed here'; end $$"));
        desk.run(() -> desk.bean(Database.class)
                .update("create trigger killed before update on sync_cursors for each row execute function"
                        + " break_cursor()"));
        try {
            assertThatThrownBy(() -> pull()).hasRootCauseInstanceOf(java.sql.SQLException.class);
        } finally {
            desk.run(() -> desk.bean(Database.class).update("drop trigger killed on sync_cursors"));
        }
        assertThat(told()).as("the page went with its cursor").isEmpty();
        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);

        assertThat(pull()).isOne();
        assertThat(told()).hasSize(1);
        desk.run(() -> desk.bean(Database.class)
                .update("update sync_cursors set position = ? where stream = 'orders_changed'", cursorBack()));
        assertThat(pull()).as("the same page once more").isZero();

        assertThat(told()).hasSize(1);
        assertThat(papers().paid()).isEqualByComparingTo("36.60");
    }

    private String cursorBack() {
        return time.instant().minus(Duration.ofMinutes(30)).toString();
    }

    @Test
    @DisplayName("W15 of two nodes with the same page one applies it")
    void w15_two_nodes() {
        var intake = desk.bean(ChangeIntake.class);
        var before = intake.cursor(Duration.ZERO);
        var page = List.of(company.documents.get(0).paid("1.00").document());

        var first = intake.take(page, time.instant(), before, time.instant().plusSeconds(1));
        var second = intake.take(page, time.instant(), before, time.instant().plusSeconds(1));

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
    }

    @Test
    @DisplayName("W16 a change stamped before the cursor is found by the overlap")
    void w16_older_than_the_cursor() {
        time.pass(Duration.ofMinutes(5));
        pull();
        // committed there now, stamped while it began, before the cursor
        company.touch("mk-" + order, time.instant().minus(Duration.ofMinutes(9)), there -> there.paid("36.60"));

        time.pass(Duration.ofSeconds(30));

        assertThat(pull()).isOne();
        assertThat(papers().paid()).isEqualByComparingTo("36.60");
        assertThat(company.searches)
                .allSatisfy(search -> assertThat(Duration.between(search.lastChangeFrom(), search.lastChangeTo()))
                        .isLessThanOrEqualTo(Duration.ofHours(6).plus(ChangesInMetakocka.OVERLAP.multipliedBy(2))));
    }

    @Test
    @DisplayName("W16 a change that moved no time stamp is found by the nightly compare")
    void w16_no_time_stamp() throws Exception {
        company.touch("mk-" + order, time.instant().minus(Duration.ofDays(3)), there -> there.status("completed"));
        assertThat(pull()).as("no window reaches back so far").isZero();

        var compared = changes.compareAll(Duration.ZERO);

        assertThat(compared).isEqualTo(new ChangesInMetakocka.Compared(1, 1, 1, 0));
        assertThat(mapping().status()).isEqualTo(SyncStatus.NEEDS_REVIEW);
        assertThat(changes.compareAll(Duration.ZERO).changed()).as("told once").isZero();
    }

    @Test
    void the_nightly_compare_finds_each_difference_over_several_pages_and_none_else() throws Exception {
        for (int i = 0; i < 230; i++) {
            company.has("stranger-" + i, there -> there);
        }
        desk.stock("A", "1000");
        var known = new ArrayList<UUID>();
        for (int i = 0; i < 8; i++) {
            var id = orders.synced("A x 1");
            known.add(id);
            company.has("mk-" + id, there -> there.lines("1").total("12.20"));
        }
        time.pass(Duration.ofHours(12));
        changes.compareAll(Duration.ZERO);
        for (int i = 0; i < 8; i += 2) {
            company.touch(
                    "mk-" + known.get(i),
                    NOON.minus(Duration.ofDays(9)),
                    there -> there.lines("2").total("24.40"));
        }
        company.documents.removeIf(there -> there.mkId().equals("mk-" + known.get(5)));

        var compared = changes.compareAll(Duration.ZERO);

        assertThat(compared).isEqualTo(new ChangesInMetakocka.Compared(238, 8, 4, 1));
        assertThat(desk.number("select count(*) from sales_document_mappings where sync_status = 'needs_review'"))
                .isEqualTo(5);
    }

    @Test
    @DisplayName("W13 an order deleted in Metakocka by hand is told and never made again")
    void w13_deleted_by_hand() throws Exception {
        company.documents.clear();

        var compared = changes.compareAll(Duration.ZERO);

        assertThat(compared.missing()).isOne();
        assertThat(mapping().status()).isEqualTo(SyncStatus.NEEDS_REVIEW);
        assertThat(mapping().error()).isEqualTo("Metakocka does not have the order mk-" + order + " any more");
        assertThat(mapping().goneFromMetakockaAt()).isNotNull();
        assertThat(desk.metakocka().asked()).as("nothing is sent by itself").hasSize(1);
        assertThat(changes.compareAll(Duration.ZERO).missing()).as("told once").isZero();
    }

    @Test
    @DisplayName("W13 an order that is there again after a restore of Metakocka is in order again")
    void w13_there_again() throws Exception {
        var kept = List.copyOf(company.documents);
        company.documents.clear();
        changes.compareAll(Duration.ZERO);
        company.documents.addAll(kept);

        changes.compareAll(Duration.ZERO);

        assertThat(mapping().status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void after_a_long_stop_it_catches_up_in_windows_of_hours() {
        time.pass(Duration.ofHours(20));
        company.searches.clear();

        pull();

        assertThat(company.searches).hasSize(4);
        assertThat(desk.bean(ChangeIntake.class).cursor(Duration.ZERO)).isEqualTo(time.instant());
    }

    private int pull() {
        time.pass(Duration.ofSeconds(1));
        return changes.pull();
    }

    private SalesDocumentMapping mapping() {
        return desk.call(() -> desk.bean(SalesDocuments.class).mapping(order).orElseThrow());
    }

    private LinkedPapers papers() {
        return mapping().linkedPapers().orElseThrow();
    }

    private List<OrderEvent> told() {
        return desk.call(() -> desk.bean(Activity.class).of(order)).stream()
                .filter(event -> Set.of("changed_in_metakocka", "differs_from_metakocka", "missing_in_metakocka")
                        .contains(event.kind()))
                .toList();
    }

    /** What the container adds: each method a transaction of its own. */
    private final class InTransactions extends ChangeIntake {
        private final ChangeIntake intake;

        InTransactions(ChangeIntake intake) {
            this.intake = intake;
        }

        @Override
        public Instant cursor(Duration atFirst) {
            return desk.call(() -> intake.cursor(atFirst));
        }

        @Override
        public Optional<Taken> take(List<SalesOrderDocument> page, Instant readAt, Instant before, Instant after) {
            return desk.call(() -> intake.take(page, readAt, before, after));
        }

        @Override
        public Taken compare(List<SalesOrderDocument> page, Instant readAt) {
            return desk.call(() -> intake.compare(page, readAt));
        }

        @Override
        public List<String> toLookAtAgain() {
            return desk.call(intake::toLookAtAgain);
        }

        @Override
        public List<String> unseen(java.util.Collection<String> seen, Instant before, int most) {
            return desk.call(() -> intake.unseen(seen, before, most));
        }

        @Override
        public boolean missing(String metakockaId) {
            return desk.call(() -> intake.missing(metakockaId));
        }
    }

    private static final class BusyLedger extends RecordedLedger {
        private final List<UUID> busy = new ArrayList<>();

        @Override
        public boolean hasOpen(UUID documentId) {
            return busy.contains(documentId);
        }
    }

    private static final class Time extends Clock {
        private Instant now = NOON;

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    /** An order of the company's; each change is another one. */
    private record There(
            String mkId,
            Instant changed,
            String statusCode,
            String quantity,
            String total,
            String carrier,
            @Nullable String paid,
            List<LinkedDocument> links) {

        There status(String code) {
            return new There(mkId, changed, code, quantity, total, carrier, paid, links);
        }

        There lines(String amount) {
            return new There(mkId, changed, statusCode, amount, total, carrier, paid, links);
        }

        There total(String amount) {
            return new There(mkId, changed, statusCode, quantity, amount, carrier, paid, links);
        }

        There paid(String amount) {
            return new There(mkId, changed, statusCode, quantity, total, carrier, amount, links);
        }

        There link(String type, String number) {
            return new There(
                    mkId,
                    changed,
                    statusCode,
                    quantity,
                    total,
                    carrier,
                    paid,
                    List.of(new LinkedDocument("L-1", type, number, null)));
        }

        There at(Instant when) {
            return new There(mkId, when, statusCode, quantity, total, carrier, paid, links);
        }

        There carrier(String name) {
            return new There(mkId, changed, statusCode, quantity, total, name, paid, links);
        }

        SalesOrderDocument document() {
            return new SalesOrderDocument(
                    mkId,
                    "PP-1",
                    null,
                    null,
                    null,
                    "N-" + mkId,
                    Party.of("Buyer d.o.o.", false, null, null, null, null, "SI", null),
                    null,
                    "EUR",
                    statusCode,
                    statusCode,
                    "glavno",
                    carrier,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(new SalesOrderDocument.Line(
                            "1",
                            "1",
                            "A",
                            null,
                            null,
                            null,
                            new BigDecimal(quantity),
                            BigDecimal.TEN,
                            null,
                            null,
                            "EX4",
                            null)),
                    new SalesOrderDocument.Sums(
                            null,
                            null,
                            Map.of(),
                            null,
                            new BigDecimal(total),
                            paid == null ? null : new BigDecimal(paid),
                            null),
                    links,
                    Map.of(),
                    Map.of());
        }
    }

    /** A company whose orders others change; it answers searches by its own time stamps. */
    private final class Company extends Metakocka {
        private final List<There> documents = new ArrayList<>();
        private final List<SalesOrderSearch> searches = new ArrayList<>();

        void has(String mkId, UnaryOperator<There> with) {
            documents.add(with.apply(new There(mkId, time.instant(), "created", "3", "36.60", "DHL", null, List.of())));
        }

        void touch(String mkId, Instant stamped, UnaryOperator<There> change) {
            documents.replaceAll(
                    there -> there.mkId().equals(mkId) ? change.apply(there).at(stamped) : there);
        }

        @Override
        public SearchPage<SalesOrderDocument> searchSalesOrderDocuments(
                SalesOrderSearch search, int limit, int offset) {
            var from = search.lastChangeFrom();
            var to = search.lastChangeTo();
            if (from != null) {
                searches.add(search);
            }
            var found = documents.stream()
                    .filter(there -> from == null || !there.changed().isBefore(from))
                    .filter(there -> to == null || !there.changed().isAfter(to))
                    .map(There::document)
                    .toList();
            return new SearchPage<>(
                    found.subList(Math.min(offset, found.size()), Math.min(found.size(), offset + limit)),
                    offset,
                    found.size());
        }

        @Override
        public Optional<SalesOrderDocument> getSalesOrder(String mkId) {
            return documents.stream()
                    .filter(there -> there.mkId().equals(mkId))
                    .findFirst()
                    .map(There::document);
        }
    }
}
