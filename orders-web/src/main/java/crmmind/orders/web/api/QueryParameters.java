package crmmind.orders.web.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query of an address, read as strictly as a body. Blank values count as missing. */
final class QueryParameters {

    private final MultivaluedMap<String, String> values;

    QueryParameters(MultivaluedMap<String, String> values, String... known) {
        this.values = values;
        var names = Set.of(known);
        for (var name : values.keySet()) {
            if (!names.contains(name)) {
                throw RequestBody.refusal(pointer(name), "UNKNOWN_PARAMETER", "There is no such parameter");
            }
        }
    }

    /** The single value. */
    @Nullable
    String one(String name) {
        var all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw RequestBody.refusal(pointer(name), "REPEATED", "May stand once");
        }
        return all.isEmpty() || all.get(0).isBlank() ? null : all.get(0).strip();
    }

    /** Values of an enumeration; may repeat. */
    <T> Set<T> all(String name, Function<String, Optional<T>> reader) {
        var read = new LinkedHashSet<T>();
        for (var value : values.getOrDefault(name, List.of())) {
            if (!value.isBlank()) {
                read.add(reader.apply(value.strip())
                        .orElseThrow(() -> RequestBody.refusal(pointer(name), "UNKNOWN_VALUE", "Unknown value")));
            }
        }
        return read;
    }

    /** A day. */
    @Nullable
    LocalDate date(String name) {
        var text = one(name);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw RequestBody.refusal(pointer(name), "UNPARSABLE_VALUE", "Must be a date like 2026-11-23");
        }
    }

    /** A page's size. */
    int limit(int otherwise, int most) {
        var text = one("limit");
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw RequestBody.refusal("/limit", "OUT_OF_RANGE", "Must be a number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
