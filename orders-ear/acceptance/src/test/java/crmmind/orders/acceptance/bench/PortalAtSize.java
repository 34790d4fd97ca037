package crmmind.orders.acceptance.bench;

import crmmind.orders.acceptance.Desk;
import java.io.IOException;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Measures pages of the portal as a signed-in browser asks for them, at few and at many orders, in turns: A B A B; then
 * an export of 100,000 orders. Starts two desks of its own whose portals have {@value #HEAP}. Arguments: how many
 * orders the large one shall have, how many rounds; and, to measure desks that run already and keep their orders, the
 * data folders of the small one and the large one.
 */
public final class PortalAtSize {

    private static final int SMALL = 1_000;
    private static final int CHUNK = 100_000;
    private static final int EXPORTED = 100_000;
    private static final String HEAP = "-Xmx256m";
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]*)\"");

    private final PrintStream out = System.out;

    private PortalAtSize() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 4) {
            new PortalAtSize()
                    .measure(
                            Path.of(arguments[2]),
                            Path.of(arguments[3]),
                            Integer.parseInt(arguments[0]),
                            Integer.parseInt(arguments[1]));
            return;
        }
        var options = Map.of("DESK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4 " + HEAP);
        try (var small = Desk.own("bench-small", options);
                var large = Desk.own("bench-large", options)) {
            new PortalAtSize()
                    .measure(
                            small.data(), large.data(), Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        }
    }

    private void measure(Path smallData, Path largeData, int orders, int rounds) throws Exception {
        try (var small = new Side(smallData, SMALL);
                var large = new Side(largeData, orders)) {
            var pages = small.pages().keySet();
            out.printf("%-34s %10s %10s %7s %10s%n", "page", SMALL + " ms", orders + " ms", "ratio", "p95 ratio");
            for (var page : pages) {
                for (int i = 0; i < 5; i++) { // warm
                    small.get(page);
                    large.get(page);
                }
                var few = new ArrayList<Double>();
                var many = new ArrayList<Double>();
                for (int i = 0; i < rounds; i++) {
                    few.add(small.get(page));
                    many.add(large.get(page));
                }
                out.printf(
                        Locale.ROOT,
                        "%-34s %10.1f %10.1f %7.2f %10.2f%n",
                        page,
                        at(few, 0.5),
                        at(many, 0.5),
                        at(many, 0.5) / at(few, 0.5),
                        at(many, 0.95) / at(few, 0.95));
            }
            if (orders >= EXPORTED) {
                out.printf("export of %d orders, portal with %s%n", EXPORTED, HEAP);
                large.export("csv", out);
                large.export("xlsx", out);
            }
        }
    }

    private static double at(List<Double> times, double quantile) {
        var sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * quantile)));
    }

    /** A desk, somebody signed in to it, and the pages to ask for. */
    private static final class Side implements AutoCloseable {

        private final URI base;
        private final HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        private final Connection database;
        private final Map<String, String> pages = new LinkedHashMap<>();

        Side(Path data, int orders) throws Exception {
            var properties = new Properties();
            try (var in = Files.newInputStream(data.resolve("run/desk.properties"))) {
                properties.load(in);
            }
            base = URI.create(properties.getProperty("desk.url"));
            database = DriverManager.getConnection(
                    properties.getProperty("orders.db.url"),
                    properties.getProperty("orders.db.user"),
                    properties.getProperty("orders.db.password"));
            fill(orders);
            signIn();
            choosePages();
        }

        Map<String, String> pages() {
            return pages;
        }

        private void fill(int orders) throws SQLException, IOException {
            long there = number("select count(*) from sales_documents where document_number like 'BIG-%'");
            if (there >= orders) {
                return;
            }
            var sql = new String(
                    PortalAtSize.class.getResourceAsStream("orders.sql").readAllBytes(), StandardCharsets.UTF_8);
            database.setAutoCommit(false);
            long begun = System.nanoTime();
            // in parts, so that nothing waits for one transaction of minutes
            for (int from = (int) there; from < orders; from += CHUNK) {
                int last = Math.min(orders, from + CHUNK);
                for (var statement : sql.split(";\\s*\n")) {
                    if (statement.isBlank()) {
                        continue;
                    }
                    var ranged = statement
                            .replace("generate_series(1, ?)", "generate_series(" + (from + 1) + ", " + last + ")")
                            .replace("?::integer", orders + "::integer");
                    try (var run = database.createStatement()) {
                        run.execute(ranged);
                    }
                }
                database.commit();
            }
            database.setAutoCommit(true);
            try (var run = database.createStatement()) {
                run.execute("vacuum analyze"); // what autovacuum does within minutes
            }
            System.out.printf(Locale.ROOT, "%d orders made in %.0f s%n", orders, (System.nanoTime() - begun) / 1e9);
            System.out.println("books out of balance: " + number("select count(*) from books_out_of_balance"));
        }

        private void choosePages() throws SQLException {
            var row = row("select id::text, document_number, customer_name, created_at::text from sales_documents"
                    + " where document_number like 'BIG-%' and order_status = 'fulfilled'"
                    + " order by created_at desc, id desc offset "
                    + (number("select count(*) from sales_documents where document_number like 'BIG-%'") / 2)
                    + " limit 1");
            var instant = text("select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                    + " from sales_documents where id = '" + row[0] + "'");
            var cursor = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(("-createdAt\n" + row[0] + "\n" + instant).getBytes(StandardCharsets.UTF_8));
            var digits = row[1].substring(4);
            pages.put("list, first page", "/orders?view=all");
            pages.put("list, page in the middle", "/orders?view=all&after=" + cursor);
            pages.put("list, view To ship", "/orders?view=to-ship");
            pages.put("list, status and warehouse", "/orders?status=cancelled&warehouse=glavno");
            pages.put("list, three filters", "/orders?status=fulfilled&sync=synced&warehouse=trgovina&from=2020-01-01");
            pages.put("list, sync problems", "/orders?view=sync-problems");
            pages.put("list, not synced", "/orders?sync=not_synced");
            pages.put("list, by total", "/orders?view=all&sort=-totalAmount");
            pages.put("list, by customer", "/orders?view=all&sort=customerName");
            pages.put("search, number", "/orders?q=" + encoded(row[1]));
            pages.put("search, customer", "/orders?q=" + encoded(row[2].split(" ")[1]));
            pages.put("search, product", "/orders?q=ART-017");
            pages.put("search, tracking number", "/orders?q=BIGTRK0" + digits);
            pages.put("search, id in Metakocka", "/orders?q=" + (700000000000L + Long.parseLong(digits)));
            pages.put("search, part of a number", "/orders?q=" + encoded(row[1].substring(4)));
            pages.put("search, found in nearly all", "/orders?q=d.o.o.");
            pages.put("search, in nearly all, drafts", "/orders?q=d.o.o.&status=draft");
            pages.put("search, in nearly all, shipped", "/orders?q=d.o.o.&status=fulfilled");
            pages.put("search, product of all, drafts", "/orders?q=ART-0&status=draft");
            pages.put("search, nothing found", "/orders?q=nothing-like-this");
            pages.put("order", "/orders/" + row[0]);
            pages.put(
                    "order, from a list",
                    "/orders/" + row[0] + "?list=" + encoded("status=fulfilled&sort=-totalAmount"));
            pages.put("overview", "/dashboard");
            pages.put("inventory", "/inventory");
            pages.put("queue", "/queue");
            pages.put("API log", "/logs");
            pages.put("palette", "/orders/found.json?q=" + encoded(row[2].split(" ")[1]));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private void signIn() throws IOException, InterruptedException {
            var login = base.resolve("/login");
            var page = browser.send(HttpRequest.newBuilder(login).build(), BodyHandlers.ofString());
            var state = VIEW_STATE.matcher(page.body());
            if (!state.find()) {
                throw new IllegalStateException("No form to sign in at " + login);
            }
            var form = String.join(
                    "&",
                    List.of(
                            "login=login",
                            "login%3Ausername=viewer",
                            "login%3Apassword=demo",
                            "login%3Aenter=login%3Aenter",
                            "jakarta.faces.ViewState=" + encoded(state.group(1))));
            var answer = browser.send(
                    HttpRequest.newBuilder(login)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 302) {
                throw new IllegalStateException("Not signed in: " + answer.statusCode());
            }
        }

        /** Milliseconds until the last byte of the page. */
        double get(String name) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(base.resolve(pages.get(name))).build();
            long begun = System.nanoTime();
            var answer = browser.send(request, BodyHandlers.ofByteArray());
            double took = (System.nanoTime() - begun) / 1e6;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(name + " answers " + answer.statusCode());
            }
            return took;
        }

        /** Reads an export of the newest orders to its end. */
        void export(String format, PrintStream out) throws IOException, InterruptedException, SQLException {
            var from = text("select to_char(created_at, 'YYYY-MM-DD') from sales_documents"
                    + " order by created_at desc, id desc offset " + (EXPORTED - 1) + " limit 1");
            var path = "/orders/export." + format + "?view=all&from=" + from;
            long begun = System.nanoTime();
            var answer = browser.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofInputStream());
            long bytes = 0;
            long lines = 0;
            try (var body = answer.body()) {
                var part = new byte[64 * 1024];
                for (int read = body.read(part); read >= 0; read = body.read(part)) {
                    bytes += read;
                    for (int i = 0; i < read; i++) {
                        lines += part[i] == '\n' ? 1 : 0;
                    }
                }
            }
            double took = (System.nanoTime() - begun) / 1e9;
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + answer.statusCode());
            }
            out.printf(
                    Locale.ROOT,
                    "%-6s %6.1f s, %d bytes%s%n",
                    format,
                    took,
                    bytes,
                    format.equals("csv") ? ", " + (lines - 1) + " rows" : "");
        }

        private String[] row(String sql) throws SQLException {
            try (var statement = database.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                var values = new String[rows.getMetaData().getColumnCount()];
                Arrays.setAll(values, at -> value(rows, at + 1));
                return values;
            }
        }

        private static String value(java.sql.ResultSet rows, int column) {
            try {
                return rows.getString(column);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private String text(String sql) throws SQLException {
            return row(sql)[0];
        }

        private long number(String sql) throws SQLException {
            return Long.parseLong(text(sql));
        }

        @Override
        public void close() throws SQLException {
            database.close();
        }
    }
}
