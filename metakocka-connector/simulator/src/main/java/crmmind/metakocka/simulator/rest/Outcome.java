package crmmind.metakocka.simulator.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;

/**
 * What an operation gives: JSON, or a file.
 *
 * @param type the content type of the file; empty for JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outcome(ObjectNode json, String type, byte[] file) {
    static Outcome json(ObjectNode json) {
        return new Outcome(json, "", new byte[0]);
    }

    static Outcome file(String type, byte[] file) {
        return new Outcome(Json.object(), type, file);
    }

    /** What is answered when the operation itself failed. */
    public static Outcome failed() {
        return json(Json.object().put("opr_code", "1").put("opr_desc", "Internal server error."));
    }

    public boolean isFile() {
        return !type.isEmpty();
    }
}
