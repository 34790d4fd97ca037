package crmmind.orders.order;

import crmmind.orders.activity.Activity;
import crmmind.orders.fulfillment.OrderFulfillment;
import crmmind.orders.fulfillment.OrderFulfillments;
import crmmind.orders.inventory.Allocations;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.Decision;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentItem;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.ShippingAddress;
import crmmind.orders.salesdocument.SyncDirection;
import crmmind.orders.shared.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records orders that Metakocka had first. */
@ApplicationScoped
@Transactional
public class OrderIntake {

    @Inject
    SalesDocuments documents;

    @Inject
    Customers customers;

    @Inject
    OrderNumbers numbers;

    @Inject
    Allocations allocations;

    @Inject
    OrderFulfillments shipments;

    @Inject
    Activity activity;

    @Inject
    Clock clock;

    /** As {@link #record(ImportedOrder, String)}, by Metakocka itself. */
    public UUID record(ImportedOrder order) {
        return record(order, "metakocka");
    }

    /**
     * Records an order with its mapping, its allocations as far as stock allows, and what happened to it in Metakocka.
     * Never refused for stock. Amounts are Metakocka's, not computed anew; texts longer than their columns are cut. One
     * whose {@code mk_id} is known already fails on the database's constraint, also when two nodes record it at once.
     */
    public UUID record(ImportedOrder imported, String actor) {
        var now = clock.instant();
        var customer = cut(imported.customer());
        var known = customers.recognise(customer, now);
        var order = new SalesDocument(
                Identities.at(now),
                numbers.next(imported.date()),
                imported.date(),
                customer,
                imported.currency(),
                imported.warehouse(),
                "metakocka",
                actor,
                now);
        order.deliverTo(known.id(), customer, cut(imported.shippingAddress()));
        order.agree(
                imported.currency(),
                imported.warehouse(),
                cut(imported.carrier(), OrderEntryRules.SHIPPING_METHOD),
                null,
                cut(imported.notes(), OrderEntryRules.NOTES));
        int position = 0;
        for (var line : imported.lines()) {
            position++;
            var item = new SalesDocumentItem(
                    UUID.randomUUID(),
                    position,
                    line.productCode(),
                    OrderEntryRules.shortened(line.description()),
                    line.service(),
                    line.quantity(),
                    line.unitPrice(),
                    line.discountPercent(),
                    line.taxRate());
            item.takeOver(line.netAmount(), line.taxAmount(), line.grossUnitPrice());
            item.standsInMetakockaAs(line.metakockaRowId());
            order.add(item);
        }
        var difference = takeOverSums(order, imported);
        documents.add(order);
        map(order, imported, difference, now);
        decide(order, imported, actor, now);
        order.allocated(allocations.heldInAll(order.id()));
        tell(order, imported, actor);
        return order.id();
    }

    /**
     * Metakocka rounds the document, we round lines: its cents go to the biggest line, so that the sums are its own. A
     * bigger difference is none of rounding; then the lines stand and the text says what differs.
     */
    private static @Nullable String takeOverSums(SalesDocument order, ImportedOrder imported) {
        var net = imported.netAmount().subtract(order.netAmount());
        var tax = imported.taxAmount().subtract(order.taxAmount());
        if (net.signum() == 0 && tax.signum() == 0) {
            return null;
        }
        var rounding = BigDecimal.valueOf(order.items().size(), 2);
        if (net.abs().max(tax.abs()).compareTo(rounding) > 0) {
            return "Metakocka's total is "
                    + imported.netAmount().add(imported.taxAmount()).toPlainString() + ", the sum of its lines "
                    + order.totalAmount().toPlainString();
        }
        var biggest = order.items().stream()
                .max(Comparator.comparing(SalesDocumentItem::netAmount))
                .orElseThrow();
        biggest.takeOver(biggest.netAmount().add(net), biggest.taxAmount().add(tax), biggest.grossUnitPrice());
        order.sumUp();
        return null;
    }

