package crmmind.metakocka.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.document.Difference;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.partner.Party;
import crmmind.metakocka.wire.Json;
import crmmind.metakocka.wire.PartnerJson;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.metakocka.wire.SalesOrderJson;
import crmmind.metakocka.wire.ValueFormats;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be sent so that an order becomes as wished: only what is not so already. Computed from a fresh read each
 * time, so that repeating it sends nothing twice; above all no line is added again.
 */
final class SalesOrderChanges {

    private static final String PRODUCT_LIST = "product_list";

    private SalesOrderChanges() {}

    /**
     * One request to send.
     *
     * @param tracking sets the tracking number, which Metakocka may refuse as long as there is no invoice
     * @param gaps what it closes, in words
     */
    record Step(RemoteOperation operation, ObjectNode request, boolean tracking, List<Difference> gaps) {}

    /** The steps from the stored to the wished state; none when it is so already. */
    static List<Step> steps(
            OperationKind kind, ChangeSalesOrder wished, @Nullable Party partner, SalesOrderDocument stored) {
        var fields = fields(wished, partner, stored);
        var steps = new ArrayList<Step>();
        if (!fields.gaps.isEmpty()) {
            boolean statusAlone =
                    kind == OperationKind.CHANGE_STATUS && fields.gaps.size() == 1 && fields.request.has("status_code");
            steps.add(new Step(
                    statusAlone ? RemoteOperation.CHANGE_DOCUMENT_STATUS : RemoteOperation.UPDATE_DOCUMENT,
                    fields.request,
                    false,
                    fields.gaps));
        }
        if (wished.trackingCode() != null && !wished.trackingCode().equals(stored.trackingCode())) {
            steps.add(new Step(
                    RemoteOperation.UPDATE_DOCUMENT,
                    identified(stored).put("tracking_code", wished.trackingCode()),
                    true,
                    List.of(new Difference("tracking_code", wished.trackingCode(), stored.trackingCode()))));
        }
        return steps;
    }

    private static final class Fields {
        final ObjectNode request;
        final List<Difference> gaps = new ArrayList<>();

        Fields(ObjectNode request) {
            this.request = request;
        }

        void text(String field, @Nullable String wished, @Nullable String stored) {
            if (wished != null && !PartnerResolution.same(wished, stored)) {
                request.put(field, wished);
                gaps.add(new Difference(field, wished, stored));
            }
        }

        void day(String field, @Nullable LocalDate wished, @Nullable LocalDate stored) {
            if (wished != null && !wished.equals(stored)) {
                request.put(field, ValueFormats.decoratedDate(wished));
                gaps.add(new Difference(field, wished.toString(), stored == null ? null : stored.toString()));
            }
        }
    }

    private static ObjectNode identified(SalesOrderDocument stored) {
        return Json.object().put("doc_type", "sales_order").put("mk_id", stored.mkId());
    }

    private static Fields fields(ChangeSalesOrder wished, @Nullable Party partner, SalesOrderDocument stored) {
        var fields = new Fields(identified(stored));
        fields.text("status_code", wished.statusCode(), stored.statusCode());
        fields.day("shipped_date", wished.shippedDate(), stored.shippedDate());
        fields.day("delivery_deadline", wished.deliveryDeadline(), stored.deliveryDeadline());
        fields.text("delivery_type", wished.deliveryType(), stored.deliveryType());
        fields.text("warehouse", wished.warehouse(), stored.warehouse());
        notes(fields, wished, stored);
        var columns = new HashMap<String, String>();
        wished.extraColumns().forEach((name, value) -> {
            var there = stored.extraColumns().get(name);
            if (!value.equals(there)) {
                columns.put(name, value);
                fields.gaps.add(new Difference("extra_column." + name, value, there));
            }
        });
        SalesOrderJson.pairs(fields.request, "extra_column", "name", "value", columns);
        if (partner != null
                && (stored.partner() == null
                        || !Objects.equals(partner.mkId(), stored.partner().mkId()))) {
            fields.request.set("partner", PartnerJson.party(partner));
            fields.gaps.add(new Difference(
                    "partner",
                    partner.mkId(),
                    stored.partner() == null ? null : stored.partner().mkId()));
        }
        var receiver = wished.receiver();
        if (receiver != null && !sameAddress(receiver, stored.receiver())) {
            fields.request.set("receiver", PartnerJson.party(receiver));
            fields.gaps.add(new Difference(
                    "receiver", address(receiver), stored.receiver() == null ? null : address(stored.receiver())));
        }
        clear(fields, wished, stored);
        lines(fields, wished, stored);
        return fields;
    }

    private static void notes(Fields fields, ChangeSalesOrder wished, SalesOrderDocument stored) {
        var there = stored.notes() == null ? "" : stored.notes();
        var note = wished.noteToAppend();
        if (wished.notes() != null && !wished.notes().strip().equals(there.strip())) {
            fields.request.put("notes", wished.notes());
            fields.gaps.add(new Difference("notes", wished.notes(), stored.notes()));
        } else if (note != null && !there.contains(note.marker())) {
            var paragraph = note.marker() + note.text();
            fields.request.put("notes", there.isBlank() ? paragraph : there.stripTrailing() + "\n" + paragraph);
            fields.gaps.add(new Difference("notes", paragraph, stored.notes()));
        }
    }

