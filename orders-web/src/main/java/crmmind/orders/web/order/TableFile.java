package crmmind.orders.web.order;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Rows that become a CSV file while they are added: UTF-8 with a byte order mark, by which Excel knows it; commas, and
 * points in numbers. A text that a spreadsheet would take for a formula is marked as text.
 */
public final class TableFile implements AutoCloseable {

    private final CSVPrinter printer;

    /** Begins with the titles. */
    public TableFile(OutputStream out, List<String> titles) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write('\ufeff');
        printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(titles);
    }

    /** Adds a row; a null is an empty cell. */
    public void add(List<? extends @Nullable Object> values) throws IOException {
        for (var value : values) {
            printer.print(plain(value));
        }
        printer.println();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String text ? OrderFile.harmless(text) : value;
    }

    /** Ends the file; the stream stays open. */
    @Override
    public void close() throws IOException {
        printer.flush();
    }
}
