package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.document.SalesOrderDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives after it was given up, and after it was sent again. */
class DoubleSweepTest {

    private final UUID document = UUID.randomUUID();
    private final String reference = LedgerFixture.reference();
    private LedgerFixture ledger;

    @BeforeEach
    void open() {
        ledger = new LedgerFixture();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void an_order_that_arrived_late_a_second_time_is_found_after_the_quiet_period() {
        var id = sentTwice();
        var first = ledger.state(id).mkId();

        assertThat(ledger.sweep.lookAtDue()).as("still quiet").isZero();
        ledger.pass(ledger.settings.quietPeriod());
        assertThat(ledger.sweep.lookAtDue()).isEqualTo(1);

        assertThat(ledger.doubles).singleElement().satisfies(seen -> {
            assertThat(seen.kept().mkId()).isEqualTo(first);
            assertThat(seen.others()).hasSize(1);
            var other = seen.others().get(0).mkId();
            assertThat(seen.difference(seen.others()).toString())
                    .contains(first)
                    .contains(other)
                    .contains("nothing was made");
        });
        assertThat(ledger.metakocka.orders(reference)).as("nothing is deleted").hasSize(2);
    }

    @Test
    void a_double_is_told_once_and_told_again_when_it_is_gone() {
        var id = sentTwice();
        ledger.pass(ledger.settings.quietPeriod());
        ledger.sweep.lookAtDue();
        ledger.pass(Duration.ofHours(1));
        ledger.sweep.lookAtDue();
        assertThat(ledger.doubles).as("the same as before is no news").hasSize(1);
        ledger.metakocka.delete(ledger.doubles.get(0).others().get(0).mkId());

        ledger.pass(Duration.ofHours(1));
        ledger.sweep.lookAtDue();

        assertThat(ledger.doubles).hasSize(2);
        assertThat(ledger.doubles.get(1).others()).isEmpty();
        assertThat(ledger.doubles.get(1).operation().id()).isEqualTo(id);
        ledger.pass(Duration.ofHours(2));
        assertThat(ledger.sweep.lookAtDue()).as("nothing more to look at").isZero();
    }

    @Test
    void the_one_something_was_made_of_is_kept_even_if_it_came_later() {
        var id = sentTwice();
        var first = ledger.state(id).mkId();
        var late = ledger.metakocka.orders(reference).stream()
                .filter(order -> !order.path("mk_id").asText().equals(first))
                .findFirst()
                .orElseThrow();
        late.putArray("doc_link_list")
                .addObject()
                .put("mk_id", "9")
                .put("count_code", "R-9")
                .put("doc_type", "sales_bill_domestic");

        ledger.pass(ledger.settings.quietPeriod());
        ledger.sweep.lookAtDue();

        assertThat(ledger.doubles).singleElement().satisfies(seen -> {
            assertThat(seen.kept().mkId()).isEqualTo(late.path("mk_id").asText());
            assertThat(seen.others()).extracting(SalesOrderDocument::mkId).containsExactly(first);
        });
        assertThat(ledger.state(id).mkId())
                .as("what follows changes the one that is kept")
                .isEqualTo(ledger.doubles.get(0).kept().mkId());
    }

    @Test
    void an_order_that_was_never_in_doubt_is_looked_at_at_night() {
        ledger.settle(ledger.submitCreate(document, reference));
        ledger.settle(ledger.submitCreate(UUID.randomUUID(), LedgerFixture.reference()));
        ledger.metakocka.putForeign("SOMEBODY-ELSE", "Other d.o.o.", "1.00");
        ledger.pass(Duration.ofHours(1));
        assertThat(ledger.sweep.lookAtDue()).isZero();
        assertThat(ledger.sweep.suspectOfTheDay(Instant.now())).isZero();
        ledger.metakocka.putForeign(reference, "Other d.o.o.", "1.00");

        assertThat(ledger.sweep.suspectOfTheDay(Instant.now())).isEqualTo(1);
        assertThat(ledger.sweep.lookAtDue()).isEqualTo(1);

        assertThat(ledger.doubles)
                .singleElement()
                .satisfies(seen -> assertThat(seen.operation().documentId()).isEqualTo(document));
    }

    @Test
    void while_metakocka_is_away_nothing_is_judged_and_nothing_forgotten() {
        sentTwice();
        ledger.pass(ledger.settings.quietPeriod());
        ledger.metakocka.next("search", FakeMetakocka.Fault.HTTP_500_BEFORE);
        ledger.sweep.lookAtDue();
        assertThat(ledger.doubles).isEmpty();

        ledger.pass(Duration.ofMinutes(1));
        ledger.sweep.lookAtDue();

        assertThat(ledger.doubles).hasSize(1);
    }

    /** The first request arrives after the second one was answered. */
    private OperationId sentTwice() {
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.LATE);
        var id = ledger.submitCreate(document, reference);
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);
        ledger.metakocka.doLate();
        assertThat(ledger.metakocka.orders(reference)).hasSize(2);
        return id;
    }
}
