package crmmind.metakocka.exchange;

import crmmind.metakocka.Secret;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of text before anybody keeps it: the known key wherever it stands, and any value named like one.
 */
public final class SecretFilter {

    private static final String HIDDEN = "***";
    private static final Pattern NAMED = Pattern.compile(
            "(\"(?:secret_key|client_secret|password|api_key|token)\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*\"",
            Pattern.CASE_INSENSITIVE);

    private final @Nullable Secret secret;

    /** Knows the key to look for. */
    public SecretFilter(@Nullable Secret secret) {
        this.secret = secret;
    }

    /** The text without secrets, cut to a size. */
    public String clean(String text, int longest) {
        var clean = text;
        if (secret != null && !secret.reveal().isEmpty()) {
            clean = clean.replace(secret.reveal(), HIDDEN);
        }
        clean = NAMED.matcher(clean).replaceAll("$1" + HIDDEN + "\"");
        return clean.length() <= longest ? clean : clean.substring(0, longest) + "…";
    }
}
