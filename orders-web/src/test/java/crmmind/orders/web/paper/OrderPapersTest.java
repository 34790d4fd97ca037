package crmmind.orders.web.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderDetails.Allocation;
import crmmind.orders.order.OrderDetails.FulfilledItem;
import crmmind.orders.order.OrderDetails.Fulfillment;
import crmmind.orders.order.OrderDetails.Item;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.ShippingAddress;
import crmmind.orders.web.shown.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The documents are read back as a printer and a scanner read them: their text, their letters, their bar code. */
class OrderPapersTest {

    private static final Shown SHOWN = new Shown() {
        @Override
        protected Locale locale() {
            return Locale.ENGLISH;
        }
    };
    private static final String NUMBER = "CRM-2026-000123";
    private static final String LONG_NAME =
            "Žični nosilec za čevlje, široki, s šestimi policami in dodatnim vijačnim pritrdilom za stene iz mavčnih plošč, "
                    + "ČRNO-RDEČ, Šmarješke Toplice";
    private static final Instant TAKEN = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void a_pick_list_says_what_to_take_from_where() {
        var first = item(1, "ART-002", LONG_NAME, "5", "1", "3");
        var second = item(2, "ART-001", "Šal ŽČĆĐ đćčšž", "2", "0", "0");
        var service = item(3, "DOSTAVA", "Dostava", true, "1", "0", "0");
        var order = order(
                List.of(first, second, service),
                List.of(
                        new Allocation(first.id(), "glavno", number("1"), "fulfilled"),
                        new Allocation(first.id(), "drugo", number("3"), "allocated"),
                        new Allocation(second.id(), "glavno", number("2"), "pending")),
                List.of(),
                "confirmed");

        var text = text(pickList(order));

        assertThat(text)
                .contains("Pick list", NUMBER, "Čebelarstvo Žnidaršič Škofja Loka")
                .contains("Šal ŽČĆĐ đćčšž", "Not everything that is open is in stock")
                .contains("Page 1 of 1")
                .doesNotContain("DOSTAVA", "Dostava");
        assertThat(words(text)).as("a long name is broken, not cut").contains(words(LONG_NAME), "Drugoskladišče");
        assertThat(text).as("by warehouse, then by code").containsSubsequence("ART-002", "4 3", "ART-001", "2 0");
    }

    @Test
    void a_packing_slip_of_a_shipment_says_where_it_goes_and_what_follows() {
        var first = item(1, "ART-001", LONG_NAME, "5", "4", "1");
        var second = item(2, "ART-002", "Žoga", "2", "2", "0");
        var third = item(3, "ART-003", "Kapa", "1", "0", "1");
        var order = order(
                List.of(first, second, third),
                List.of(),
                List.of(
                        shipment("TRACK-Š-1", List.of(new FulfilledItem(first.id(), number("3")))),
                        shipment(
                                "TRACK-2",
                                List.of(
                                        new FulfilledItem(first.id(), number("1")),
                                        new FulfilledItem(second.id(), number("2"))))),
                "partially_fulfilled");

        var one = text(packingSlip(order, 1));
        assertThat(one)
                .contains("Packing slip", NUMBER, "1 of 2", "TRACK-Š-1", "Pošta Slovenije")
                .contains("Šola Čopič", "Žabja vas 7", "8210 Trebnje")
                .contains("Follows later: 2 × ART-002, 1 × ART-003")
                .containsPattern("5 3 2")
                .doesNotContain("Žoga", "TRACK-2", "EUR", "10.00");
        var two = text(packingSlip(order, 2));
        assertThat(two)
                .contains("2 of 2", "TRACK-2", "Žoga", "Follows later: 1 × ART-003")
                .containsPattern("5 1 1")
                .containsPattern("2 2 –");
        var next = text(packingSlip(order, 0));
        assertThat(next).contains("Kapa").doesNotContain("TRACK", "Žoga", "Shipment");
    }

    @Test
    void when_nothing_is_open_the_slip_is_that_of_the_last_shipment() {
        var item = item(1, "ART-001", "Žoga", "2", "2", "0");
        var order = order(
                List.of(item),
                List.of(),
                List.of(shipment("LAST", List.of(new FulfilledItem(item.id(), number("2"))))),
                "fulfilled");

        assertThat(text(packingSlip(order, 0))).contains("LAST", "1 of 1", "Žoga");
        assertThat(text(pickList(order))).contains("Nothing is left to pick").doesNotContain("Žoga");
    }

