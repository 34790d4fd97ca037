package crmmind.metakocka.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A document that was found where none, or another one, was expected; for a person to decide.
 *
 * @param reason why it is not simply taken
 */
public record FoundDocument(
        String mkId,
        @Nullable String countCode,
        @Nullable String buyerOrder,
        @Nullable String customer,
        @Nullable BigDecimal total,
        String reason) {}
