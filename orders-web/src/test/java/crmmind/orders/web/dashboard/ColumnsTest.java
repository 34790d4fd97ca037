package crmmind.orders.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    @ParameterizedTest
    @CsvSource({
        "0,2",
        "1,2",
        "2,2",
        "3,4",
        "7,8",
        "9,10",
        "10,10",
        "11,20",
        "21,40",
        "99.01,100",
        "4000.01,6000",
        "123456,200000"
    })
    void the_upper_edge_is_the_next_round_number(BigDecimal highest, BigDecimal top) {
        assertThat(Columns.top(highest)).isEqualByComparingTo(top);
    }

    @Test
    void columns_are_as_high_as_their_share_of_the_upper_edge() {
        var chart = Columns.of(List.of(value("3"), value("0"), value("-5"), value("4")), List.of("a", "b"));

        assertThat(chart.top()).isEqualByComparingTo("4");
        assertThat(chart.middle()).isEqualByComparingTo("2");
        assertThat(chart.width()).isEqualTo(4);
        assertThat(chart.columns().stream().map(Columns.Column::height))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("75"), BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("100"));
        assertThat(chart.columns())
                .allSatisfy(
                        column -> assertThat(column.y().add(column.height())).isEqualByComparingTo("100"));
    }

    private static Columns.Value value(String amount) {
        return new Columns.Value(new BigDecimal(amount), "", "/orders");
    }
}
