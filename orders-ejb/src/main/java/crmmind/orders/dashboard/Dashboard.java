package crmmind.orders.dashboard;

import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.sync.SyncHealth;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the desk stands at one moment. Days are those of Europe/Ljubljana.
 *
 * @param open how many orders show a status that is not the end; a missing one has none
 * @param toShipAmount what is to be shipped is worth, gross, by currency
 * @param syncs how many orders wait for Metakocka or for a person; a missing one has none
 * @param ages the open orders by age, youngest first
 * @param shortages the products most orders wait for
 * @param shortCount how many products are short in all
 * @param days the last days, oldest first, today last
 */
public record Dashboard(
        Instant at,
        Map<OrderStatus, Long> open,
        List<Amount> toShipAmount,
        Map<SyncStatus, Long> syncs,
        List<Age> ages,
        List<Shortage> shortages,
        long shortCount,
        List<Day> days,
        SyncHealth.Health sync)
        implements Serializable {

    /** Money of one currency. */
    public record Amount(String currency, BigDecimal value) implements Serializable {}

    /**
     * Open orders taken in the same days.
     *
     * @param from the first of these days; null for all before {@code to}
     * @param to the last one
     * @param toShip confirmed, processing or partly fulfilled, and not on hold
     * @param onHold whatever they were before
     * @param amount gross, of those to ship
     */
    public record Age(@Nullable LocalDate from, LocalDate to, long toShip, long onHold, List<Amount> amount)
            implements Serializable {}

    /**
     * A product of which nothing is available where orders want it.
     *
     * @param available zero or less
     * @param missing how much must come in until everything wanted can be held
     * @param orders how many orders wait for it
     */
    public record Shortage(
            String productCode,
            String productName,
            String warehouse,
            BigDecimal available,
            BigDecimal missing,
            long orders)
            implements Serializable {}

    /**
     * The orders taken on one day.
     *
     * @param orders all of them, whatever became of them
     * @param amount gross, without the cancelled ones
     */
    public record Day(LocalDate date, long orders, List<Amount> amount) implements Serializable {}

    /** How many orders show one of these statuses. */
    public long count(OrderStatus... statuses) {
        return List.of(statuses).stream()
                .mapToLong(status -> open.getOrDefault(status, 0L))
                .sum();
    }

    /** How many orders have one of these sync statuses. */
    public long count(SyncStatus... statuses) {
        return List.of(statuses).stream()
                .mapToLong(status -> syncs.getOrDefault(status, 0L))
                .sum();
    }
}
