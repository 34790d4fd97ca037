package crmmind.metakocka.simulator;

import crmmind.metakocka.simulator.Simulator.Seed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Measures speed and memory; started by hand, asserts nothing. Arguments: how many documents, how many connections, and
 * a folder if everything is to be kept on disk.
 */
final class Measurements {
    private static final String V1 = "/rest/eshop/v1/";

    private final Simulator simulator;
    private final int connections;
    private final PrintStream out = System.out;

    private Measurements(Simulator simulator, int connections) {
        this.simulator = simulator;
        this.connections = connections;
    }

    public static void main(String[] args) throws Exception {
        var documents = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        var connections = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        var data = args.length > 2 ? Path.of(args[2]) : null;
        try (var simulator = new Simulator(0, Seed.DEMO, data, Clock.systemUTC())) {
            new Measurements(simulator, connections).measure(documents);
        }
    }

    private void measure(int documents) throws Exception {
        run("warm-up put_document", 5_000, n -> order("W-" + n));
        var before = heap();
        run("put_document", documents, n -> order("M-" + n));
        var after = heap();
        out.printf(
                Locale.ROOT,
                "heap per document: %d bytes (%d MiB in all)%n",
                (after - before) / documents,
                after >> 20);
        for (var known : List.of(1_000, documents / 2, documents - 1)) {
            run("get_document by buyer_order, around " + known, 20_000, n -> get("M-" + Math.max(0, known - n % 900)));
        }
        run("search by buyer_order", 5_000, n -> search("customer_order", "M-" + n));
        run("change_document_status", 20_000, n -> status("M-" + n));
        run("search last_change, page of 100", 50, n -> recent());
    }

    private long heap() throws InterruptedException {
        for (var i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** An operation and the body to send. */
    private record Request(String operation, String body) {}

    private void run(String what, int times, IntFunction<Request> request) throws Exception {
        var next = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(connections);
        var start = System.nanoTime();
        var running = new ArrayList<Future<Integer>>();
        for (var i = 0; i < connections; i++) {
            running.add(threads.submit(() -> worker(times, next, request)));
        }
        var refused = 0;
        for (var one : running) {
            refused += one.get();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        threads.awaitTermination(10, TimeUnit.SECONDS);
        out.printf(Locale.ROOT, "%-45s %8.0f a second (%d, %d refused)%n", what, times / seconds, times, refused);
    }

    private int worker(int times, AtomicInteger next, IntFunction<Request> requests) throws IOException {
        var refused = 0;
        try (var client = new LoadClient(simulator.address())) {
            for (var n = next.getAndIncrement(); n < times; n = next.getAndIncrement()) {
                var request = requests.apply(n);
                if (!client.post(V1 + request.operation, request.body).contains("\"opr_code\":\"0\"")) {
                    refused++;
                }
            }
        }
        return refused;
    }

    private static Request order(String reference) {
        return new Request("put_document", """
                {"secret_key":"simulator-secret","company_id":"16","doc_type":"sales_order","doc_date":"23.11.2026",
                "buyer_order":"%s","title":"%s","status_code":"created",
                "partner":{"mk_id":"1600100001","mk_address_id":"1600110001"},
                "receiver":{"customer":"Prejemnik d.o.o.","street":"Ulica 12","post_number":"1000","place":"Ljubljana",
                "country":"Slovenia","partner_contact":{"name":"Janez Novak","email":"janez@example.test","gsm":"040000000"}},
                "currency_code":"EUR","warehouse":"glavno","delivery_type":"DHL","notes":"Pokličite pred dostavo",
                "meta_data":[{"key":"crm_order_id","value_string":"0b3f9d43-7f7e-4ddc-9a49-3d9e6f1f6c11"}],
                "document_change_log_notes":"CRM req 1",
                "product_list":[{"code":"ART-001","amount":"2","price_with_tax":"19.99","tax_factor":"0.22","discount":"0"},
                {"code":"ART-002","amount":"1","price_with_tax":"9.99","tax_factor":"0.22","discount":"0"}]}""".formatted(reference, reference));
    }

    private static Request get(String reference) {
        return new Request("get_document", credentials() + "\"buyer_order\":\"" + reference + "\"}");
    }

    private static Request status(String reference) {
        return new Request(
                "change_document_status",
                credentials() + "\"status_code\":\"ready_to_ship\",\"buyer_order\":\"" + reference + "\"}");
    }

    private static Request search(String filter, String value) {
        return new Request(
                "search",
                credentials() + "\"query_advance\":[{\"type\":\"" + filter + "\",\"value\":\"" + value + "\"}]}");
    }

    private static Request recent() {
        return new Request(
                "search",
                credentials() + "\"result_type\":\"doc\",\"query_advance\":[{\"type\":\"last_change_from\","
                        + "\"value\":\"2026-01-01T00:00:00+02:00\"}]}");
    }

    private static String credentials() {
        return "{\"secret_key\":\"simulator-secret\",\"company_id\":\"16\",\"doc_type\":\"sales_order\",";
    }
}
