package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.company.Settings.Entry;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code search}: filters, window, order. At most 100 rows at a time, by {@code mk_id}. */
final class Search {
    static final int MOST = 100;

    private static final Set<String> PRODUCTS = Set.of("purchase_product", "sales_product");

    /** What can be searched but of which there is never anything here. */
    private static final Set<String> ALWAYS_EMPTY = Set.of(
            "sales_offer",
            "purchase_order",
            "purchase_bill_domestic",
            "purchase_bill_foreign",
            "purchase_bill_credit_note",
            "transfer_order",
            "workorder",
            "abandoned_cart");

    private static final Set<String> OPEN_STATUSES = Set.of("active", "aktiven", "delno_aktiven");

    private final Company company;
    private final Rendering rendering;
    private final Products products;

    Search(Company company, Rendering rendering, Products products) {
        this.company = company;
        this.rendering = rendering;
        this.products = products;
    }

    ObjectNode search(ObjectNode request) {
        var type = text(request, "doc_type", "null");
        if (PRODUCTS.contains(type)) {
            return products.search(request);
        }
        var complaints = type.equals(Complaints.COMPLAINT);
        if (!Operations.known(type) && !ALWAYS_EMPTY.contains(type)) {
            throw new Refusal("2", "Unknown document type : " + type);
        }
        var filter = filter(type, request);
        var found = new ArrayList<Document>();
        for (var document : candidates(type, request)) {
            if (filter.test(document)) {
                found.add(document);
            }
        }
        if (complaints && found.isEmpty()) {
            throw new Refusal("6", "No complaints found");
        }
        var descending = text(request, "order_direction", type.equals("workorder") ? "desc" : "asc");
        if (descending.equalsIgnoreCase("desc")) {
            Collections.reverse(found);
        }
        var offset = Fields.whole(request, "offset", 0, 0, Integer.MAX_VALUE);
        var limit = Fields.whole(request, "limit", MOST, 1, MOST);
        var from = Math.min(offset, found.size());
        var window = found.subList(from, Math.min(found.size(), from + limit));
        var full = "doc".equals(text(request, "result_type"));
        var answer = head(found.size(), window.size(), offset);
        if (complaints) {
            answer.remove("result_all_records");
            answer.put("limit", Integer.toString(limit));
        }
        for (var document : window) {
            Documents.list(answer, "result")
                    .add(full ? rendering.fullRow(document, request) : rendering.row(document, request));
        }
        return answer;
    }

    /** The counts of an answer; the limit it tells is the number of rows, as the vendor's answers have it. */
    static ObjectNode head(int all, int rows, int offset) {
        return Answers.done()
                .put("result_all_records", Integer.toString(all))
                .put("result_count", Integer.toString(rows))
                .put("offset", Integer.toString(offset))
                .put("limit", Integer.toString(rows));
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

    private Predicate<Document> filter(String type, ObjectNode request) {
        var conditions = objects(request, "query_advance");
        Predicate<Document> all = document -> true;
        if (type.equals(Complaints.COMPLAINT)
                && conditions.stream().noneMatch(one -> text(one, "type", "").startsWith("last_change_"))) {
            throw new Refusal("2", "Condition last_change_from or last_change_to must be set");
        }
        var statusChange = new StatusChange();
        // those that look into the document come last: the others are cheaper
        Predicate<Document> within = document -> true;
        for (var condition : conditions) {
            var name = text(condition, "type", "null");
            var value = text(condition, "value", "");
            if (name.startsWith("status_change_")) {
                statusChange.take(name, value);
            } else {
                var head = head(type, name, value);
                if (head != null) {
                    all = all.and(head);
                } else {
                    var inside = inside(name, value);
                    within = within.and(document -> inside.test(document.content()));
                }
            }
        }
        var query = text(request, "query");
        if (query != null) {
            within = within.and(freeText(query));
        }
        return all.and(statusChange.filter()).and(within);
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

    /** A condition on what is kept beside a document; null if it is not one of those. */
    private @Nullable Predicate<Document> head(String type, String name, String value) {
        return switch (name) {
            case "doc_date_from" -> {
                var day = day(type, name, value);
                yield document -> document.day() >= day;
            }
            case "doc_date_to" -> {
                var day = day(type, name, value);
                yield document -> document.day() <= day;
            }
            case "last_change_from" -> from(seconds(name, value));
            case "last_change_to" -> to(seconds(name, value));
            case "status_list" -> {
                Set<String> codes = new HashSet<>(Fields.commaList(value));
                yield document -> codes.contains(document.status());
            }
            case "status_id_list" -> {
                if (!value.equals("-2")) {
                    throw cannotFind(value, name);
                }
                yield document -> document.status().isEmpty();
            }
            case "show_only_open" ->
                wanted(value, name) ? document -> OPEN_STATUSES.contains(document.status()) : document -> true;
            case "show_only_real_acceptance_note" -> document -> true;
            case "customer_order" -> reference(value);
            case "partner_mk_id" -> {
                var id = Ids.number(value).orElse(-1L);
                yield document -> document.partner() == id;
            }
            default -> null;
        };
    }

    private static boolean wanted(String value, String name) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw cannotFind(value, name);
        };
    }

