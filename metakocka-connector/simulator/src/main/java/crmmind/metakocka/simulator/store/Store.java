package crmmind.metakocka.simulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything the simulated company has. One caller at a time: the company's lock guards it.
 *
 * <p>What a document does to stock is part of the document ({@code _moves}, {@code _reserved}), so that changing or
 * removing it takes the effect along.
 */
public final class Store {
    /** The ids of everything that is made later lie above those of the seed. */
    private static final long FIRST_ID = 400_000_001_000L;

    private static final long FIRST_SEED_ID = 400_000_000_001L;

    private final Map<String, List<Document>> documents = new TreeMap<>();
    private final Map<String, Map<String, Document>> byNumber = new HashMap<>();
    private final Map<String, Object> byReference = new HashMap<>();
    private final List<Partner> partners = new ArrayList<>();
    private final Map<String, Product> productsByCode = new LinkedHashMap<>();
    private final Map<Long, Product> productsById = new HashMap<>();
    private final Map<Long, Warehouse> warehouses = new LinkedHashMap<>();
    private final Map<StockKey, StockLevel> stock = new HashMap<>();
    private final Map<String, Long> numbers = new TreeMap<>();
    private final Set<Long> touched = new LinkedHashSet<>();
    private final Changes changes;
    private long lastId = FIRST_ID;
    private long seedId;

    private record StockKey(long warehouse, long product) {}

    /** A store that reports what changes in it. */
    public Store(Changes changes) {
        this.changes = changes;
    }

    /**
     * Runs what fills a store at the start: it gets the same ids every time, which lie below all that are issued later.
     */
    public void seed(Runnable seeding) {
        seedId = FIRST_SEED_ID;
        try {
            seeding.run();
        } finally {
            seedId = 0;
        }
    }

    /** A new id, never issued before. */
    public long nextId() {
        if (seedId > 0) {
            return seedId++;
        }
        lastId++;
        changes.counter("id", lastId);
        return lastId;
    }

    /** The next number of a sequence, never issued before. The first is the given one. */
    public long nextNumber(String sequence, long first) {
        var next = Math.max(first, numbers.getOrDefault(sequence, 0L) + 1);
        numbers.put(sequence, next);
        changes.counter(sequence, next);
        return next;
    }

    void counter(String sequence, long value) {
        if (sequence.equals("id")) {
            lastId = Math.max(lastId, value);
        } else {
            numbers.merge(sequence, value, Math::max);
        }
    }

    /** Forgets everything but the ids and numbers that were issued. */
    public void clear() {
        forget();
        changes.cleared();
    }

    /** To be called after the company's settings were changed. */
    public void settingsChanged() {
        changes.settings();
    }

    void forget() {
        documents.clear();
        byNumber.clear();
        byReference.clear();
        partners.clear();
        productsByCode.clear();
        productsById.clear();
        warehouses.clear();
        stock.clear();
    }

    /** Whether nothing was ever stored. */
    public boolean empty() {
        return warehouses.isEmpty() && documents.isEmpty() && partners.isEmpty() && productsByCode.isEmpty();
    }

    // ---- documents

    /** Stores a document, in place of the one with its id if there is one. */
    public void put(Document document) {
        apply(document);
        changes.document(document);
    }

    void apply(Document document) {
        remove(document.type(), document.id());
        insert(documents.computeIfAbsent(document.type(), type -> new ArrayList<>()), document, Document::id);
        byNumber.computeIfAbsent(document.type(), type -> new HashMap<>()).putIfAbsent(document.number(), document);
        if (document.type().equals("sales_order") && document.reference() != null) {
            byReference.merge(document.reference(), document, Store::together);
        }
        effects(document.content(), 1);
    }

    /** Removes a document for good and takes back what it did to stock. */
    public void delete(Document document) {
        remove(document.type(), document.id());
        changes.documentRemoved(document);
    }

