package crmmind.orders.web.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One design: values in one file, parts in one library, and every part on the page that shows them. */
class DesignTest {

    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path STYLES = PAGES.resolve("resources/desk");
    private static final Path TAGS = PAGES.resolve("WEB-INF/tags");
    private static final Pattern RAW_COLOUR =
            Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\b(?:rgba?|hsla?|oklch|light-dark)\\(");
    private static final Pattern RAW_SIZE = Pattern.compile("font(?:-size)?:\\s*[^;}]*\\b[\\d.]+(?:rem|px|pt)\\b");
    private static final Pattern ATTRIBUTE = Pattern.compile("[#$]\\{[^}]*}");
    private static final Pattern NAME = Pattern.compile("(?<![.'\\w])([a-z]\\w*)(?![\\w.(\\['])");
    private static final Set<String> WORDS =
            Set.of("empty", "eq", "ne", "not", "and", "or", "gt", "lt", "ge", "le", "null");

    @Test
    void no_page_styles_an_element_of_its_own() {
        assertThat(pages())
                .allSatisfy((page, text) -> assertThat(text)
                        .as(page)
                        .doesNotContain(" style=\"")
                        .doesNotContain("<style")
                        .doesNotContainPattern(" on(?:click|change|input|submit)="));
    }

    @Test
    void colours_and_sizes_of_letters_are_tokens() {
        for (var sheet : files(STYLES, ".css").entrySet()) {
            if (!sheet.getKey().endsWith("tokens.css")) {
                assertThat(matches(RAW_COLOUR, sheet.getValue()))
                        .as(sheet.getKey())
                        .isEmpty();
                assertThat(matches(RAW_SIZE, sheet.getValue()))
                        .as(sheet.getKey())
                        .isEmpty();
            }
        }
    }

    @Test
    void every_token_that_is_used_is_there_and_the_other_way_round() {
        var sheets = String.join("\n", files(STYLES, ".css").values());
        var defined = matches(Pattern.compile("(?<=[{;\\s])--[\\w-]+(?=:)"), sheets);
        var used = matches(Pattern.compile("(?<=var\\()--[\\w-]+"), sheets);

        assertThat(used).isEqualTo(defined);
    }

    /** One brace too many hides every rule behind it. */
    @Test
    void braces_of_the_style_sheets_are_balanced() {
        for (var sheet : files(STYLES, ".css").entrySet()) {
            int depth = 0;
            var text = sheet.getValue().replaceAll("(?s)/\\*.*?\\*/", "");
            for (int i = 0; i < text.length(); i++) {
                char letter = text.charAt(i);
                depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
                assertThat(depth).as(sheet.getKey()).isNotNegative();
            }
            assertThat(depth).as(sheet.getKey()).isZero();
        }
    }

    @Test
    void the_library_lists_every_tag_with_its_description() {
        var library = read(PAGES.resolve("WEB-INF/desk.taglib.xml"));
        var listed = matches(Pattern.compile("(?<=<tag-name>)\\w+"), library);

        assertThat(listed).isEqualTo(tags().keySet());
        assertThat(matches(Pattern.compile("<description>\\s*</description>"), library))
                .isEmpty();
    }

    @Test
    void the_page_of_components_shows_every_tag_and_every_composite() {
        var shown = matches(Pattern.compile("(?<=id=\"part-)\\w+"), read(PAGES.resolve("components.xhtml")));
        var all = new TreeSet<>(tags().keySet());
        files(PAGES.resolve("resources"), ".xhtml").keySet().forEach(file -> all.add(name(file)));

        assertThat(shown).isEqualTo(all);
    }

    /**
     * Inside the body of a tag its attributes are seen, too: a tag in it that leaves one out would get the outer one.
     */
    @Test
    void an_attribute_that_several_tags_have_is_always_given() {
        var users = new TreeMap<String, Set<String>>();
        tags().forEach((tag, text) -> attributes(text)
                .forEach(name ->
                        users.computeIfAbsent(name, any -> new TreeSet<>()).add(tag)));
        users.values().removeIf(tags -> tags.size() < 2);
        assertThat(users).as("the test knows how to find them").containsKey("tone");

        var missing = new ArrayList<String>();
        pages().forEach((page, text) -> Pattern.compile("<desk:(\\w+)([^>]*?)/?>", Pattern.DOTALL)
                .matcher(text)
                .results()
                .forEach(use -> users.forEach((name, tags) -> {
                    if (tags.contains(use.group(1)) && !use.group(2).contains(" " + name + "=\"")) {
                        missing.add(page + ": " + use.group() + " without " + name);
                    }
                })));
        assertThat(missing).isEmpty();
    }

    /**
     * Names in expressions that are neither beans nor variables of a loop: those are followed by a point or bracket.
     */
    private static Set<String> attributes(String tag) {
        var own = matches(Pattern.compile("(?<=var=\")\\w+"), tag);
        return ATTRIBUTE
                .matcher(tag)
                .results()
                .map(MatchResult::group)
                .map(expression -> expression.replaceAll("'[^']*'", "''"))
                .flatMap(expression -> NAME.matcher(expression).results())
                .map(found -> found.group(1))
                .filter(name -> !WORDS.contains(name) && !own.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> tags() {
        var tags = new TreeMap<String, String>();
        files(TAGS, ".xhtml").forEach((file, text) -> tags.put(name(file), text));
        return tags;
    }

    private static String name(String file) {
        return Path.of(file).getFileName().toString().replace(".xhtml", "");
    }

    private static Map<String, String> pages() {
        return files(PAGES, ".xhtml");
    }

    private static Map<String, String> files(Path folder, String end) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .collect(Collectors.toMap(Path::toString, DesignTest::read, (one, other) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
