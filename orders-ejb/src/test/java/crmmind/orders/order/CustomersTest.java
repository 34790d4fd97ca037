package crmmind.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.Desk;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.PostalAddress;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomersTest {

    private final Desk desk = new Desk();

    @BeforeEach
    void known() {
        add("Kavarna Žmavc d.o.o.", "info@zmavc.example", "+386 41 123 456", "SI10000001", "Maribor");
        add("Cvetličarna Iris s.p.", "iris@example.test", "(01) 555-77-88", null, "Ljubljana");
        add("Žmavc transport", "pisarna@transport.example", null, "SI20000002", "Celje");
    }

    @Test
    void customers_are_found_by_name_mail_tax_number_and_city() {
        assertThat(names("zmavc")).containsExactlyInAnyOrder("Kavarna Žmavc d.o.o.", "Žmavc transport");
        assertThat(names("zmavc").get(0)).isEqualTo("Žmavc transport");
        assertThat(names("maribor kavarna")).containsExactly("Kavarna Žmavc d.o.o.");
        assertThat(names("iris@example")).containsExactly("Cvetličarna Iris s.p.");
        assertThat(names("20000002")).containsExactly("Žmavc transport");
        assertThat(names("kavarna celje")).isEmpty();
        assertThat(names(" ")).isEmpty();
    }

    @Test
    void customers_are_found_by_phone_however_it_is_written() {
        for (var typed : List.of("041 123 456", "041/123-456", "+386 41 123", "38641", "(041) 123456")) {
            assertThat(names(typed)).as(typed).containsExactly("Kavarna Žmavc d.o.o.");
        }
        assertThat(names("01 555 77")).containsExactly("Cvetličarna Iris s.p.");
    }

    private List<String> names(String text) {
        return desk.call(() -> desk.bean(Customers.class).search(text, 10)).stream()
                .map(known -> known.data().name())
                .toList();
    }

    private void add(String name, String email, String phone, String taxNumber, String city) {
        desk.run(() -> desk.bean(Customers.class)
                .recognise(
                        new CustomerData(name, email, phone, taxNumber, new PostalAddress(null, null, city, "SI")),
                        desk.bean(Clock.class).instant()));
    }
}
