package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.rest.Documents.ORDER;
import static crmmind.metakocka.simulator.wire.Fields.flag;
import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.rest.Documents.Reason;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sales orders: made, replaced, changed, deleted. */
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
    private static final List<String> CLEARABLE = List.of("notes", "notes_header", "tracking_code");

    /** What belongs to an order and not to what was sent; it survives a replacement. */
    private static final List<String> KEPT_OVER_REPLACEMENT = List.of(
            "_payments",
            "_links",
            "_log",
            "_released",
            "_attachments",
            "_statuses",
            "_tracking",
            "_tracked",
            "_children");

    private final Company company;
    private final Documents documents;
    private final Heads heads;
    private final Parties parties;
    private final Lines lines;
    private final Payments payments;
    private final OrderStatuses statuses;
    private final Invoices invoices;
    private final Attachments attachments;
    private final OrderAutomation automation;

    SalesOrders(
            Company company,
            Documents documents,
            Heads heads,
            Parties parties,
            Lines lines,
            Payments payments,
            OrderStatuses statuses,
            Invoices invoices,
            Attachments attachments,
            OrderAutomation automation) {
        this.company = company;
        this.documents = documents;
        this.heads = heads;
        this.parties = parties;
        this.lines = lines;
        this.payments = payments;
        this.statuses = statuses;
        this.invoices = invoices;
        this.attachments = attachments;
        this.automation = automation;
    }

    // ---- put_document

    /** Makes an order, or replaces all of the one whose {@code mk_id} is sent. */
    ObjectNode put(ObjectNode request) {
        var replaced = text(request, "mk_id") == null ? null : documents.find(ORDER, text(request, "mk_id"));
        parties.checkBuyer(request);
        var date = heads.docDate(request);
        var status = status(request, replaced);
        var discount = Heads.number(request, "discount_value");
        var discountPercent = Heads.number(request, "discount_percent");
        var sent = objects(request, "product_list");
        lines.check(sent);
        payments.check(request);
        attachments.check(request);
        var profitCenter = heads.profitCenter(request);
        var warehouse = heads.warehouse(text(request, "warehouse"));
        var carrier = heads.carrier(text(request, "delivery_type"));
        var reference = reference(request);

        var buyer = parties.buyer(request);
        List<ObjectNode> stored;
        try {
            refuseDuplicate(reference, buyer, replaced);
            stored = lines.stored(sent, company.settings().text("unknownProductOprCode"));
        } catch (Refusal refusal) {
            throw Heads.withPartner(refusal, buyer);
        }

        var old = replaced == null ? null : replaced.content();
        var content = Json.object();
        content.put("mk_id", old == null ? Long.toString(company.store().nextId()) : text(old, "mk_id"));
        content.put("doc_type", ORDER);
        content.put(
                "count_code",
                old == null
                        ? heads.countCode(ORDER, text(request, "count_code"), "PP-", 101)
                        : text(old, "count_code"));
        content.put("doc_date", Dates.date(date));
        content.put(
                "_created", old == null ? company.now() : old.path("_created").asLong());
        content.set("partner", buyer);
        content.set("receiver", parties.receiver(request, buyer));
        Heads.putTexts(content, request, TEXTS);
        for (var field : DATES) {
            Heads.putDate(content, request, field);
        }
        Parties.put(content, "eshop_name", text(request, "link_to_web_store"));
        content.put("currency_code", text(request, "currency_code", "EUR"));
        Parties.put(content, "_status", status);
        Parties.put(content, "buyer_order", reference);
        Heads.putWarehouse(content, warehouse);
        Parties.put(content, "delivery_type", carrier);
        profitCenter.ifPresent(center -> Heads.putProfitCenter(content, center));
        discount.ifPresent(value -> content.put("discount_value", Decimals.dot(value)));
        discountPercent.ifPresent(value -> content.put("_discount_percent", Decimals.dot(value)));
        prepayment(content, request);
        Heads.copyList(content, request, "offer_list", "count_code");
        Heads.setExtraColumns(content, request);
        Heads.copyList(content, request, "meta_data", "key", "value_string");
        stored.forEach(line -> Documents.list(content, "product_list").add(line));
        Totals.write(content, company.settings());
        if (old != null) {
            KEPT_OVER_REPLACEMENT.stream().filter(old::has).forEach(field -> content.set(field, old.get(field)));
        }
        payments.markPaid(content, request);
        attachments.add(content, request);
        log(content, request, old);
        automation.apply(content);
        documents.save(content, Reason.CONTENT);

        var id = content.path("mk_id").asLong();
        var answer = Heads.putAnswer(content, "PR_SO");
        if (flag(request, "create_invoice")) {
            Documents.list(answer, "attachment_list")
                    .addObject()
                    .put("bill_mk_id", Long.toString(invoices.invoice(id).id()));
        }
        if (old == null) {
            automation.afterCreation(id);
        }
        return answer;
    }

    private @Nullable String status(JsonNode request, @Nullable Document replaced) {
        var sent = text(request, "status_code");
        if (sent == null) {
            return replaced == null ? company.settings().text("defaultStatus") : replaced.status();
        }
        return statuses.known(sent, company.settings().text("unknownStatusOnPutOprCode"))
                .code();
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

    private static void prepayment(ObjectNode content, JsonNode request) {
        Heads.number(request, "prepayment_value")
                .ifPresent(value -> content.put("prepayment_value", Decimals.dot(value)));
        Heads.number(request, "prepayment_percent").ifPresent(percent -> {
            content.put("prepayment_value", Decimals.dot(percent));
            content.put("_prepayment_percent", Decimals.dot(percent));
        });
    }

    private void log(ObjectNode content, JsonNode request, @Nullable ObjectNode old) {
        documents.log(content, old == null ? "NEW" : "CHANGE", null);
        logNotes(content, request);
        var status = text(content, "_status");
        var before = old == null ? null : text(old, "_status");
        if (status != null && !status.equals(before)) {
            statuses.moved(content, status);
        }
    }

    private void logNotes(ObjectNode content, JsonNode request) {
        var notes = text(request, "document_change_log_notes");
        if (notes != null) {
            documents.log(content, "CUSTOM", null).put("notes", notes.substring(0, Math.min(50, notes.length())));
        }
    }

    // ---- update_document

    /** Applies what differs. A refusal leaves everything as it was, unless the settings say otherwise. */
    ObjectNode update(ObjectNode request) {
        var order = documents.order(request, "mk_id");
        var sentStatus = text(request, "status_code");
        var status = sentStatus == null ? null : statuses.known(sentStatus, "1");
        if (status != null) {
            statuses.checkTransition(order.status(), status);
        }
        var invoiced = flag(request, "create_invoice");
        var refusal = trackingRefusal(order.content(), request, invoiced);
        if (refusal != null && !company.settings().flag("trackingRefusalKeepsOtherFields")) {
            throw refusal;
        }
        var content = order.content();
        var before = content.deepCopy();
        updateHead(content, request);
        updateParties(content, request);
        updateLines(content, request);
        Heads.setExtraColumns(content, request);
        var otherThanTracking = !content.equals(before);
        if (refusal == null) {
            track(content, request);
        }
        clear(content, request);
        if (!content.equals(before)) {
            Totals.write(content, company.settings());
            Payments.writePaid(content);
            documents.log(content, "CHANGE", null);
            if (company.settings().flag("changeLogNotesOnUpdate")) {
                logNotes(content, request);
            }
            automation.apply(content);
            documents.save(content, otherThanTracking ? Reason.CONTENT : Reason.TRACKING);
        }
        var answer = Answers.done();
        if (invoiced) {
            invoices.invoice(order.id());
        }
        if (status != null) {
            statuses.change(documents.find(ORDER, Long.toString(order.id())), status, null);
        }
        if (refusal != null) {
            throw refusal;
        }
        return answer;
    }

    private void updateHead(ObjectNode content, JsonNode request) {
        Heads.putTexts(content, request, UPDATED_TEXTS);
        Heads.putDate(content, request, "shipped_date");
        Heads.putDate(content, request, "delivery_deadline");
        Heads.number(request, "discount_value").ifPresent(value -> {
            content.put("discount_value", Decimals.dot(value));
            content.remove("_discount_percent");
        });
        Parties.put(content, "delivery_type", heads.carrier(text(request, "delivery_type")));
        var mark = text(request, "warehouse");
        if (mark != null) {
            // a mark nobody knows changes nothing: there is a warehouse already
            heads.knownWarehouse(mark).ifPresent(warehouse -> Heads.putWarehouse(content, warehouse));
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

    private void track(ObjectNode content, JsonNode request) {
        var tracking = text(request, "tracking_code");
        if (tracking != null && !tracking.equals(text(content, "_tracking"))) {
            content.put("_tracking", tracking);
            content.put("_tracked", company.now());
        }
    }

    /** A person lets Metakocka make a label: the first gives the tracking number, others are parcels beside it. */
    void label(Document order, String tracking) {
        var content = order.content();
        if (!content.has("_tracking")) {
            content.put("_tracking", tracking);
            content.put("_tracked", company.now());
        }
        Documents.list(content, "_labels").addObject().put("tracking_code", tracking);
        documents.save(content, Reason.TRACKING);
    }

    private static void clear(ObjectNode content, JsonNode request) {
        for (var field : Fields.texts(request, "clear")) {
            if (CLEARABLE.contains(field)) {
                content.remove(field.equals("tracking_code") ? "_tracking" : field);
            }
        }
    }

    private @Nullable Refusal trackingRefusal(ObjectNode content, JsonNode request, boolean invoiced) {
        var tracking = text(request, "tracking_code");
        if (tracking == null || tracking.equals(text(content, "_tracking"))) {
            return null;
        }
        var settings = company.settings();
        var code = settings.text("trackingRefusalOprCode");
        if (text(content, "salesOrderTrackingType", "bill").equals("packing_list")) {
            return settings.flag("trackingNeedsPackingList")
                            && !Documents.linked(content, WarehouseDocuments.PACKING_LIST)
                    ? new Refusal(code, "No packing list for given sales order. Tracking code cannot be add.")
                    : null;
        }
        return settings.flag("trackingNeedsInvoice") && !invoiced && !hasInvoice(content)
                ? new Refusal(code, "No invoice for given sales order. Tracking code cannot be add.")
                : null;
    }

    private static boolean hasInvoice(ObjectNode content) {
        return Invoices.BILLS.stream().anyMatch(type -> Documents.linked(content, type));
    }

    private void updateLines(ObjectNode content, JsonNode request) {
        var removed = objects(request, "product_remove");
        var sent = new ArrayList<>(objects(request, "product_add"));
        sent.addAll(objects(request, "product_list"));
        if (removed.isEmpty() && sent.isEmpty()) {
            return;
        }
        if (hasInvoice(content)) {
            switch (company.settings().text("lineEditsAfterInvoice")) {
                case "ignore" -> {
                    return;
                }
                case "refuse" -> throw new Refusal("6", "Sales order has invoice. Products cannot be changed.");
                default -> {}
            }
        }
        lines.check(sent);
        removed.forEach(line -> lines.remove(content, line));
        for (var line : sent) {
            lines.change(content, line, company.settings().text("unknownProductOprCode"));
        }
        if (objects(content, "product_list").isEmpty()) {
            content.remove("product_list");
        }
    }

    // ---- delete_document

    /** Removes an order for good, and with it what it reserved. */
    void delete(Document order) {
        var settings = company.settings();
        var content = order.content();
        if (settings.text("deleteWithInvoice").equals("refuse") && hasInvoice(content)) {
            throw new Refusal("6", "Sales order with invoice cannot be deleted.");
        }
        company.store().delete(order);
        if (!settings.flag("deleteReleasesReservation") && content.has("_reserved")) {
            documents.keepReservation(content);
        }
        documents.unlink(content);
    }
}
