package crmmind.metakocka.exchange;

/**
 * JSON on several lines for people. Works on the characters alone, so that numbers stay as they came and a text that
 * was cut to size can be read as far as it goes. What does not begin like JSON stays as it is.
 */
public final class JsonLayout {

    private final String text;
    private final StringBuilder laidOut = new StringBuilder();
    private int depth;

    private JsonLayout(String text) {
        this.text = text;
    }

    /** The text on several lines. */
    public static String of(String text) {
        var stripped = text.strip();
        return stripped.startsWith("{") || stripped.startsWith("[") ? new JsonLayout(stripped).lines() : text;
    }

    private String lines() {
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (quoted) {
                laidOut.append(next);
                if (next == '\\' && at + 1 < text.length()) {
                    at++;
                    laidOut.append(text.charAt(at));
                } else if (next == '"') {
                    quoted = false;
                }
            } else if (next == '"') {
                quoted = true;
                laidOut.append(next);
            } else if (!Character.isWhitespace(next)) {
                mark(next, following(at + 1));
            }
        }
        return laidOut.toString();
    }

    private void mark(char mark, char following) {
        switch (mark) {
            case '{', '[' -> {
                laidOut.append(mark);
                if (following != '}' && following != ']') {
                    depth++;
                    newLine();
                }
            }
            case '}', ']' -> {
                char before = laidOut.isEmpty() ? ' ' : laidOut.charAt(laidOut.length() - 1);
                if (before != '{' && before != '[') {
                    depth = Math.max(0, depth - 1);
                    newLine();
                }
                laidOut.append(mark);
            }
            case ',' -> {
                laidOut.append(mark);
                newLine();
            }
            case ':' -> laidOut.append(": ");
            default -> laidOut.append(mark);
        }
    }

    private void newLine() {
        laidOut.append('\n').append("  ".repeat(depth));
    }

    /** The next character that is no space; a space at the end. */
    private char following(int from) {
        for (int at = from; at < text.length(); at++) {
            if (!Character.isWhitespace(text.charAt(at))) {
                return text.charAt(at);
            }
        }
        return ' ';
    }
}