    private static void clear(Fields fields, ChangeSalesOrder wished, SalesOrderDocument stored) {
        var full = wished.clear().stream()
                .filter(field -> switch (field) {
                    case "notes" -> stored.notes() != null;
                    case "notes_header" -> stored.notesHeader() != null;
                    case "tracking_code" -> stored.trackingCode() != null;
                    default -> throw new IllegalArgumentException("Metakocka cannot clear " + field);
                })
                .sorted()
                .toList();
        if (!full.isEmpty()) {
            var array = fields.request.putArray("clear");
            full.forEach(field -> {
                array.add(field);
                fields.gaps.add(new Difference(field, null, "something"));
            });
        }
    }

    private static boolean sameAddress(Party wished, @Nullable Party stored) {
        return stored != null
                && PartnerResolution.same(wished.customer(), stored.customer())
                && PartnerResolution.same(wished.street(), stored.street())
                && PartnerResolution.same(wished.postNumber(), stored.postNumber())
                && PartnerResolution.same(wished.place(), stored.place());
    }

    private static String address(Party party) {
        return String.join(
                ", ",
                Stream.of(party.customer(), party.street(), party.postNumber(), party.place())
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static void lines(Fields fields, ChangeSalesOrder wished, SalesOrderDocument stored) {
        var desired = wished.lines();
        if (desired == null) {
            return;
        }
        var unmatched = new ArrayList<>(stored.lines());
        // two equal lines are two lines
        var pairs = new IdentityHashMap<SalesOrderLine, SalesOrderDocument.Line>();
        for (var line : desired) {
            take(unmatched, there -> line.mkRowId() != null && line.mkRowId().equals(there.mkRowId()))
                    .ifPresent(there -> pairs.put(line, there));
        }
        for (var line : desired) {
            if (!pairs.containsKey(line)) {
                take(unmatched, there -> line.code().equals(there.code()) && same(line, there))
                        .ifPresent(there -> pairs.put(line, there));
            }
        }
        for (var line : desired) {
            if (!pairs.containsKey(line)) {
                take(unmatched, there -> line.code().equals(there.code())).ifPresent(there -> pairs.put(line, there));
            }
        }
        var rows = Json.MAPPER.createArrayNode();
        for (var line : desired) {
            var there = pairs.get(line);
            if (there == null) {
                var row = SalesOrderJson.line(line);
                row.remove("mk_row_id");
                rows.add(row);
                fields.gaps.add(new Difference("lines", written(line), null));
            } else if (!same(line, there)) {
                var row = SalesOrderJson.line(line);
                row.put("mk_row_id", there.mkRowId());
                rows.add(row);
                fields.gaps.add(new Difference("lines", written(line), written(there)));
            }
        }
        for (var there : unmatched) {
            rows.addObject().put("mk_row_id", there.mkRowId()).put("mark_delete", "true");
            fields.gaps.add(new Difference("lines", null, written(there)));
        }
        if (!rows.isEmpty()) {
            fields.request.set(PRODUCT_LIST, rows);
        }
    }

    private static Optional<SalesOrderDocument.Line> take(
            List<SalesOrderDocument.Line> lines, Predicate<SalesOrderDocument.Line> wanted) {
        var found = lines.stream().filter(wanted).findFirst();
        found.ifPresent(lines::remove);
        return found;
    }

    private static boolean same(SalesOrderLine wished, SalesOrderDocument.Line stored) {
        return wished.code().equals(stored.code())
                && wished.amount().compareTo(stored.amount()) == 0
                && (stored.price() == null || wished.price().compareTo(stored.price()) == 0)
                && discount(wished.discount()).compareTo(storedDiscount(stored)) == 0
                && (wished.docDesc() == null || PartnerResolution.same(wished.docDesc(), stored.docDesc()));
    }

    private static BigDecimal discount(@Nullable BigDecimal discount) {
        return discount == null ? BigDecimal.ZERO : discount;
    }

    private static BigDecimal storedDiscount(SalesOrderDocument.Line stored) {
        var text = stored.discount();
        if (text == null) {
            return BigDecimal.ZERO;
        }
        try {
            return ValueFormats.parseDecimal(text);
        } catch (ValueFormats.UnreadableValueException e) {
            return BigDecimal.ONE.negate(); // a chain of discounts, never one of ours
        }
    }

    private static String written(SalesOrderLine line) {
        return ValueFormats.decimal(line.amount()) + " × " + line.code() + " at " + ValueFormats.decimal(line.price());
    }

    private static String written(SalesOrderDocument.Line line) {
        return ValueFormats.decimal(line.amount()) + " × " + line.code()
                + (line.price() == null ? "" : " at " + ValueFormats.decimal(line.price()));
    }
}
