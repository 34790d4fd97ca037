package crmmind.orders.web.shown;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Entries of the timeline as sentences in the reader's language, told from their kind and details. An entry of a kind
 * without words here, or without the details its words need, is told as it was written down.
 */
@Named("eventTexts")
@ApplicationScoped
public class EventTexts {

    private static final String BUNDLE = "eventtexts";

    /** A detail that is a code of Metakocka's: told as the order's page tells it. */
    private static final String THEIR_STATUS = "metakockaStatus";

    @Inject
    Texts texts;

    @Inject
    Shown shown;

    /**
     * An entry in words: the most particular ones whose places can all be filled.
     *
     * @param message as it was written down
     */
    public String text(String kind, String message, Map<String, String> details) {
        var key = "event." + kind;
        var told = new HashMap<>(details);
        told.computeIfPresent(THEIR_STATUS, (detail, code) -> shown.plain(code));
        return Stream.of(
                        key + "." + details.getOrDefault("to", "to"),
                        key + "." + details.getOrDefault("kind", "kind") + ".full",
                        key + "." + details.getOrDefault("kind", "kind"),
                        key + ".full",
                        key)
                .flatMap(found -> texts.find(BUNDLE, found, told).stream())
                .findFirst()
                .orElse(message);
    }
}
