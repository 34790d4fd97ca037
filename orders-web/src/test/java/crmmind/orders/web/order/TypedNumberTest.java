package crmmind.orders.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 | 12",
                "12,5 | 12.5",
                "12.5 | 12.5",
                ",5 | 0.5",
                ".5 | 0.5",
                "-3 | -3",
                "1.234 | 1.234",
                "1,234 | 1.234",
                "1.234,56 | 1234.56",
                "1,234.56 | 1234.56",
                "1.234.567 | 1234567",
                "1,234,567.8 | 1234567.8",
                "1 234,50 | 1234.50",
                "'1\u00a0234,5' | 1234.5",
                "12 345 678 | 12345678"
            })
    void numbers_are_read_as_people_write_them(String typed, BigDecimal number) {
        assertThat(TypedNumber.read(typed)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "dve",
                "1,",
                "1,2,3",
                "1.23.4",
                "1 2",
                "1.234,5,6",
                "1e5",
                "NaN",
                "--1",
                "+1",
                "٣",
                "1234567890123456789012345678901"
            })
    void what_is_no_number_is_none(String typed) {
        assertThat(TypedNumber.read(typed)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1234.500000,en,1234.5", "1234.500000,sl,'1234,5'", "0.000,sl,0", "100,en,100"})
    void numbers_are_written_so_that_they_are_read_again(BigDecimal number, String language, String written) {
        assertThat(TypedNumber.write(
                        number, new Locale.Builder().setLanguage(language).build()))
                .isEqualTo(written);
        assertThat(TypedNumber.read(written)).isEqualByComparingTo(number);
    }
}
