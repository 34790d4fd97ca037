package crmmind.metakocka.ledger;

import static java.util.stream.Collectors.joining;

import crmmind.metakocka.document.Difference;
import crmmind.metakocka.document.FoundDocument;
import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.metakocka.document.SearchPage;
import crmmind.metakocka.partner.PartnerLookup;
import crmmind.metakocka.partner.Party;
import crmmind.metakocka.wire.Answers;
import crmmind.metakocka.wire.CallContext;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.Outcome;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.metakocka.wire.SalesOrderJson;
import crmmind.metakocka.wire.ValueFormats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The steps an operation takes in Metakocka: reads before, one write at a time, reads after. */
final class MetakockaOrders implements RemoteOrders {

    static final Delivery GIVEN_UP =
            new Delivery.NotSent(WaitingFor.ANSWER, "The attempt took too long and was given up before it was sent");

    private final MetakockaGateway gateway;
    private final OrderReading reading;
    private final PartnerResolution partners;
    private final PackingLists packingLists;
    private final Invoices invoices;

    MetakockaOrders(MetakockaGateway gateway) {
        this(gateway, PartnerTurns.alone());
    }

    MetakockaOrders(MetakockaGateway gateway, PartnerTurns turns) {
        this.gateway = gateway;
        this.reading = new OrderReading(gateway);
        this.packingLists = new PackingLists(gateway, reading);
        this.invoices = new Invoices(gateway, reading);
        this.partners = new PartnerResolution(gateway, turns);
    }

    // --- bringing it there

    @Override
    public Delivery deliver(Operation operation, KnownDocuments known, BooleanSupplier stillOurs) {
        var context = context(operation);
        var payload = operation.payload();
        if (payload instanceof CreateSalesOrder create) {
            return create(create, operation, stillOurs, context);
        }
        var order = known.order();
        if (order == null) {
            throw new IllegalStateException("Operation " + operation.id() + " names no order");
        }
        if (payload instanceof CreatePackingList packing) {
            return packingLists.deliver(packing, order, known.ofOthers(), stillOurs, context);
        } else if (payload instanceof CreateInvoice) {
            return invoices.deliver(order, stillOurs, context);
        }
        return change((ChangeSalesOrder) payload, operation, order, stillOurs, context);
    }

    private Delivery create(
            CreateSalesOrder create, Operation operation, BooleanSupplier stillOurs, CallContext context) {
        var resolved = partners.resolve(create.partner(), stillOurs, context);
        if (resolved instanceof PartnerResolution.Resolved.Failed failed) {
            return failed.delivery();
        }
        var known = (PartnerResolution.Resolved.Known) resolved;
        var receiver = create.document().receiver();
        if (receiver == null && !known.addressFits()) {
            receiver = create.partner().party(); // or the goods would go to the address Metakocka has
        }
        if (!stillOurs.getAsBoolean()) {
            return GIVEN_UP;
        }
        var outcome = gateway.call(
                RemoteOperation.PUT_DOCUMENT,
                SalesOrderJson.create(create.document(), identity(known.party()), receiver, create.crmOrderId()),
                context);
        if (outcome instanceof Outcome.Done done) {
            var mkId = ValueFormats.text(done.answer(), "mk_id");
            if (mkId == null) {
                return new Delivery.InDoubt("Metakocka made the order without naming its id", null);
            }
            return readBack(create, operation, known.party().mkId(), mkId, context);
        } else if (outcome instanceof Outcome.Duplicate duplicate) {
            // success by another route, if it is ours: the look-up decides
            return new Delivery.InDoubt(
                    "An order with this reference is there already: " + duplicate.text(),
                    duplicate.documents().size() == 1
                            ? duplicate.documents().get(0).mkId()
                            : null);
        }
        return failure(outcome, null);
    }

    /** Enough to say who it is; more could change the partner. */
    static Party identity(Party party) {
        return new Party(
                party.mkId(),
                party.mkAddressId(),
                null,
                party.customer(),
                null,
                null,
                null,
                null,
                party.street(),
                party.mkAddressId() == null ? party.postNumber() : null,
                party.mkAddressId() == null ? party.place() : null,
                null,
                party.mkAddressId() == null ? party.country() : null,
                null,
                null);
    }