    void remove(String type, long id) {
        var list = documents.getOrDefault(type, List.of());
        var at = index(list, id, Document::id);
        if (at < 0) {
            return;
        }
        var old = list.remove(at);
        if (list.isEmpty()) {
            documents.remove(type);
        }
        byNumber.getOrDefault(type, new HashMap<>()).remove(old.number(), old);
        if (old.reference() != null) {
            byReference.computeIfPresent(old.reference(), (reference, value) -> without(value, old));
        }
        effects(old.content(), -1);
    }

    public Optional<Document> document(String type, long id) {
        var list = documents.getOrDefault(type, List.of());
        var at = index(list, id, Document::id);
        return at < 0 ? Optional.empty() : Optional.of(list.get(at));
    }

    /** The document of that type and {@code count_code}. */
    public Optional<Document> numbered(String type, String number) {
        return Optional.ofNullable(byNumber.getOrDefault(type, Map.of()).get(number));
    }

    /** The sales orders with that {@code buyer_order}, oldest first. */
    public List<Document> referenced(String reference) {
        var value = byReference.get(reference);
        if (value instanceof Document one) {
            return List.of(one);
        }
        if (value instanceof Several several) {
            return Collections.unmodifiableList(several.documents);
        }
        return List.of();
    }

    /** The references that more than one sales order carries; parts of a split order do not count. */
    public List<String> sharedReferences() {
        var shared = new ArrayList<String>();
        byReference.forEach((reference, value) -> {
            if (value instanceof Several several
                    && several.documents.stream()
                                    .filter(document -> !document.partOfAnother())
                                    .count()
                            > 1) {
                shared.add(reference);
            }
        });
        Collections.sort(shared);
        return shared;
    }

    /** All documents of a type by rising id. */
    public List<Document> documents(String type) {
        return Collections.unmodifiableList(documents.getOrDefault(type, List.of()));
    }

    /** The types of which there are documents, those that nobody is to see included. */
    public Collection<String> types() {
        return Collections.unmodifiableCollection(documents.keySet());
    }

    /** More than one sales order under one reference, which is rare. */
    private static final class Several {
        private final List<Document> documents = new ArrayList<>();
    }

    private static Object together(Object old, Object added) {
        var several = old instanceof Several more ? more : new Several();
        if (old instanceof Document first) {
            several.documents.add(first);
        }
        insert(several.documents, (Document) added, Document::id);
        return several;
    }

    private static @Nullable Object without(Object value, Document old) {
        if (value instanceof Several several) {
            several.documents.remove(old);
            return several.documents.size() == 1 ? several.documents.get(0) : several;
        }
        return value == old ? null : value;
    }

    private void effects(ObjectNode content, int sign) {
        for (var move : content.path("_moves")) {
            var change = new BigDecimal(move.path(2).asText()).multiply(BigDecimal.valueOf(sign));
            change(move.path(0).asLong(), move.path(1).asLong(), change, StockLevel::moved);
        }
        for (var reservation : content.path("_reserved")) {
            var change = new BigDecimal(reservation.path(2).asText()).multiply(BigDecimal.valueOf(sign));
            change(reservation.path(0).asLong(), reservation.path(1).asLong(), change, StockLevel::reserved);
        }
    }

    // ---- stock

    public StockLevel stock(long warehouse, long product) {
        return stock.getOrDefault(new StockKey(warehouse, product), StockLevel.NONE);
    }

    /** Sets what was counted, as a person would who corrects the stock. */
    public void count(long warehouse, long product, BigDecimal counted) {
        change(warehouse, product, counted, StockLevel::counted);
        changes.counted(warehouse, product, counted);
    }

    void applyCount(long warehouse, long product, BigDecimal counted) {
        change(warehouse, product, counted, StockLevel::counted);
    }

    /** Calls for every place where something was ever counted, moved or reserved. */
    void forEachCounted(CountedPlace consumer) {
        stock.forEach((key, level) -> consumer.accept(key.warehouse, key.product, level.counted()));
    }

