package crmmind.orders.demo;

import crmmind.orders.fulfillment.FulfillmentCommands;
import crmmind.orders.fulfillment.FulfillmentData;
import crmmind.orders.order.NewOrder;
import crmmind.orders.order.OrderCommands;
import crmmind.orders.order.OrderImport;
import crmmind.orders.order.UnknownOrders.UnknownOrder;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.MetakockaLink;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.ShippingAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * About forty orders in every status that the workflows reach, taken, sent, shipped and cancelled through the same
 * commands as everybody's. Uses the products ART-001 to ART-039 of the simulator's seed.
 */
@ApplicationScoped
public class DemoOrders {

    private static final String SALES = "sales";
    private static final String WAREHOUSE = "warehouse";
    private static final int IMPORTED = 5;
    private static final Duration ARRIVES = Duration.ofSeconds(10);

    private static final List<CustomerData> CUSTOMERS = List.of(
            company("Kavarna Čebelica d.o.o.", "SI51239801", "Čopova ulica 14", "1000", "Ljubljana", "cebelica"),
            company("Žagarstvo Šuštar s.p.", "SI48120377", "Škofjeloška cesta 51", "4000", "Kranj", "sustar"),
            company("Gostilna Pri Žabarju", "SI70445512", "Viška cesta 2", "1000", "Ljubljana", "zabar"),
            company("Mizarstvo Hočevar d.o.o.", "SI33901245", "Tržaška cesta 118", "1360", "Vrhnika", "hocevar"),
            company("Ekološka kmetija Brložnik", "SI92817364", "Šmartno 7", "3211", "Škofja vas", "brloznik"),
            company("Knjigarna Črka d.o.o.", "SI15062738", "Koroška cesta 33", "2000", "Maribor", "crka"),
            company("Športni center Šiška", "SI26374859", "Celovška cesta 25", "1000", "Ljubljana", "siska"),
            company("Pekarna Žito in sol", "SI60918273", "Glavni trg 9", "8000", "Novo mesto", "zito"),
            company("Vinska klet Čarman", "SI81726354", "Dobrovo 3", "5212", "Dobrovo v Brdih", "carman"),
            person("Špela Žnidaršič", "Ulica bratov Učakar 54", "1000", "Ljubljana", "spela.znidarsic"),
            person("Matjaž Kočevar", "Prešernova cesta 8", "3000", "Celje", "matjaz.kocevar"),
            person("Urška Čuček", "Obala 112", "6320", "Portorož", "urska.cucek"));

    private static final List<String> CARRIERS = List.of("DHL", "GLS", "Pošta Slovenije");

    @Inject
    OrderCommands orders;

    @Inject
    FulfillmentCommands fulfillments;

    @Inject
    OrderImport metakocka;

    @Inject
    MetakockaLink link;

    @Inject
    DemoState state;

    /** Makes them, unless there are orders already. */
    public void make() {
        if (!state.noOrders()) {
            return;
        }
        int n = 0;
        for (int i = 0; i < 3; i++) {
            take(n++, i == 0 ? "Call before delivery" : null);
        }
        for (int i = 0; i < 4; i++) { // confirmed here, not sent
            orders.changeStatus(take(n++, null), OrderStatus.CONFIRMED, null, SALES);
        }
        for (int i = 0; i < 8; i++) {
            synced(n++);
        }
        for (int i = 0; i < 4; i++) {
            orders.changeStatus(synced(n++), OrderStatus.PROCESSING, null, WAREHOUSE);
        }
        for (int i = 0; i < 2; i++) {
            orders.changeStatus(synced(n++), OrderStatus.ON_HOLD, "Waiting for the payment", SALES);
        }
        for (int i = 0; i < 3; i++) {
            part(synced(n), n++, true);
        }
        for (int i = 0; i < 6; i++) {
            ship(synced(n), n++, i < 4);
        }
        orders.cancel(arrived(n++), "The customer ordered twice", SALES);
        orders.cancel(arrived(n++), "The customer found it cheaper elsewhere", SALES);
        orders.cancel(take(n++, null), "Entered by mistake", SALES);
        var closedShort = synced(n);
        part(closedShort, n++, false);
        orders.cancel(closedShort, "The rest is not needed any more", SALES);
        refused(n++);
        substituted(n);
    }

