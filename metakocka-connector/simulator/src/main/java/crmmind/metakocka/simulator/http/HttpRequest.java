package crmmind.metakocka.simulator.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, with its whole body.
 *
 * @param path decoded, with dot segments resolved, without the query
 * @param query decoded parameters; of a repeated one the last
 * @param headers names in lower case; of a repeated one the last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    /** The header of that name (lower case), if it was sent. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
