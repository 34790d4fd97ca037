package crmmind.metakocka.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.wire.Json;
import crmmind.metakocka.wire.Outcome;
import crmmind.metakocka.wire.Probe;
import crmmind.metakocka.wire.Transport;
import crmmind.metakocka.wire.ValueFormats;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Which trouble a probed call shows. Pure judgement: no network. */
final class ConnectionDiagnosis {

    private static final Pattern CONNECT_TIME = Pattern.compile("connect", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB_PAGE =
            Pattern.compile("^\\s*(?:<!doctype html|<html|<head|<body)", Pattern.CASE_INSENSITIVE);

    /**
     * How wrong credentials are worded is not documented; these words appear in no refusal of a call without parameters
     * for another reason.
     */
    private static final Pattern KEY =
            Pattern.compile("secret|api.?key|\\bkey\\b|\\bklju[cč]|password|geslo", Pattern.CASE_INSENSITIVE);

    private static final Pattern COMPANY = Pattern.compile("company|podjetj", Pattern.CASE_INSENSITIVE);
    private static final Pattern ACCESS = Pattern.compile(
            "credential|unauthori[sz]ed|not authori[sz]ed|authenticat|access denied|log ?in|prijav|dostop",
            Pattern.CASE_INSENSITIVE);

    private ConnectionDiagnosis() {}

    /** The trouble; null where the call did what it should. */
    static @Nullable ConnectionProblem of(Probe probe) {
        var outcome = probe.outcome();
        if (outcome instanceof Outcome.Done) {
            return null;
        }
        if (outcome instanceof Outcome.NotConfigured) {
            return ConnectionProblem.NOT_CONFIGURED;
        }
        if (probe.failure() != null) {
            return failure(probe.failure());
        }
        if (probe.answer() == null) {
            return ConnectionProblem.BUSY;
        }
        return answer(probe.answer(), outcome);
    }

    private static ConnectionProblem failure(IOException failure) {
        Throwable found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || inHandshake(cause)) {
                return ConnectionProblem.TLS;
            }
            if (cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof ConnectException
                    || cause instanceof SocketTimeoutException) {
                found = cause;
            }
        }
        if (found instanceof UnknownHostException) {
            return ConnectionProblem.HOST_UNKNOWN;
        } else if (found instanceof NoRouteToHostException) {
            return ConnectionProblem.NO_ROUTE;
        } else if (found instanceof ConnectException connect) {
            var words = String.valueOf(connect.getMessage()).toLowerCase(Locale.ROOT);
            if (words.contains("timed out")) {
                return ConnectionProblem.CONNECT_TIMEOUT;
            }
            return words.contains("unreachable") ? ConnectionProblem.NO_ROUTE : ConnectionProblem.CONNECTION_REFUSED;
        } else if (found instanceof SocketTimeoutException timeout) {
            return CONNECT_TIME.matcher(String.valueOf(timeout.getMessage())).find()
                    ? ConnectionProblem.CONNECT_TIMEOUT
                    : ConnectionProblem.ANSWER_TIMEOUT;
        }
        return ConnectionProblem.CONNECTION_LOST;
    }

    /** A port that speaks no TLS may just wait for more; all that tells it from a slow answer is where we waited. */
    private static boolean inHandshake(Throwable cause) {
        return cause instanceof SocketTimeoutException
                && Arrays.stream(cause.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("startHandshake"));
    }

    private static ConnectionProblem answer(Transport.RawAnswer answer, Outcome outcome) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            return credentials(text(answer));
        }
        if (status == 404) {
            return ConnectionProblem.WRONG_PATH;
        }
        if (status == 429) {
            return ConnectionProblem.TOO_MANY_CALLS;
        }
        if (status >= 300 && status < 400) {
            return ConnectionProblem.MOVED;
        }
        if (status != 200) {
            return ConnectionProblem.HTTP_STATUS;
        }
        var code = code(answer);
        if (code == null) {
            var type = answer.contentType();
            return (type != null && type.contains("html"))
                            || WEB_PAGE.matcher(text(answer)).find()
                    ? ConnectionProblem.WEB_PAGE
                    : ConnectionProblem.UNREADABLE;
        }
        var words = outcome instanceof Outcome.Refused refused ? refused.text() : text(answer);
        return KEY.matcher(words).find()
                        || COMPANY.matcher(words).find()
                        || ACCESS.matcher(words).find()
                ? credentials(words)
                : ConnectionProblem.REFUSED;
    }

    private static ConnectionProblem credentials(String words) {
        boolean key = KEY.matcher(words).find();
        boolean company = COMPANY.matcher(words).find();
        if (key == company) {
            return ConnectionProblem.WRONG_CREDENTIALS;
        }
        return key ? ConnectionProblem.WRONG_KEY : ConnectionProblem.WRONG_COMPANY;
    }

    /** {@code opr_code} of an answer, where it has one. */
    static @Nullable String code(Transport.@Nullable RawAnswer answer) {
        if (answer == null) {
            return null;
        }
        try {
            return Json.MAPPER.readTree(answer.body()) instanceof ObjectNode object
                    ? ValueFormats.text(object, "opr_code")
                    : null;
        } catch (IOException e) {
            return null; // no JSON, so no code
        }
    }

    private static String text(Transport.RawAnswer answer) {
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        return text.length() <= 4000 ? text : text.substring(0, 4000);
    }
}
