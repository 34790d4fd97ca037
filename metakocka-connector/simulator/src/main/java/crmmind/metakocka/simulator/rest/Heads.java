package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.company.Settings.Entry;
import crmmind.metakocka.simulator.store.Warehouse;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The head fields that document types share: read, checked, replaced in silence where Metakocka does that. */
final class Heads {
    private static final String NUMBERING = "COUNT_CODE_SELECT#";

    private final Company company;

    Heads(Company company) {
        this.company = company;
    }

    /**
     * The document date.
     *
     * @throws Refusal if it is missing or written in a way that is not taken
     */
    LocalDate docDate(JsonNode request) {
        var sent = text(request, "doc_date");
        if (sent == null) {
            throw new Refusal("2", "Value is require for doc_date");
        }
        var date = company.settings().flag("docDateStrict") ? Dates.strict(sent) : Dates.lenient(sent);
        return date.orElseThrow(() -> new Refusal("6", "Not valid date for doc_date"));
    }

    /** Takes over a date that was sent. */
    static void putDate(ObjectNode content, JsonNode request, String field) {
        var sent = text(request, field);
        if (sent != null) {
            var date = Dates.lenient(sent).orElseThrow(() -> new Refusal("6", "Not valid date for " + field));
            content.put(field, Dates.date(date));
        }
    }

    /** A number that was sent. */
    static Optional<BigDecimal> number(JsonNode request, String field) {
        var sent = text(request, field);
        if (sent == null) {
            return Optional.empty();
        }
        var number = Decimals.read(sent);
        if (number.isEmpty()) {
            throw new Refusal("6", "Not valid number for " + field);
        }
        return number;
    }

    /** The warehouse of that mark; the main one in place of a mark nobody knows, or none. */
    Warehouse warehouse(@Nullable String mark) {
        var main = company.store().mainWarehouse();
        if (mark == null) {
            return main.orElseThrow(() -> new Refusal("6", "Warehouse is not set"));
        }
        var known = knownWarehouse(mark);
        return known.or(() -> main).orElseThrow(() -> new Refusal("6", "Warehouse is not set"));
    }

    /** The warehouse of that mark, if it may be used; refused only where the settings say so. */
    Optional<Warehouse> knownWarehouse(String mark) {
        var known = company.store().warehouse(mark);
        var inactive = known.isPresent() && !known.get().active();
        var how = company.settings().text(inactive ? "inactiveWarehouse" : "unknownWarehouse");
        if (known.isPresent() && (!inactive || how.equals("accept"))) {
            return known;
        }
        if (how.equals("refuse")) {
            throw new Refusal("6", "Cannot find warehouse with mark = " + mark);
        }
        return Optional.empty();
    }

    static void putWarehouse(ObjectNode content, Warehouse warehouse) {
        content.put("warehouse", warehouse.mark());
        content.put("_warehouse", Long.toString(warehouse.id()));
    }

    /** The carrier as documents show it; nothing when the register does not have it. */
    @Nullable
    String carrier(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        var known = company.settings().entry("carriers", sent);
        if (known.isPresent()) {
            return known.get().display();
        }
        return switch (company.settings().text("unknownCarrier")) {
            case "keep" -> sent;
            case "refuse" -> throw new Refusal("6", "Cannot find delivery type '" + sent + "'");
            default -> null;
        };
    }

    /** The profit centre; the company's first when none was sent. */
    Optional<Entry> profitCenter(JsonNode request) {
        var settings = company.settings();
        var sent = text(request, "profit_center");
        if (sent == null) {
            return settings.register("profitCenters").stream().findFirst();
        }
        var known = settings.entry("profitCenters", sent);
        if (known.isEmpty() && settings.text("unknownProfitCenter").equals("refuse")) {
            throw new Refusal("6", "Profit center '" + sent + "' doesn't exist.");
        }
        return known;
    }

    static void putProfitCenter(ObjectNode content, Entry center) {
        content.put("profit_center", center.code());
        content.put("profit_center_desc", center.display());
    }

    /**
     * The number a new document is filed under: the one that was sent, unless it is in use; that does not fail.
     *
     * @param prefix before the automatic numbers
     * @param first the first automatic number
     */
    String countCode(String type, @Nullable String sent, String prefix, long first) {
        var store = company.store();
        var wanted = prefix;
        if (sent != null && sent.startsWith(NUMBERING)) {
            wanted = sent.substring(NUMBERING.length());
        } else if (sent != null && store.numbered(type, sent).isEmpty()) {
            return sent;
        }
        var sequence = wanted.equals(prefix) ? type : type + " " + wanted;
        var number = wanted + store.nextNumber(sequence, wanted.equals(prefix) ? first : 1);
        while (store.numbered(type, number).isPresent()) {
            number = wanted + store.nextNumber(sequence, first);
        }
        return number;
    }

    /** Takes over texts that were sent. */
    static void putTexts(ObjectNode content, JsonNode request, String... fields) {
        for (var field : fields) {
            Parties.put(content, field, text(request, field));
        }
    }

    /** Takes over the named fields of the entries of a list. */
    static void copyList(ObjectNode content, JsonNode request, String list, String... fields) {
        for (var entry : objects(request, list)) {
            putTexts(Documents.list(content, list).addObject(), entry, fields);
        }
    }

    /** Sets extra columns by name; others stay. */
    static void setExtraColumns(ObjectNode content, JsonNode request) {
        for (var column : objects(request, "extra_column")) {
            var name = text(column, "name");
            if (name != null) {
                var kept = objects(content, "extra_column").stream()
                        .filter(known -> name.equals(text(known, "name")))
                        .findFirst()
                        .orElseGet(() -> Documents.list(content, "extra_column")
                                .addObject()
                                .put("name", name));
                kept.put("value", text(column, "value", ""));
            }
        }
    }

    /** The answer to a {@code put_document} that was done. */
    static ObjectNode putAnswer(ObjectNode content, String shortType) {
        var answer = Json.object();
        answer.put("opr_code", "0");
        answer.put("document_type_short", shortType);
        answer.putObject("partner")
                .put("mk_id", content.path("partner").path("mk_id").asText());
        answer.put("mk_id", text(content, "mk_id"));
        answer.put("count_code", text(content, "count_code"));
        answer.put("total_price", Decimals.money(Totals.gross(content)));
        return answer;
    }

    /** A refusal that comes after the partner was made: the partner stays, and the answer names it. */
    static Refusal withPartner(Refusal refusal, ObjectNode buyer) {
        var id = text(buyer, "mk_id");
        if (id != null && !refusal.details().has("partner")) {
            var others = refusal.details().deepCopy();
            refusal.details().removeAll();
            refusal.details().putObject("partner").put("mk_id", id);
            refusal.details().setAll(others);
        }
        return refusal;
    }
}
