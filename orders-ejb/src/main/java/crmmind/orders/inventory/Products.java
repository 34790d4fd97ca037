package crmmind.orders.inventory;

import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The products Metakocka has told of. */
@ApplicationScoped
@Transactional
public class Products {

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /**
     * A product as Metakocka describes it.
     *
     * @param unitPrice net; null where it has none
     * @param taxRate VAT in percent
     * @param taxCode Metakocka's name of that rate
     * @param barcode what a scanner reads from the goods
     */
    public record ProductFact(
            String code,
            @Nullable String metakockaId,
            String name,
            @Nullable String unit,
            boolean service,
            boolean active,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal taxRate,
            @Nullable String taxCode,
            @Nullable String barcode) {}

    /** The product with that code, if there is one. */
    public Optional<Product> find(String code) {
        return all(List.of(code)).values().stream().findFirst();
    }

    /** The products with these codes, by code; unknown ones are missing. */
    public Map<String, Product> all(Collection<String> codes) {
        if (codes.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery("select p from Product p where p.code in :codes", Product.class)
                .setParameter("codes", codes)
                .getResultStream()
                .collect(Collectors.toMap(Product::code, Function.identity()));
    }

    /** The codes of the products with these {@code mk_id}s, by {@code mk_id}; unknown ones are missing. */
    public Map<String, String> codesByMetakockaId(Collection<String> ids) {
        var codes = new HashMap<String, String>();
        database.query(
                "select metakocka_id, code from products where metakocka_id = any(?)",
                row -> codes.put(row.getString(1), row.getString(2)),
                Database.texts(ids));
        return codes;
    }

    /** The barcodes of the products with these codes, by code; those without one are missing. */
    public Map<String, String> barcodes(Collection<String> codes) {
        var barcodes = new HashMap<String, String>();
        database.query(
                "select code, barcode from products where code = any(?) and barcode is not null",
                row -> barcodes.put(row.getString(1), row.getString(2)),
                Database.texts(codes));
        return barcodes;
    }

    /** Adds what is new and brings the rest up to date. */
    public void upsert(Collection<ProductFact> facts) {
        var now = clock.instant();
        database.batch(
                """
                insert into products (id, code, metakocka_id, name, unit, service, active, unit_price, tax_rate,
                                      tax_code, barcode, seen_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (code) do update set
                    metakocka_id = excluded.metakocka_id, name = excluded.name, unit = excluded.unit,
                    service = excluded.service, active = excluded.active, unit_price = excluded.unit_price,
                    tax_rate = excluded.tax_rate, tax_code = excluded.tax_code,
                    barcode = excluded.barcode, seen_at = excluded.seen_at
                """,
                facts.stream()
                        .sorted(Comparator.comparing(ProductFact::code))
                        .map(fact -> Arrays.asList(
                                Identities.at(now),
                                fact.code(),
                                fact.metakockaId(),
                                fact.name(),
                                fact.unit(),
                                fact.service(),
                                fact.active(),
                                fact.unitPrice(),
                                fact.taxRate(),
                                fact.taxCode(),
                                fact.barcode(),
                                now))
                        .toList());
    }
}
