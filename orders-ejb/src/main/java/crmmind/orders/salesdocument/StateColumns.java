package crmmind.orders.salesdocument;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** How this package's states are stored: as the lower case words the database's constraints list. */
public final class StateColumns {

    private StateColumns() {}

    /** Stores {@link Decision} as its word. */
    @Converter(autoApply = true)
    public static class DecisionColumn implements AttributeConverter<Decision, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Decision attribute) {
            return attribute == null ? null : attribute.code();
        }

        @Override
        public @Nullable Decision convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : Decision.of(column).orElseThrow();
        }
    }

    /** Stores {@link OrderStatus} as its word. */
    @Converter(autoApply = true)
    public static class OrderStatusColumn implements AttributeConverter<OrderStatus, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable OrderStatus attribute) {
            return attribute == null ? null : attribute.code();
        }

        @Override
        public @Nullable OrderStatus convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : OrderStatus.of(column).orElseThrow();
        }
    }

    /** Stores {@link AllocationStatus} as its word. */
    @Converter(autoApply = true)
    public static class AllocationStatusColumn implements AttributeConverter<AllocationStatus, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable AllocationStatus attribute) {
            return attribute == null ? null : attribute.code();
        }

        @Override
        public @Nullable AllocationStatus convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : AllocationStatus.of(column).orElseThrow();
        }
    }

    /** Stores {@link FulfillmentStatus} as its word. */
    @Converter(autoApply = true)
    public static class FulfillmentStatusColumn implements AttributeConverter<FulfillmentStatus, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable FulfillmentStatus attribute) {
            return attribute == null ? null : attribute.code();
        }

        @Override
        public @Nullable FulfillmentStatus convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : FulfillmentStatus.of(column).orElseThrow();
        }
    }

    /** Stores {@link ReturnStatus} as its word. */
    @Converter(autoApply = true)
    public static class ReturnStatusColumn implements AttributeConverter<ReturnStatus, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable ReturnStatus attribute) {
            return attribute == null ? null : attribute.code();
        }

        @Override
        public @Nullable ReturnStatus convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : ReturnStatus.of(column).orElseThrow();
        }
    }

    /** Stores {@link SyncStatus} as its word. */
    @Converter(autoApply = true)
    public static class SyncStatusColumn implements AttributeConverter<SyncStatus, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable SyncStatus attribute) {
            return attribute == null ? null : attribute.code();
        }

        @Override
        public @Nullable SyncStatus convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : SyncStatus.of(column).orElseThrow();
        }
    }

    /** Stores {@link SyncDirection} as its word. */
    @Converter(autoApply = true)
    public static class SyncDirectionColumn implements AttributeConverter<SyncDirection, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable SyncDirection attribute) {
            return attribute == null ? null : attribute.code();
        }

        @Override
        public @Nullable SyncDirection convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : SyncDirection.of(column).orElseThrow();
        }
    }
}
