package crmmind.orders.web.parts;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.LinkedPapers;
import crmmind.orders.web.dashboard.Columns;
import crmmind.orders.web.order.OrderTimeline;
import crmmind.orders.web.shell.Toasts;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Behind {@code components.xhtml}: what the tag library says of itself, and values to show components with. */
@Named
@ApplicationScoped
public class ComponentsView {

    private static final String LIBRARY = "/WEB-INF/desk.taglib.xml";

    private static final List<String> COMPOSITES = List.of(
            "order/orderStatusBadge",
            "order/syncBadge",
            "order/syncStatus",
            "order/fulfillOrderButton",
            "order/cancelOrderButton",
            "chart/columns");
    private static final Set<String> STATES = Set.of("not_synced", "pending", "synced", "needs_review", "error");

    @Inject
    ServletContext application;

    @Inject
    Clock clock;

    private Map<String, String> descriptions = Map.of();

    @PostConstruct
    void read() {
        try (var file = application.getResourceAsStream(LIBRARY)) {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var tags = factory.newDocumentBuilder().parse(file).getElementsByTagName("tag");
            var found = new TreeMap<String, String>();
            for (int i = 0; i < tags.getLength(); i++) {
                var tag = (Element) tags.item(i);
                found.put(text(tag, "tag-name"), text(tag, "description"));
            }
            for (var composite : COMPOSITES) {
                try (var page = application.getResourceAsStream("/resources/" + composite + ".xhtml")) {
                    var about = (Element) factory.newDocumentBuilder()
                            .parse(page)
                            .getElementsByTagName("cc:interface")
                            .item(0);
                    found.put(composite.replaceFirst(".*/", ""), about.getAttribute("shortDescription"));
                }
            }
            descriptions = Map.copyOf(found);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(LIBRARY + " cannot be read", e);
        }
    }

    private static String text(Element tag, String name) {
        return tag.getElementsByTagName(name).item(0).getTextContent().strip();
    }

    /** What a tag or composite is for and what it takes, by its name; in English, as the library says it. */
    public Map<String, String> getDescriptions() {
        return descriptions;
    }

    /** A moment some minutes ago. */
    public Instant getMoment() {
        return clock.instant().minusSeconds(400);
    }

    /** A way back that leads nowhere. */
    public Toasts.Undo getUndo() {
        return new Toasts.Undo("/orders/toast/undo", "sample");
    }

    /** A comment that mentions somebody. */
    public List<OrderTimeline.Said> getSaid() {
        return List.of(new OrderTimeline.Said("@warehouse", true), new OrderTimeline.Said(" <CRM-2026-000042>", false));
    }

    /** A chart to look at. */
    public Columns getColumns() {
        return Columns.of(
                LongStream.of(3, 8, 5, 0, 12, 7, 9)
                        .mapToObj(orders -> new Columns.Value(
                                BigDecimal.valueOf(orders), Long.toString(orders), "/components#columns"))
                        .toList(),
                List.of("1.", "4.", "7."));
    }

    /** The sync status that was asked for; the one that shows most where there is none of that name. */
    public String state(@Nullable String asked) {
        return asked != null && STATES.contains(asked) ? asked : "error";
    }

    /** An order that exists only on this page, in a sync status. */
    public OrderDetails order(String syncStatus) {
        boolean known = !syncStatus.equals("not_synced");
        return new OrderDetails(
                new UUID(0, 0),
                "CRM-2026-000042",
                1,
                "confirmed",
                List.of(),
                "allocated",
                "unfulfilled",
                "none",
                syncStatus,
                syncStatus.equals("error") ? "Metakocka: Product with code ART-1 not found (8)" : null,
                known ? getMoment() : null,
                known
                        ? new OrderDetails.MetakockaSide(
                                "400000000042", "PP-42", "CRM-2026-000042", "created", papers())
                        : null,
                new CustomerData("Čebelarstvo Žnidaršič d.o.o.", null, null, null, null),
                null,
                "EUR",
                "glavno",
                null,
                null,
                null,
                null,
                null,
                new BigDecimal("100.00"),
                new BigDecimal("22.00"),
                new BigDecimal("122.00"),
                getMoment(),
                getMoment(),
                List.of(),
                List.of(),
                List.of());
    }

    private LinkedPapers papers() {
        return new LinkedPapers(
                getMoment(),
                new BigDecimal("122.00"),
                new BigDecimal("60.00"),
                List.of(new LinkedPapers.Paper(
                        "sales_bill_domestic", "26-0042", "400000000043", new BigDecimal("122.00"))));
    }
}
