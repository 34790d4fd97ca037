package crmmind.orders.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.metakocka.Metakocka;
import crmmind.metakocka.MetakockaException;
import crmmind.metakocka.stock.StockRow;
import crmmind.orders.Desk;
import crmmind.orders.sync.StockHook.Answer;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deliveries of the stock web hook that are lost, doubled, old or forged; on a real database. */
@DisplayName("W17 the stock web hook")
class StockHookTest {

    private static final String SECRET = "hook-secret";

    private final Warehouse there = new Warehouse();
    private Desk desk;
    private StockHook hook;

    @BeforeEach
    void a_desk_that_has_three_of_it() {
        desk = new Desk();
        desk.stock("A", "3");
        desk.put(Metakocka.class, there);
        desk.put(Config.class, config(SECRET));
        var sync = desk.bean(StockSync.class);
        desk.put(StockSync.class, new StockSync() {
            @Override
            public void refreshProducts(Collection<String> codes) {
                desk.run(() -> sync.refreshProducts(codes));
            }
        });
        hook = desk.bean(StockHook.class);
    }

    @Test
    @DisplayName("W17 a delivery has the product read anew: what it says itself is not believed")
    void w17_a_delivery_is_a_hint() {
        there.amount = "7";

        assertThat(take(delivery("999"))).isEqualTo(Answer.TAKEN);
        assertThat(onHand()).as("nothing is read while Metakocka waits").isEqualByComparingTo("3");
        hook.follow();

        assertThat(onHand()).isEqualByComparingTo("7");
        assertThat(there.asked).containsExactly(List.of("A"));
    }

    @Test
    @DisplayName("W17 a delivery that comes twice, and one that comes late, change nothing more")
    void w17_twice_and_old() {
        there.amount = "7";
        take(delivery("7"));
        take(delivery("7"));
        hook.follow();
        take(delivery("5")); // older than the one before
        hook.follow();

        assertThat(onHand()).isEqualByComparingTo("7");
        assertThat(there.asked).as("two at once are read once").hasSize(2);
        hook.follow();
        assertThat(there.asked).hasSize(2);
    }

    @Test
    @DisplayName("W17 a hint is kept while Metakocka cannot be read")
    void w17_unreachable() {
        there.down = true;
        take(delivery("7"));
        assertThatThrownBy(() -> hook.follow()).isInstanceOf(MetakockaException.Unavailable.class);

        there.down = false;
        there.amount = "7";
        hook.follow();

        assertThat(onHand()).isEqualByComparingTo("7");
    }

    @Test
    @DisplayName("W17 what Metakocka did not sign is refused unread")
    void w17_forged() {
        var body = delivery("7");

        assertThat(hook.take(body, null)).isEqualTo(Answer.FORGED);
        assertThat(hook.take(body, StockHook.sign(body, "another"))).isEqualTo(Answer.FORGED);
        assertThat(hook.take(delivery("8"), StockHook.sign(body, SECRET))).isEqualTo(Answer.FORGED);
        assertThat(take("no json".getBytes(StandardCharsets.UTF_8))).isEqualTo(Answer.UNREADABLE);
        hook.follow();

        assertThat(there.asked).isEmpty();
    }

    @Test
    @DisplayName("W17 without a secret nothing is taken")
    void w17_off() {
        var unsigned = new Desk();
        unsigned.put(Metakocka.class, there);
        unsigned.put(Config.class, config(""));
        hook = unsigned.bean(StockHook.class);

        assertThat(take(delivery("7"))).isEqualTo(Answer.OFF);
    }

    /** RFC 2202, test case 2. */
    @Test
    void the_signature_is_the_one_of_the_standard() {
        assertThat(StockHook.sign("what do ya want for nothing?".getBytes(StandardCharsets.UTF_8), "Jefe"))
                .isEqualTo("7/zfauXrL6LSdBbV8YTfnCWafHk=");
    }

    private Answer take(byte[] body) {
        return hook.take(body, StockHook.sign(body, SECRET));
    }

    private static byte[] delivery(String amount) {
        return ("{\"opr_code\":\"0\",\"stock_list_count\":\"1\",\"stock_list\":[{\"warehouse_id\":\"1\",\"code\":\"A\","
                        + "\"amount\":\"" + amount + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private BigDecimal onHand() {
        return desk.counter("on_hand", "A");
    }

    private static Config config(String secret) {
        return (Config) Proxy.newProxyInstance(
                StockHookTest.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.of(secret));
    }

    private static final class Warehouse extends Metakocka {
        private final List<Collection<String>> asked = new ArrayList<>();
        private String amount = "3";
        private boolean down;

        @Override
        public List<StockRow> stock(Collection<String> codes) {
            if (down) {
                throw new MetakockaException.Unavailable("not there", null);
            }
            asked.add(codes);
            return List.of(new StockRow("1", "mk-A", "A", null, null, new BigDecimal(amount), BigDecimal.ZERO, null));
        }
    }
}
