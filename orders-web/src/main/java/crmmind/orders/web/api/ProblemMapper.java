package crmmind.orders.web.api;

import static java.lang.System.Logger.Level.ERROR;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every failure as a problem: what the caller can mend by its code, everything else by an id that the log has too. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOGGER = System.getLogger(ProblemMapper.class.getName());

    @Context
    UriInfo uri;

    @Override
    public Response toResponse(Throwable thrown) {
        var instance = uri.getRequestUri().getPath();
        var refusal = find(thrown, BusinessException.class);
        if (refusal != null) {
            return Problems.of(refusal.problem(), refusal.detail(), instance, refusal.violations());
        }
        if (find(thrown, EJBAccessException.class) != null) {
            return Problems.of(Problem.FORBIDDEN, "Your role does not allow this", instance, List.of());
        }
        if (thrown instanceof WebApplicationException web) {
            return http(web.getResponse(), instance);
        }
        var id = UUID.randomUUID().toString();
        LOGGER.log(ERROR, "Request " + id + " to " + instance + " failed", thrown);
        return Problems.of(
                        500,
                        "INTERNAL_ERROR",
                        "Something went wrong",
                        "The log has the details under " + id,
                        instance,
                        List.of())
                .build();
    }

    private static Response http(Response response, String instance) {
        int status = response.getStatus();
        if (status == 404) {
            return Problems.of(Problem.NOT_FOUND, "There is nothing at this address", instance, List.of());
        }
        if (status == 400) {
            return Problems.of(
                    Problem.MALFORMED_REQUEST, "The address or a parameter cannot be read", instance, List.of());
        }
        var reason = response.getStatusInfo().getReasonPhrase();
        var builder = Problems.of(
                status,
                reason.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_"),
                reason,
                detail(status),
                instance,
                List.of());
        var allow = response.getHeaderString("Allow");
        if (allow != null) {
            builder.header("Allow", allow);
        }
        return builder.build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 405 -> "This address does not take this method";
            case 406 -> "The API answers in application/json";
            case 415 -> "Send application/json";
            default -> "The request was not understood";
        };
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable thrown, Class<T> type) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
