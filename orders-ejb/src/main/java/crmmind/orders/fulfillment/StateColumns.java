package crmmind.orders.fulfillment;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** How this package's states are stored: as the lower case words the database's constraints list. */
public final class StateColumns {

    private StateColumns() {}

    /** Stores {@link FulfillmentState} as its word. */
    @Converter(autoApply = true)
    public static class FulfillmentStateColumn implements AttributeConverter<FulfillmentState, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable FulfillmentState attribute) {
            return attribute == null ? null : attribute.code();
        }

        @Override
        public @Nullable FulfillmentState convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : FulfillmentState.of(column).orElseThrow();
        }
    }
}
