package crmmind.orders.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes an identity as text the database takes for a uuid. EclipseLink alone binds a missing one as varchar. */
@Converter
public class UuidColumn implements AttributeConverter<UUID, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable UUID attribute) {
        return attribute == null ? null : attribute.toString();
    }

    @Override
    public @Nullable UUID convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : UUID.fromString(column);
    }
}
