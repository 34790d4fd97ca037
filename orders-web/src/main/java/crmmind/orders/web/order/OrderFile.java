package crmmind.orders.web.order;

import crmmind.orders.order.OrderSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A list of orders that becomes a file while it is read: what was written is not kept. Numbers and days stay numbers
 * and days. A text that a spreadsheet would take for a formula is marked as text: customers write their own names.
 */
interface OrderFile extends AutoCloseable {

    /** Adds orders, in the order they come. */
    void add(List<OrderSummary> orders) throws IOException;

    /** Ends the file; the stream stays open. */
    @Override
    void close() throws IOException;

    /** UTF-8 with a byte order mark, by which Excel knows it; commas, and points in numbers. */
    static OrderFile csv(OutputStream out) throws IOException {
        return new Csv(out);
    }

    /** A workbook; another sheet begins where one is full. */
    static OrderFile xlsx(OutputStream out) {
        return new Xlsx(out);
    }

    /** The text as data, whatever it begins with. */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** As CSV. */
    final class Csv implements OrderFile {
        private final TableFile table;

        Csv(OutputStream out) throws IOException {
            table = new TableFile(
                    out,
                    OrderColumns.ALL.stream().map(OrderColumns.Column::title).toList());
        }

        @Override
        public void add(List<OrderSummary> orders) throws IOException {
            for (var order : orders) {
                var row = new ArrayList<@Nullable Object>();
                OrderColumns.ALL.forEach(column -> row.add(column.value().apply(order)));
                table.add(row);
            }
        }

        @Override
        public void close() throws IOException {
            table.close();
        }
    }

    /** As a workbook. */
    final class Xlsx implements OrderFile {
        private static final int MOST_ROWS = 1_000_000;
        private static final int FLUSHED = 1000;

        private final Workbook workbook;
        private Worksheet sheet;
        private int sheets;
        private int row;

        Xlsx(OutputStream out) {
            workbook = new Workbook(out, "Order desk", "1.0");
            sheet = nextSheet();
        }

        private Worksheet nextSheet() {
            sheets++;
            var next = workbook.newWorksheet(sheets == 1 ? "Orders" : "Orders " + sheets);
            next.freezePane(1, 1);
            for (int column = 0; column < OrderColumns.ALL.size(); column++) {
                next.value(0, column, OrderColumns.ALL.get(column).title());
                next.width(column, column == 0 || column == 5 ? 22 : 14);
            }
            next.range(0, 0, 0, OrderColumns.ALL.size() - 1).style().bold().set();
            row = 1;
            return next;
        }

        @Override
        public void add(List<OrderSummary> orders) throws IOException {
            for (var order : orders) {
                if (row > MOST_ROWS) {
                    sheet.finish();
                    sheet = nextSheet();
                }
                for (int column = 0; column < OrderColumns.ALL.size(); column++) {
                    write(column, OrderColumns.ALL.get(column).value().apply(order));
                }
                row++;
                if (row % FLUSHED == 0) {
                    sheet.flush();
                }
            }
        }

        private void write(int column, @Nullable Object value) {
            if (value instanceof BigDecimal number) {
                sheet.value(row, column, number);
                sheet.style(row, column).format("#,##0.00").set();
            } else if (value instanceof Integer number) {
                sheet.value(row, column, number);
            } else if (value instanceof LocalDate day) {
                sheet.value(row, column, day);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            } else if (value instanceof LocalDateTime moment) {
                sheet.value(row, column, moment);
                sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
            } else if (value instanceof String text) {
                sheet.value(row, column, text); // a text cell: never read as a formula
            }
        }

        @Override
        public void close() throws IOException {
            workbook.finish();
        }
    }
}
