package crmmind.metakocka.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import crmmind.metakocka.document.FoundDocument;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** Payloads and findings as JSON. A property a later version added is passed over, so that nodes can differ. */
final class LedgerJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("ledger")
                    .addSerializer(new DayWriter())
                    .addDeserializer(LocalDate.class, new DayReader()))
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LedgerJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Cannot be written as JSON: " + value.getClass().getSimpleName(), e);
        }
    }

    /** Reads a payload; the kind tells which. */
    static RemoteChange payload(OperationKind kind, String json) {
        try {
            return MAPPER.readValue(json, kind.payload());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored payload cannot be read", e);
        }
    }

    /** Reads what was found for a person. */
    static List<FoundDocument> found(String json) {
        try {
            return List.of(MAPPER.readValue(json, FoundDocument[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored findings cannot be read", e);
        }
    }

    private static final class DayWriter extends StdScalarSerializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        DayWriter() {
            super(LocalDate.class);
        }

        @Override
        public void serialize(LocalDate value, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(value.toString());
        }
    }

    private static final class DayReader extends StdScalarDeserializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        DayReader() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return LocalDate.parse(parser.getText());
        }
    }
}
