package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.rest.Documents.ORDER;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.company.Settings.Entry;
import crmmind.metakocka.simulator.rest.Documents.Reason;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders move from status to status, and what follows from that. */
final class OrderStatuses {
    private final Company company;
    private final Documents documents;
    private final Invoices invoices;

    OrderStatuses(Company company, Documents documents, Invoices invoices) {
        this.company = company;
        this.documents = documents;
        this.invoices = invoices;
    }

    /**
     * The status of that code, or of that display name where the installation takes it.
     *
     * @param refusalCode the {@code opr_code} if there is none
     */
    Entry known(String sent, String refusalCode) {
        return company.settings()
                .status(sent)
                .orElseThrow(() -> new Refusal(
                        refusalCode,
                        "Dinamični šifrant z vrednostjo ''" + sent
                                + "'' tipa ''Prodajna naročila - status'' mora biti nastavljen"));
    }

    /** {@code change_document_status} of one order or a list of them, all or none. */
    ObjectNode change(ObjectNode request) {
        var status = known(text(request, "status_code", "null"), "1");
        var user = user(request);
        var orders = new ArrayList<Document>();
        for (var id : Fields.texts(request, "mk_id_list")) {
            orders.add(documents.find(ORDER, id));
        }
        if (orders.isEmpty()) {
            orders.add(documents.order(request, "mk_id"));
        }
        orders.forEach(order -> checkTransition(order.status(), status));
        orders.forEach(order -> change(order, status, user));
        return Answers.done();
    }

    /** {@code mark_orders_as_shipped}: by ids, by references, or all of a country in a status. */
    ObjectNode markShipped(ObjectNode request) {
        var ids = Fields.texts(request, "sales_order_id_list");
        var references = Fields.texts(request, "customer_order_list");
        var country = text(request, "country");
        var status = text(request, "status_code");
        var ways = (ids.isEmpty() ? 0 : 1) + (references.isEmpty() ? 0 : 1) + (country == null ? 0 : 1);
        if (ways != 1 || (country == null) != (status == null)) {
            throw new Refusal(
                    "2", "One of sales_order_id_list, customer_order_list or country and status_code must be set");
        }
        List<Document> orders = new ArrayList<>();
        ids.forEach(id -> orders.add(documents.find(ORDER, id)));
        references.forEach(reference ->
                orders.add(documents.referenced(reference).orElseThrow(() -> Documents.notFound(ORDER, reference))));
        if (country != null && status != null) {
            var from = known(status, "1").code();
            company.store().documents(ORDER).stream()
                    .filter(order -> order.status().equals(from))
                    .filter(order ->
                            Countries.same(country, text(order.content().path("partner"), "country", "")))
                    .forEach(orders::add);
        }
        var shipped = known("shipped", "1");
        for (var order : orders) {
            var content = order.content();
            if (!content.has("shipped_date")) {
                content.put("shipped_date", Dates.date(company.today()));
            }
            change(documents.save(content, Reason.STATUS), shipped, null);
        }
        return Answers.done();
    }

    /** The user a request names, if it names one. */
    @Nullable
    String user(JsonNode request) {
        var user = text(request, "api_user_email");
        if (user != null && !company.settings().texts("users").contains(user)) {
            throw unknownUser(user);
        }
        return user;
    }

    /** The user a request has to name. */
    String requiredUser(JsonNode request) {
        var user = user(request);
        if (user == null) {
            throw unknownUser("null");
        }
        return user;
    }

    private static Refusal unknownUser(String user) {
        return new Refusal("6", "Cannot find email '" + user + "' for paramether api_user_email");
    }

    /** Refuses a move that this company does not allow. */
    void checkTransition(String from, Entry to) {
        var transitions = company.settings().value("allowedTransitions");
        if (transitions.has(from)
                && !from.equals(to.code())
                && !Fields.texts(transitions, from).contains(to.code())) {
            throw new Refusal("6", "Status change from " + from + " to " + to.code() + " is not allowed");
        }
    }

    /** Moves an order. An invoiced one that is canceled or closed by hand gets a credit note. */
    void change(Document order, Entry status, @Nullable String user) {
        if (order.status().equals(status.code())) {
            return;
        }
        var content = order.content();
        content.put("_status", status.code());
        documents
                .log(content, "DOCUMENT_STATUS_CHANGE", user)
                .put("value_previous", company.settings().display(order.status()))
                .put("value_new", status.display());
        moved(content, status.code());
        var saved = documents.save(content, Reason.STATUS);
        var settings = company.settings();
        if (settings.texts("releaseStatuses").contains(status.code())
                && settings.flag("creditNoteOnCancel")
                && Documents.linked(saved.content(), "sales_bill_")) {
            invoices.creditAll(saved);
        }
        if (settings.texts("autoInvoiceStatuses").contains(status.code())
                && !Documents.linked(saved.content(), "sales_bill_")) {
            invoices.invoice(saved.id());
        }
    }

    /** Remembers when an order came to a status. */
    void moved(ObjectNode content, String status) {
        Documents.list(content, "_statuses").addArray().add(company.now()).add(status);
    }

    /** The request that moves an order as a person would. */
    static ObjectNode request(Document order, @Nullable String status) {
        return Json.object()
                .put("mk_id", Long.toString(order.id()))
                .put("status_code", status == null ? "null" : status);
    }
}
