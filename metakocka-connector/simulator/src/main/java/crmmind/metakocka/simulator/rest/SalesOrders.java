package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.rest.Documents.ORDER;
import static crmmind.metakocka.simulator.wire.Fields.flag;
import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.math.BigDecimal.ZERO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.company.Settings;
import crmmind.metakocka.simulator.company.Settings.Entry;
import crmmind.metakocka.simulator.rest.Documents.Reason;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.store.Warehouse;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sales orders: made, replaced, changed, moved from status to status, deleted. */
final class SalesOrders {
    private static final int LONGEST_REFERENCE = 30;
    private static final String[] TEXTS = {
        "title",
        "sales_pricelist_code",
        "pariteta",
        "doc_created_email",
        "commercialist_email",
        "priority",
        "notes_header",
        "notes",
        "method_of_payment",
        "parcel_shop_id",
        "salesOrderTrackingType",
        "webshop_eshop_sync_id",
        "order_create_ts"
    };
    private static final String[] DATES = {
        "delivery_deadline", "finish_date", "shipped_date", "shipped_date_expected_seller", "duo_payment"
    };
    private static final String[] UPDATED_TEXTS = {
        "notes", "notes_header", "parcel_shop_id", "salesOrderTrackingType", "tracking_intermediate_code"
    };
    private static final String[] CLEARABLE = {"notes", "notes_header", "tracking_code"};

    private final Company company;
    private final Documents documents;
    private final Parties parties;
    private final Lines lines;

    SalesOrders(Company company, Documents documents, Parties parties, Lines lines) {
        this.company = company;
        this.documents = documents;
        this.parties = parties;
        this.lines = lines;
    }

    // ---- put_document

    /** Makes an order, or replaces all of the one whose {@code mk_id} is sent. */
    ObjectNode put(ObjectNode request) {
        var replaced = text(request, "mk_id") == null ? null : documents.find(ORDER, text(request, "mk_id"));
        parties.checkBuyer(request);
        var date = docDate(request);
        var status = putStatus(request, replaced);
        var discount = number(request, "discount_value");
        var discountPercent = number(request, "discount_percent");
        var sent = objects(request, "product_list");
        lines.check(sent);
        checkPayments(request);
        var profitCenter = profitCenter(request);
        var warehouse = warehouse(text(request, "warehouse"));
        var carrier = carrier(text(request, "delivery_type"));
        var reference = reference(request);

        var buyer = parties.buyer(request);
        List<ObjectNode> stored;
        try {
            refuseDuplicate(reference, buyer, replaced);
            stored = lines.stored(sent, company.settings().text("unknownProductOprCode"));
        } catch (Refusal refusal) {
            // the partner stays, although the order is refused
            throw withPartner(refusal, buyer);
        }

        var old = replaced == null ? null : replaced.content();
        var content = Json.object();
        content.put("mk_id", old == null ? Long.toString(company.store().nextId()) : text(old, "mk_id"));
        content.put("doc_type", ORDER);
        content.put("count_code", old == null ? countCode(text(request, "count_code")) : text(old, "count_code"));
        content.put("doc_date", Dates.date(date));
        content.put(
                "_created", old == null ? company.now() : old.path("_created").asLong());
        content.set("partner", buyer);
        content.set("receiver", parties.receiver(request, buyer));
        for (var field : TEXTS) {
            Parties.put(content, field, text(request, field));
        }
        for (var field : DATES) {
            putDate(content, request, field);
        }
        var eshop = text(request, "link_to_web_store");
        Parties.put(content, "eshop_name", eshop);
        content.put("currency_code", text(request, "currency_code", "EUR"));
        Parties.put(content, "_status", status);
        Parties.put(content, "buyer_order", reference);
        content.put("warehouse", warehouse.mark());
        content.put("_warehouse", Long.toString(warehouse.id()));
        Parties.put(content, "delivery_type", carrier);
        profitCenter.ifPresent(center -> {
            content.put("profit_center", center.code());
            content.put("profit_center_desc", center.display());
        });
        discount.ifPresent(value -> content.put("discount_value", Decimals.dot(value)));
        discountPercent.ifPresent(value -> content.put("_discount_percent", Decimals.dot(value)));
        prepayment(content, request);
        copyList(content, request, "offer_list", "count_code");
        setExtraColumns(content, request);
        copyList(content, request, "meta_data", "key", "value_string");
        stored.forEach(line -> Documents.list(content, "product_list").add(line));
        Totals.write(content, company.settings());
        keepFromReplaced(content, old);
        markPaid(content, request);
        logPut(content, request, old);
        var document = documents.save(content, Reason.CONTENT);
        return putAnswer(document.content());
    }

