package crmmind.metakocka.ledger;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.document.SalesOrderDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds orders that Metakocka has twice. A request that was given up may arrive after everything was decided; without
 * Metakocka's own check of references nothing there refuses it. So each create that was ever in doubt is looked at once
 * more after a quiet period, and every night all orders that changed. It only reads: what to do with a double is a
 * person's decision.
 */
final class DoubleSweep {

    private static final System.Logger LOGGER = System.getLogger(DoubleSweep.class.getName());
    private static final int AT_ONCE = 10;
    private static final Duration WHILE_UNREACHABLE = Duration.ofMinutes(1);
    /** Somebody may have deleted the double meanwhile. */
    private static final Duration WHILE_DOUBLE = Duration.ofHours(1);

    private static final Duration STAYS_INTERESTING = Duration.ofDays(3);

    /** More than a day, so that no change falls between two nights. */
    private static final Duration DAY = Duration.ofHours(26);

    private final Operations operations;
    private final MetakockaOrders remote;
    private final Transactions transactions;
    private final LedgerEvents events;
    private final MetakockaSettings settings;

    DoubleSweep(
            Operations operations,
            MetakockaOrders remote,
            Transactions transactions,
            LedgerEvents events,
            MetakockaSettings settings) {
        this.operations = operations;
        this.remote = remote;
        this.transactions = transactions;
        this.events = events;
        this.settings = settings;
    }

    /** Looks at the creates that are due. Returns how many. */
    int lookAtDue() {
        var due = transactions.inNew(() -> operations.takeForSweep(AT_ONCE));
        due.forEach(this::look);
        return due.size();
    }

    private void look(Operation operation) {
        var alike = remote.alike(operation).orElse(null);
        if (alike == null) {
            transactions.inNew(() -> {
                operations.swept(
                        operation.id(),
                        mkId(operation),
                        operations.doubles(operation.id()).orElse(null),
                        WHILE_UNREACHABLE);
                return operation;
            });
            return;
        }
        var linked = alike.stream()
                .filter(document -> document.mkId().equals(operation.mkId()))
                .findFirst()
                .orElse(null);
        if (linked == null) {
            // it was deleted, or given another reference: not for this sweep to judge
            transactions.inNew(() -> {
                operations.swept(operation.id(), mkId(operation), null, null);
                return operation;
            });
            return;
        }
        var kept = kept(operation, linked, alike);
        try {
            write(operation, kept, others(kept, alike));
        } catch (RuntimeException e) {
            LOGGER.log(WARNING, "The document " + kept.mkId() + " cannot be the one of " + operation.reference(), e);
            if (!kept.mkId().equals(linked.mkId())) { // the other one may be another order's here
                write(operation, linked, others(linked, alike));
            }
        }
    }

    private SalesOrderDocument kept(Operation operation, SalesOrderDocument linked, List<SalesOrderDocument> alike) {
        boolean changedSince = transactions.inNew(() -> operations.ofDocument(operation.documentId())).stream()
                .anyMatch(other -> other.kind() != OperationKind.CREATE_ORDER && other.state() == OperationState.DONE);
        return alike.stream()
                .filter(document -> document.mkId().equals(linked.mkId()) || remote.made(operation, document))
                .min(Comparator.comparing((SalesOrderDocument document) ->
                                document.docLinks().isEmpty())
                        .thenComparing(
                                document -> changedSince && !document.mkId().equals(linked.mkId()))
                        .thenComparing(MetakockaOrders.USED_FIRST))
                .orElse(linked);
    }

    private static List<SalesOrderDocument> others(SalesOrderDocument kept, List<SalesOrderDocument> alike) {
        return alike.stream()
                .filter(document -> !document.mkId().equals(kept.mkId()))
                .sorted(MetakockaOrders.USED_FIRST)
                .toList();
    }

    private void write(Operation operation, SalesOrderDocument kept, List<SalesOrderDocument> others) {
        var seen = others.isEmpty()
                ? null
                : others.stream()
                        .map(other -> other.mkId() + ":" + other.statusCode())
                        .collect(Collectors.joining(","));
        transactions.inNew(() -> {
            events.moving(new OperationMoving(operation.documentId()));
            boolean news = !Optional.ofNullable(seen).equals(operations.doubles(operation.id()));
            operations.swept(
                    operation.id(), kept.mkId(), seen, seen != null && recent(operation) ? WHILE_DOUBLE : null);
            if (news) {
                LOGGER.log(
                        seen == null ? INFO : WARNING,
                        seen == null
                                ? "Metakocka has the order {0} once"
                                : "Metakocka has the order {0} more than once, besides {1} also {2}",
                        operation.reference(),
                        kept.mkId(),
                        seen);
                events.doubles(new DoublesSeen(
                        operations.find(operation.id()).orElseThrow().operation(), kept, others));
            }
            return news;
        });
    }

    private boolean recent(Operation operation) {
        var closedAt = operation.closedAt();
        return closedAt != null
                && operations
                        .find(operation.id())
                        .map(Entry::now)
                        .filter(now -> closedAt.plus(STAYS_INTERESTING).isAfter(now))
                        .isPresent();
    }

    private static String mkId(Operation operation) {
        return Objects.requireNonNull(operation.mkId(), "only what is there is looked at");
    }

    /**
     * Reads all orders of Metakocka that changed since yesterday, and lets those be looked at whose reference is one of
     * ours on a document that is not the one we know. Returns how many those are; -1 if Metakocka could not be read.
     */
    int suspectOfTheDay(Instant now) {
        var documents = new HashMap<String, Set<String>>();
        int offset = 0;
        boolean more;
        do {
            var page = remote.changed(now.minus(DAY), now.plus(settings.quietPeriod()), offset)
                    .orElse(null);
            if (page == null) {
                return -1;
            }
            for (var document : page.rows()) {
                if (document.buyerOrder() != null) {
                    documents
                            .computeIfAbsent(document.buyerOrder(), reference -> new HashSet<>())
                            .add(document.mkId());
                }
            }
            more = page.hasMore();
            offset += page.rows().size();
        } while (more);
        return suspect(documents);
    }

    private int suspect(Map<String, Set<String>> documents) {
        var references = new ArrayList<>(documents.keySet());
        int suspects = 0;
        for (int from = 0; from < references.size(); from += 500) {
            var some = references.subList(from, Math.min(references.size(), from + 500));
            suspects += transactions.inNew(() -> {
                var ours = operations.documentsOf(some);
                return operations.suspectDoubles(ours.entrySet().stream()
                        .filter(known -> documents.getOrDefault(known.getKey(), Set.of()).stream()
                                .anyMatch(mkId -> !mkId.equals(known.getValue())))
                        .map(Map.Entry::getKey)
                        .toList());
            });
        }
        return suspects;
    }
}
