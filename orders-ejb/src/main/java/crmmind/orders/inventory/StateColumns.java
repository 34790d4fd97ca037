package crmmind.orders.inventory;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** How this package's states are stored: as the lower case words the database's constraints list. */
public final class StateColumns {

    private StateColumns() {}

    /** Stores {@link AllocationState} as its word. */
    @Converter(autoApply = true)
    public static class AllocationStateColumn implements AttributeConverter<AllocationState, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable AllocationState attribute) {
            return attribute == null ? null : attribute.code();
        }

        @Override
        public @Nullable AllocationState convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : AllocationState.of(column).orElseThrow();
        }
    }
}
