package crmmind.metakocka.wire;

import static crmmind.metakocka.wire.ValueFormats.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means. A refusal is believed only where the code, or the text, is known to mean that nothing was
 * stored; whatever is not known leaves a write in doubt.
 */
public final class Answers {

    /** Codes that mean: nothing was stored. */
    private static final Set<String> REFUSALS = Set.of("2", "5", "6", "8");

    private static final String DUPLICATE_REFERENCE = "7";

    /** Texts that mean the same under whatever code; for some no code was ever written down. */
    private static final List<Pattern> REFUSAL_TEXTS = List.of(
            Pattern.compile("^Dinamični šifrant .* mora biti nastavljen"),
            Pattern.compile("^No (invoice|packing list) for given sales order"),
            Pattern.compile("^Value is require for "),
            Pattern.compile("^Partner must have mk_address_id or customer and street"),
            Pattern.compile("^Paramether '.*' is not a valid "),
            Pattern.compile("^Cannot find value .* for condition "),
            Pattern.compile("^cannot get beQueryParam"));

    private static final Pattern MARK_UP = Pattern.compile("<[^>]{1,200}>");
    private static final Pattern NO_INVOICE =
            Pattern.compile("^No (invoice|packing list) for given sales order", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_FOUND = Pattern.compile("^Cannot find document type ", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_PARTNER =
            Pattern.compile("^No partner with such properties", Pattern.CASE_INSENSITIVE);

    private Answers() {}

    /** Classifies an answer that arrived whole. */
    public static Outcome classify(RemoteOperation operation, int status, @Nullable String contentType, byte[] body) {
        if (status >= 300 && status != 408 && status != 425 && status != 429 && status < 500) {
            return new Outcome.Refused(
                    "http_" + status,
                    status == 404
                            ? "There is no " + operation.code() + " at this address (HTTP 404)"
                            : "Metakocka's server answered HTTP " + status,
                    null);
        }
        if (status != 200) {
            return new Outcome.Unknown("Metakocka's server answered HTTP " + status);
        }
        ObjectNode answer;
        try {
            answer = Json.MAPPER.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            answer = null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // an array in memory does not fail
        }
        if (answer == null) {
            var html = contentType != null && contentType.contains("html");
            return new Outcome.Unknown(
                    html ? "Metakocka's server answered with a web page" : "Metakocka's answer is not whole JSON");
        }
        return classify(operation, answer);
    }

    private static Outcome classify(RemoteOperation operation, ObjectNode answer) {
        var code = text(answer, "opr_code");
        if (code == null) {
            return carriesItsPayload(operation, answer)
                    ? new Outcome.Done(answer)
                    : new Outcome.Unknown("Metakocka's answer has no opr_code");
        }
        if (code.equals("0")) {
            return new Outcome.Done(answer);
        }
        var appCode = text(answer, "opr_code_app");
        var words = words(answer);
        if (code.equals("6") && DUPLICATE_REFERENCE.equals(appCode)) {
            return new Outcome.Duplicate(
                    words,
                    ValueFormats.list(answer, "duplicate_doc_list").stream()
                            .filter(row -> text(row, "mk_id") != null)
                            .map(row -> new Outcome.Duplicate.Document(
                                    ValueFormats.requiredText(row, "mk_id"), text(row, "count_code")))
                            .toList());
        }
        if (REFUSALS.contains(code)
                || REFUSAL_TEXTS.stream().anyMatch(known -> known.matcher(words).find())) {
            return new Outcome.Refused(code, words, appCode);
        }
        return new Outcome.Unknown("Metakocka answered with code " + code + ": " + words);
    }

    /** Partner calls answer without a code when they succeed. */
    private static boolean carriesItsPayload(RemoteOperation operation, ObjectNode answer) {
        return switch (operation) {
            case GET_PARTNER -> answer.has("partner_list") || answer.has("partner_list_count");
            case ADD_PARTNER -> text(answer, "mk_id") != null;
            default -> false;
        };
    }

    private static String words(ObjectNode answer) {
        for (var field : List.of("opr_desc", "opr_desc_app", "error_desc")) {
            var value = text(answer, field);
            if (value != null) {
                return MARK_UP.matcher(value).replaceAll(" ").strip();
            }
        }
        return "no reason given";
    }

    /** Whether a tracking number was refused because there is no invoice, or packing list, yet. */
    public static boolean wantsInvoice(String refusal) {
        return NO_INVOICE.matcher(refusal).find();
    }

    /** Whether a document was asked for that is not there. */
    public static boolean notFound(String refusal) {
        return NOT_FOUND.matcher(refusal).find();
    }

    /** Whether no partner fits. */
    public static boolean noPartner(String refusal) {
        return NO_PARTNER.matcher(refusal).find();
    }
}
