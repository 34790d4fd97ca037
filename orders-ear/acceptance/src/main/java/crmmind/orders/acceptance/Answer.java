package crmmind.orders.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param request method and address, for messages
 */
public record Answer(String request, int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body as JSON. @throws UnexpectedAnswerException when it is none */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UnexpectedAnswerException(this, "is not JSON");
        }
    }

    /** The value of a header, the first if it is repeated. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** This answer. @throws UnexpectedAnswerException when its status is none of these */
    public Answer expect(int... statuses) {
        for (int expected : statuses) {
            if (status == expected) {
                return this;
            }
        }
        throw new UnexpectedAnswerException(this, "is not " + java.util.Arrays.toString(statuses));
    }
}
