package crmmind.orders;

import crmmind.orders.inventory.Products;
import crmmind.orders.inventory.StockLevels;
import crmmind.orders.inventory.StockSnapshot;
import crmmind.orders.inventory.StockSource;
import crmmind.orders.inventory.Warehouses;
import crmmind.orders.order.OrderImport;
import crmmind.orders.salesdocument.MetakockaLink;
import crmmind.orders.shared.ClockSource;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.DatabaseMigration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The business on a real PostgreSQL, without a server: beans wired by their fields, transactions begun and ended by the
 * test. What a container adds is tested in the container.
 */
public final class Desk {

    private static final DataSource DATABASE = database();
    private static final EntityManagerFactory ENTITIES = entities();

    private static final ThreadLocal<EntityManager> CURRENT = new ThreadLocal<>();
    private final Map<Class<?>, Object> beans = new HashMap<>();
    private final FakeMetakocka metakocka = new FakeMetakocka(this);

    /** An empty desk with the warehouses {@code glavno} (main) and {@code drugo}. */
    public Desk() {
        beans.put(EntityManager.class, sharedEntities());
        beans.put(Clock.class, new ClockSource().clock());
        beans.put(MetakockaLink.class, metakocka);
        beans.put(StockSource.class, (StockSource) codes -> {});
        run(() -> bean(Database.class)
                .update("truncate sales_documents, customers, products, stock_levels, warehouses, inventory_movements,"
                        + " settings cascade"));
        run(() -> bean(Warehouses.class)
                .upsert(List.of(
                        new Warehouses.WarehouseFact("1", "glavno", "Glavno skladišče", true, true),
                        new Warehouses.WarehouseFact("2", "drugo", "Drugo skladišče", false, true),
                        new Warehouses.WarehouseFact("3", "staro", "Staro skladišče", false, false))));
    }

    /** What Metakocka was asked. */
    public FakeMetakocka metakocka() {
        return metakocka;
    }

    /** Takes this for the bean of that class, from now on. */
    public synchronized <T> void put(Class<T> type, T bean) {
        beans.put(type, bean);
    }

    /** The bean of that class; always the same one. */
    public synchronized <T> T bean(Class<T> type) {
        var bean = beans.get(type);
        if (bean == null) {
            bean = made(type);
        }
        return type.cast(bean);
    }

    /** Does something in one transaction; a failure rolls it back. */
    public <T> T call(Supplier<T> work) {
        if (CURRENT.get() != null) {
            return work.get();
        }
        try (var entities = ENTITIES.createEntityManager()) {
            CURRENT.set(entities);
            entities.getTransaction().begin();
            boolean done = false;
            try {
                var result = work.get();
                done = true;
                return result;
            } finally {
                CURRENT.remove();
                if (done) {
                    entities.getTransaction().commit();
                } else {
                    entities.getTransaction().rollback();
                }
            }
        }
    }

    /** Does something in one transaction. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Puts a product on the list, and so much of it into the main warehouse. */
    public void stock(String code, String amount) {
        product(code, false);
        run(() -> bean(StockLevels.class)
                .applySnapshot(
                        List.of(new StockSnapshot(code, "glavno", new BigDecimal(amount), BigDecimal.ZERO)),
                        List.of(code),
                        bean(Clock.class).instant()));
    }

    /** Puts a product on the list: 10.00 net, 22 % VAT. */
    public void product(String code, boolean service) {
        run(() -> bean(Products.class)
                .upsert(List.of(new Products.ProductFact(
                        code,
                        "mk-" + code,
                        "Product " + code,
                        "kos",
                        service,
                        true,
                        BigDecimal.TEN,
                        new BigDecimal("22"),
                        "EX4",
                        null))));
    }

    /** A counter of the main warehouse. */
    public BigDecimal counter(String column, String code) {
        return call(() -> bean(Database.class)
                .query(
                        "select " + column + " from stock_levels where product_code = ? and warehouse = 'glavno'",
                        row -> row.getBigDecimal(1),
                        code)
                .get(0));
    }

    /** What a query of one number says. */
    public long number(String sql, Object... values) {
        return call(() ->
                bean(Database.class).query(sql, row -> row.getLong(1), values).get(0));
    }

    private Object made(Class<?> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            var bean = constructor.newInstance();
            beans.put(type, bean);
            for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
                for (var field : level.getDeclaredFields()) {
                    inject(bean, field);
                }
            }
            return bean;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make " + type, e);
        }
    }

    private void inject(Object bean, Field field) throws IllegalAccessException {
        boolean injected = field.isAnnotationPresent(Inject.class)
                || field.isAnnotationPresent(jakarta.persistence.PersistenceContext.class);
        if (!injected || field.getType() == OrderImport.class) {
            return;
        }
        field.setAccessible(true);
        var property = field.getAnnotation(ConfigProperty.class);
        if (property == null) {
            field.set(bean, bean(field.getType()));
        } else {
            var value = property.defaultValue();
            field.set(bean, field.getType() == Duration.class ? Duration.parse(value) : value);
        }
    }

    private EntityManager sharedEntities() {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(CURRENT.get(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static DataSource database() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "80")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            var source = new PGSimpleDataSource();
            source.setUrl(server.getJdbcUrl("postgres", "postgres"));
            source.setStringType("unspecified");
            DatabaseMigration.bringUpToDate(source);
            return source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EntityManagerFactory entities() {
        return new PersistenceProvider()
                .createEntityManagerFactory(
                        "orders",
                        Map.of(
                                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                                "jakarta.persistence.nonJtaDataSource", DATABASE,
                                "jakarta.persistence.jtaDataSource", ""));
    }
}
