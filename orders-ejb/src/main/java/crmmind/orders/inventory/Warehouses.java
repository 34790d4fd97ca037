package crmmind.orders.inventory;

import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The warehouses Metakocka has told of. */
@ApplicationScoped
@Transactional
public class Warehouses {

    private static final UUID CONNECTION = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** A warehouse as Metakocka describes it. */
    public record WarehouseFact(String metakockaId, String mark, String name, boolean main, boolean active) {}

    /** The warehouse with that mark, if there is one. */
    public Optional<Warehouse> find(String mark) {
        return entities.createQuery("select w from Warehouse w where w.mark = :mark", Warehouse.class)
                .setParameter("mark", mark)
                .getResultStream()
                .findFirst();
    }

    /** All, main first, then by name. */
    public List<Warehouse> all() {
        return entities.createQuery("select w from Warehouse w order by w.main desc, w.name, w.mark", Warehouse.class)
                .getResultList();
    }

    /** The mark new orders get: the connection's default, else Metakocka's main warehouse, else the only one. */
    public Optional<String> defaultMark() {
        return database.query("""
                        select w.mark from warehouses w join metakocka_connections c on c.id = w.connection_id
                        where w.active
                        order by w.mark = c.default_warehouse desc nulls last, w.main desc, w.name, w.mark
                        limit 1
                        """, row -> row.getString(1)).stream().findFirst();
    }

    /** Adds what is new and brings the rest up to date. */
    public void upsert(Collection<WarehouseFact> facts) {
        var now = clock.instant();
        database.batch(
                """
                insert into warehouses (id, connection_id, metakocka_id, mark, name, main, active, seen_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (connection_id, metakocka_id) do update set
                    mark = excluded.mark, name = excluded.name, main = excluded.main, active = excluded.active,
                    seen_at = excluded.seen_at
                """,
                facts.stream()
                        .sorted(Comparator.comparing(WarehouseFact::metakockaId))
                        .map(fact -> Arrays.asList(
                                Identities.at(now),
                                CONNECTION,
                                fact.metakockaId(),
                                fact.mark(),
                                fact.name(),
                                fact.main(),
                                fact.active(),
                                now))
                        .toList());
    }
}
