package crmmind.orders.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "2, 19.90, 0, 22, 39.80, 8.76",
        "1, 0.005, 0, 22, 0.01, 0.00",
        "3, 0.333333, 0, 9.5, 1.00, 0.10",
        "1, 10, 33.333333, 22, 6.67, 1.47",
        "0.001, 4.99, 0, 22, 0.00, 0.00",
        "1, 10, 100, 22, 0.00, 0.00",
        "1000000, 0.000001, 0, 22, 1.00, 0.22"
    })
    void net_and_tax_are_rounded_half_up_once_each(
            BigDecimal quantity, BigDecimal price, BigDecimal discount, BigDecimal rate, String net, String tax) {
        var amounts = LineAmounts.of(quantity, price, discount, rate);

        assertThat(amounts.net()).isEqualTo(net);
        assertThat(amounts.tax()).isEqualTo(tax);
        assertThat(amounts.total()).isEqualTo(new BigDecimal(net).add(new BigDecimal(tax)));
    }

    @Test
    void whole_numbers_alone_come_to_the_same_cent() {
        var random = new Random(4711);
        for (int run = 0; run < 20_000; run++) {
            long thousandths = 1L + random.nextInt(5_000_000);
            long micros = random.nextInt(2_000_000_000);
            long discountMicros = random.nextInt(100_000_001);
            long rateThousandths = random.nextInt(100_001);

            var amounts = LineAmounts.of(
                    BigDecimal.valueOf(thousandths, 3),
                    BigDecimal.valueOf(micros, 6),
                    BigDecimal.valueOf(discountMicros, 6),
                    BigDecimal.valueOf(rateThousandths, 3));

            // 10^-3 quantity, 10^-6 price, 10^-8 discount: 10^-17, of which cents are 10^15
            var net = halfUp(
                    BigInteger.valueOf(thousandths)
                            .multiply(BigInteger.valueOf(micros))
                            .multiply(BigInteger.valueOf(100_000_000L - discountMicros)),
                    BigInteger.TEN.pow(15));
            var tax = halfUp(net.multiply(BigInteger.valueOf(rateThousandths)), BigInteger.valueOf(100_000));
            assertThat(amounts.net().unscaledValue()).isEqualTo(net);
            assertThat(amounts.tax().unscaledValue()).isEqualTo(tax);
        }
    }

    private static BigInteger halfUp(BigInteger value, BigInteger unit) {
        return value.multiply(BigInteger.TWO).add(unit).divide(unit.multiply(BigInteger.TWO));
    }
}
