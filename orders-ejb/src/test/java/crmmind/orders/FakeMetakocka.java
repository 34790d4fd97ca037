package crmmind.orders;

import crmmind.orders.salesdocument.MetakockaLink;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.Shipment;
import crmmind.orders.salesdocument.SyncDirection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Keeps the mappings as the real link does, and remembers what was asked. Nothing is sent anywhere. */
public final class FakeMetakocka implements MetakockaLink {

    private final Desk desk;
    private final Set<UUID> afterOthers = Collections.synchronizedSet(new HashSet<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    FakeMetakocka(Desk desk) {
        this.desk = desk;
    }

    /** What was asked, oldest first, as {@code create CRM-2026-000001}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Metakocka has taken the order. */
    public void accept(UUID orderId) {
        desk.run(() -> mapping(orderId)
                .synced(
                        "mk-" + orderId,
                        "PP-1",
                        "created",
                        desk.bean(Clock.class).instant()));
    }

    /** Metakocka has refused. */
    public void refuse(UUID orderId, String text) {
        desk.run(() -> mapping(orderId).refused(text));
    }

    private SalesDocumentMapping mapping(UUID orderId) {
        return desk.bean(SalesDocuments.class).mapping(orderId).orElseThrow();
    }

    @Override
    public boolean submitted(UUID documentId) {
        return desk.bean(SalesDocuments.class)
                .mapping(documentId)
                .filter(SalesDocumentMapping::submitted)
                .isPresent();
    }

    @Override
    public UUID submitCreate(SalesDocument document, String actor, boolean interactive) {
        var mapping = new SalesDocumentMapping(
                UUID.randomUUID(), document.id(), SyncDirection.CRM_TO_METAKOCKA, document.number());
        mapping.pending();
        desk.bean(SalesDocuments.class).add(mapping);
        return asked("create" + (interactive ? "" : " in bulk"), document);
    }

    @Override
    public UUID submitStatus(SalesDocument document, OrderStatus shown, String actor) {
        mapping(document.id()).pending();
        return asked("status " + shown.code(), document);
    }

    @Override
    public List<UUID> submitFulfillment(SalesDocument document, Shipment shipment, boolean complete, String actor) {
        mapping(document.id()).pending();
        return List.of(asked(complete ? "fulfill all" : "fulfill part", document));
    }

    @Override
    public List<UUID> submitCancellation(SalesDocument document, String reason, boolean closeShort, String actor) {
        mapping(document.id()).pending();
        return List.of(asked(closeShort ? "close short" : "cancel", document));
    }

    @Override
    public UUID submitEdit(SalesDocument document, String actor) {
        mapping(document.id()).pending();
        return asked("edit", document);
    }

    @Override
    public List<UUID> submitAgain(SalesDocument document, String actor, boolean interactive) {
        mapping(document.id()).pending();
        return List.of(asked("again" + (interactive ? "" : " in bulk"), document));
    }

    @Override
    public void afterOthers(Collection<UUID> operations) {
        afterOthers.addAll(operations);
    }

    /** The operations that others go before. */
    public Set<UUID> behindOthers() {
        return Set.copyOf(afterOthers);
    }

    @Override
    public List<UUID> open(UUID documentId) {
        return List.of();
    }

    @Override
    public boolean awaitOutcomes(Collection<UUID> operations, Duration wait) {
        return true;
    }

    private synchronized UUID asked(String what, SalesDocument document) {
        asked.add(what + " " + document.number());
        return UUID.randomUUID();
    }
}
