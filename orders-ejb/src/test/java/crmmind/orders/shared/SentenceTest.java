package crmmind.orders.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final Locale SLOVENIAN =
            new Locale.Builder().setLanguage("sl").build();
    private static final Pattern USED = Pattern.compile("Sentence\\.of\\(\\s*\"([a-z0-9._-]+[a-z0-9])\"");

    @Test
    void a_status_in_a_sentence_is_called_as_people_call_it() {
        var sentence = Sentence.of("order.transition", "CRM-1", "on_hold", "fulfilled", "confirmed, cancelled");

        assertThat(sentence.english())
                .isEqualTo("Order CRM-1 is on_hold and cannot become fulfilled; allowed: confirmed, cancelled");
        assertThat(sentence.in(SLOVENIAN))
                .isEqualTo("Naročilo CRM-1 ima status »Zadržano« in ne more dobiti statusa »Odpremljeno«; dovoljeno:"
                        + " Potrjeno, Preklicano");
    }

    @Test
    void a_number_in_a_sentence_has_its_form() {
        assertThat(Sentence.of("review.open-orders", 1).in(SLOVENIAN)).isEqualTo("1 odprto naročilo.");
        assertThat(Sentence.of("review.open-orders", 2).in(SLOVENIAN)).isEqualTo("2 odprti naročili.");
        assertThat(Sentence.of("review.open-orders", 104).in(SLOVENIAN)).isEqualTo("104 odprta naročila.");
        assertThat(Sentence.of("review.open-orders", 1005).in(SLOVENIAN)).isEqualTo("1.005 odprtih naročil.");
        assertThat(Sentence.of("review.open-orders", 1).english()).isEqualTo("1 open order.");
    }

    @Test
    void what_somebody_typed_is_never_taken_for_a_place() {
        assertThat(Sentence.of("user.unknown", "{0} $1 \\ '").english()).isEqualTo("There is no user {0} $1 \\ '");
    }

    @Test
    void every_sentence_that_is_said_has_words() throws IOException {
        var known = texts("").stringPropertyNames();
        var said = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> USED.matcher(read(file)).results().forEach(key -> said.add(key.group(1))));
        }
        assertThat(said).hasSizeGreaterThan(30);
        assertThat(known).containsAll(said);
    }

    @Test
    void both_languages_have_the_same_sentences_with_the_same_places() {
        var english = texts("");
        var slovenian = texts("_sl");

        assertThat(keys(slovenian)).isEqualTo(keys(english));
        english.stringPropertyNames().stream()
                .filter(slovenian::containsKey)
                .forEach(key -> assertThat(places(slovenian.getProperty(key)))
                        .as(key)
                        .isEqualTo(places(english.getProperty(key))));
    }

    /** Plural forms apart: each language has its own. */
    private static Set<String> keys(Properties texts) {
        return texts.stringPropertyNames().stream()
                .map(key -> key.replaceFirst("\\.(one|two|few|other)$", ".*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> places(String text) {
        return Wording.PLACE
                .matcher(text)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties texts(String language) {
        var texts = new Properties();
        try (var file = Objects.requireNonNull(
                        Sentence.class.getResourceAsStream("sentences" + language + ".properties"));
                var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
