package crmmind.orders.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluralFormTest {

    private static final Locale SLOVENIAN =
            new Locale.Builder().setLanguage("sl").build();

    @ParameterizedTest
    @CsvSource({
        "0,OTHER",
        "1,ONE",
        "2,TWO",
        "3,FEW",
        "4,FEW",
        "5,OTHER",
        "11,OTHER",
        "12,OTHER",
        "14,OTHER",
        "21,OTHER",
        "100,OTHER",
        "101,ONE",
        "102,TWO",
        "103,FEW",
        "104,FEW",
        "105,OTHER",
        "111,OTHER",
        "201,ONE",
        "1000,OTHER",
        "1001,ONE",
        "1002,TWO",
        "-1,ONE",
        "-3,FEW"
    })
    void slovenian_has_four_forms(long number, PluralForm form) {
        assertThat(PluralForm.of(SLOVENIAN, number)).isEqualTo(form);
    }

    /** The last two digits alone decide: each hundred is as the first, with one number of form one in it. */
    @Test
    void each_hundred_counts_as_the_first() {
        assertThat(IntStream.rangeClosed(0, 1000))
                .allSatisfy(number ->
                        assertThat(PluralForm.of(SLOVENIAN, number)).isEqualTo(PluralForm.of(SLOVENIAN, number % 100)));
        assertThat(IntStream.range(0, 100).filter(number -> PluralForm.of(SLOVENIAN, number) != PluralForm.OTHER))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void english_has_two_forms() {
        assertThat(IntStream.rangeClosed(0, 1000))
                .allSatisfy(number -> assertThat(PluralForm.of(Locale.ENGLISH, number))
                        .isEqualTo(number == 1 ? PluralForm.ONE : PluralForm.OTHER));
    }
}
