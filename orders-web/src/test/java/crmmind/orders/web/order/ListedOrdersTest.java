package crmmind.orders.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListedOrdersTest {

    @Test
    void many_ids_fit_into_one_address_and_come_out_as_they_were() {
        var ids = Stream.generate(UUID::randomUUID).limit(200).toList();

        var packed = packed(ids);

        assertThat(packed.length()).isLessThan(4500);
        assertThat(ListedOrders.unpacked(packed)).isEqualTo(ids);
    }

    @Test
    void no_more_are_taken_and_what_is_no_id_is_left_out() {
        var ids = Stream.generate(UUID::randomUUID).limit(201).toList();
        assertThat(ListedOrders.unpacked(packed(ids))).isEqualTo(ids.subList(0, 200));
        assertThat(ListedOrders.unpacked(packed(ids.subList(0, 1)) + "AAAA")).isEqualTo(ids.subList(0, 1));
        assertThat(ListedOrders.unpacked("no base 64!")).isEmpty();
        assertThat(ListedOrders.unpacked("")).isEmpty();
    }

    private static String packed(List<UUID> ids) {
        var bytes = ByteBuffer.allocate(ids.size() * 16);
        ids.forEach(id -> bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
