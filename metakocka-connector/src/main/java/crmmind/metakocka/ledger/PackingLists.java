package crmmind.metakocka.ledger;

import crmmind.metakocka.document.Difference;
import crmmind.metakocka.document.FoundDocument;
import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.PackingListDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.wire.Answers;
import crmmind.metakocka.wire.CallContext;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.Outcome;
import crmmind.metakocka.wire.PackingListJson;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.metakocka.wire.ValueFormats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Packing lists of orders. Nothing keeps Metakocka from making the same one twice, and each takes the goods out of
 * stock: one leaves only after a look that shows none of ours, and after a lost answer it is looked for and never sent
 * again by itself.
 */
final class PackingLists {

    private final MetakockaGateway gateway;
    private final OrderReading reading;

    PackingLists(MetakockaGateway gateway, OrderReading reading) {
        this.gateway = gateway;
        this.reading = reading;
    }

    // --- bringing it there

    Delivery deliver(
            CreatePackingList wished,
            String orderMkId,
            Set<String> ofOthers,
            BooleanSupplier stillOurs,
            CallContext context) {
        var seen = reading.order(orderMkId, context);
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return failed.asNotSent();
        } else if (seen instanceof OrderReading.Seen.Nowhere) {
            return new Delivery.NeedsDecision(MetakockaOrders.gone(orderMkId));
        }
        var order = ((OrderReading.Seen.There) seen).document();
        var there = linked(order, ofOthers, context);
        if (there.unread() != null) {
            return new Delivery.NotSent(WaitingFor.CONNECTION, there.unread());
        }
        // only one that carries our mark: people may have made one with the same goods today
        var marked = there.lists().stream()
                .filter(list -> mark(wished, list) == Mark.OURS)
                .toList();
        if (marked.size() > 1) {
            return new Delivery.NeedsDecision(several(wished, marked));
        } else if (marked.size() == 1) {
            return new Delivery.Delivered(done(order, wished, marked.get(0)));
        }
        if (!stillOurs.getAsBoolean()) {
            return MetakockaOrders.GIVEN_UP;
        }
        var partner = order.partner();
        var outcome = gateway.call(
                RemoteOperation.PUT_PACKING_LIST,
                PackingListJson.create(
                        order,
                        partner == null ? null : MetakockaOrders.identity(partner),
                        wished.shipmentId(),
                        wished.reference(),
                        wished.docDate(),
                        wished.warehouse(),
                        wished.lines()),
                context);
        if (!(outcome instanceof Outcome.Done answered)) {
            return MetakockaOrders.failure(outcome, null);
        }
        var mkId = ValueFormats.text(answered.answer(), "mk_id");
        if (mkId == null) {
            return new Delivery.InDoubt("Metakocka made the packing list without naming its id", null);
        }
        return readBack(wished, orderMkId, mkId, context);
    }

    private Delivery readBack(CreatePackingList wished, String orderMkId, String mkId, CallContext context) {
        var made = read(mkId, context);
        var after = reading.order(orderMkId, context);
        if (made.list() == null || !(after instanceof OrderReading.Seen.There order)) {
            return new Delivery.InDoubt(
                    "Metakocka made the packing list " + mkId + "; it could not be read back: "
                            + (made.unread() == null ? "it, or its order, is not shown" : made.unread()),
                    mkId);
        }
        return new Delivery.Delivered(done(order.document(), wished, made.list()));
    }

    private static OperationResult.Done done(
            SalesOrderDocument order, CreatePackingList wished, PackingListDocument made) {
        return MetakockaOrders.done(
                order,
                new LinkedDocument(made.mkId(), PackingListJson.PACKING_LIST, made.countCode(), made.total()),
                differences(order, wished, made));
    }

    private static List<Difference> differences(
            SalesOrderDocument order, CreatePackingList wished, PackingListDocument made) {
        var differences = new ArrayList<Difference>();
        var field = "packing_list[" + wished.reference() + "].";
        if (!PartnerResolution.same(wished.warehouse(), made.warehouse())) {
            differences.add(new Difference(field + "warehouse", wished.warehouse(), made.warehouse()));
        }
        var sent = goods(wished.lines());
        var stored = made.goods();
        var codes = new TreeSet<>(sent.keySet());
        codes.addAll(stored.keySet());
        for (var code : codes) {
            if (amount(sent, code).compareTo(amount(stored, code)) != 0) {
                differences.add(new Difference(
                        field + code,
                        ValueFormats.decimal(amount(sent, code)),
                        ValueFormats.decimal(amount(stored, code))));
            }
        }
        if (order.packingLists().stream().noneMatch(link -> link.mkId().equals(made.mkId()))) {
            differences.add(new Difference(field + "order", order.countCode(), null));
        }
        return differences;
    }

    // --- looking for it

    /** @param named the packing list Metakocka said it made, where it did */
    Sighting look(
            CreatePackingList wished,
            String orderMkId,
            @Nullable String named,
            Set<String> ofOthers,
            CallContext context) {
        var seen = reading.order(orderMkId, context);
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return new Sighting.Unseen(failed.reason());
        } else if (seen instanceof OrderReading.Seen.Nowhere) {
            return new Sighting.NeedsDecision(MetakockaOrders.gone(orderMkId));
        }
        var order = ((OrderReading.Seen.There) seen).document();
        if (named != null) {
            var made = read(named, context);
            if (made.unread() != null) {
                return new Sighting.Unseen(made.unread());
            } else if (made.list() != null) {
                return new Sighting.Found(done(order, wished, made.list()));
            }
        }
        var there = linked(order, ofOthers, context);
        if (there.unread() != null) {
            return new Sighting.Unseen(there.unread());
        }
        var candidates = there.lists().stream()
                .filter(list -> mark(wished, list) == Mark.OURS)
                .toList();
        if (candidates.isEmpty()) {
            candidates = there.lists().stream()
                    .filter(list -> mark(wished, list) == Mark.NONE && sameShipment(wished, list))
                    .toList();
        }
        return switch (candidates.size()) {
            case 0 -> new Sighting.NotThere();
            case 1 -> new Sighting.Found(done(order, wished, candidates.get(0)));
            default -> new Sighting.NeedsDecision(several(wished, candidates));
        };
    }

    Sighting adopt(CreatePackingList wished, String orderMkId, String mkId, CallContext context) {
        var seen = reading.order(orderMkId, context);
        var made = read(mkId, context);
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return new Sighting.Unseen(failed.reason());
        } else if (made.unread() != null) {
            return new Sighting.Unseen(made.unread());
        } else if (made.list() != null && seen instanceof OrderReading.Seen.There order) {
            return new Sighting.Found(done(order.document(), wished, made.list()));
        }
        return new Sighting.NotThere();
    }

    private enum Mark {
        /** It says that it is of this shipment. */
        OURS,
        /** It says that it is of something else. */
        OTHER,
        /** It does not say; whether Metakocka gives back what marks it is not known of every installation. */
        NONE
    }

    private static Mark mark(CreatePackingList wished, PackingListDocument list) {
        var shipment = list.crmShipmentId();
        if (shipment.isPresent()) {
            return shipment.get().equals(wished.shipmentId()) ? Mark.OURS : Mark.OTHER;
        }
        var title = list.title();
        if (title == null || title.isBlank()) {
            return Mark.NONE;
        }
        return PartnerResolution.same(title, wished.reference()) ? Mark.OURS : Mark.OTHER;
    }

    private static boolean sameShipment(CreatePackingList wished, PackingListDocument list) {
        var sent = goods(wished.lines());
        var stored = list.goods();
        return wished.docDate().equals(list.docDate())
                && sent.keySet().equals(stored.keySet())
                && sent.keySet().stream().allMatch(code -> amount(sent, code).compareTo(amount(stored, code)) == 0);
    }

    private static OperationResult.Review several(CreatePackingList wished, List<PackingListDocument> lists) {
        return new OperationResult.Review(
                "Metakocka has " + lists.size() + " packing lists that may be the one of shipment "
                        + wished.reference(),
                lists.stream()
                        .map(list -> new FoundDocument(
                                list.mkId(),
                                list.countCode(),
                                list.title(),
                                null,
                                list.total(),
                                "may be the packing list of this shipment"))
                        .toList());
    }

    private static Map<String, BigDecimal> goods(List<SalesOrderLine> lines) {
        var goods = new TreeMap<String, BigDecimal>();
        lines.forEach(line -> goods.merge(line.code(), line.amount(), BigDecimal::add));
        return goods;
    }

    private static BigDecimal amount(Map<String, BigDecimal> goods, String code) {
        return goods.getOrDefault(code, BigDecimal.ZERO);
    }

    // --- reading

    /** The packing lists of an order, or why they could not all be read. */
    private record Linked(
            List<PackingListDocument> lists, @Nullable String unread) {}

    private Linked linked(SalesOrderDocument order, Set<String> ofOthers, CallContext context) {
        var lists = new ArrayList<PackingListDocument>();
        for (var link : order.packingLists()) {
            if (ofOthers.contains(link.mkId())) {
                continue;
            }
            var one = read(link.mkId(), context);
            if (one.unread() != null) {
                return new Linked(List.of(), one.unread());
            } else if (one.list() != null) {
                lists.add(one.list());
            }
        }
        return new Linked(lists, null);
    }

    /** A packing list; neither it nor a reason where there is none. */
    private record One(
            @Nullable PackingListDocument list, @Nullable String unread) {}

    private One read(String mkId, CallContext context) {
        var outcome = gateway.call(
                RemoteOperation.GET_DOCUMENT, PackingListJson.get(PackingListJson.PACKING_LIST, mkId), context);
        if (outcome instanceof Outcome.Done done) {
            try {
                return new One(PackingListJson.document(done.answer()), null);
            } catch (ValueFormats.UnreadableValueException e) {
                return new One(null, "The packing list " + mkId + " cannot be read: " + e.getMessage());
            }
        } else if (outcome instanceof Outcome.Refused refused) {
            return Answers.notFound(refused.text())
                    ? new One(null, null)
                    : new One(null, "Metakocka refused to show the packing list " + mkId + ": " + refused.text());
        } else if (outcome instanceof Outcome.NotSent notSent) {
            return new One(null, notSent.reason());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return new One(null, unknown.reason());
        }
        return new One(null, "The packing list " + mkId + " could not be read");
    }
}
