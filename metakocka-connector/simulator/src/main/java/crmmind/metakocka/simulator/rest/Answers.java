package crmmind.metakocka.simulator.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;

/** The envelopes of answers. The time an operation took is filled in at the end. */
final class Answers {
    private Answers() {}

    /** Done, with nothing else to say. */
    static ObjectNode done() {
        return Json.object().put("opr_code", "0");
    }

    static ObjectNode refused(Refusal refusal) {
        var answer = Json.object().put("opr_code", refusal.code());
        var text = refusal.getMessage();
        if (text != null && !text.isEmpty()) {
            answer.put("opr_desc", text);
        }
        answer.setAll(refusal.details());
        return answer;
    }
}
