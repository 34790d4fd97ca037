package crmmind.metakocka.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.metakocka.document.SalesOrderDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The vendor's own samples, where they lie beside the project: every answer of an operation the desk calls is
 * understood. They are the vendor's, so they are not part of the project; without them the other tests of this package
 * stand alone.
 */
class VendorExamplesTest {

    private record Example(String name, RemoteOperation operation, JsonNode response, boolean fragment) {}

    private static Optional<Path> folder() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var examples = folder.resolve("shared/metakocka/examples");
            if (Files.isDirectory(examples)) {
                return Optional.of(examples);
            }
        }
        return Optional.empty();
    }

    private static List<Example> examples() throws IOException {
        var folder = folder();
        assumeTrue(folder.isPresent(), "the vendor's samples are not there");
        var examples = new ArrayList<Example>();
        try (var files = Files.list(folder.orElseThrow())) {
            for (var file : files.sorted().toList()) {
                var example = Json.MAPPER.readTree(Files.readString(file));
                var path = example.path("path").asText();
                var operation = Arrays.stream(RemoteOperation.values())
                        .filter(known -> path.endsWith("/" + known.code()))
                        .findFirst();
                if (operation.isPresent() && example.path("response").isObject()) {
                    examples.add(new Example(
                            file.getFileName().toString(),
                            operation.get(),
                            example.path("response"),
                            example.path("response_is_fragment").asBoolean()));
                }
            }
        }
        assertThat(examples).hasSizeGreaterThan(30);
        return examples;
    }

    @Test
    void every_answer_is_done_or_refused_as_its_name_says() throws IOException {
        for (var example : examples()) {
            if (example.fragment()) {
                continue;
            }
            var outcome = Answers.classify(
                    example.operation(),
                    200,
                    "application/json",
                    example.response().toString().getBytes(StandardCharsets.UTF_8));

            assertThat(outcome)
                    .as(example.name())
                    .isInstanceOf(example.name().contains(".error.") ? Outcome.Refused.class : Outcome.Done.class);
        }
    }

    @Test
    void every_sales_order_is_read() throws IOException {
        var read = new ArrayList<SalesOrderDocument>();
        for (var example : examples()) {
            if (example.name().startsWith("get_document.sales_order.")
                    && example.response().has("mk_id")) {
                read.add(SalesOrderJson.document(example.response()));
            } else if (example.name().startsWith("search.sales_order.")) {
                for (var row : ValueFormats.list(example.response(), "result")) {
                    if (row.has("mk_id")) {
                        read.add(SalesOrderJson.document(row));
                    }
                }
            }
        }
        assertThat(read).hasSizeGreaterThan(5);
        assertThat(read).allSatisfy(order -> assertThat(order.mkId()).matches("\\d+"));
        assertThat(read).anySatisfy(order -> assertThat(order.statusCode()).isNotNull());
        assertThat(read).anySatisfy(order -> assertThat(order.trackingCode()).isNotNull());
        assertThat(read).anySatisfy(order -> assertThat(order.sums().taxes()).isNotEmpty());
    }

    @Test
    void stock_products_warehouses_and_partners_are_read() throws IOException {
        for (var example : examples()) {
            switch (example.operation()) {
                case WAREHOUSE_STOCK ->
                    assertThat(StockJson.merged(StockJson.stock(example.response())))
                            .as(example.name())
                            .isNotEmpty();
                case WAREHOUSE_LIST ->
                    assertThat(StockJson.warehouses(example.response()))
                            .as(example.name())
                            .isNotEmpty();
                case PRODUCT_LIST ->
                    assertThat(StockJson.products(example.response()))
                            .as(example.name())
                            .hasSize(ValueFormats.list(example.response(), "product_list")
                                    .size());
                case GET_PARTNER ->
                    assertThat(PartnerJson.partners(example.response()))
                            .as(example.name())
                            .isNotEmpty();
                default -> {
                    // orders are read above
                }
            }
        }
    }
}
