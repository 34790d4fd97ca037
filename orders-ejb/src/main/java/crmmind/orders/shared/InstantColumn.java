package crmmind.orders.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stores an instant as timestamptz. EclipseLink alone stores it as bytes. */
@Converter(autoApply = true)
public class InstantColumn implements AttributeConverter<Instant, Timestamp> {

    @Override
    public @Nullable Timestamp convertToDatabaseColumn(@Nullable Instant attribute) {
        return attribute == null ? null : Timestamp.from(attribute);
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // the driver's type; it knows its own zone
    public @Nullable Instant convertToEntityAttribute(@Nullable Timestamp column) {
        return column == null ? null : column.toInstant();
    }
}
