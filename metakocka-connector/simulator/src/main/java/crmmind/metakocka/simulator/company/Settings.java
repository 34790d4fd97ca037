package crmmind.metakocka.simulator.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How this company and this installation behave where the real one is unknown or can be set up either way. What there
 * is stands in {@code settings.json}, with default and meaning.
 */
public final class Settings {
    private static final ObjectNode DESCRIPTIONS = descriptions();

    private volatile ObjectNode values = defaults();

    /** An entry of a register of the company: what programs call it, and what people see. */
    public record Entry(String code, String display) {}

    private static ObjectNode descriptions() {
        try (var file = Settings.class.getResourceAsStream("/crmmind/metakocka/simulator/settings.json")) {
            return (ObjectNode) Json.read(Objects.requireNonNull(file).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("settings.json cannot be read", e);
        }
    }

    private static ObjectNode defaults() {
        var defaults = Json.object();
        DESCRIPTIONS
                .properties()
                .forEach(entry -> defaults.set(
                        entry.getKey(), entry.getValue().path("default").deepCopy()));
        return defaults;
    }

    /** Every setting with value, default and meaning. */
    public ObjectNode describe() {
        var all = Json.object();
        var current = values;
        DESCRIPTIONS.properties().forEach(entry -> {
            var one = all.putObject(entry.getKey());
            one.set("value", current.get(entry.getKey()));
            one.setAll((ObjectNode) entry.getValue().deepCopy());
            if (secret(entry.getKey()) && !text(entry.getKey()).isEmpty()) {
                one.put("value", "***");
            }
        });
        return all;
    }

    private static boolean secret(String name) {
        return DESCRIPTIONS.path(name).path("secret").asBoolean();
    }

    /** The values that differ from the defaults, for keeping. Secrets are not kept: they are set anew at each start. */
    public ObjectNode changed() {
        var changed = Json.object();
        values.properties().forEach(entry -> {
            if (!secret(entry.getKey())
                    && !entry.getValue()
                            .equals(DESCRIPTIONS.path(entry.getKey()).path("default"))) {
                changed.set(entry.getKey(), entry.getValue());
            }
        });
        return changed;
    }

    /** Back to the defaults. */
    public void restore() {
        values = defaults();
    }

    /** Takes over what {@link #changed} told an earlier run; what is no setting any more is left out. */
    public void restore(ObjectNode kept) {
        var next = defaults();
        kept.properties().stream()
                .filter(entry -> next.has(entry.getKey()))
                .forEach(entry -> next.set(entry.getKey(), entry.getValue()));
        values = next;
    }

    /**
     * Takes new values; settings that are not named keep theirs. Nothing is taken when one is wrong.
     *
     * @throws IllegalArgumentException if a name is unknown or a value of the wrong kind, with a text that says so
     */
    public void change(ObjectNode wanted) {
        var next = values.deepCopy();
        wanted.properties().forEach(entry -> next.set(entry.getKey(), checked(entry.getKey(), entry.getValue())));
        values = next;
    }

    private static JsonNode checked(String name, JsonNode value) {
        var description = DESCRIPTIONS.get(name);
        if (description == null) {
            throw new IllegalArgumentException("There is no setting " + name);
        }
        var expected = description.path("default").getNodeType();
        if (value.getNodeType() != expected) {
            throw new IllegalArgumentException("The setting " + name + " takes a value of type " + expected);
        }
        var choices = description.path("choices");
        if (choices.isArray() && !contains(choices, value)) {
            throw new IllegalArgumentException("The setting " + name + " takes one of " + choices);
        }
        return value;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (var element : list) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** The raw value of a setting. */
    public JsonNode value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("There is no setting " + name);
        }
        return value;
    }

    public boolean flag(String name) {
        return value(name).booleanValue();
    }

    public String text(String name) {
        return value(name).textValue();
    }

    public int whole(String name) {
        return value(name).intValue();
    }

    public List<String> texts(String name) {
        return Fields.texts(values, name);
    }

    /** The entries of a register, in order. */
    public List<Entry> register(String name) {
        var entries = new ArrayList<Entry>();
        for (var entry : value(name)) {
            entries.add(
                    new Entry(entry.path("code").asText(), entry.path("display").asText()));
        }
        return entries;
    }

    /** The entry of a register with that code or display name. */
    public Optional<Entry> entry(String register, @Nullable String codeOrDisplay) {
        return register(register).stream()
                .filter(entry ->
                        entry.code().equals(codeOrDisplay) || entry.display().equals(codeOrDisplay))
                .findFirst();
    }

    /** The status of that code, or of that display name where the installation takes it. */
    public Optional<Entry> status(@Nullable String wanted) {
        var names = flag("acceptDisplayStatus");
        return register("statusRegister").stream()
                .filter(entry ->
                        entry.code().equals(wanted) || (names && entry.display().equals(wanted)))
                .findFirst();
    }

    /** What people see of a status; the code itself when the register no longer has it. */
    public String display(String statusCode) {
        return register("statusRegister").stream()
                .filter(entry -> entry.code().equals(statusCode))
                .map(Entry::display)
                .findFirst()
                .orElse(statusCode);
    }

    /** The factor of a tax code. */
    public Optional<BigDecimal> taxFactor(String code) {
        return Decimals.read(Fields.text(value("taxes"), code));
    }

    /** The first tax code with that factor. */
    public Optional<String> taxCode(BigDecimal factor) {
        for (var entry : value("taxes").properties()) {
            if (Decimals.read(Fields.text(entry.getValue()))
                    .filter(known -> known.compareTo(factor) == 0)
                    .isPresent()) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }
}
