package crmmind.orders.order;

import crmmind.orders.activity.Activity;
import crmmind.orders.mention.Mentions;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people write to each other beside an order. Stays here: Metakocka is not told. */
@ApplicationScoped
@Transactional
public class OrderComments {

    /** The kind of entry a comment is. */
    public static final String KIND = "comment";

    /** The detail with the names of those a comment mentions, apart by spaces: it stays what it is when they go. */
    public static final String MENTIONED = "mentioned";

    private static final int LENGTH = 2000;

    @Inject
    SalesDocuments documents;

    @Inject
    Activity activity;

    @Inject
    Mentions mentions;

    /**
     * Adds a comment to the timeline, where it stays as it is, and tells whoever it mentions as {@code @name}, as
     * {@link Mentions#of} understands it. The order itself does not change, nor does its version. Refuses with
     * NOT_FOUND, and with VALIDATION_FAILED at {@code /comment} what is empty or longer than 2,000 characters.
     */
    public void add(UUID orderId, @Nullable String text, String actor) {
        documents.get(orderId);
        var violations = new Violations();
        var kept = violations.lines("/comment", text, LENGTH);
        if (kept == null) {
            violations.add("/comment", "REQUIRED", "Write something first");
        }
        violations.refuse();
        var written = kept == null ? "" : kept;
        var mentioned = mentions.of(written, actor);
        var details = mentioned.isEmpty() ? Map.<String, String>of() : Map.of(MENTIONED, String.join(" ", mentioned));
        mentions.keep(activity.record(orderId, actor, KIND, written, details), mentioned);
    }
}
