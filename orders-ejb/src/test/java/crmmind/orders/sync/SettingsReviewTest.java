package crmmind.orders.sync;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.sync.ConnectionChecks.WarehouseFound;
import crmmind.orders.sync.DeskVocabulary.KnownWarehouse;
import crmmind.orders.sync.DeskVocabulary.SentStatus;
import crmmind.orders.sync.DeskVocabulary.TaxRate;
import crmmind.orders.sync.DeskVocabulary.Used;
import crmmind.orders.sync.DeskVocabulary.Vocabulary;
import crmmind.orders.sync.Finding.About;
import crmmind.orders.sync.Finding.Verdict;
import crmmind.orders.sync.Harvest.Consequence;
import crmmind.orders.sync.Harvest.Seen;
import crmmind.orders.sync.Harvest.StatusFound;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsReviewTest {

    private static final Vocabulary DESK = new Vocabulary(
            null,
            List.of(
                    new KnownWarehouse("glavno", "Glavno", true, true),
                    new KnownWarehouse("gone", "Gone since", false, true)),
            List.of(new Used("glavno", 5), new Used("gone", 2), new Used("old", 1)),
            List.of(new Used("dhl", 4), new Used("Pigeon", 1)),
            List.of(
                    new TaxRate(new BigDecimal("22.000"), 5, "EX4"),
                    new TaxRate(new BigDecimal("9.500"), 2, null),
                    new TaxRate(new BigDecimal("7.000"), 1, null)),
            List.of(
                    new SentStatus("confirmed", "created"),
                    new SentStatus("processing", "picking"),
                    new SentStatus("on_hold", null)));
    private static final List<WarehouseFound> LIVE = List.of(
            new WarehouseFound("glavno", "Glavno", "11", true, true),
            new WarehouseFound("old", "Staro", "12", false, false));
    private static final Harvest HARVEST = new Harvest(
            Instant.EPOCH,
            200,
            900,
            100,
            List.of(new StatusFound("created", "Novo", 150, "confirmed", Consequence.MAPPED)),
            List.of(new Seen("DHL", 60)),
            List.of(new Seen("EX3 = 0.095", 7)),
            List.of(),
            List.of());

    private static List<Finding> review(List<WarehouseFound> live, @Nullable Harvest harvest) {
        return new SettingsReview(DESK, live, harvest).findings("status", "CRM", List.of());
    }

    private static Verdict verdict(List<Finding> findings, About about, String value) {
        return findings.stream()
                .filter(finding -> finding.about() == about && finding.value().equals(value))
                .reduce((first, second) -> second)
                .orElseThrow()
                .verdict();
    }

    @Test
    void a_warehouse_is_right_wrong_or_inactive_by_what_metakocka_lists_now() {
        var findings = review(LIVE, null);

        assertThat(verdict(findings, About.WAREHOUSE, "glavno")).isEqualTo(Verdict.GOOD);
        assertThat(verdict(findings, About.WAREHOUSE, "gone")).isEqualTo(Verdict.WRONG);
        assertThat(verdict(findings, About.WAREHOUSE, "old")).isEqualTo(Verdict.DOUBTFUL);
    }

    @Test
    void without_a_test_the_warehouses_read_last_decide_and_that_is_said() {
        var findings = review(List.of(), null);

        assertThat(verdict(findings, About.WAREHOUSE, "gone")).isEqualTo(Verdict.GOOD);
        assertThat(findings)
                .filteredOn(finding -> finding.about() == About.WAREHOUSE)
                .allSatisfy(finding -> assertThat(finding.text(Locale.ENGLISH)).contains("when it was read last"));
    }

    @Test
    void what_cannot_be_listed_is_right_once_it_was_seen_in_use() {
        var seen = review(LIVE, HARVEST);

        assertThat(verdict(seen, About.CARRIER, "dhl")).isEqualTo(Verdict.GOOD);
        assertThat(verdict(seen, About.CARRIER, "Pigeon")).isEqualTo(Verdict.DOUBTFUL);
        assertThat(verdict(seen, About.TAX, "22 %")).as("a product's own code").isEqualTo(Verdict.GOOD);
        assertThat(verdict(seen, About.TAX, "9.5 %")).as("seen on lines").isEqualTo(Verdict.GOOD);
        assertThat(verdict(seen, About.TAX, "7 %")).isEqualTo(Verdict.DOUBTFUL);
        assertThat(verdict(seen, About.STATUS, "created")).isEqualTo(Verdict.GOOD);
        assertThat(verdict(seen, About.STATUS, "picking")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(seen, About.STATUS, "on_hold")).as("nothing to send").isEqualTo(Verdict.WRONG);
    }

    @Test
    void before_anything_was_looked_at_nothing_is_called_doubtful() {
        var findings = review(LIVE, null);

        assertThat(verdict(findings, About.CARRIER, "Pigeon")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(findings, About.TAX, "7 %")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(findings, About.REFERENCE, "CRM")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_prefix_somebody_else_uses_is_wrong() {
        var findings = new SettingsReview(DESK, LIVE, HARVEST).findings("status", "CRM", List.of("CRM-2019-000001"));

        assertThat(verdict(findings, About.REFERENCE, "CRM")).isEqualTo(Verdict.WRONG);
        assertThat(findings)
                .anySatisfy(finding -> assertThat(finding.text(Locale.ENGLISH)).contains("CRM-2019-000001"));
    }

    @Test
    void a_mode_nobody_knows_is_wrong() {
        var findings = new SettingsReview(DESK, LIVE, HARVEST).findings("teleport", "CRM", List.of());

        assertThat(verdict(findings, About.FULFILMENT, "teleport")).isEqualTo(Verdict.WRONG);
    }
}