    private Delivery readBack(
            CreateSalesOrder create,
            Operation operation,
            @Nullable String partnerMkId,
            String mkId,
            CallContext context) {
        var seen = reading.order(mkId, context);
        if (seen instanceof OrderReading.Seen.There there) {
            return new Delivery.Delivered(adopted(
                    create,
                    partnerMkId,
                    there.document(),
                    operation.attempt() > 1 ? doubles(create, there.document(), context) : List.of()));
        } else if (seen instanceof OrderReading.Seen.Nowhere) {
            return new Delivery.InDoubt("Metakocka made the order " + mkId + " and does not show it", mkId);
        }
        return new Delivery.InDoubt(
                "Metakocka made the order " + mkId + "; it could not be read back: "
                        + ((OrderReading.Seen.Failed) seen).reason(),
                mkId);
    }

    private static OperationResult.Done adopted(
            CreateSalesOrder create, @Nullable String partnerMkId, SalesOrderDocument document, List<Difference> more) {
        var differences = new ArrayList<>(SalesOrderComparison.differences(create.document(), partnerMkId, document));
        differences.addAll(more);
        return done(document, differences);
    }

    private static OperationResult.Done done(SalesOrderDocument document, List<Difference> differences) {
        return done(document, null, differences);
    }

    static OperationResult.Done done(
            SalesOrderDocument document, @Nullable LinkedDocument made, List<Difference> differences) {
        var partner = document.partner();
        return new OperationResult.Done(
                document.mkId(),
                document.countCode(),
                document.statusCode(),
                partner == null ? null : partner.mkId(),
                partner == null ? null : partner.mkAddressId(),
                document,
                made,
                differences);
    }

