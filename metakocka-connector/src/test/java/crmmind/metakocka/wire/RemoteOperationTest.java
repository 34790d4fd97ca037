package crmmind.metakocka.wire;

import static crmmind.metakocka.wire.FoundAgain.BY_PARTNER_DATA;
import static crmmind.metakocka.wire.FoundAgain.BY_REFERENCE;
import static crmmind.metakocka.wire.FoundAgain.BY_VALUES;
import static crmmind.metakocka.wire.FoundAgain.LINKED_INVOICE;
import static crmmind.metakocka.wire.FoundAgain.LINKED_PACKING_LIST;
import static crmmind.metakocka.wire.FoundAgain.NOTHING_TO_FIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import crmmind.metakocka.ledger.OperationKind;
import crmmind.metakocka.wire.RemoteOperation.Repeat;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of what may be repeated, and of how each write is found again after a lost answer. */
class RemoteOperationTest {

    @Test
    void every_write_is_found_again_in_its_own_way() {
        assertThat(Arrays.stream(RemoteOperation.values())
                        .filter(RemoteOperation::write)
                        .collect(Collectors.toMap(operation -> operation, RemoteOperation::foundAgain)))
                .containsOnly(
                        entry(RemoteOperation.PUT_DOCUMENT, BY_REFERENCE),
                        entry(RemoteOperation.PUT_PACKING_LIST, LINKED_PACKING_LIST),
                        entry(RemoteOperation.UPDATE_DOCUMENT, BY_VALUES),
                        entry(RemoteOperation.CREATE_INVOICE, LINKED_INVOICE),
                        entry(RemoteOperation.CHANGE_DOCUMENT_STATUS, BY_VALUES),
                        entry(RemoteOperation.ADD_PARTNER, BY_PARTNER_DATA));
    }

    @ParameterizedTest
    @EnumSource
    void only_a_read_leaves_nothing_to_find(RemoteOperation operation) {
        assertThat(operation.foundAgain() == NOTHING_TO_FIND).isEqualTo(operation.repeat() == Repeat.READ);
    }

    @ParameterizedTest
    @EnumSource
    void only_what_sets_values_is_found_by_its_values(RemoteOperation operation) {
        assertThat(operation.foundAgain() == BY_VALUES).isEqualTo(operation.repeat() == Repeat.SETS_VALUES);
    }

    @ParameterizedTest
    @EnumSource
    void what_the_ledger_sends_is_a_write(OperationKind kind) {
        assertThat(kind.write().write()).isTrue();
        assertThat(kind.foundAgain()).isNotEqualTo(NOTHING_TO_FIND);
    }

    @Test
    void what_moves_goods_or_money_and_has_no_key_is_never_sent_again_by_itself() {
        assertThat(Arrays.stream(OperationKind.values())
                        .filter(kind -> !kind.foundAgain().sentAgainWhenNotFound()))
                .containsExactly(OperationKind.PACKING_LIST, OperationKind.INVOICE);
    }
}
