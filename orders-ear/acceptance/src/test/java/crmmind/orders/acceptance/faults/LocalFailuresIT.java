package crmmind.orders.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the desk's own database undoes, in the whole server as it is shipped. */
@ExtendWith(DeskExtension.class)
@DisplayName("W19 what the database undoes, in the server")
class LocalFailuresIT {

    private static final String ORDERS = "/api/orders";

    /** Undoes what is done for this customer so often. */
    @BeforeEach
    void a_database_that_undoes(Desk desk) throws SQLException {
        execute(desk, """
                create table undone (customer text primary key, state text, times integer);
                create sequence undone_times;
                create function undo() returns trigger language plpgsql as $$
                declare
                    wanted undone;
                begin
                    select * into wanted from undone where customer = new.customer_name;
                    if found and nextval('undone_times') <= wanted.times then
                        raise exception 'undone on purpose' using errcode = wanted.state;
                    end if;
                    return new;
                end $$;
                create trigger undo before insert on sales_documents for each row execute function undo();
                """);
    }

    @AfterEach
    void a_database_as_it_was(Desk desk) throws SQLException {
        execute(
                desk,
                "drop trigger undo on sales_documents; drop function undo; drop sequence undone_times;"
                        + " drop table undone");
    }

    @ParameterizedTest(name = "W19 {0} undoes an order twice, and it is taken whole the third time")
    @ValueSource(strings = {"40001", "40P01"})
    void w19_undone_twice(String state, Desk desk) throws SQLException {
        for (var key : List.of("", UUID.randomUUID().toString())) {
            var customer = undoes(desk, state, 2);

            var client = desk.as("sales");
            var answer = (key.isEmpty() ? client : client.withHeader("Idempotency-Key", key))
                    .post(ORDERS, order(customer))
                    .expect(201);

            assertThat(answer.json().path("orderNumber").asText()).isNotEmpty();
            assertThat(count(desk, customer)).isEqualTo(1);
            assertThat(times(desk)).as("begun").isEqualTo(3);
        }
    }

    @Test
    @DisplayName("W19 what does not pass is not repeated, and leaves nothing")
    void w19_what_does_not_pass(Desk desk) throws SQLException {
        var customer = undoes(desk, "23514", 1);

        desk.as("sales").post(ORDERS, order(customer)).expect(500);

        assertThat(count(desk, customer)).isZero();
        assertThat(times(desk)).isEqualTo(1);
    }

    private static String undoes(Desk desk, String state, int times) throws SQLException {
        var customer = "Undone " + UUID.randomUUID();
        execute(
                desk,
                "insert into undone values ('" + customer + "', '" + state + "', " + times
                        + "); alter sequence undone_times restart");
        return customer;
    }

    private static Map<String, Object> order(String customer) {
        return Map.of(
                "customer",
                Map.of("name", customer),
                "currency",
                "EUR",
                "items",
                List.of(Map.of("productCode", "ART-001", "quantity", "1", "unitPrice", "10")));
    }

    private static long count(Desk desk, String customer) throws SQLException {
        return number(desk, "select count(*) from sales_documents where customer_name = '" + customer + "'");
    }

    private static long times(Desk desk) throws SQLException {
        return number(desk, "select last_value from undone_times");
    }

    private static long number(Desk desk, String sql) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Desk desk, String sql) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
