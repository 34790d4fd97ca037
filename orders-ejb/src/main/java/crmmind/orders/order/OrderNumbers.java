package crmmind.orders.order;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Locale;

/** Numbers of orders, as {@code CRM-2026-000001}: never used twice; one that was rolled back leaves a gap. */
@ApplicationScoped
public class OrderNumbers {

    private static final int MOST = 30;

    @Inject
    Database database;

    @Inject
    OrderSettings settings;

    /** The next one. */
    public String next(LocalDate date) {
        long value = database.query("select nextval('order_number_seq')", row -> row.getLong(1))
                .get(0);
        return number(settings.numberPrefix(), date.getYear(), value);
    }

    static String number(String prefix, int year, long value) {
        var number = String.format(Locale.ROOT, "%s-%04d-%06d", prefix, year, value);
        if (number.length() > MOST) {
            throw new IllegalStateException(
                    "orders.number-prefix is too long: " + number + " has more than " + MOST + " characters");
        }
        return number;
    }
}
