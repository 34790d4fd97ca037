package crmmind.orders.mention;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name behind an {@code @} in what somebody wrote, where a user may be called so; whether one is, others know.
 *
 * @param name in lower case, without the {@code @}
 * @param start where the {@code @} stands
 * @param end behind the last letter of the name
 */
public record MentionedName(String name, int start, int end) {

    /**
     * Behind a letter or a digit an {@code @} belongs to an e-mail address. A point at the end ends the sentence. The
     * name is taken whole or not at all: {@code @anač} does not mention {@code ana}.
     */
    private static final Pattern NAME = Pattern.compile(
            "(?<![\\p{L}\\p{N}])@(?>([a-z0-9](?:[a-z0-9._-]*[a-z0-9_-])?))(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);

    /** All of a text, in its order, as often as they are there. */
    public static List<MentionedName> in(String text) {
        return NAME.matcher(text)
                .results()
                .map(found -> new MentionedName(found.group(1).toLowerCase(Locale.ROOT), found.start(), found.end()))
                .toList();
    }
}