    @Test
    void many_lines_go_on_many_pages_each_with_the_head_of_the_table_and_its_number() throws IOException {
        var items = IntStream.rangeClosed(1, 90)
                .mapToObj(i -> item(i, "ART-" + i, LONG_NAME, "1", "0", "1"))
                .toList();
        var allocations = items.stream()
                .map(item -> new Allocation(item.id(), "glavno", BigDecimal.ONE, "allocated"))
                .toList();

        try (var document = Loader.loadPDF(pickList(order(items, allocations, List.of(), "processing")))) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isBetween(5, 15);
            for (int page = 1; page <= pages; page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document)).contains("Page " + page + " of " + pages, "To pick", NUMBER);
            }
        }
    }

    @Test
    void a_scanner_reads_the_number_of_the_order() throws IOException, NotFoundException {
        var item = item(1, "ART-001", "Žoga", "2", "0", "2");
        var held = List.of(new Allocation(item.id(), "glavno", number("2"), "allocated"));
        var order = order(List.of(item), held, List.of(), "confirmed");

        assertThat(scanned(pickList(order))).isEqualTo(NUMBER);
        assertThat(scanned(packingSlip(order, 0))).isEqualTo(NUMBER);
    }

    @Test
    void every_letter_is_embedded() throws IOException {
        var order = order(List.of(item(1, "ART-001", "Žoga", "2", "0", "2")), List.of(), List.of(), "confirmed");

        try (var document = Loader.loadPDF(packingSlip(order, 0))) {
            var names = new ArrayList<String>();
            for (var page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    var font = page.getResources().getFont(name);
                    names.add(font.getName());
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
            assertThat(names).isNotEmpty().allMatch(name -> name.contains("LiberationSans"));
        }
    }

    private static byte[] pickList(OrderDetails order) {
        var out = new ByteArrayOutputStream();
        new PickList(SHOWN, Locale.ENGLISH, Map.of("glavno", "Glavno skladišče", "drugo", "Drugo skladišče"))
                .write(order, out, NUMBER + " · printed today");
        return kept("pick-list", out);
    }

    private static byte[] packingSlip(OrderDetails order, int shipment) {
        var out = new ByteArrayOutputStream();
        new PackingSlip(SHOWN, Locale.ENGLISH).write(order, shipment, out, NUMBER + " · printed today");
        return kept("packing-slip-" + shipment, out);
    }

    /** Leaves the document to look at under {@code target/papers}. */
    private static byte[] kept(String name, ByteArrayOutputStream out) {
        try {
            var folder = Files.createDirectories(Path.of("target", "papers"));
            Files.write(folder.resolve(name + ".pdf"), out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String text(byte[] document) {
        try (PDDocument read = Loader.loadPDF(document)) {
            return new PDFTextStripper().getText(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The letters alone: where lines were broken does not matter. */
    private static String words(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String scanned(byte[] document) throws IOException, NotFoundException {
        try (var read = Loader.loadPDF(document)) {
            var picture = new PDFRenderer(read).renderImageWithDPI(0, 200);
            var pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
            var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
            var found = new MultiFormatReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true));
            assertThat(found.getBarcodeFormat()).isEqualTo(BarcodeFormat.CODE_128);
            return found.getText();
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Item item(int position, String code, String name, String ordered, String shipped, String held) {
        return item(position, code, name, false, ordered, shipped, held);
    }

    private static Item item(
            int position, String code, String name, boolean service, String ordered, String shipped, String held) {
        return new Item(
                UUID.randomUUID(),
                position,
                code,
                name,
                service,
                number(ordered),
                BigDecimal.ZERO,
                number(held),
                number(shipped),
                BigDecimal.ZERO,
                number("10.00"),
                BigDecimal.ZERO,
                number("22"),
                number("10.00"),
                number("2.20"),
                number("12.20"));
    }

    private static Fulfillment shipment(String tracking, List<FulfilledItem> items) {
        return new Fulfillment(UUID.randomUUID(), TAKEN, tracking, "Pošta Slovenije", null, "shipped", "sent", items);
    }

    private static OrderDetails order(
            List<Item> items, List<Allocation> allocations, List<Fulfillment> fulfillments, String status) {
        return new OrderDetails(
                UUID.randomUUID(),
                NUMBER,
                0,
                status,
                List.of(),
                "partial",
                "unfulfilled",
                "none",
                "synced",
                null,
                null,
                null,
                new CustomerData(
                        "Čebelarstvo Žnidaršič Škofja Loka in sinovi, družba z omejeno odgovornostjo",
                        "info@example.test",
                        "+386 1 234 56 78",
                        "SI10000001",
                        new PostalAddress("Čopova ulica 14", "1000", "Ljubljana", "SI")),
                new ShippingAddress("Šola Čopič", "Žabja vas 7", "8210", "Trebnje", "SI"),
                "EUR",
                "glavno",
                "Pošta Slovenije",
                LocalDate.of(2026, 11, 30),
                "Pokličite pred dostavo: ključ je pri sosedu.",
                null,
                null,
                number("10.00"),
                number("2.20"),
                number("12.20"),
                TAKEN,
                TAKEN,
                items,
                allocations,
                fulfillments);
    }
}