    /** Takes over some of the orders Metakocka had first; the rest is left to look at. */
    public void takeOver() {
        if (state.takenOver()) {
            return;
        }
        var ids = metakocka.unknown(50, null).items().stream()
                .map(UnknownOrder::metakockaId)
                .limit(IMPORTED)
                .toList();
        metakocka.importSome(ids, SALES);
    }

    private UUID take(int n, @Nullable String notes) {
        return orders.create(order(n, notes, CARRIERS.get(n % CARRIERS.size()), null), SALES, "desk");
    }

    private UUID synced(int n) {
        var id = take(n, null);
        orders.sync(id, SALES, false);
        return id;
    }

    /** Synced, and known to be there: what is cancelled before it left is simply not sent. */
    private UUID arrived(int n) {
        var id = take(n, null);
        link.awaitOutcomes(orders.sync(id, SALES, true).operations(), ARRIVES);
        return id;
    }

    /** Ships one piece of the first line. */
    private void part(UUID id, int n, boolean tracked) {
        state.firstItem(id)
                .ifPresent(item -> fulfillments.fulfill(
                        id,
                        new FulfillmentData(
                                tracked ? tracking(n) : null,
                                CARRIERS.get(n % CARRIERS.size()),
                                "First part",
                                List.of(new FulfillmentData.Item(item, BigDecimal.ONE))),
                        WAREHOUSE));
    }

    private void ship(UUID id, int n, boolean tracked) {
        fulfillments.fulfill(
                id,
                new FulfillmentData(tracked ? tracking(n) : null, CARRIERS.get(n % CARRIERS.size()), null, null),
                WAREHOUSE);
    }

    /** With a VAT rate that Metakocka's register does not have: refused there, with its own words. */
    private void refused(int n) {
        orders.sync(orders.create(order(n, null, "GLS", new BigDecimal("8")), SALES, "desk"), SALES, false);
    }

    /** With a carrier that Metakocka does not know and drops without a word: somebody has to look. */
    private void substituted(int n) {
        orders.sync(orders.create(order(n, null, "Kolesarski kurir", null), SALES, "desk"), SALES, false);
    }

    private static NewOrder order(int n, @Nullable String notes, String carrier, @Nullable BigDecimal taxRate) {
        var items = new ArrayList<NewOrder.Item>();
        int lines = 1 + n % 4;
        for (int line = 0; line < lines; line++) {
            int product = 1 + (n * 5 + line * 11) % 39;
            items.add(new NewOrder.Item(
                    null,
                    "ART-%03d".formatted(product),
                    null,
                    BigDecimal.valueOf(2 + (n + line) % 4),
                    BigDecimal.valueOf(1000 + 100L * product + (n % 3 == 0 ? 90 : 0), 2),
                    taxRate,
                    n % 5 == 0 && line == 0 ? BigDecimal.TEN : null));
        }
        return new NewOrder(
                CUSTOMERS.get(n % CUSTOMERS.size()),
                n % 7 == 3 ? new ShippingAddress("Skladišče Trzin", "Blatnica 8", "1236", "Trzin", "SI") : null,
                "EUR",
                n % 4 == 3 ? "trgovina" : "glavno",
                carrier,
                null,
                notes,
                items);
    }

    private static String tracking(int n) {
        return "SI%09d".formatted(481_200_000 + n * 7919L);
    }

    private static CustomerData company(
            String name, String taxNumber, String street, String postCode, String city, String mail) {
        return new CustomerData(
                name,
                "narocila@" + mail + ".example",
                "+386 1 555 0" + taxNumber.substring(7),
                taxNumber,
                new PostalAddress(street, postCode, city, "SI"));
    }

    private static CustomerData person(String name, String street, String postCode, String city, String mail) {
        return new CustomerData(
                name, mail + "@example.test", null, null, new PostalAddress(street, postCode, city, "SI"));
    }
}
