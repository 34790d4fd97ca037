package crmmind.orders.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void what_is_remembered_reads_as_it_was_written() {
        var agreement = new Agreement("42", Map.of("warehouse", "warehouse: sent a \"b\", Metakocka stored c"));

        assertThat(Agreement.of(agreement.json())).isEqualTo(agreement);
    }

    @Test
    void a_mapping_without_memory_agrees() {
        assertThat(Agreement.of(null).differences()).isEmpty();
        assertThat(Agreement.of("{}").partnerId()).isNull();
    }
}