    private Delivery change(
            ChangeSalesOrder change, Operation operation, String mkId, BooleanSupplier stillOurs, CallContext context) {
        var seen = reading.order(mkId, context);
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return failed.asNotSent();
        } else if (seen instanceof OrderReading.Seen.Nowhere) {
            return new Delivery.NeedsDecision(gone(mkId));
        }
        var before = ((OrderReading.Seen.There) seen).document();
        Party partner = null;
        var lookup = change.partner();
        if (lookup != null) {
            var resolved = partners.resolve(lookup, stillOurs, context);
            if (resolved instanceof PartnerResolution.Resolved.Failed failed) {
                return failed.delivery();
            }
            partner = identity(((PartnerResolution.Resolved.Known) resolved).party());
        }
        var steps = SalesOrderChanges.steps(operation.kind(), change, partner, before);
        for (var step : steps) {
            if (!stillOurs.getAsBoolean()) {
                return GIVEN_UP;
            }
            var outcome = gateway.call(step.operation(), step.request(), context);
            if (outcome instanceof Outcome.Refused refused && step.tracking() && Answers.wantsInvoice(refused.text())) {
                return new Delivery.NeedsInvoice(refused.text());
            }
            if (!(outcome instanceof Outcome.Done)) {
                return failure(outcome, mkId);
            }
        }
        if (steps.isEmpty()) {
            return new Delivery.Delivered(done(before, List.of()));
        }
        var after = reading.order(mkId, context);
        if (after instanceof OrderReading.Seen.There there) {
            return new Delivery.Delivered(done(there.document(), gaps(operation, change, partner, there.document())));
        } else if (after instanceof OrderReading.Seen.Nowhere) {
            return new Delivery.NeedsDecision(gone(mkId));
        }
        return new Delivery.InDoubt(
                "The change was accepted; it could not be read back: " + ((OrderReading.Seen.Failed) after).reason(),
                mkId);
    }

    /** What is still not as wished although Metakocka said yes. A status nobody can see is believed. */
    private static List<Difference> gaps(
            Operation operation, ChangeSalesOrder change, @Nullable Party partner, SalesOrderDocument document) {
        return SalesOrderChanges.steps(operation.kind(), change, partner, document).stream()
                .flatMap(step -> step.gaps().stream())
                .filter(gap -> !(gap.field().equals("status_code") && document.statusCode() == null))
                .toList();
    }

    static OperationResult.Review gone(String mkId) {
        return new OperationResult.Review("The order " + mkId + " does not exist in Metakocka any more", List.of());
    }

    static Delivery failure(Outcome outcome, @Nullable String mkId) {
        if (outcome instanceof Outcome.Refused refused) {
            return new Delivery.Refused(refused.code(), refused.text(), refused.appCode());
        } else if (outcome instanceof Outcome.Duplicate duplicate) {
            return new Delivery.Refused("6", duplicate.text(), "7");
        } else if (outcome instanceof Outcome.NotSent notSent) {
            return new Delivery.NotSent(WaitingFor.CONNECTION, notSent.reason());
        } else if (outcome instanceof Outcome.NotConfigured) {
            return new Delivery.NotSent(WaitingFor.SETTINGS, "Metakocka is not configured");
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return new Delivery.InDoubt(unknown.reason(), mkId);
        }
        throw new IllegalStateException("No failure: " + outcome);
    }

    // --- looking for it

    @Override
    public Sighting look(Operation operation, KnownDocuments known) {
        var context = context(operation);
        var payload = operation.payload();
        var order = known.order();
        if (payload instanceof CreateSalesOrder create) {
            return lookForOrder(create, order, context);
        } else if (order == null) {
            // nothing can have left without an order to change
            return new Sighting.NotThere();
        } else if (payload instanceof CreatePackingList packing) {
            return packingLists.look(packing, order, operation.mkId(), known.ofOthers(), context);
        } else if (payload instanceof CreateInvoice) {
            return invoices.look(order, context);
        }
        return lookForChange((ChangeSalesOrder) payload, operation, order, context);
    }

    @Override
    public Sighting adopt(Operation operation, KnownDocuments known, String mkId) {
        var order = known.order();
        if (operation.payload() instanceof CreatePackingList packing) {
            return order == null
                    ? new Sighting.NotThere()
                    : packingLists.adopt(packing, order, mkId, context(operation));
        } else if (operation.payload() instanceof CreateInvoice) {
            return order == null ? new Sighting.NotThere() : invoices.adopt(order, mkId, context(operation));
        }
        var seen = reading.order(mkId, context(operation));
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return new Sighting.Unseen(failed.reason());
        } else if (seen instanceof OrderReading.Seen.Nowhere) {
            return new Sighting.NotThere();
        }
        var document = ((OrderReading.Seen.There) seen).document();
        if (operation.payload() instanceof CreateSalesOrder create) {
            return new Sighting.Found(adopted(create, create.partner().knownMkId(), document, List.of()));
        }
        return new Sighting.Found(
                done(document, gaps(operation, (ChangeSalesOrder) operation.payload(), null, document)));
    }

    private Sighting lookForOrder(CreateSalesOrder create, @Nullable String mkId, CallContext context) {
        var reference = create.document().buyerOrder();
        var seen = mkId == null ? reading.orderByReference(reference, context) : reading.order(mkId, context);
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return new Sighting.Unseen(failed.reason());
        } else if (seen instanceof OrderReading.Seen.Nowhere) {
            return new Sighting.NotThere();
        }
        var first = ((OrderReading.Seen.There) seen).document();
        // get_document shows one of several; only a search shows whether there are more
        var all = reading.orders(reference, context);
        if (all == null) {
            return new Sighting.Unseen("The orders with this reference could not be listed");
        }
        if (all.stream().noneMatch(document -> document.mkId().equals(first.mkId()))) {
            all.add(first);
        }
        var ours = all.stream()
                .filter(document -> isOurs(create, document))
                .sorted(USED_FIRST)
                .toList();
        if (ours.isEmpty()) {
            return new Sighting.NeedsDecision(new OperationResult.Review(
                    "Metakocka has an order with the reference " + reference + " that is not ours",
                    all.stream()
                            .map(document -> found(document, "not made by this desk, or with other content"))
                            .toList()));
        }
        return new Sighting.Found(
                adopted(create, create.partner().knownMkId(), ours.get(0), doubles(ours.get(0), all)));
    }

    /** Which of several to keep: one that something was made of, else the oldest. */
    static final Comparator<SalesOrderDocument> USED_FIRST = Comparator.comparing(
                    (SalesOrderDocument document) -> document.docLinks().isEmpty())
            .thenComparing(document -> document.mkId().length())
            .thenComparing(SalesOrderDocument::mkId);

    /** Its maker's mark decides; without one, only an order equal in all that matters is taken for ours. */
    private static boolean isOurs(CreateSalesOrder create, SalesOrderDocument document) {
        var maker = document.crmOrderId();
        return maker.isPresent()
                ? maker.get().equals(create.crmOrderId())
                : PartnerResolution.same(
                                document.buyerOrder(), create.document().buyerOrder())
                        && SalesOrderComparison.mustBe(
                                create.document(),
                                create.partner().knownMkId(),
                                create.partner().party().customer(),
                                document);
    }

    private List<Difference> doubles(CreateSalesOrder create, SalesOrderDocument kept, CallContext context) {
        var all = reading.orders(create.document().buyerOrder(), context);
        return all == null ? List.of() : doubles(kept, all);
    }

    private static List<Difference> doubles(SalesOrderDocument kept, List<SalesOrderDocument> all) {
        var others = all.stream()
                .filter(document -> !document.mkId().equals(kept.mkId()))
                .toList();
        return others.isEmpty() ? List.of() : List.of(asDifference(kept, others));
    }

    /** One difference, whatever their number. */
    static Difference asDifference(SalesOrderDocument kept, List<SalesOrderDocument> others) {
        return new Difference(
                "duplicate",
                "one order",
                (others.size() + 1) + ": " + named(kept) + " is kept; also "
                        + others.stream()
                                .map(other -> named(other)
                                        + (other.docLinks().isEmpty()
                                                ? ", of which nothing was made"
                                                : ", of which something was made"))
                                .collect(joining(" and ")));
    }

    private static String named(SalesOrderDocument document) {
        return document.countCode() == null ? document.mkId() : document.countCode() + " (id " + document.mkId() + ")";
    }

    // --- looking for doubles

    /** All documents with the reference of a create; empty when they could not be listed. */
    Optional<List<SalesOrderDocument>> alike(Operation operation) {
        return Optional.ofNullable(reading.orders(operation.reference(), context(operation)));
    }

    /** Whether a document was made by this create, as far as it shows. */
    boolean made(Operation operation, SalesOrderDocument document) {
        return operation.payload() instanceof CreateSalesOrder create && isOurs(create, document);
    }

    /** A page of the documents that changed in a window; empty when they could not be listed. */
    Optional<SearchPage<SalesOrderDocument>> changed(Instant from, Instant to, int offset) {
        var outcome = gateway.call(
                RemoteOperation.SEARCH,
                SalesOrderJson.search(SalesOrderSearch.changedBetween(from, to), true, 100, offset),
                CallContext.NONE);
        if (!(outcome instanceof Outcome.Done done)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SalesOrderJson.documents(done.answer(), offset));
        } catch (ValueFormats.UnreadableValueException e) {
            return Optional.empty();
        }
    }

    private static FoundDocument found(SalesOrderDocument document, String reason) {
        var partner = document.partner();
        return new FoundDocument(
                document.mkId(),
                document.countCode(),
                document.buyerOrder(),
                partner == null ? null : partner.customer(),
                document.sums().all(),
                reason);
    }

    private Sighting lookForChange(ChangeSalesOrder change, Operation operation, String mkId, CallContext context) {
        var seen = reading.order(mkId, context);
        if (seen instanceof OrderReading.Seen.Failed failed) {
            return new Sighting.Unseen(failed.reason());
        } else if (seen instanceof OrderReading.Seen.Nowhere) {
            return new Sighting.NeedsDecision(gone(mkId));
        }
        var document = ((OrderReading.Seen.There) seen).document();
        var partner = knownPartner(change.partner());
        return SalesOrderChanges.steps(operation.kind(), change, partner, document)
                        .isEmpty()
                ? new Sighting.Found(done(document, List.of()))
                : new Sighting.NotThere();
    }

    private static @Nullable Party knownPartner(@Nullable PartnerLookup lookup) {
        return lookup == null || lookup.knownMkId() == null
                ? null
                : lookup.party().withIds(lookup.knownMkId(), lookup.knownAddressMkId());
    }

    private static CallContext context(Operation operation) {
        return new CallContext(operation.id().value(), operation.attempt(), operation.reference());
    }
}
