package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code search_tracking_code}: which order a parcel belongs to. */
final class TrackingCodes {
    private final Company company;

    TrackingCodes(Company company) {
        this.company = company;
    }

    ObjectNode search(ObjectNode request) {
        var code = text(request, "tracking_code", text(request, "sticker_code", ""));
        var returned = returnOf(code);
        for (var order : company.store().documents(Documents.ORDER)) {
            if (order.tracked() || returned != null) {
                var content = order.content();
                if (code.equals(text(content, "_tracking"))
                        || (returned != null && returned.equals(text(content, "buyer_order")))) {
                    return shown(order, content, returned == null ? null : code);
                }
            }
        }
        throw new Refusal("6", "Tracking code " + code + " not found");
    }

    /** The reference of the order whose complaint has that return code. */
    private @Nullable String returnOf(String code) {
        for (var complaint : company.store().documents(Complaints.COMPLAINT)) {
            var content = complaint.content();
            if (!code.isEmpty() && code.equals(text(content, "return_tracking_code"))) {
                return text(content, "buyer_order");
            }
        }
        return null;
    }

    private ObjectNode shown(Document order, ObjectNode content, @Nullable String returnCode) {
        var answer = Answers.done();
        answer.put("mk_id", Long.toString(order.id()));
        answer.put("count_code", order.number());
        Parties.put(answer, "buyer_order", order.reference());
        Parties.put(answer, "tracking_code", text(content, "_tracking"));
        Parties.put(answer, "return_tracking_code", returnCode == null ? returnCodeOf(order) : returnCode);
        return answer;
    }

    private @Nullable String returnCodeOf(Document order) {
        return company.store().documents(Complaints.COMPLAINT).stream()
                .map(Document::content)
                .filter(complaint ->
                        order.reference() != null && order.reference().equals(text(complaint, "buyer_order")))
                .map(complaint -> text(complaint, "return_tracking_code"))
                .filter(code -> code != null)
                .findFirst()
                .orElse(null);
    }
}
