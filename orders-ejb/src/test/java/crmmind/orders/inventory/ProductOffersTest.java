package crmmind.orders.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.Desk;
import crmmind.orders.shared.Database;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProductOffersTest {

    private final Desk desk = new Desk();

    @BeforeEach
    void products() {
        desk.run(() -> desk.bean(Products.class)
                .upsert(List.of(
                        product("ČAJ-1", "Zeleni čaj v vrečkah", true),
                        product("ČAJ-10", "Črni čaj", true),
                        product("KA-2", "Kava, k njej čaj-1", true),
                        product("ART-001", "Žebelj 100%", true),
                        product("ART-002", "Vijak", true),
                        product("OLD-1", "Opuščeni čaj", false))));
        desk.run(() -> desk.bean(StockLevels.class)
                .applySnapshot(
                        List.of(
                                new StockSnapshot("ČAJ-1", "glavno", new BigDecimal("7"), BigDecimal.ZERO),
                                new StockSnapshot("ČAJ-1", "drugo", new BigDecimal("2.5"), BigDecimal.ONE),
                                new StockSnapshot("ČAJ-1", "staro", new BigDecimal("9"), BigDecimal.ZERO)),
                        null,
                        desk.bean(Clock.class).instant()));
    }

    @Test
    void words_are_found_in_any_order_without_their_carons_and_the_very_code_comes_first() {
        assertThat(codes("caj-1")).containsExactly("ČAJ-1", "ČAJ-10", "KA-2");
        assertThat(codes("vreck zelen")).containsExactly("ČAJ-1");
        assertThat(codes("ZEBELJ")).containsExactly("ART-001");
        assertThat(codes("opusceni")).isEmpty();
        assertThat(codes("  ")).isEmpty();
    }

    @Test
    void one_or_two_letters_begin_a_word_and_wildcards_are_plain_text() {
        assertThat(codes("v")).containsExactly("ART-002", "ČAJ-1");
        assertThat(codes("ja")).isEmpty();
        assertThat(codes("100%")).containsExactly("ART-001");
        assertThat(codes("100_")).isEmpty();
        assertThat(codes("\\")).isEmpty();
    }

    @Test
    void at_most_so_many_and_each_with_the_stock_of_every_active_warehouse() {
        assertThat(desk.call(() -> offers().search("art", 1))).hasSize(1);

        var tea = desk.call(() -> offers().search("čaj-1", 10)).get(0);
        assertThat(tea.product().unit()).isEqualTo("kos");
        assertThat(tea.stock()).extracting(ProductOffer.Available::warehouse).containsExactly("drugo", "glavno");
        assertThat(tea.stock().get(0).quantity()).isEqualByComparingTo("1.5");
        assertThat(tea.stock().get(1).quantity()).isEqualByComparingTo("7");
    }

    @Test
    void codes_are_known_by_any_case_and_what_is_not_sold_any_more_says_so() {
        var found = desk.call(() -> offers().named(List.of("art-001", "ART-002", "old-1", "caj-1", "nothing", "ART")));

        assertThat(found).containsOnlyKeys("art-001", "ART-002", "old-1", "caj-1");
        assertThat(found.get("art-001").product().code()).isEqualTo("ART-001");
        assertThat(found.get("caj-1").stock()).hasSize(2);
        assertThat(found.get("old-1").active()).isFalse();
    }

    @Test
    void of_two_codes_that_differ_in_case_the_very_one_is_meant() {
        desk.run(() -> desk.bean(Products.class).upsert(List.of(product("art-001", "Another", true))));

        var found = desk.call(() -> offers().named(List.of("art-001", "ART-001")));

        assertThat(found.get("art-001").product().name()).isEqualTo("Another");
        assertThat(found.get("ART-001").product().name()).isEqualTo("Žebelj 100%");
    }

    @Test
    void what_was_scanned_is_a_code_in_any_case_or_else_a_barcode() {
        desk.run(() -> desk.bean(Products.class).upsert(List.of(product("barcode-ART-002", "Named so", true))));

        assertThat(scanned(" art-001 ")).contains("ART-001");
        assertThat(scanned("barcode-ČAJ-1")).contains("ČAJ-1");
        assertThat(scanned("barcode-ART-002"))
                .as("a code goes before a barcode")
                .contains("barcode-ART-002");
        assertThat(scanned("barcode-OLD-1"))
                .as("not sold any more, but still known")
                .contains("OLD-1");
        assertThat(scanned("nothing")).isEmpty();
    }

    @Test
    void barcodes_are_told_by_code_and_follow_what_metakocka_has() {
        var products = desk.bean(Products.class);
        assertThat(desk.call(() -> products.barcodes(List.of("ART-001", "KA-2", "nothing"))))
                .containsOnly(Map.entry("ART-001", "barcode-ART-001"), Map.entry("KA-2", "barcode-KA-2"));

        desk.product("ART-001", false); // has none any more

        assertThat(desk.call(() -> products.barcodes(List.of("ART-001", "KA-2"))))
                .containsOnlyKeys("KA-2");
    }

    @Test
    void a_mistyped_code_resembles_what_was_meant() {
        var near = desk.call(() -> offers().resembling(List.of("ART-0001", "caj1", "QQQ-77"), 3));

        assertThat(near.get("ART-0001").get(0).code()).isEqualTo("ART-001");
        assertThat(near).doesNotContainKey("QQQ-77");
    }

    @Test
    void five_hundred_codes_and_every_search_use_an_index() {
        desk.run(() -> {
            var database = desk.bean(Database.class);
            database.update("insert into products (id, code, name, seen_at) select gen_random_uuid(), 'BULK-' || n,"
                    + " 'Bulk ' || n, now() from generate_series(1, 20000) n");
            database.update("analyze products");
            var plan = String.join(
                    "\n",
                    database.query(
                            "explain select o.code from unnest(?) as a (asked) join lateral (select code from products o"
                                    + " where fold(o.code) = fold(a.asked) limit 1) o on true",
                            row -> row.getString(1),
                            Database.texts(List.of("bulk-1", "bulk-2"))));
            assertThat(plan).contains("products_by_folded_code").doesNotContain("Seq Scan");
            for (var text : List.of("777", "77", "bulk 77", "xy")) {
                var words = crmmind.orders.shared.TypedWords.of(text);
                assertThat(String.join(
                                "\n",
                                database.query(
                                        "explain select code from products where active and "
                                                + words.condition("search_text"),
                                        row -> row.getString(1),
                                        words.values().toArray())))
                        .as(text)
                        .contains("products_search")
                        .doesNotContain("Seq Scan");
            }
        });
        var codes = java.util.stream.IntStream.rangeClosed(1, 500)
                .mapToObj(n -> "bulk-" + n)
                .toList();
        assertThat(desk.call(() -> offers().named(codes))).hasSize(500);
    }

    private List<String> codes(String text) {
        return desk.call(() -> offers().search(text, 10)).stream()
                .map(offer -> offer.product().code())
                .toList();
    }

    private Optional<String> scanned(String text) {
        return desk.call(() -> offers().scanned(text)).map(ProductView::code);
    }

    private ProductOffers offers() {
        return desk.bean(ProductOffers.class);
    }

    private static Products.ProductFact product(String code, String name, boolean active) {
        return new Products.ProductFact(
                code,
                "mk-" + code,
                name,
                "kos",
                false,
                active,
                BigDecimal.TEN,
                new BigDecimal("22"),
                "EX4",
                "barcode-" + code);
    }
}
