package crmmind.metakocka.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.metakocka.stock.Warehouse;
import crmmind.metakocka.wire.CallContext;
import crmmind.metakocka.wire.Json;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.Outcome;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.metakocka.wire.SalesOrderJson;
import crmmind.metakocka.wire.StockJson;
import crmmind.metakocka.wire.ValueFormats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries the connection as it is set up: one call in each of the two path families the desk uses, each sent once, also
 * while the desk believes that Metakocka is away. Reads only. Call it without a transaction: it takes as long as the
 * time-outs allow.
 */
public class ConnectionCheck {

    private final MetakockaGateway gateway;

    /** Goes through this gateway, with its limits and its log. */
    public ConnectionCheck(MetakockaGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Reads the warehouses and searches one order. Where nothing answered, or the credentials are wrong, the second
     * call is spared.
     */
    public ConnectionReport run() {
        var warehouses = new ArrayList<Warehouse>();
        var calls = new ArrayList<ProbedCall>();
        var first = probe(
                RemoteOperation.WAREHOUSE_LIST,
                Json.object(),
                List.of("warehouse_list", "warehouse_list_count"),
                answer -> warehouses.addAll(StockJson.warehouses(answer)));
        calls.add(first);
        var problem = first.problem();
        if (problem == null || problem == ConnectionProblem.WRONG_PATH || problem == ConnectionProblem.REFUSED) {
            calls.add(probe(
                    RemoteOperation.SEARCH,
                    SalesOrderJson.search(SalesOrderSearch.all(true), false, 1, 0),
                    List.of("result", "result_all_records", "result_count"),
                    answer -> SalesOrderJson.rows(answer, 0)));
        }
        return new ConnectionReport(calls, warehouses);
    }

    /** Makes sense of an answer. */
    private interface Reader {
        void read(ObjectNode answer);
    }

    private ProbedCall probe(RemoteOperation operation, ObjectNode request, List<String> expected, Reader reader) {
        var probe = gateway.probe(operation, request, CallContext.NONE);
        var problem = ConnectionDiagnosis.of(probe);
        String text = null;
        String code = null;
        if (probe.outcome() instanceof Outcome.Refused refused) {
            text = refused.text();
            code = refused.code().startsWith("http_") ? null : refused.code();
        } else if (probe.outcome() instanceof Outcome.Unknown unknown) {
            text = unknown.reason();
            code = ConnectionDiagnosis.code(probe.answer());
        } else if (probe.outcome() instanceof Outcome.NotSent notSent) {
            text = notSent.reason();
        } else if (probe.outcome() instanceof Outcome.Done done) {
            var unreadable = unreadable(done.answer(), expected, reader);
            if (unreadable != null) {
                problem = ConnectionProblem.UNREADABLE;
                text = unreadable;
            }
        }
        return new ProbedCall(
                operation.code(),
                operation.path(),
                probe.milliseconds(),
                probe.answer() == null ? null : probe.answer().status(),
                problem,
                code,
                text == null ? null : gateway.withoutSecrets(text));
    }

    /** Why an answer that says "done" does not hold what it should; null where it does. */
    private static @Nullable String unreadable(ObjectNode answer, List<String> expected, Reader reader) {
        var names = new ArrayList<String>();
        answer.fieldNames().forEachRemaining(names::add);
        if (names.stream().noneMatch(expected::contains)) {
            return "Metakocka's answer has no " + expected.get(0) + ", only " + shortened(names);
        }
        try {
            reader.read(answer);
            return null;
        } catch (ValueFormats.UnreadableValueException e) {
            return "Metakocka's answer cannot be read: " + e.getMessage();
        }
    }

    private static List<String> shortened(List<String> names) {
        return names.size() <= 8 ? names : names.subList(0, 8);
    }
}