    /** A condition on the content of a document. */
    private Predicate<ObjectNode> inside(String name, String value) {
        return switch (name) {
            case "delivery_type" -> {
                var carrier = company.settings().entry("carriers", value).map(Entry::display);
                yield content -> carrier.filter(display -> display.equals(text(content, "delivery_type")))
                        .isPresent();
            }
            case "partner_country" -> content -> Countries.same(value, text(content.path("partner"), "country", ""));
            case "profit_center" ->
                content -> value.equals(text(content, "profit_center_desc"))
                        || value.equals(text(content, "profit_center"));
            case "tracking_last_event_date_from" -> {
                var least = seconds(name, value);
                yield content -> content.path("_tracked").asLong() >= least;
            }
            case "tracking_last_event_date_to" -> {
                var most = seconds(name, value);
                yield content ->
                        content.has("_tracked") && content.path("_tracked").asLong() <= most;
            }
            case "partner_recipient_name" ->
                content -> value.equalsIgnoreCase(text(content.path("receiver"), "customer"))
                        || value.equalsIgnoreCase(contact(content, "name"));
            case "partner_recipient_email" -> content -> value.equalsIgnoreCase(contact(content, "email"));
            case "partner_recipient_phone" -> {
                var digits = digits(value);
                yield content -> digits.equals(digits(contact(content, "gsm")))
                        || digits.equals(digits(contact(content, "phone")));
            }
            case "partner_code" -> content -> value.equals(text(content.path("partner"), "count_code"));
            case "partner_query" -> {
                var wanted = value.toLowerCase(Locale.ROOT);
                yield content -> contains(text(content.path("partner"), "customer", ""), wanted);
            }
            case "partner_tax_num" -> content -> value.equalsIgnoreCase(text(content.path("partner"), "tax_id_number"));
            case "product_id_list" -> withProduct("mk_id", Fields.commaList(value));
            case "product_code_list" -> withProduct("code", Fields.commaList(value));
            case "payment_status" -> {
                var paid = wanted(value, name);
                yield content -> paid == Payments.paid(content).compareTo(Totals.gross(content)) >= 0;
            }
            case "write_off" -> {
                var wanted = wanted(value, name);
                yield content -> wanted == "true".equals(text(content, "write_off"));
            }
            case "product_code" -> withProduct("code", List.of(value));
            case "warehouse_from", "warehouse_to", "product_lot_number", "product_exp_date", "product_serial_number" ->
                content -> false;
            default -> throw new Refusal("2", "cannot get beQueryParam");
        };
    }

    private static Predicate<ObjectNode> withProduct(String field, Collection<String> wanted) {
        return content ->
                objects(content, "product_list").stream().anyMatch(line -> wanted.contains(text(line, field, "")));
    }

    private static String contact(ObjectNode content, String field) {
        return text(content.path("receiver").path("partner_contact"), field, "");
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "");
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

    private int day(String type, String name, String value) {
        if (type.equals("sales_offer")) {
            throw new Refusal("2", "cannot get beQueryParam");
        }
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

        void take(String name, String value) {
            switch (name) {
                case "status_change_from" -> from = value;
                case "status_change_to" -> to = value;
                case "status_change_list" -> codes = value;
                default -> throw new Refusal("2", "cannot get beQueryParam");
            }
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