    private static ObjectNode putAnswer(ObjectNode content) {
        var answer = Json.object();
        answer.put("opr_code", "0");
        answer.put("document_type_short", "PR_SO");
        answer.putObject("partner")
                .put("mk_id", content.path("partner").path("mk_id").asText());
        answer.put("mk_id", text(content, "mk_id"));
        answer.put("count_code", text(content, "count_code"));
        answer.put("total_price", Decimals.money(Totals.gross(content)));
        return answer;
    }

    private static Refusal withPartner(Refusal refusal, ObjectNode buyer) {
        var id = text(buyer, "mk_id");
        if (id != null && !refusal.details().has("partner")) {
            var others = refusal.details().deepCopy();
            refusal.details().removeAll();
            refusal.details().putObject("partner").put("mk_id", id);
            refusal.details().setAll(others);
        }
        return refusal;
    }

    private LocalDate docDate(JsonNode request) {
        var sent = text(request, "doc_date");
        if (sent == null) {
            throw new Refusal("2", "Value is require for doc_date");
        }
        return date(sent).orElseThrow(() -> new Refusal("6", "Not valid date for doc_date"));
    }

    private Optional<LocalDate> date(String sent) {
        return company.settings().flag("docDateStrict") ? Dates.strict(sent) : Dates.lenient(sent);
    }

    private void putDate(ObjectNode content, JsonNode request, String field) {
        var sent = text(request, field);
        if (sent != null) {
            var date = Dates.lenient(sent).orElseThrow(() -> new Refusal("6", "Not valid date for " + field));
            content.put(field, Dates.date(date));
        }
    }

