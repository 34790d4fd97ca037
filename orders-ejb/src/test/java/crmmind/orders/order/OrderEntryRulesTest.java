package crmmind.orders.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.ShippingAddress;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderEntryRulesTest {

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk();
        desk.stock("ART-001", "10");
    }

    @Test
    void everything_that_is_wrong_is_found_at_once() {
        var order = new NewOrder(
                new CustomerData(
                        " ",
                        "x".repeat(255),
                        "1\u0007",
                        "9".repeat(31),
                        new PostalAddress("s".repeat(201), "p".repeat(21), "c".repeat(101), "si")),
                new ShippingAddress("n".repeat(101), null, null, null, "XX"),
                "EURO",
                "nowhere",
                "m".repeat(101),
                LocalDate.of(1999, 12, 31),
                "n".repeat(2001),
                List.of(
                        item("NO-SUCH", "1", "1", null, null),
                        item("ART-001", "0", "-0.01", "101", "-1"),
                        item("ART-001", "1.0001", "1.0000001", "22.0001", "0.0000001"),
                        item("ART-001", "1000000000000", "10000000000000", "1e999999999", "0"),
                        new NewOrder.Item(null, null, null, null, null, null, null)));

        assertThatThrownBy(() -> create(order)).isInstanceOfSatisfying(BusinessException.class, refusal -> {
            assertThat(refusal.problem()).isEqualTo(Problem.VALIDATION_FAILED);
            assertThat(refusal.violations())
                    .extracting(violation -> violation.pointer() + " " + violation.code())
                    .containsExactly(
                            "/customer/name REQUIRED",
                            "/customer/email TOO_LONG",
                            "/customer/phone CONTROL_CHARACTER",
                            "/customer/taxNumber TOO_LONG",
                            "/customer/address/street TOO_LONG",
                            "/customer/address/postCode TOO_LONG",
                            "/customer/address/city TOO_LONG",
                            "/customer/address/country UNKNOWN_COUNTRY",
                            "/shippingAddress/name TOO_LONG",
                            "/shippingAddress/country UNKNOWN_COUNTRY",
                            "/currency UNKNOWN_CURRENCY",
                            "/warehouse UNKNOWN_WAREHOUSE",
                            "/shippingMethod TOO_LONG",
                            "/expectedDeliveryDate OUT_OF_RANGE",
                            "/notes TOO_LONG",
                            "/items/0/productCode UNKNOWN_PRODUCT",
                            "/items/1/quantity NOT_POSITIVE",
                            "/items/1/unitPrice NEGATIVE",
                            "/items/1/discountPercent OUT_OF_RANGE",
                            "/items/1/taxRate OUT_OF_RANGE",
                            "/items/2/quantity TOO_MANY_DECIMALS",
                            "/items/2/unitPrice TOO_MANY_DECIMALS",
                            "/items/2/discountPercent TOO_MANY_DECIMALS",
                            "/items/2/taxRate TOO_MANY_DECIMALS",
                            "/items/3/quantity TOO_LARGE",
                            "/items/3/unitPrice TOO_LARGE",
                            "/items/3/taxRate TOO_LARGE",
                            "/items/4/productCode REQUIRED",
                            "/items/4/quantity REQUIRED",
                            "/items/4/unitPrice REQUIRED");
        });
        assertThat(desk.number("select count(*) from sales_documents")).isZero();
        assertThat(desk.number("select count(*) from customers")).isZero();
    }

    @Test
    void an_empty_order_needs_a_customer_a_currency_and_items() {
        assertThatThrownBy(() -> create(new NewOrder(null, null, null, null, null, null, null, List.of())))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("pointer")
                                .containsExactly("/customer", "/currency", "/items"));
    }

    @Test
    void amounts_that_do_not_fit_are_refused_before_they_reach_the_database() {
        var order = OrderFixture.order("ART-001 x 999999999999.999 @ 9999999999999.999999");

        assertThatThrownBy(() -> create(order))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("pointer", "code")
                                .containsExactly(org.assertj.core.groups.Tuple.tuple("/items/0", "TOO_LARGE")));

        var sum = OrderFixture.order("ART-001 x 1 @ 8000000000000", "ART-001 x 1 @ 8000000000000");
        assertThatThrownBy(() -> create(sum))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("pointer")
                                .containsExactly("/items"));
    }

    @Test
    void what_is_left_out_comes_from_the_product_and_the_main_warehouse() {
        var full = OrderFixture.order("ART-001 x 1");
        var id = create(new NewOrder(
                full.customer(),
                new ShippingAddress(" ", null, null, null, null),
                "EUR",
                null,
                " ",
                null,
                "a\nb",
                full.items()));

        var order = new OrderFixture(desk).details(id);
        assertThat(order.warehouse()).isEqualTo("glavno");
        assertThat(order.shippingAddress()).isNull();
        assertThat(order.shippingMethod()).isNull();
        assertThat(order.notes()).isEqualTo("a\nb");
        assertThat(order.items().get(0).description()).isEqualTo("Product ART-001");
        assertThat(order.items().get(0).taxRate()).isEqualByComparingTo("22");
        assertThat(order.items().get(0).discountPercent()).isZero();
    }

    @Test
    void a_closed_warehouse_and_a_retired_product_are_unknown_to_new_orders() {
        desk.run(() -> desk.bean(crmmind.orders.shared.Database.class)
                .update("update products set active = false where code = 'ART-001'"));
        var full = OrderFixture.order("ART-001 x 1");

        assertThatThrownBy(() ->
                        create(new NewOrder(full.customer(), null, "EUR", "staro", null, null, null, full.items())))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("code")
                                .containsExactly("UNKNOWN_WAREHOUSE", "UNKNOWN_PRODUCT"));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3} customers")
    @CsvSource(
            nullValues = "-",
            value = {
                "Buyer d.o.o., buyer@example.test, SI10000001, 1",
                "Other name,   other@example.test, SI10000001, 1",
                "Buyer d.o.o., buyer@example.test, SI99999999, 2",
                "Other name,   BUYER@example.test, -,          1",
                "Buyer d.o.o., -,                  -,          1",
                "BUYER D.O.O., -,                  -,          1",
                "Buyer d.o.o., other@example.test, -,          2",
                "Somebody,     -,                  -,          2"
            })
    void a_customer_is_recognised_by_tax_number_then_email_then_name_and_address(
            String name, String email, String taxNumber, int customers) {
        create(OrderFixture.order("ART-001 x 1"));
        var again = OrderFixture.order("ART-001 x 1");
        create(new NewOrder(
                new CustomerData(name, email, null, taxNumber, again.customer().address()),
                null,
                "EUR",
                null,
                null,
                null,
                null,
                again.items()));

        assertThat(desk.number("select count(*) from customers")).isEqualTo(customers);
    }

    @Test
    void numbers_have_the_prefix_the_year_and_six_digits_and_fit_into_thirty_characters() {
        assertThat(OrderNumbers.number("CRM", 2026, 7)).isEqualTo("CRM-2026-000007");
        assertThat(OrderNumbers.number("CRM", 2026, 1_234_567)).isEqualTo("CRM-2026-1234567");
        assertThatThrownBy(() -> OrderNumbers.number("A-PREFIX-THAT-IS-TOO-LONG", 2026, 1))
                .hasMessageContaining("orders.number-prefix");
    }

    private java.util.UUID create(NewOrder order) {
        return desk.call(() -> desk.bean(OrderCommands.class).create(order, "ana", "desk"));
    }

    private static NewOrder.Item item(String code, String quantity, String price, String rate, String discount) {
        return new NewOrder.Item(
                null,
                code,
                null,
                new BigDecimal(quantity),
                new BigDecimal(price),
                rate == null ? null : new BigDecimal(rate),
                discount == null ? null : new BigDecimal(discount));
    }
}
