package crmmind.metakocka.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was asked and acknowledged, compared with what the ledger says and with what Metakocka holds. Whoever asked and
 * got no answer looked whether it was taken, and asked again if not: so all of it must be there once.
 */
final class History {

    private final Map<UUID, List<Wish>> wishes = new LinkedHashMap<>();

    synchronized void taken(Wish wish) {
        wishes.computeIfAbsent(wish.document(), id -> new ArrayList<>()).add(wish);
    }

    synchronized int orders() {
        return wishes.size();
    }

    synchronized int operations() {
        return wishes.values().stream().mapToInt(List::size).sum();
    }

    /** What is not as it must be, one line each: duplicated, lost or drifted. */
    synchronized List<String> complaints(Operations ledger, JsonNode documents, JsonNode state, int strangers) {
        var complaints = new ArrayList<String>();
        state.path("duplicateReferences").forEach(reference -> complaints.add("duplicated: " + reference));
        var byReference = new HashMap<String, List<JsonNode>>();
        documents.forEach(document -> byReference
                .computeIfAbsent(document.path("buyer_order").asText(), reference -> new ArrayList<>())
                .add(document));
        for (var entry : wishes.entrySet()) {
            var asked = entry.getValue();
            var reference = asked.get(0).reference();
            var found = byReference.getOrDefault(reference, List.of());
            if (found.isEmpty()) {
                complaints.add("lost: " + reference);
            } else if (found.size() > 1) {
                complaints.add("duplicated: " + reference + " is there " + found.size() + " times");
            } else {
                compare(asked, ledger.ofDocument(entry.getKey()), found.get(0), complaints);
            }
        }
        if (documents.size() != wishes.size() + strangers) {
            complaints.add(documents.size() + " orders, " + wishes.size() + " asked for and " + strangers + " foreign");
        }
        return complaints;
    }

    private static void compare(List<Wish> asked, List<Operation> ledger, JsonNode document, List<String> complaints) {
        var reference = asked.get(0).reference();
        if (!ledger.stream()
                .map(Operation::id)
                .toList()
                .equals(asked.stream().map(Wish::id).toList())) {
            complaints.add("drift: " + reference + " has other operations than asked for: " + ledger);
        }
        ledger.stream()
                .filter(operation -> operation.state() != OperationState.DONE
                        || !document.path("mk_id").asText().equals(operation.mkId()))
                .forEach(operation -> complaints.add("drift: " + operation));
        var status = "created";
        var amount = "";
        var notes = document.path("notes").asText();
        for (var wish : asked) {
            switch (wish.what()) {
                case "create", "amount" -> amount = wish.value();
                case "status" -> status = wish.value();
                case "cancel" -> status = "canceled";
                default -> {}
            }
            if (wish.what().equals("note") || wish.what().equals("cancel")) {
                int times = notes.split(java.util.regex.Pattern.quote(wish.marker()), -1).length - 1;
                if (times != 1) {
                    complaints.add((times == 0 ? "lost: " : "duplicated: ") + reference + ", note " + wish.value()
                            + " is there " + times + " times");
                }
            }
        }
        if (!document.path("status_desc").asText().equals(status)) {
            complaints.add("drift: " + reference + " is " + document.path("status_desc") + ", not " + status);
        }
        var lines = document.path("product_list");
        var line = lines.isArray() ? lines.path(0) : lines;
        if (lines.isArray() && lines.size() != 1) {
            complaints.add("drift: " + reference + " has " + lines.size() + " lines");
        }
        if (new BigDecimal(line.path("amount").asText("0")).compareTo(new BigDecimal(amount)) != 0
                || new BigDecimal(line.path("price").asText("0")).compareTo(Wish.PRICE) != 0) {
            complaints.add("drift: " + reference + " has the line " + line + ", not " + amount);
        }
        if (!document.path("partner").path("customer").asText().equals(Wish.customer(reference))) {
            complaints.add("drift: " + reference + " is for " + document.path("partner"));
        }
    }
}
