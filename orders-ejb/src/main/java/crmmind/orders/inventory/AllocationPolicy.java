package crmmind.orders.inventory;

import crmmind.orders.inventory.AllocationRules.RankedWarehouse;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the {@link AllocationRules}. */
@ApplicationScoped
@Transactional
public class AllocationPolicy {

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** The rules as they are now. */
    public AllocationRules rules() {
        var warehouses = database.query(
                "select mark, name, allocates from warehouses where active"
                        + " order by allocation_rank nulls last, main desc, name, mark",
                row -> new RankedWarehouse(row.getString(1), row.getString(2), row.getBoolean(3)));
        return database.query(
                        "select strategy, backorder, version, updated_at, updated_by from allocation_rules",
                        row -> rules(row, warehouses))
                .get(0);
    }

    private static AllocationRules rules(ResultSet row, List<RankedWarehouse> warehouses) throws SQLException {
        var at = row.getTimestamp(4);
        return new AllocationRules(
                AllocationStrategy.of(row.getString(1)).orElseThrow(),
                row.getBoolean(2),
                warehouses,
                row.getLong(3),
                at == null ? null : at.toInstant(),
                row.getString(5));
    }

    /**
     * Changes the rules; orders that are confirmed from now on follow them.
     *
     * @param expectedVersion of the rules that were shown; refused with VERSION_CONFLICT where they have changed since
     * @param ranked the marks of the active warehouses in their new order; those missing keep their place behind them
     * @param candidates those of them a rule may choose; at least one unless the strategy is manual
     */
    public void change(
            long expectedVersion,
            @Nullable AllocationStrategy strategy,
            boolean backorder,
            List<String> ranked,
            List<String> candidates,
            String actor) {
        var violations = new Violations();
        var known = new HashSet<>(database.query("select mark from warehouses", row -> row.getString(1)));
        for (var mark : ranked) {
            if (!known.contains(mark)) {
                violations.add("/warehouses", "UNKNOWN_WAREHOUSE", "There is no warehouse " + mark);
            }
        }
        if (new HashSet<>(ranked).size() != ranked.size()) {
            violations.add("/warehouses", "DUPLICATE", "A warehouse has one place only");
        }
        if (strategy == null) {
            violations.add("/strategy", "REQUIRED", "Choose how the warehouse is found");
        } else if (strategy != AllocationStrategy.MANUAL && candidates.isEmpty()) {
            violations.add("/warehouses", "REQUIRED", "A rule needs at least one warehouse to choose from");
        }
        violations.refuse();
        int rows = database.update(
                "update allocation_rules set strategy = ?, backorder = ?, version = version + 1, updated_at = ?,"
                        + " updated_by = ? where version = ?",
                Optional.ofNullable(strategy).orElseThrow().code(),
                backorder,
                clock.instant(),
                actor,
                expectedVersion);
        if (rows != 1) {
            throw new BusinessException(Problem.VERSION_CONFLICT, Sentence.of("rules.version"));
        }
        var changes = new ArrayList<List<@Nullable Object>>();
        int rank = 0;
        for (var mark : ranked) {
            rank++;
            changes.add(List.of(rank, candidates.contains(mark), mark));
        }
        database.batch("update warehouses set allocation_rank = ?, allocates = ? where mark = ?", changes);
    }
}
