package crmmind.metakocka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class StockJsonTest {

    @Test
    void rows_of_lots_and_places_become_one_row_and_the_reservation_is_not_added_up() throws JsonProcessingException {
        var rows = StockJson.merged(StockJson.stock(json("""
                {"opr_code":"0","stock_list":[
                  {"warehouse_id":"1","mk_id":"7","count_code":"A","amount":"863,75","reserved_amount":"6","unit":"kos"},
                  {"warehouse_id":"1","mk_id":"7","code":"SKU","amount":"-3","reserved_amount":"6"},
                  {"warehouse_id":"2","mk_id":"7","code":"SKU","amount":"1.000,5"},
                  {"warehouse_id":"1","mk_id":"8","code":"OTHER"}]}
                """)));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).amount()).isEqualByComparingTo("860.75");
        assertThat(rows.get(0).reservedAmount()).isEqualByComparingTo("6");
        assertThat(rows.get(0).freeAmount()).isEqualByComparingTo("854.75");
        assertThat(rows.get(0).code()).isEqualTo("SKU");
        assertThat(rows.get(0).countCode()).isEqualTo("A");
        assertThat(rows.get(1).amount()).isEqualByComparingTo("1000.5");
        assertThat(rows.get(1).reservedAmount())
                .as("a company without reservations")
                .isNull();
        assertThat(rows.get(1).freeAmount()).isEqualByComparingTo("1000.5");
        assertThat(rows.get(2).amount()).isZero();
    }

    @Test
    void a_product_takes_its_price_from_a_list_for_selling_that_names_its_tax() throws JsonProcessingException {
        var products = StockJson.products(json("""
                {"opr_code":"0","product_list":{"mk_id":"1","code":"SKU","name":"Thing","unit":"kos","service":"false",
                 "pricelist":[
                  {"sales_purchase":"purchase","price_def":{"price":"1","tax_factor":"0.22"}},
                  {"buyer":"Somebody","price_def":{"price":"2","tax_factor":"0.22"}},
                  {"price_def":{"price":"3"}},
                  {"currency_code":"EUR","price_def":[{"price":"1392,62","tax":"EX4","tax_factor":"0.22"},{"price":"9"}]}]}}
                """));

        assertThat(products).singleElement().satisfies(product -> {
            assertThat(product.price()).isEqualByComparingTo("1392.62");
            assertThat(product.tax()).isEqualTo("EX4");
            assertThat(product.taxFactor()).isEqualByComparingTo("0.22");
            assertThat(product.currencyCode()).isEqualTo("EUR");
            assertThat(product.service()).isFalse();
            assertThat(product.sales()).isTrue();
        });
    }

    @Test
    void a_product_without_prices_and_a_row_without_a_code_are_borne() throws JsonProcessingException {
        var products = StockJson.products(
                json("{\"product_list\":[{\"mk_id\":\"1\",\"code\":\"SKU\"},{\"mk_id\":\"2\",\"count_code\":\"7\"}]}"));

        assertThat(products).singleElement().satisfies(product -> {
            assertThat(product.name()).isEqualTo("SKU");
            assertThat(product.price()).isNull();
            assertThat(product.taxFactor()).isNull();
        });
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(text);
    }
}
