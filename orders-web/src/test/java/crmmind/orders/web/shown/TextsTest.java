package crmmind.orders.web.shown;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Everything the portal says is in a bundle, in both languages; whoever adds a page is checked without being named. */
class TextsTest {

    private static final Path TEXTS = Path.of("src/main/resources/crmmind/orders/web");
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path JAVA = Path.of("src/main/java");
    private static final Pattern FORM = Pattern.compile("\\.(one|two|few|other)$");
    private static final Pattern VARIABLE =
            Pattern.compile("<base-name>crmmind\\.orders\\.web\\.(\\w+)</base-name>\\s*<var>(\\w+)</var>");
    private static final Pattern LOADED =
            Pattern.compile("loadBundle basename=\"crmmind\\.orders\\.web\\.(\\w+)\" var=\"(\\w+)\"");
    private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{[^}]*}");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{2}");
    private static final Set<String> SHOWN_ATTRIBUTES =
            Set.of("title", "alt", "placeholder", "aria-label", "ariaLabel", "data-label", "itemLabel", "label");

    /** Units, names and words that are the same in both languages. */
    private static final Set<String> INTERNATIONAL = Set.of("ms", "HTTP", "metakocka.exchange-retention");

    static List<String> bundles() throws IOException {
        try (var files = Files.list(TEXTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".properties") && !name.contains("_"))
                    .map(name -> name.replace(".properties", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void both_languages_have_the_same_texts_with_the_same_places(String bundle) {
        var english = texts(bundle, "");
        var slovenian = texts(bundle, "_sl");

        assertThat(keys(slovenian)).isEqualTo(keys(english));
        for (var key : english.keySet()) {
            if (slovenian.containsKey(key) && !FORM.matcher(key).find()) {
                assertThat(places(slovenian.get(key))).as(key).isEqualTo(places(english.get(key)));
            }
            assertThat(english.get(key)).as(key).isNotBlank().doesNotContain("(s)");
        }
        slovenian.forEach((key, text) -> assertThat(text).as(key).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void a_number_has_all_forms_of_its_noun(String bundle) {
        for (var language : List.of("", "_sl")) {
            var texts = texts(bundle, language);
            var forms = language.isEmpty() ? List.of("one", "other") : List.of("one", "two", "few", "other");
            texts.keySet().stream()
                    .filter(key -> key.endsWith(".one"))
                    .map(key -> key.substring(0, key.length() - 4))
                    .filter(key -> texts.containsKey(key + ".other"))
                    .forEach(key -> assertThat(texts.keySet())
                            .as(bundle + language)
                            .containsAll(
                                    forms.stream().map(form -> key + "." + form).toList()));
        }
    }

    /** Without such a file an English reader gets the language of the server, where that is Slovenian. */
    @ParameterizedTest
    @MethodSource("bundles")
    void english_does_not_fall_back_to_the_language_of_the_server(String bundle) {
        assertThat(TEXTS.resolve(bundle + "_en.properties")).exists();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void no_key_is_there_twice(String bundle) throws IOException {
        for (var language : List.of("", "_sl")) {
            var keys = Files.readAllLines(TEXTS.resolve(bundle + language + ".properties")).stream()
                    .filter(line -> !line.startsWith("#") && line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .toList();
            assertThat(keys).as(bundle + language).doesNotHaveDuplicates();
        }
    }

    @Test
    void english_titles_of_problems_are_the_ones_of_the_api() {
        var texts = texts("refusaltexts", "");
        assertThat(Stream.of(Problem.values()))
                .allSatisfy(problem ->
                        assertThat(texts.get("problem." + problem.code())).isEqualTo(problem.title()));
    }

    @Test
    void pages_use_only_texts_that_are_there() throws IOException {
        var variables = variables();
        var missing = new ArrayList<String>();
        for (var page : pages()) {
            var text = read(page);
            variables.forEach((variable, bundle) -> {
                var known = texts(bundle, "").keySet();
                Pattern.compile("\\b" + variable + "\\['([^']+)'(\\.concat)?")
                        .matcher(text)
                        .results()
                        .filter(use -> use.group(2) == null
                                ? !known.contains(use.group(1))
                                : known.stream().noneMatch(key -> key.startsWith(use.group(1))))
                        .forEach(use -> missing.add(page + ": " + bundle + " " + use.group(1)));
            });
            Pattern.compile("texts\\.(text|count)\\('(\\w+)', '([^']+)'")
                    .matcher(text)
                    .results()
                    .filter(use -> !texts(use.group(2), "")
                            .containsKey(use.group(3) + (use.group(1).equals("count") ? ".other" : "")))
                    .forEach(use -> missing.add(page + ": " + use.group(2) + " " + use.group(3)));
        }
        assertThat(missing).isEmpty();
    }

    /**
     * A key counts as used where it, or a beginning of it up to a dot that is built upon, stands in a page or in Java.
     */
    @ParameterizedTest
    @MethodSource("bundles")
    void every_text_is_used(String bundle) throws IOException {
        if (bundle.equals("facesmessages")) {
            return; // asked for by Faces
        }
        var sources = new StringBuilder();
        for (var page : pages()) {
            sources.append(read(page));
        }
        try (var files = Files.walk(JAVA)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> sources.append(read(file)));
        }
        var all = sources.toString();
        var groups = texts(bundle, "").values().stream()
                .flatMap(text -> Wording.PLACE.matcher(text).results())
                .map(place -> place.group(2))
                .filter(group -> group != null)
                .collect(Collectors.toSet());
        assertThat(keys(texts(bundle, "")).stream()
                        .map(key -> key.replace(".*", ""))
                        .filter(key -> !used(key, all, groups)))
                .isEmpty();
    }

    private static boolean used(String key, String sources, Set<String> groups) {
        if (sources.contains("'" + key + "'") || sources.contains("\"" + key + "\"")) {
            return true;
        }
        if (groups.stream().anyMatch(group -> key.startsWith(group + "."))) {
            return true;
        }
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            var beginning = key.substring(0, dot + 1);
            if (sources.contains("'" + beginning + "'") || sources.contains("\"" + beginning + "\"")) {
                return true;
            }
        }
        int last = key.lastIndexOf('.');
        if (last > 0
                && sources.contains("'" + key.substring(last) + "'")
                && used(key.substring(0, last), sources, groups)) {
            return true; // a text with its help, as "….text"
        }
        var end = key.substring(key.indexOf('.') + 1); // "pick." + what is given
        return sources.contains("\"" + end + "\"");
    }

    @Test
    void pages_have_no_text_of_their_own() throws Exception {
        var found = new ArrayList<String>();
        for (var page : pages()) {
            literals(page, parse(page).getDocumentElement(), found);
        }
        assertThat(found).isEmpty();
    }

    private static void literals(Path page, Node node, List<String> found) {
        if (node.getNodeType() == Node.TEXT_NODE) {
            var around = node.getParentNode().getNodeName();
            if (!around.equals("kbd")) { // what stands on a key is the same in both languages
                check(page + " " + around, node.getTextContent(), found);
            }
        }
        if (node instanceof Element element) {
            if (element.getNodeName().equals("cc:interface")) {
                return; // says to programmers what a composite takes
            }
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                var attribute = element.getAttributes().item(i);
                var name = attribute.getNodeName().replaceFirst("^\\w+:", "");
                boolean button = name.equals("value") && element.getNodeName().matches("p:commandButton|h:outputText");
                if (SHOWN_ATTRIBUTES.contains(name) || button) {
                    check(page + " " + element.getNodeName() + "@" + name, attribute.getNodeValue(), found);
                }
            }
        }
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            literals(page, child, found);
        }
    }

    private static void check(String where, String text, List<String> found) {
        var rest = EXPRESSION.matcher(text).replaceAll(" ").strip();
        if (LETTERS.matcher(rest).find()
                && !INTERNATIONAL.contains(rest.replaceAll("[\\s·]+", ""))
                && !INTERNATIONAL.contains(rest)) {
            found.add(where + ": " + rest);
        }
    }

    @Test
    void a_text_in_a_page_would_be_found() {
        var found = new ArrayList<String>();
        check("page", "#{msg['a']} items", found);
        check("page", " · #{shown.ago(x)} ms", found);
        assertThat(found).containsExactly("page: items");
    }

    @Test
    void numbers_and_times_are_written_as_each_language_writes_them() {
        var at = Instant.parse("2026-11-23T13:05:00Z");
        var amount = new BigDecimal("1234.5");

        assertThat(shown("sl").money(amount, "EUR")).isEqualTo("1.234,50 €");
        assertThat(shown("sl").money(amount, "USD")).isEqualTo("1.234,50 USD");
        assertThat(shown("sl").moment(at)).isEqualTo("23. 11. 2026, 14:05:00");
        assertThat(shown("sl").quantity(amount)).isEqualTo("1.234,5");
        assertThat(shown("sl").words("quiet_period")).isEqualTo("Čas mirovanja");
        assertThat(shown("sl").words("odprema_danes")).isEqualTo("Odprema danes");
        assertThat(shown("en").money(amount, "EUR")).isEqualTo("1,234.50 EUR");
        assertThat(shown("en").moment(at)).isEqualTo("23 Nov 2026, 14:05:00");
        assertThat(shown("en").words("quiet_period")).isEqualTo("Quiet period");
    }

    private static Shown shown(String code) {
        return new Shown() {
            @Override
            protected Locale locale() {
                return Language.known(code).orElseThrow();
            }
        };
    }

    private static Map<String, String> variables() throws IOException {
        var variables = new HashMap<String, String>();
        VARIABLE.matcher(read(PAGES.resolve("WEB-INF/faces-config.xml")))
                .results()
                .forEach(bundle -> variables.put(bundle.group(2), bundle.group(1)));
        for (var page : pages()) {
            LOADED.matcher(read(page)).results().forEach(bundle -> variables.put(bundle.group(2), bundle.group(1)));
        }
        return variables;
    }

    private static List<Path> pages() throws IOException {
        try (var files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".xhtml"))
                    .sorted()
                    .toList();
        }
    }

    private static Document parse(Path page) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(page.toFile());
    }

    private static Set<String> keys(Map<String, String> texts) {
        return texts.keySet().stream()
                .map(key -> FORM.matcher(key).replaceFirst(".*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> places(String text) {
        return Wording.PLACE
                .matcher(text)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> texts(String bundle, String language) {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(TEXTS.resolve(bundle + language + ".properties"))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var sorted = new TreeMap<String, String>();
        texts.stringPropertyNames().forEach(key -> sorted.put(key, texts.getProperty(key)));
        return sorted;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