    /** Receives a place and what was counted there. */
    @FunctionalInterface
    interface CountedPlace {
        void accept(long warehouse, long product, BigDecimal counted);
    }

    private void change(
            long warehouse, long product, BigDecimal amount, BiFunction<StockLevel, BigDecimal, StockLevel> how) {
        var key = new StockKey(warehouse, product);
        touched.add(product);
        stock.put(key, how.apply(stock.getOrDefault(key, StockLevel.NONE), amount));
    }

    /** The products whose stock or reservation changed since the last time this was asked. */
    public List<Long> takeTouched() {
        if (touched.isEmpty()) {
            return List.of();
        }
        var products = List.copyOf(touched);
        touched.clear();
        return products;
    }

    // ---- master data

    public void put(Warehouse warehouse) {
        apply(warehouse);
        changes.warehouse(warehouse);
    }

    void apply(Warehouse warehouse) {
        warehouses.put(warehouse.id(), warehouse);
    }

    public Collection<Warehouse> warehouses() {
        return Collections.unmodifiableCollection(warehouses.values());
    }

    public Optional<Warehouse> warehouse(long id) {
        return Optional.ofNullable(warehouses.get(id));
    }

    /** The warehouse that documents call so. */
    public Optional<Warehouse> warehouse(String mark) {
        return warehouses.values().stream()
                .filter(warehouse -> warehouse.mark().equals(mark))
                .findFirst();
    }

    public Optional<Warehouse> mainWarehouse() {
        return warehouses.values().stream().filter(Warehouse::main).findFirst();
    }

    public void put(Product product) {
        apply(product);
        changes.product(product);
    }

    void apply(Product product) {
        productsByCode.put(product.code(), product);
        productsById.put(product.id(), product);
    }

    public Collection<Product> products() {
        return Collections.unmodifiableCollection(productsByCode.values());
    }

    /** The product with that SKU. */
    public Optional<Product> product(String code) {
        return Optional.ofNullable(productsByCode.get(code));
    }

    public Optional<Product> product(long id) {
        return Optional.ofNullable(productsById.get(id));
    }

    /** The product with that visible id. */
    public Optional<Product> numberedProduct(String number) {
        return productsByCode.values().stream()
                .filter(product -> product.number().equals(number))
                .findFirst();
    }

    public void put(Partner partner) {
        apply(partner);
        changes.partner(partner);
    }

    void apply(Partner partner) {
        var at = index(partners, partner.id(), Partner::id);
        if (at >= 0) {
            partners.set(at, partner);
        } else {
            insert(partners, partner, Partner::id);
        }
    }

    /** All partners by rising id. */
    public List<Partner> partners() {
        return Collections.unmodifiableList(partners);
    }

    public Optional<Partner> partner(long id) {
        var at = index(partners, id, Partner::id);
        return at < 0 ? Optional.empty() : Optional.of(partners.get(at));
    }

    // ---- lists sorted by id: new ones nearly always go to the end

    private static <T> void insert(List<T> sorted, T element, ToLongFunction<T> id) {
        var at = sorted.size();
        if (at > 0 && id.applyAsLong(sorted.get(at - 1)) > id.applyAsLong(element)) {
            at = -1 - index(sorted, id.applyAsLong(element), id);
        }
        sorted.add(at, element);
    }

    private static <T> int index(List<T> sorted, long wanted, ToLongFunction<T> id) {
        var low = 0;
        var high = sorted.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var found = id.applyAsLong(sorted.get(middle));
            if (found < wanted) {
                low = middle + 1;
            } else if (found > wanted) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1 - low;
    }

    /** The counters, for a snapshot. */
    void forEachCounter(BiConsumer<String, Long> consumer) {
        consumer.accept("id", lastId);
        numbers.forEach(consumer);
    }
}
