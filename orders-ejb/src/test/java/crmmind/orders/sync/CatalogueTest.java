package crmmind.orders.sync;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.Metakocka;
import crmmind.metakocka.stock.Product;
import crmmind.metakocka.stock.Warehouse;
import crmmind.orders.Desk;
import crmmind.orders.inventory.Products;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the desk keeps of Metakocka's products; on a real database. */
class CatalogueTest {

    private final Catalogue there = new Catalogue();
    private Desk desk;

    @BeforeEach
    void a_desk() {
        desk = new Desk();
        desk.put(Metakocka.class, there);
    }

    @Test
    void barcodes_come_with_the_products_and_go_where_metakocka_takes_them_away() {
        there.has(product("A", "2001600000016"), product("B", null));
        read();
        assertThat(barcode("A")).isEqualTo("2001600000016");
        assertThat(barcode("B")).isNull();

        there.has(product("A", null), product("B", "bar12"));
        read();
        assertThat(barcode("A")).isNull();
        assertThat(barcode("B")).isEqualTo("bar12");
    }

    private void read() {
        desk.run(() -> desk.bean(StockSync.class).refreshCatalogue());
    }

    private @Nullable String barcode(String code) {
        return desk.call(() -> desk.bean(Products.class).barcodes(List.of(code)))
                .get(code);
    }

    private static Product product(String code, @Nullable String barcode) {
        return new Product(
                "mk-" + code,
                code,
                null,
                "Product " + code,
                "kos",
                barcode,
                false,
                true,
                true,
                BigDecimal.TEN,
                null,
                "EX4",
                new BigDecimal("0.22"),
                "EUR");
    }

    private static final class Catalogue extends Metakocka {
        private final List<Product> products = new ArrayList<>();

        void has(Product... now) {
            products.clear();
            products.addAll(List.of(now));
        }

        @Override
        public List<Warehouse> warehouses() {
            return List.of();
        }

        @Override
        public List<Product> products(int offset) {
            return List.copyOf(products);
        }
    }
}
