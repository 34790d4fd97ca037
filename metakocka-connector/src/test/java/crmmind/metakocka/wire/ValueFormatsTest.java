package crmmind.metakocka.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFormatsTest {

    private static final int CASES = 2000;
    private static final long SEED = 20261123;

    @Test
    void a_decimal_that_was_written_is_read_as_the_same() {
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            var value = new BigDecimal(new BigInteger(random.nextInt(50), random), random.nextInt(7));
            var signed = random.nextBoolean() ? value : value.negate();

            var written = ValueFormats.decimal(signed);

            assertThat(written).matches("-?\\d+(\\.\\d*[1-9])?");
            assertThat(ValueFormats.parseDecimal(written))
                    .as("seed %s case %s", SEED, i)
                    .isEqualByComparingTo(signed);
            assertThat(ValueFormats.parseDecimal(written.replace('.', ','))).isEqualByComparingTo(signed);
        }
    }

    @Test
    void a_slovenian_amount_is_read_as_it_was_meant() {
        var random = new Random(SEED);
        var format = new DecimalFormat("#,##0.00", new DecimalFormatSymbols(Locale.forLanguageTag("sl-SI")));
        for (int i = 0; i < CASES; i++) {
            var value = new BigDecimal(new BigInteger(random.nextInt(45), random), 2);

            var written = format.format(value);

            assertThat(ValueFormats.parseDecimal(written)).isEqualByComparingTo(value);
            assertThat(ValueFormats.parseSlovenianDecimal(written)).isEqualByComparingTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "46.19|46.19",
                "863,75|863.75",
                "1.895,01|1895.01",
                "24.8|24.8",
                "-3|-3",
                "0,8|0.8",
                "1392,62|1392.62",
                "12.345.678|12345678",
                "1.234.567,5|1234567.5",
                "1.895|1.895",
                "0|0",
                "-12,123|-12.123",
                " 7,3 |7.3"
            })
    void reads_every_way_a_decimal_is_written(String text, BigDecimal value) {
        assertThat(ValueFormats.parseDecimal(text)).isEqualByComparingTo(value);
    }

    @Test
    void where_a_dot_always_groups_one_dot_groups_too() {
        assertThat(ValueFormats.parseSlovenianDecimal("1.895")).isEqualByComparingTo("1895");
        assertThat(ValueFormats.parseSlovenianDecimal("1895,5")).isEqualByComparingTo("1895.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1,2,3", "1.23.4,5", "1e5", "NaN", "--1", "1.", ".5", "12.34,5", "1 000"})
    void does_not_guess_what_is_no_decimal(String text) {
        assertThatThrownBy(() -> ValueFormats.parseDecimal(text))
                .isInstanceOf(ValueFormats.UnreadableValueException.class);
    }

    @Test
    void a_day_that_was_written_is_read_as_the_same() {
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            var day = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(30_000));

            assertThat(ValueFormats.parseDate(ValueFormats.date(day))).isEqualTo(day);
            assertThat(ValueFormats.parseDate(ValueFormats.decoratedDate(day))).isEqualTo(day);
            assertThat(ValueFormats.decoratedDate(day)).endsWith("+02:00").hasSize(16);
        }
    }

    @Test
    void a_moment_that_was_written_is_read_as_the_same_but_for_the_hour_that_comes_twice() {
        var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            var moment = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(random.nextInt(400_000_000));

            var read = ValueFormats.parseTimestamp(ValueFormats.timestamp(moment));

            var offset = ChronoUnit.SECONDS.between(read, moment);
            assertThat(offset).as("%s", moment).isIn(0L, 3600L);
            if (offset != 0) {
                assertThat(moment.atZone(ValueFormats.LJUBLJANA).getMonthValue())
                        .isEqualTo(10);
            }
        }
    }

    @Test
    void the_suffix_means_nothing_and_the_clock_is_ljubljanas() {
        assertThat(ValueFormats.parseTimestamp("2023-12-19T16:40:06+02:00"))
                .as("winter, although the suffix says summer")
                .isEqualTo(Instant.ofEpochSecond(1703000406));
        assertThat(ValueFormats.timestamp(Instant.ofEpochSecond(1703000406))).isEqualTo("2023-12-19T16:40:06+02:00");
        assertThat(ValueFormats.parseTimestamp("2023-06-14T14:30:04+02:00"))
                .isEqualTo(Instant.parse("2023-06-14T12:30:04Z"));
        assertThat(ValueFormats.parseTimestamp("2023-05-31 13:05:11")).isEqualTo(Instant.parse("2023-05-31T11:05:11Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-08-24+02:00", "2026-08-24", "24.08.2026", "24.8.2026", "2026-08-24T10:00:00+02:00"})
    void reads_every_way_a_day_is_written(String text) {
        assertThat(ValueFormats.parseDate(text)).isEqualTo(LocalDate.of(2026, 8, 24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "31.02.2026", "2026-13-01", "24.08.26"})
    void does_not_guess_what_is_no_day(String text) {
        assertThatThrownBy(() -> ValueFormats.parseDate(text))
                .isInstanceOf(ValueFormats.UnreadableValueException.class);
    }

    @Test
    void a_day_with_a_digit_too_many_is_read_as_far_as_it_goes() {
        // the vendor's own samples carry it
        assertThat(ValueFormats.parseDate("2021-11-205")).isEqualTo(LocalDate.of(2021, 11, 20));
    }

    @Test
    void a_list_of_one_may_be_the_bare_object_and_an_empty_one_nothing() throws JsonProcessingException {
        assertThat(ValueFormats.list(json("{\"l\":[{\"a\":\"1\"},{\"a\":\"2\"}]}"), "l"))
                .hasSize(2);
        assertThat(ValueFormats.list(json("{\"l\":{\"a\":\"1\"}}"), "l")).hasSize(1);
        assertThat(ValueFormats.list(json("{}"), "l")).isEmpty();
        assertThat(ValueFormats.list(json("{\"l\":null}"), "l")).isEmpty();
        assertThat(ValueFormats.list(json("{\"l\":\"\"}"), "l")).isEmpty();
        assertThat(ValueFormats.list(json("{\"l\":[]}"), "l")).isEmpty();
        assertThatThrownBy(() -> ValueFormats.list(json("{\"l\":\"text\"}"), "l"))
                .isInstanceOf(ValueFormats.UnreadableValueException.class);
    }

    @Test
    void text_is_read_whatever_type_it_came_as() throws JsonProcessingException {
        var node = json("{\"a\":\"1\",\"b\":180600073437,\"c\":true,\"d\":1.50,\"e\":null,\"f\":\"\",\"g\":{}}");

        assertThat(ValueFormats.text(node, "a")).isEqualTo("1");
        assertThat(ValueFormats.text(node, "b")).isEqualTo("180600073437");
        assertThat(ValueFormats.text(node, "c")).isEqualTo("true");
        assertThat(ValueFormats.number(node, "d")).isEqualByComparingTo("1.5");
        assertThat(ValueFormats.text(node, "e")).isNull();
        assertThat(ValueFormats.text(node, "f")).isNull();
        assertThat(ValueFormats.text(node, "g")).isNull();
        assertThat(ValueFormats.text(node, "h")).isNull();
        assertThat(ValueFormats.yes(node, "c")).isTrue();
        assertThat(ValueFormats.yes(node, "h")).isFalse();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(text);
    }
}
