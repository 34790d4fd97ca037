package crmmind.metakocka.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.http.HttpRequest;
import crmmind.metakocka.simulator.rest.Application;
import crmmind.metakocka.simulator.rest.Operations;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.store.Transactions;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The end-points under {@code /_sim}. */
public final class ControlApi {
    private final Company company;
    private final Operations operations;
    private final Transactions transactions;
    private final Faults faults;
    private final Calls calls;
    private final Application application;
    private final Runnable reset;

    /** An answer: status and body. */
    public record Answer(int status, JsonNode body) {}

    public ControlApi(
            Company company,
            Operations operations,
            Transactions transactions,
            Faults faults,
            Calls calls,
            Runnable reset) {
        this.company = company;
        this.operations = operations;
        this.transactions = transactions;
        this.faults = faults;
        this.calls = calls;
        this.application = operations.application();
        this.reset = reset;
    }

    /** Answers a request whose path starts with {@code /_sim}. */
    public Answer answer(HttpRequest request) {
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /_sim/state" -> ok(transactions.alone(this::state));
                case "GET /_sim/documents" -> ok(transactions.alone(() -> documents(request.query())));
                case "GET /_sim/calls" ->
                    ok(calls.shown(request.query().get("since"), request.query().get("operation")));
                case "GET /_sim/faults" -> ok(faults.shown());
                case "POST /_sim/faults" -> new Answer(201, faults.order(body(request)));
                case "DELETE /_sim/faults" -> {
                    faults.clear();
                    yield ok(faults.shown());
                }
                case "GET /_sim/settings" -> ok(company.settings().describe());
                case "PUT /_sim/settings" -> ok(transactions.alone(() -> settings(body(request))));
                case "POST /_sim/actions" -> ok(transactions.alone(() -> application.act(body(request))));
                case "POST /_sim/reset" -> {
                    reset.run();
                    yield ok(transactions.alone(this::state));
                }
                default -> new Answer(404, error("There is no " + request.method() + " " + request.path()));
            };
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return new Answer(400, error(String.valueOf(e.getMessage())));
        } catch (Refusal refusal) {
            var body = error(String.valueOf(refusal.getMessage()));
            body.put("opr_code", refusal.code());
            body.setAll(refusal.details());
            return new Answer(409, body);
        }
    }

    private static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    private static ObjectNode error(String text) {
        return Json.object().put("error", text);
    }

    private static ObjectNode body(HttpRequest request) {
        try {
            if (Json.read(request.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The body is not JSON", e);
        }
        throw new IllegalArgumentException("The body is no JSON object");
    }

    private ObjectNode state() {
        var state = Json.object();
        var types = state.putObject("documents");
        var statuses = state.putObject("statuses");
        var store = company.store();
        for (var type : visibleTypes()) {
            var documents = store.documents(type);
            types.put(type, documents.size());
            var counts = new TreeMap<String, Integer>();
            for (var document : documents) {
                if (!document.status().isEmpty()) {
                    counts.merge(document.status(), 1, Integer::sum);
                }
            }
            statuses.set(type, Json.tree(counts));
        }
        state.set("duplicateReferences", Json.tree(store.sharedReferences()));
        state.put("partners", store.partners().size());
        state.put("products", store.products().size());
        state.put("warehouses", store.warehouses().size());
        state.set("calls", calls.counts());
        return state;
    }

    private List<String> visibleTypes() {
        return company.store().types().stream()
                .filter(type -> !type.startsWith("_"))
                .toList();
    }

    private ArrayNode documents(Map<String, String> query) {
        var store = company.store();
        var type = query.get("doc_type");
        var reference = query.get("buyer_order");
        var number = query.get("count_code");
        var id = query.get("mk_id");
        var shown = Json.array();
        for (var one : type == null ? visibleTypes() : List.of(type)) {
            var candidates =
                    reference != null && one.equals("sales_order") ? store.referenced(reference) : store.documents(one);
            for (Document document : candidates) {
                if ((reference == null || reference.equals(document.reference()))
                        && (number == null || number.equals(document.number()))
                        && (id == null || id.equals(Long.toString(document.id())))) {
                    shown.add(operations.everything(document));
                }
            }
        }
        return shown;
    }

    private ObjectNode settings(ObjectNode wanted) {
        company.settings().change(wanted);
        company.store().settingsChanged();
        return company.settings().describe();
    }
}