    private Optional<BigDecimal> number(JsonNode request, String field) {
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

    private @Nullable String putStatus(JsonNode request, @Nullable Document replaced) {
        var sent = text(request, "status_code");
        if (sent == null) {
            return replaced == null ? company.settings().text("defaultStatus") : replaced.status();
        }
        return company.settings()
                .status(sent)
                .map(Entry::code)
                .orElseThrow(() -> unknownStatus(company.settings().text("unknownStatusOnPutOprCode"), sent));
    }

    private static Refusal unknownStatus(String code, String sent) {
        return new Refusal(
                code,
                "Dinamični šifrant z vrednostjo ''" + sent
                        + "'' tipa ''Prodajna naročila - status'' mora biti nastavljen");
    }

    private Optional<Entry> profitCenter(JsonNode request) {
        var settings = company.settings();
        var sent = text(request, "profit_center");
        var register = settings.register("profitCenters");
        if (sent == null) {
            return register.stream().findFirst();
        }
        var known = settings.entry("profitCenters", sent);
        if (known.isEmpty() && settings.text("unknownProfitCenter").equals("refuse")) {
            throw new Refusal("6", "Profit center '" + sent + "' doesn't exist.");
        }
        return known;
    }

    /** The warehouse of that mark; the main one in place of a mark nobody knows. */
    private Warehouse warehouse(@Nullable String mark) {
        var store = company.store();
        var settings = company.settings();
        var main = store.mainWarehouse();
        if (mark == null) {
            return main.orElseThrow(() -> new Refusal("6", "Warehouse is not set"));
        }
        var known = store.warehouse(mark);
        var how = settings.text(known.isPresent() && !known.get().active() ? "inactiveWarehouse" : "unknownWarehouse");
        if (known.isPresent() && (known.get().active() || how.equals("accept"))) {
            return known.get();
        }
        if (how.equals("refuse") || main.isEmpty()) {
            throw new Refusal("6", "Cannot find warehouse with mark = " + mark);
        }
        return main.get();
    }

    private @Nullable String carrier(@Nullable String sent) {
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

    private @Nullable String reference(JsonNode request) {
        var sent = text(request, "buyer_order");
        if (sent == null || sent.length() <= LONGEST_REFERENCE) {
            return sent;
        }
        return switch (company.settings().text("overlongBuyerOrder")) {
            case "truncate" -> sent.substring(0, LONGEST_REFERENCE);
            case "accept" -> sent;
            default -> throw new Refusal("6", "Value for buyer_order is too long. Maximum length is 30");
        };
    }

    private void refuseDuplicate(@Nullable String reference, ObjectNode buyer, @Nullable Document replaced) {
        var settings = company.settings();
        var check = settings.text("uniqueBuyerOrder");
        if (reference == null || check.equals("off")) {
            return;
        }
        var country = text(buyer, "country", "");
        var same = company.store().referenced(reference).stream()
                .filter(order -> replaced == null || order.id() != replaced.id())
                .filter(order -> settings.flag("uniqueBuyerOrderCountsCanceled")
                        || !settings.texts("releaseStatuses").contains(order.status()))
                .filter(order -> check.equals("on")
                        || Countries.same(country, text(order.content().path("partner"), "country", "")))
                .toList();
        if (same.isEmpty()) {
            return;
        }
        var refusal = new Refusal("6", "");
        refusal.details().put("opr_code_app", "7");
        refusal.details().put("opr_desc_app", "Documents with some buyer order already exist");
        refusal.details().putObject("partner").put("mk_id", buyer.path("mk_id").asText());
        for (var order : same) {
            Documents.list(refusal.details(), "duplicate_doc_list")
                    .addObject()
                    .put("count_code", order.number())
                    .put("mk_id", Long.toString(order.id()));
        }
        throw refusal;
    }

    /** A number in use does not fail: the document is filed under another. */
    private String countCode(@Nullable String sent) {
        var store = company.store();
        if (sent != null && store.numbered(ORDER, sent).isEmpty()) {
            return sent;
        }
        var number = "PP-" + store.nextNumber(ORDER, 101);
        while (store.numbered(ORDER, number).isPresent()) {
            number = "PP-" + store.nextNumber(ORDER, 101);
        }
        return number;
    }

    private void prepayment(ObjectNode content, JsonNode request) {
        number(request, "prepayment_value").ifPresent(value -> content.put("prepayment_value", Decimals.dot(value)));
        number(request, "prepayment_percent").ifPresent(percent -> {
            content.put("prepayment_value", Decimals.dot(percent));
            content.put("_prepayment_percent", Decimals.dot(percent));
        });
    }

    private static void copyList(ObjectNode content, JsonNode request, String list, String... fields) {
        for (var entry : objects(request, list)) {
            var kept = Documents.list(content, list).addObject();
            for (var field : fields) {
                Parties.put(kept, field, text(entry, field));
            }
        }
    }

    private static void setExtraColumns(ObjectNode content, JsonNode request) {
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

    /** What belongs to the order and not to what was sent survives a replacement. */
    private static void keepFromReplaced(ObjectNode content, @Nullable ObjectNode old) {
        if (old != null) {
            for (var field : List.of("_payments", "_links", "_log", "_released", "_attachments", "_statuses")) {
                if (old.has(field)) {
                    content.set(field, old.get(field));
                }
            }
        }
    }

    private void logPut(ObjectNode content, JsonNode request, @Nullable ObjectNode old) {
        documents.log(content, old == null ? "NEW" : "CHANGE", null);
        logNotes(content, request);
        var status = text(content, "_status");
        var before = old == null ? null : text(old, "_status");
        if (status != null && !status.equals(before)) {
            statusMoved(content, status);
        }
    }

    private void logNotes(ObjectNode content, JsonNode request) {
        var notes = text(request, "document_change_log_notes");
        if (notes != null) {
            documents.log(content, "CUSTOM", null).put("notes", notes.substring(0, Math.min(50, notes.length())));
        }
    }

    private void statusMoved(ObjectNode content, String status) {
        Documents.list(content, "_statuses").addArray().add(company.now()).add(status);
    }

    // ---- payments

    private void checkPayments(JsonNode request) {
        for (var payment : objects(request, "mark_paid")) {
            checkPaymentType(text(payment, "payment_type"));
            var date = text(payment, "date");
            if (date != null && Dates.lenient(date).isEmpty()) {
                throw new Refusal("6", "Not valid date for date");
            }
            number(payment, "amount");
        }
    }

    /** Refuses what is not in the register, naming all that are, and what needs a fiscal register. */
    void checkPaymentType(@Nullable String type) {
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

    /** Replaces the payments by those sent; an empty list or none at all leaves them alone. */
    private void markPaid(ObjectNode content, JsonNode request) {
        var sent = objects(request, "mark_paid");
        if (!sent.isEmpty()) {
            content.remove("_payments");
            for (var payment : sent) {
                var amount = number(payment, "amount").orElseGet(() -> Totals.gross(content));
                if (amount.signum() != 0) {
                    var date = Dates.lenient(text(payment, "date")).orElseGet(company::today);
                    addPayment(content, text(payment, "payment_type", ""), date, amount);
                }
            }
        }
        writePaid(content);
    }

    static void addPayment(ObjectNode content, String type, LocalDate date, BigDecimal amount) {
        Documents.list(content, "_payments")
                .addObject()
                .put("payment_type", type)
                .put("date", Dates.slovenian(date))
                .put("amount", Decimals.dot(amount));
    }

    /** Shows what was paid; nothing when nothing was. */
    static void writePaid(ObjectNode content) {
        var paid = ZERO;
        for (var payment : objects(content, "_payments")) {
            paid = paid.add(Totals.number(payment, "amount").orElse(ZERO));
        }
        content.remove("sum_paid");
        if (paid.signum() != 0) {
            content.put("sum_paid", Decimals.dot(paid));
        }
    }

    // ---- update_document

    /** Applies what differs. */
    ObjectNode update(ObjectNode request) {
        var document = documents.order(request, "mk_id");
        var content = document.content();
        var before = content.deepCopy();
        var trackingOnly = true;

        var status = text(request, "status_code");
        if (status != null) {
            checkTransition(document.status(), known(status));
        }
        var tracking = text(request, "tracking_code");
        Refusal refused = null;
        if (tracking != null && !tracking.equals(text(content, "_tracking"))) {
            refused = trackingRefusal(content);
            if (refused != null && !company.settings().flag("trackingRefusalKeepsOtherFields")) {
                throw refused;
            }
        }
        updateHead(content, request);
        updateParties(content, request);
        updateLines(content, request);
        setExtraColumns(content, request);
        if (!content.equals(before)) {
            trackingOnly = false;
        }
        if (tracking != null && refused == null) {
            content.put("_tracking", tracking);
        }
        clear(content, request);
        var changed = !content.equals(before);
        if (changed) {
            Totals.write(content, company.settings());
            writePaid(content);
            documents.log(content, "CHANGE", null);
        }
        logNotes(content, request);
        if (!content.equals(before)) {
            documents.save(content, changed && trackingOnly ? Reason.TRACKING : Reason.CONTENT);
        }
        if (status != null) {
            changeStatus(documents.find(ORDER, text(content, "mk_id")), known(status), null);
        }
        if (refused != null) {
            throw refused;
        }
        return Answers.done();
    }

    private void updateHead(ObjectNode content, JsonNode request) {
        for (var field : UPDATED_TEXTS) {
            Parties.put(content, field, text(request, field));
        }
        putDate(content, request, "shipped_date");
        putDate(content, request, "delivery_deadline");
        number(request, "discount_value").ifPresent(value -> {
            content.put("discount_value", Decimals.dot(value));
            content.remove("_discount_percent");
        });
        var carrier = text(request, "delivery_type");
        if (carrier != null) {
            Parties.put(content, "delivery_type", carrier(carrier));
        }
        var mark = text(request, "warehouse");
        if (mark != null) {
            // a mark nobody knows changes nothing here: there is a warehouse already
            company.store()
                    .warehouse(mark)
                    .ifPresentOrElse(
                            warehouse -> {
                                content.put("warehouse", warehouse.mark());
                                content.put("_warehouse", Long.toString(warehouse.id()));
                            },
                            () -> {
                                if (company.settings().text("unknownWarehouse").equals("refuse")) {
                                    throw new Refusal("6", "Cannot find warehouse with mark = " + mark);
                                }
                            });
        }
        var number = text(request, "count_code_new");
        if (number != null && !number.equals(text(content, "count_code"))) {
            if (company.store().numbered(ORDER, number).isPresent()) {
                throw new Refusal("6", "Document with count_code = " + number + " already exists");
            }
            content.put("count_code", number);
        }
    }

    private void updateParties(ObjectNode content, JsonNode request) {
        if (request.path("partner").isObject()) {
            content.set("partner", parties.buyer(request));
        }
        if (request.path("receiver").isObject()) {
            content.set("receiver", parties.receiver(request, Json.object()));
        }
    }

    private void clear(ObjectNode content, JsonNode request) {
        for (var field : Fields.texts(request, "clear")) {
            if (List.of(CLEARABLE).contains(field)) {
                content.remove(field.equals("tracking_code") ? "_tracking" : field);
            }
        }
    }

    private @Nullable Refusal trackingRefusal(ObjectNode content) {
        var settings = company.settings();
        var byPackingList = "packing_list".equals(text(content, "salesOrderTrackingType"));
        if (byPackingList
                ? settings.flag("trackingNeedsPackingList") && !Documents.linked(content, "warehouse_packing_list")
                : settings.flag("trackingNeedsInvoice") && !Documents.linked(content, "sales_bill_")) {
            return new Refusal(
                    settings.text("trackingRefusalOprCode"),
                    byPackingList
                            ? "No packing list for given sales order. Tracking code cannot be add."
                            : "No invoice for given sales order. Tracking code cannot be add.");
        }
        return null;
    }

    private void updateLines(ObjectNode content, JsonNode request) {
        var removed = objects(request, "product_remove");
        var sent = new ArrayList<>(objects(request, "product_add"));
        sent.addAll(objects(request, "product_list"));
        if (removed.isEmpty() && sent.isEmpty()) {
            return;
        }
        lines.check(sent);
        for (var remove : removed) {
            remove(content, remove);
        }
        for (var line : sent) {
            change(content, line);
        }
        if (objects(content, "product_list").isEmpty()) {
            content.remove("product_list");
        }
    }

    private void remove(ObjectNode content, ObjectNode remove) {
        var row = text(remove, "mk_row_id");
        var product = row == null ? lines.product(remove) : Optional.<Product>empty();
        var left = number(remove, "amount");
        var kept = Json.array();
        for (var line : objects(content, "product_list")) {
            var meant = row == null
                    ? product.filter(known -> Long.toString(known.id()).equals(text(line, "mk_id")))
                            .isPresent()
                    : row.equals(text(line, "mk_row_id"));
            if (!meant) {
                kept.add(line);
            } else if (left.isPresent()) {
                var amount = Totals.number(line, "amount").orElse(ZERO);
                var taken = amount.min(left.get());
                left = Optional.of(left.get().subtract(taken));
                if (amount.compareTo(taken) > 0) {
                    kept.add(line.put("amount", Decimals.dot(amount.subtract(taken))));
                }
            }
        }
        content.set("product_list", kept);
    }

    private void change(ObjectNode content, ObjectNode sent) {
        var row = text(sent, "mk_row_id");
        if (row == null) {
            if (!flag(sent, "mark_delete")) {
                var added = lines.stored(List.of(sent), company.settings().text("unknownProductOprCode"));
                Documents.list(content, "product_list").add(added.get(0));
            }
            return;
        }
        var known = objects(content, "product_list").stream()
                .filter(line -> row.equals(text(line, "mk_row_id")))
                .findFirst()
                .orElseThrow(() -> new Refusal("6", "Cannot find row with mk_row_id = " + row));
        if (flag(sent, "mark_delete")) {
            remove(content, Json.object().put("mk_row_id", row));
        } else {
            var product = Ids.number(text(known, "mk_id"))
                    .flatMap(company.store()::product)
                    .orElseThrow(() -> new Refusal("6", "Cannot find product of row " + row));
            lines.fill(known, sent, product);
        }
    }

    // ---- statuses

    /** {@code change_document_status} of one order or a list of them, all or none. */
    ObjectNode changeStatuses(ObjectNode request) {
        var sent = text(request, "status_code");
        var status = company.settings().status(sent).orElseThrow(() -> unknownStatus("1", String.valueOf(sent)));
        var user = user(request);
        var orders = new ArrayList<Document>();
        for (var id : Fields.texts(request, "mk_id_list")) {
            orders.add(documents.find(ORDER, id));
        }
        if (orders.isEmpty()) {
            orders.add(documents.order(request, "mk_id"));
        }
        orders.forEach(order -> checkTransition(order.status(), status));
        orders.forEach(order -> changeStatus(order, status, user));
        return Answers.done();
    }

    private @Nullable String user(JsonNode request) {
        var user = text(request, "api_user_email");
        if (user != null && !company.settings().texts("users").contains(user)) {
            throw new Refusal("6", "Cannot find email '" + user + "' for paramether api_user_email");
        }
        return user;
    }

    private Entry known(String status) {
        return company.settings().status(status).orElseThrow(() -> unknownStatus("1", status));
    }

    private void checkTransition(String from, Entry to) {
        var allowed = company.settings().value("allowedTransitions").get(from);
        if (allowed != null
                && !from.equals(to.code())
                && !Fields.texts(Json.object().set("to", allowed), "to").contains(to.code())) {
            throw new Refusal("6", "Status change from " + from + " to " + to.code() + " is not allowed");
        }
    }

    void changeStatus(Document order, Entry status, @Nullable String user) {
        if (order.status().equals(status.code())) {
            return;
        }
        var content = order.content();
        Settings settings = company.settings();
        content.put("_status", status.code());
        documents
                .log(content, "DOCUMENT_STATUS_CHANGE", user)
                .put("value_previous", settings.display(order.status()))
                .put("value_new", status.display());
        statusMoved(content, status.code());
        documents.save(content, Reason.STATUS);
    }

    // ---- delete_document

    void delete(Document order) {
        company.store().delete(order);
    }
}
