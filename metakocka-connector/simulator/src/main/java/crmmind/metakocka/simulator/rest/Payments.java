package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.math.BigDecimal.ZERO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.rest.Documents.Reason;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payments of orders and invoices: {@code mark_paid} inside other calls, and {@code put_transaction}. */
final class Payments {
    /** The payment modes and how people call them. */
    private static final Map<String, String> MODES =
            Map.of("payment", "Plačilo", "prepayment", "Predplačilo", "return", "Vračilo");

    private static final List<String> BILLS =
            List.of("sales_bill_domestic", "sales_bill_foreign", "sales_bill_retail", "sales_bill_prepaid");

    private final Company company;
    private final Documents documents;

    Payments(Company company, Documents documents) {
        this.company = company;
        this.documents = documents;
    }

    /** Refuses a {@code mark_paid} that is wrong. */
    void check(JsonNode request) {
        for (var payment : objects(request, "mark_paid")) {
            checkType(text(payment, "payment_type"));
            date(payment);
            Heads.number(payment, "amount");
        }
    }

    /** Refuses what is not in the register, naming all that are, and what needs a fiscal register. */
    private void checkType(@Nullable String type) {
        var known = company.settings().texts("paymentTypes");
        if (type == null || !known.contains(type)) {
            throw new Refusal(
                    "2",
                    "Paramether 'payment_type' has invalid value : " + type + ". Valid values : "
                            + String.join(",", known));
        }
        if (company.settings().texts("fiscalPaymentTypes").contains(type)) {
            throw new Refusal(
                    "6",
                    "Plačilni inštrument " + type
                            + ", je potrebno davčno potrditi, vendar nimate vklopljenih davčnih blagajn.");
        }
    }

    private LocalDate date(JsonNode payment) {
        var sent = text(payment, "date");
        return sent == null
                ? company.today()
                : Dates.lenient(sent).orElseThrow(() -> new Refusal("6", "Not valid date for date"));
    }

    /**
     * Replaces the payments by those sent. An empty list, or none at all, leaves them alone; one entry of 0.00 clears
     * them; without an amount all is paid.
     */
    void markPaid(ObjectNode content, JsonNode request) {
        var sent = objects(request, "mark_paid");
        if (!sent.isEmpty()) {
            content.remove("_payments");
            for (var payment : sent) {
                var amount = Heads.number(payment, "amount").orElseGet(() -> Totals.gross(content));
                if (amount.signum() != 0) {
                    add(content, payment, "payment", amount);
                }
            }
        }
        writePaid(content);
    }

    private void add(ObjectNode content, JsonNode payment, String mode, BigDecimal amount) {
        var kept = Documents.list(content, "_payments").addObject();
        kept.put("payment_type", text(payment, "payment_type"));
        kept.put("date", Dates.slovenian(date(payment)));
        kept.put("amount", Decimals.dot(amount));
        kept.put("payment_tip", MODES.getOrDefault(mode, mode));
        Parties.put(kept, "cashRegister", text(payment, "cashRegister", text(payment, "cash_register", "")));
        Parties.put(kept, "notes", text(payment, "notes"));
    }

    /** What was paid and not returned. */
    static BigDecimal paid(ObjectNode content) {
        var paid = ZERO;
        for (var payment : objects(content, "_payments")) {
            paid = paid.add(Totals.number(payment, "amount").orElse(ZERO));
        }
        return paid;
    }

    /** Shows what was paid; nothing when nothing was. */
    static void writePaid(ObjectNode content) {
        var paid = paid(content);
        content.remove("sum_paid");
        if (paid.signum() != 0) {
            content.put("sum_paid", Decimals.dot(paid));
        }
    }

    /** {@code put_transaction}: adds a payment; repeated it adds another. */
    ObjectNode transaction(ObjectNode request) {
        var document = named(request);
        var mode = text(request, "payment_mode", "null");
        if (!MODES.containsKey(mode)) {
            throw new Refusal(
                    "2",
                    "Paramether 'payment_mode' has invalid value : " + mode
                            + ". Valid values : payment,prepayment,return");
        }
        checkType(text(request, "payment_type"));
        date(request);
        var price = Heads.number(request, "price").orElseThrow(() -> new Refusal("2", "Paramether price must be set"));
        var content = document.content();
        add(content, request, mode, mode.equals("return") ? price.negate() : price);
        writePaid(content);
        documents.save(content, Reason.PAYMENT);
        return Answers.done();
    }

    private Document named(ObjectNode request) {
        var id = text(request, "mk_id");
        var number = text(request, "count_code");
        var reference = text(request, "buyer_order");
        var given = new ArrayList<String>();
        for (var one : new String[] {id, number, reference}) {
            if (one != null) {
                given.add(one);
            }
        }
        if (given.size() != 1) {
            throw new Refusal("2", "Only one of paramethers mk_id, count_code, buyer_order must be set");
        }
        var type = text(request, "doc_type", "null");
        if (reference != null) {
            if (!type.equals(Documents.ORDER)) {
                throw new Refusal("2", "Paramether buyer_order can be used only for sales_order");
            }
            return documents.referenced(reference).orElseThrow(() -> Documents.notFound(type, null));
        }
        for (var candidate : types(type)) {
            var found = number != null
                    ? company.store().numbered(candidate, number)
                    : Ids.number(id).flatMap(known -> company.store().document(candidate, known));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw Documents.notFound(type, given.get(0));
    }

    private static List<String> types(String type) {
        if (type.equals("bill")) {
            return BILLS;
        }
        if (!type.equals(Documents.ORDER) && !BILLS.contains(type)) {
            throw new Refusal("2", "Unknown document type : " + type);
        }
        return List.of(type);
    }
}
