package crmmind.orders.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read strictly: what cannot be read is refused with MALFORMED_REQUEST and the pointer of
 * the place. Missing values and nulls are null; whether they may be is the business's to say.
 */
final class RequestBody {

    private static final int LARGEST = 1 << 20;
    private static final int DIGITS = 40;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(DIGITS)
                            .maxStringLength(100_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode node;
    private final String pointer;

    private RequestBody(JsonNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    /** Reads a body that must be one object. */
    static RequestBody read(InputStream body) {
        try {
            var bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw refusal("", "TOO_LARGE", "The body is larger than 1 MiB");
            }
            var node = MAPPER.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw refusal("", "WRONG_TYPE", "The body must be a JSON object");
            }
            return new RequestBody(node, "");
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw refusal(
                    "",
                    "BROKEN_JSON",
                    e.getOriginalMessage().lines().findFirst().orElse("Broken JSON")
                            + (place == null
                                    ? ""
                                    : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")"));
        } catch (IOException e) {
            throw refusal("", "UNREADABLE", "The body could not be read");
        }
    }

    /** The same content gives the same text. */
    String text() {
        return node.toString();
    }

    /** Refuses every property but these. */
    RequestBody only(String... names) {
        var known = Set.of(names);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw refusal(at(name), "UNKNOWN_PROPERTY", "There is no property " + shortened(name) + " here");
            }
        });
        return this;
    }

    /** Whether the property is there, be it null. */
    boolean has(String name) {
        return node.has(name);
    }

    /** A text. */
    @Nullable
    String string(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrongType(name, "a text");
        }
        return value.textValue();
    }

    /** A truth value. */
    @Nullable
    Boolean flag(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrongType(name, "true or false");
        }
        return value.booleanValue();
    }

    /** A decimal, as a number or as a text. */
    @Nullable
    BigDecimal decimal(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isNumber()) {
            var number = value.decimalValue();
            if (Math.abs((long) number.scale()) > DIGITS || number.precision() > DIGITS) {
                throw unparsable(name, "a decimal of at most 40 digits");
            }
            return number;
        }
        if (!value.isTextual()) {
            throw wrongType(name, "a decimal");
        }
        var text = value.textValue();
        if (!text.matches("-?\\d{1,30}(\\.\\d{1,30})?")) {
            throw unparsable(name, "a decimal like 19.90");
        }
        return new BigDecimal(text);
    }

    /** A day. */
    @Nullable
    LocalDate date(String name) {
        var text = string(name);
        if (text == null) {
            return null;
        }
        try {
            if (text.length() != 10) {
                throw unparsable(name, "a date like 2026-11-23");
            }
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw unparsable(name, "a date like 2026-11-23");
        }
    }

    /** An identity within the request's own order. */
    @Nullable
    UUID id(String name) {
        var text = string(name);
        if (text == null) {
            return null;
        }
        return Ids.of(text).orElseThrow(() -> unparsable(name, "an id"));
    }

    /** An object. */
    @Nullable
    RequestBody object(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw wrongType(name, "an object");
        }
        return new RequestBody(value, at(name));
    }

    /** A list of objects. */
    @Nullable
    List<RequestBody> objects(String name, int most) {
        var value = list(name, most);
        if (value == null) {
            return null;
        }
        var objects = new ArrayList<RequestBody>();
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isObject()) {
                throw refusal(at(name) + "/" + i, "WRONG_TYPE", "Must be an object");
            }
            objects.add(new RequestBody(value.get(i), at(name) + "/" + i));
        }
        return objects;
    }

    /** A list of texts. */
    @Nullable
    List<String> strings(String name, int most) {
        var value = list(name, most);
        if (value == null) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isTextual()) {
                throw refusal(at(name) + "/" + i, "WRONG_TYPE", "Must be a text");
            }
            texts.add(value.get(i).textValue());
        }
        return texts;
    }

    private @Nullable JsonNode list(String name, int most) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw wrongType(name, "a list");
        }
        if (value.size() > most) {
            throw refusal(at(name), "TOO_LONG", "At most " + most + " entries, not " + value.size());
        }
        return value;
    }

    private @Nullable JsonNode value(String name) {
        var value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private BusinessException wrongType(String name, String wanted) {
        return refusal(at(name), "WRONG_TYPE", "Must be " + wanted);
    }

    private BusinessException unparsable(String name, String wanted) {
        return refusal(at(name), "UNPARSABLE_VALUE", "Must be " + wanted);
    }

    /** A refusal that names the place. */
    static BusinessException refusal(String pointer, String code, String detail) {
        return new BusinessException(
                Problem.MALFORMED_REQUEST,
                (pointer.isEmpty() ? "" : pointer + ": ") + detail,
                List.of(new Violation(pointer, code, detail)));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
