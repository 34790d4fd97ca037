package crmmind.orders.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Violation;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/** Problems as RFC 9457 has them. */
final class Problems {

    static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    static Response of(Problem problem, String detail, String instance, List<Violation> violations) {
        return of(problem.httpStatus(), problem.code(), problem.title(), detail, instance, violations)
                .build();
    }

    static Response.ResponseBuilder of(
            int status, String code, String title, String detail, String instance, List<Violation> violations) {
        return Response.status(status)
                .type(MEDIA_TYPE + ";charset=UTF-8")
                .entity(json(status, code, title, detail, instance, violations).toString());
    }

    private static ObjectNode json(
            int status, String code, String title, String detail, String instance, List<Violation> violations) {
        var json = ApiJson.object();
        json.put(
                "type",
                "urn:order-desk:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        json.put("instance", instance);
        json.put("code", code);
        if (!violations.isEmpty()) {
            var errors = json.putArray("errors");
            violations.forEach(violation -> errors.addObject()
                    .put("pointer", violation.pointer())
                    .put("code", violation.code())
                    .put("detail", violation.detail()));
        }
        return json;
    }
}
