package crmmind.orders.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Reads jsonb, which the driver gives as an object of its own, as text. */
@Converter
public class JsonColumn implements AttributeConverter<String, Object> {

    @Override
    public @Nullable Object convertToDatabaseColumn(@Nullable String attribute) {
        return attribute;
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable Object column) {
        return column == null ? null : column.toString();
    }
}