    private void map(SalesDocument order, ImportedOrder imported, @Nullable String difference, Instant now) {
        var mapping = new SalesDocumentMapping(
                Identities.at(now), order.id(), SyncDirection.METAKOCKA_TO_CRM, imported.reference());
        mapping.synced(imported.metakockaId(), imported.number(), imported.metakockaStatus(), now);
        if (imported.needsReview() != null) {
            mapping.needsReview(imported.needsReview());
        } else if (difference != null) {
            mapping.needsReview(difference);
        }
        if (imported.meaning() == OrderStatus.CANCELLED) {
            mapping.gone(now);
        }
        documents.add(mapping);
    }

    private void decide(SalesDocument order, ImportedOrder imported, String actor, Instant now) {
        switch (imported.meaning()) {
            case DRAFT -> order.decide(Decision.DRAFT);
            case CANCELLED -> order.cancelOpen("Cancelled in Metakocka");
            case FULFILLED -> {
                order.decide(Decision.CONFIRMED);
                shipped(order, imported, actor, now);
            }
            default -> {
                order.decide(imported.meaning() == OrderStatus.PROCESSING ? Decision.PROCESSING : Decision.CONFIRMED);
                allocations.holdWhatThereIs(order.id(), OrderCommands.demands(order), actor);
                if (imported.meaning() == OrderStatus.ON_HOLD) {
                    order.hold("On hold in Metakocka");
                }
            }
        }
    }

    private void shipped(SalesDocument order, ImportedOrder imported, String actor, Instant now) {
        var quantities = new LinkedHashMap<UUID, BigDecimal>();
        for (var item : order.items()) {
            quantities.put(item.id(), item.openQuantity());
            item.ship(item.openQuantity());
        }
        order.recompute();
        var at = imported.shippedDate() == null
                ? now
                : imported.shippedDate()
                        .atTime(LocalTime.NOON)
                        .atZone(OrderCommands.ZONE)
                        .toInstant();
        var shipment = new OrderFulfillment(
                Identities.at(now),
                order.id(),
                1,
                order.warehouse(),
                cut(imported.trackingNumber(), 100),
                cut(imported.carrier(), 100),
                null,
                true,
                quantities,
                actor,
                at);
        if (imported.trackingNumber() != null) {
            shipment.trackingIs("sent");
        }
        shipments.add(shipment);
    }

    private void tell(SalesDocument order, ImportedOrder imported, String actor) {
        var details = new TreeMap<>(Map.of(
                "metakockaId", imported.metakockaId(), "to", order.shown().code()));
        if (imported.metakockaStatus() != null) {
            details.put("metakockaStatus", imported.metakockaStatus());
        }
        if (imported.number() != null) {
            details.put("number", imported.number());
        }
        if (imported.needsReview() != null) {
            details.put("needsReview", imported.needsReview());
        }
        activity.record(
                order.id(),
                actor,
                "imported",
                "Taken over from Metakocka"
                        + (imported.number() == null ? "" : ", where its number is " + imported.number()),
                details);
    }

    private static CustomerData cut(CustomerData customer) {
        var address = customer.address();
        var name = cut(customer.name(), OrderEntryRules.NAME);
        return new CustomerData(
                name == null ? "?" : name,
                cut(customer.email(), OrderEntryRules.EMAIL),
                cut(customer.phone(), OrderEntryRules.PHONE),
                cut(customer.taxNumber(), OrderEntryRules.TAX_NUMBER),
                address == null
                        ? null
                        : new PostalAddress(
                                cut(address.street(), OrderEntryRules.STREET),
                                cut(address.postCode(), OrderEntryRules.POST_CODE),
                                cut(address.city(), OrderEntryRules.CITY),
                                iso(address.country())));
    }

    private static @Nullable ShippingAddress cut(@Nullable ShippingAddress address) {
        return address == null
                ? null
                : new ShippingAddress(
                        cut(address.name(), OrderEntryRules.NAME),
                        cut(address.street(), OrderEntryRules.STREET),
                        cut(address.postCode(), OrderEntryRules.POST_CODE),
                        cut(address.city(), OrderEntryRules.CITY),
                        iso(address.country()));
    }

    private static @Nullable String iso(@Nullable String country) {
        return country != null && country.matches("[A-Z]{2}") ? country : null;
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var clean = text.strip().replace("\0", "");
        return clean.length() <= most ? clean : clean.substring(0, most);
    }
}
