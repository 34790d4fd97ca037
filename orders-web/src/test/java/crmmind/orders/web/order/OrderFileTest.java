package crmmind.orders.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderSummary;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.PostalAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderFileTest {

    private static OrderSummary order(String customer, String total) {
        return new OrderSummary(
                UUID.randomUUID(),
                "CRM-2026-000001",
                0,
                "confirmed",
                List.of(),
                "allocated",
                "unfulfilled",
                "none",
                "synced",
                null,
                null,
                new OrderDetails.MetakockaSide("400", "PP-1", "CRM-2026-000001", "created", null),
                new CustomerData(
                        customer,
                        null,
                        null,
                        null,
                        new PostalAddress("Ulica \"X\", 1\n2. nad.", "1000", "Žalec", "SI")),
                "EUR",
                "glavno",
                "DHL",
                LocalDate.of(2026, 11, 30),
                "a;b,c",
                null,
                new BigDecimal(total),
                new BigDecimal("0.00"),
                new BigDecimal(total),
                Instant.parse("2026-11-23T23:30:00Z"),
                Instant.parse("2026-11-23T23:30:00Z"),
                3);
    }

    private static byte[] csv(OrderSummary... orders) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var file = OrderFile.csv(bytes)) {
            file.add(List.of(orders));
        }
        return bytes.toByteArray();
    }

    @Test
    void csv_keeps_every_value_as_it_is() throws IOException {
        var bytes = csv(order("Čebelar Žiga d.o.o.", "1234567.80"), order("B", "-0.10"));

        var text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).startsWith("\ufeffOrder,Created,");
        try (var parsed = CSVParser.parse(
                text.substring(1),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            var rows = parsed.getRecords();
            assertThat(rows).hasSize(2);
            assertThat(rows.get(0).get("Customer")).isEqualTo("Čebelar Žiga d.o.o.");
            assertThat(rows.get(0).get("Street")).isEqualTo("Ulica \"X\", 1\n2. nad.");
            assertThat(rows.get(0).get("Created")).isEqualTo("2026-11-24T00:30");
            assertThat(rows.get(0).get("Total")).isEqualTo("1234567.80");
            assertThat(rows.get(1).get("Total")).as("a number, not a formula").isEqualTo("-0.10");
            assertThat(rows.get(0).get("E-mail")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"http://x\")", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"})
    void a_text_is_never_a_formula(String name) throws IOException {
        try (var parsed = CSVParser.parse(
                new String(csv(order(name, "1.00")), StandardCharsets.UTF_8).substring(1),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            assertThat(parsed.getRecords().get(0).get("Customer")).isEqualTo("'" + name);
        }
        var bytes = new ByteArrayOutputStream();
        try (var file = OrderFile.xlsx(bytes)) {
            file.add(List.of(order(name, "1.00")));
        }
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(workbook.getFirstSheet().read().get(1).getCell(5).getType())
                    .isEqualTo(CellType.STRING);
        }
    }

    @Test
    void a_workbook_has_numbers_and_days() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var file = OrderFile.xlsx(bytes)) {
            file.add(List.of(order("Čebelar Žiga d.o.o.", "1234567.80")));
            file.add(List.of(order("B", "0.01")));
        }

        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(1).getCell(5).asString()).isEqualTo("Čebelar Žiga d.o.o.");
            assertThat(rows.get(1).getCell(19).asNumber()).isEqualByComparingTo("1234567.80");
            assertThat(rows.get(1).getCell(15).asDate().toLocalDate()).isEqualTo(LocalDate.of(2026, 11, 30));
            assertThat(rows.get(2).getCell(19).asNumber()).isEqualByComparingTo("0.01");
        }
    }
}
