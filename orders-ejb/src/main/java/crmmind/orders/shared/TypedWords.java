package crmmind.orders.shared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words somebody typed into a search, as a condition on a column of folded text: each of them has to be in it, in
 * any order. A word of one or two letters has to begin a word there, because a trigram index knows no shorter parts.
 *
 * @param words with what {@code like} would read as a wildcard made plain
 */
public record TypedWords(List<String> words) {

    private static final int MOST_WORDS = 6;
    private static final int SHORTEST_PART = 3;

    /** The words of a text; further ones than six are left out. */
    public static TypedWords of(String text) {
        return new TypedWords(Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(TypedWords::plain)
                .toList());
    }

    /** A text in which {@code like} finds no wildcard. */
    public static String plain(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** Whether nothing was typed. */
    public boolean none() {
        return words.isEmpty();
    }

    /** The condition, with a place for each of {@link #values()}. */
    public String condition(String column) {
        return words.stream()
                .map(word -> isShort(word)
                        ? "(" + column + " like fold(?) || '%' or " + column + " like '% ' || fold(?) || '%')"
                        : column + " like '%' || fold(?) || '%'")
                .collect(Collectors.joining(" and "));
    }

    /** The values of the condition, in its order. */
    public List<Object> values() {
        var values = new ArrayList<Object>();
        for (var word : words) {
            values.add(word);
            if (isShort(word)) {
                values.add(word);
            }
        }
        return values;
    }

    private static boolean isShort(String word) {
        return word.codePointCount(0, word.length()) < SHORTEST_PART;
    }
}
