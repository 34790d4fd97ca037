package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** {@code search}: filters, window, order. At most 100 rows at a time, by {@code mk_id}. */
final class Search {
    private static final int MOST = 100;

    private final Company company;
    private final Rendering rendering;

    Search(Company company, Rendering rendering) {
        this.company = company;
        this.rendering = rendering;
    }

    ObjectNode search(ObjectNode request) {
        var type = text(request, "doc_type", "null");
        var filter = filter(request);
        var found = new ArrayList<Document>();
        for (var document : candidates(type, request)) {
            if (filter.test(document)) {
                found.add(document);
            }
        }
        if (text(request, "order_direction", "asc").equalsIgnoreCase("desc")) {
            Collections.reverse(found);
        }
        var offset = Fields.whole(request, "offset", 0, 0, Integer.MAX_VALUE);
        var limit = Fields.whole(request, "limit", MOST, 1, MOST);
        var from = Math.min(offset, found.size());
        var window = found.subList(from, Math.min(found.size(), from + limit));
        var full = "doc".equals(text(request, "result_type"));
        var answer = Answers.done();
        answer.put("result_all_records", Integer.toString(found.size()));
        answer.put("result_count", Integer.toString(window.size()));
        answer.put("offset", Integer.toString(offset));
        answer.put("limit", Integer.toString(window.size()));
        for (var document : window) {
            Documents.list(answer, "result")
                    .add(full ? rendering.full(document, request) : rendering.row(document, request));
        }
        return answer;
    }

    /** A search by exact reference need not look at every order. */
    private List<Document> candidates(String type, JsonNode request) {
        if (type.equals(Documents.ORDER)
                && company.settings().text("customerOrderMatch").equals("exact")) {
            for (var condition : objects(request, "query_advance")) {
                var value = text(condition, "value");
                if ("customer_order".equals(text(condition, "type")) && value != null) {
                    return company.store().referenced(value);
                }
            }
        }
        return company.store().documents(type);
    }

    private Predicate<Document> filter(ObjectNode request) {
        Predicate<Document> all = document -> true;
        var query = text(request, "query");
        if (query != null) {
            all = all.and(freeText(query));
        }
        var statusChange = new StatusChange();
        for (var condition : objects(request, "query_advance")) {
            var name = text(condition, "type", "null");
            var value = text(condition, "value", "");
            all = all.and(name.startsWith("status_change_") ? statusChange.with(name, value) : condition(name, value));
        }
        return all.and(statusChange.filter());
    }

    private static Predicate<Document> freeText(String query) {
        var wanted = query.toLowerCase(Locale.ROOT);
        return document -> {
            var content = document.content();
            return contains(document.number(), wanted)
                    || contains(text(content, "buyer_order", ""), wanted)
                    || contains(text(content, "title", ""), wanted)
                    || contains(text(content.path("partner"), "customer", ""), wanted)
                    || contains(text(content.path("receiver"), "customer", ""), wanted);
        };
    }

    private static boolean contains(String text, String lowerCase) {
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }

    private Predicate<Document> condition(String name, String value) {
        return switch (name) {
            case "doc_date_from" -> {
                var day = day(name, value);
                yield document -> document.day() >= day;
            }
            case "doc_date_to" -> {
                var day = day(name, value);
                yield document -> document.day() <= day;
            }
            case "last_change_from" -> from(seconds(name, value));
            case "last_change_to" -> to(seconds(name, value));
            case "status_list" -> {
                Set<String> codes = new HashSet<>(Fields.commaList(value));
                yield document -> codes.contains(document.status());
            }
            case "customer_order" -> reference(value);
            case "partner_mk_id" -> {
                var id = Ids.number(value).orElse(-1L);
                yield document -> document.partner() == id;
            }
            default -> throw cannotFind(value, name);
        };
    }

    private Predicate<Document> from(long seconds) {
        return company.settings().flag("lastChangeInclusive")
                ? document -> document.changed() >= seconds
                : document -> document.changed() > seconds;
    }

    private Predicate<Document> to(long seconds) {
        return company.settings().flag("lastChangeInclusive")
                ? document -> document.changed() <= seconds
                : document -> document.changed() < seconds;
    }

    private Predicate<Document> reference(String value) {
        return switch (company.settings().text("customerOrderMatch")) {
            case "ignore_case" -> document -> value.equalsIgnoreCase(document.reference());
            case "contains" -> {
                var wanted = value.toLowerCase(Locale.ROOT);
                yield document -> document.reference() != null && contains(document.reference(), wanted);
            }
            default -> document -> value.equals(document.reference());
        };
    }

    private int day(String name, String value) {
        var date = company.settings().flag("docDateStrict") ? Dates.strict(value) : Dates.lenient(value);
        return (int) date.orElseThrow(() -> cannotFind(value, name)).toEpochDay();
    }

    private static long seconds(String name, String value) {
        return Dates.timestamp(value).orElseThrow(() -> cannotFind(value, name));
    }

    private static Refusal cannotFind(String value, String name) {
        return new Refusal("2", "Cannot find value " + value + " for condition " + name);
    }

    /** The three {@code status_change_*} conditions, which only work together. */
    private final class StatusChange {
        private String from = "";
        private String to = "";
        private String codes = "";

        Predicate<Document> with(String name, String value) {
            switch (name) {
                case "status_change_from" -> from = value;
                case "status_change_to" -> to = value;
                case "status_change_list" -> codes = value;
                default -> throw cannotFind(value, name);
            }
            return document -> true;
        }

        Predicate<Document> filter() {
            if (from.isEmpty() && to.isEmpty() && codes.isEmpty()) {
                return document -> true;
            }
            if (from.isEmpty() || to.isEmpty() || codes.isEmpty()) {
                throw new Refusal(
                        "2", "Parameters status_change_from, status_change_to and status_change_list must all be set");
            }
            var least = seconds("status_change_from", from);
            var most = seconds("status_change_to", to);
            var wanted = new HashSet<>(Fields.commaList(codes));
            var inclusive = company.settings().flag("lastChangeInclusive");
            return document -> {
                for (var change : document.content().path("_statuses")) {
                    var at = change.path(0).asLong();
                    var within = inclusive ? at >= least && at <= most : at > least && at < most;
                    if (within && wanted.contains(change.path(1).asText())) {
                        return true;
                    }
                }
                return false;
            };
        }
    }
}
