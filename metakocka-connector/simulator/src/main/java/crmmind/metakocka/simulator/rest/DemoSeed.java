package crmmind.metakocka.simulator.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.store.Partner;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.store.Warehouse;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What the demo company starts with, the same every time: ids, numbers, dates. Only the change stamps of its orders are
 * those of the moment, so that a pull of recent changes finds them.
 */
public final class DemoSeed {
    static final Warehouse MAIN = new Warehouse(1601, "glavno", "Glavno skladišče", true, true);
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 2);
    private static final String[][] PARTNERS = {
        {"Hribar d.o.o.", "Celovška cesta 12", "1000", "Ljubljana", "SI10000011"},
        {"Novak trgovina d.o.o.", "Glavni trg 3", "2000", "Maribor", "SI10000022"},
        {"Kmetija Zupan", "Vaška pot 7", "4000", "Kranj", ""},
        {"Atelje Lipa s.p.", "Prešernova ulica 21", "3000", "Celje", "SI10000044"},
        {"Morski val d.o.o.", "Obala 55", "6320", "Portorož", "SI10000055"},
        {"Ana Kovač", "Ulica talcev 9", "8000", "Novo mesto", ""},
        {"Gostilna Pri Marjanu", "Stara cesta 1", "5000", "Nova Gorica", "SI10000077"},
        {"Papirnica Pika d.o.o.", "Šolska ulica 4", "9000", "Murska Sobota", "SI10000088"},
        {"Peter Golob", "Rožna dolina 16", "1000", "Ljubljana", ""},
        {"Alpski šport d.o.o.", "Ljubljanska cesta 30", "4260", "Bled", "SI10000100"},
    };

    /** Status, buyer (1 to 10), carrier, reference, then product and amount in turn. */
    private static final List<List<Object>> ORDERS = List.of(
            List.of("created", 1, "DHL", "WEB-2001", 1, "2", 2, "1"),
            List.of("created", 2, "GLS", "WEB-2002", 3, "5"),
            List.of("ready_to_ship", 3, "Pošta Slovenije", "WEB-2003", 4, "1", 5, "1", 6, "3"),
            List.of("shipped", 4, "DHL", "WEB-2004", 7, "10"),
            List.of("completed", 5, "GLS", "WEB-2005", 8, "2", 9, "2"),
            List.of("canceled", 6, "DHL", "WEB-2006", 10, "4"),
            List.of("paused", 7, "Pošta Slovenije", "WEB-2007", 11, "1", 12, "6"),
            List.of("draft", 8, "", "", 13, "3"),
            List.of("created", 9, "DHL", "TEL-311", 14, "2.5", 15, "1"),
            List.of("package_returned", 10, "GLS", "WEB-2010", 20, "1"),
            List.of("ready_to_ship", 1, "DHL", "TEL-312", 25, "12", 26, "1"),
            List.of("created", 2, "", "", 30, "1", 29, "2", 28, "3"));

    private final Company company;
    private final SalesOrders orders;

    DemoSeed(Company company, SalesOrders orders) {
        this.company = company;
        this.orders = orders;
    }

    void plant() {
        company.store().seed(() -> {
            warehouses();
            products();
            partners();
            for (var i = 0; i < ORDERS.size(); i++) {
                order(i, ORDERS.get(i));
            }
        });
    }

    private void warehouses() {
        company.store().put(MAIN);
        company.store().put(new Warehouse(1602, "trgovina", "Trgovina", false, true));
        company.store().put(new Warehouse(1603, "zunanje", "Zunanje skladišče", false, false));
    }

    private void products() {
        var store = company.store();
        for (var n = 1; n <= 50; n++) {
            var id = 1_600_000_000L + n;
            var code = "ART-%03d".formatted(n);
            var price = BigDecimal.valueOf(10L + n).setScale(2);
            store.put(new Product(
                    id,
                    Integer.toString(1000 + n),
                    code,
                    "Artikel %03d".formatted(n),
                    "kos",
                    price,
                    "EX4",
                    false,
                    Json.object().put("barcode", barcode(n))));
            switch (n) {
                case 48 -> store.count(1601, id, BigDecimal.valueOf(5));
                case 49 -> store.count(1601, id, BigDecimal.ZERO);
                case 50 -> store.count(1601, id, BigDecimal.valueOf(-3));
                default -> {
                    store.count(1601, id, BigDecimal.valueOf(1000));
                    store.count(1602, id, BigDecimal.valueOf(100));
                }
            }
        }
        store.put(
                new Product(1_600_000_051L, "1051", "DOSTAVA", "Dostava", "kos", new BigDecimal("5.00"), "EX4", true));
    }

    /** An EAN-13 from the range for use inside a company, which is nobody's. */
    private static String barcode(int n) {
        var digits = "20%05d%05d".formatted(1600, n);
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private void partners() {
        for (var n = 1; n <= PARTNERS.length; n++) {
            var partner = PARTNERS[n - 1];
            var business = !partner[4].isEmpty();
            var content = Json.object();
            content.put("mk_id", Long.toString(1_600_100_000L + n));
            content.put("business_entity", Boolean.toString(business));
            content.put("taxpayer", Boolean.toString(business));
            content.put("foreign_county", "false");
            Parties.put(content, "tax_id_number", partner[4]);
            content.put("customer", partner[0]);
            content.put("count_code", Integer.toString(n));
            content.put("buyer", "true");
            var address = Long.toString(1_600_110_000L + n);
            content.putArray("partner_contact_list")
                    .addObject()
                    .put("mk_id", Long.toString(1_600_120_000L + n))
                    .put("mk_address_id", address)
                    .put("contact_address", partner[1])
                    .put("name", partner[0])
                    .put("gsm", "040 000 %03d".formatted(n))
                    .put("email", "partner%d@example.test".formatted(n));
            content.putArray("partner_delivery_address_list")
                    .addObject()
                    .put("mk_id", address)
                    .put("address_type", "Račun")
                    .put("street", partner[1])
                    .put("post_number", partner[2])
                    .put("city", partner[3])
                    .put("country", "Slovenia")
                    .put("payment_due_days", "15")
                    .put("language", "Slovenski")
                    .put("currency", "EUR");
            company.store().put(Partner.of(content));
        }
    }

    private void order(int index, List<Object> order) {
        var buyer = (Integer) order.get(1);
        var day = FIRST_DAY.plusDays(index);
        var request = Json.object();
        request.put("doc_type", Documents.ORDER);
        request.put("count_code", "PP-" + (index + 1));
        request.put("doc_date", Dates.date(day));
        request.put("status_code", (String) order.get(0));
        request.put("delivery_type", (String) order.get(2));
        request.put("buyer_order", (String) order.get(3));
        request.put("title", "Spletno naročilo " + (index + 1));
        request.putObject("partner")
                .put("mk_id", Long.toString(1_600_100_000L + buyer))
                .put("mk_address_id", Long.toString(1_600_110_000L + buyer));
        var lines = request.putArray("product_list");
        for (var i = 4; i < order.size(); i += 2) {
            lines.addObject()
                    .put("code", "ART-%03d".formatted((Integer) order.get(i)))
                    .put("amount", (String) order.get(i + 1));
        }
        if (index % 3 == 0) {
            lines.addObject().put("code", "DOSTAVA").put("amount", "1");
        }
        var id = orders.put(request).path("mk_id").asLong();
        var content =
                company.store().document(Documents.ORDER, id).orElseThrow().content();
        company.store().put(Document.of(madeAt(content, day)));
    }

    private static ObjectNode madeAt(ObjectNode content, LocalDate day) {
        var at = day.atTime(LocalTime.of(9, 30)).toEpochSecond(ZoneOffset.UTC);
        content.put("_created", at);
        for (var entry : content.path("_log")) {
            ((ObjectNode) entry).put("operation_time", at);
        }
        return content;
    }
}
