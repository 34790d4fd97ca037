package crmmind.orders.sync;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.ObjectMapper;
import crmmind.metakocka.MetakockaException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What Metakocka's stock web hook says is a hint and no number: the products it names are read anew, soon. So it may
 * come twice, old, in any order or not at all; what is lost the next poll brings. It carries no time stamp, and needs
 * none.
 */
@ApplicationScoped
public class StockHook {

    /** What Metakocka signs with; without it no delivery is taken. */
    static final String SECRET = "metakocka.webhook-secret";

    private static final System.Logger LOGGER = System.getLogger(StockHook.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    /** More are not remembered: then the next poll brings them. */
    private static final int MOST = 5000;

    /** At most so many products are read at once, so that a flood of deliveries leaves room for other calls. */
    private static final int AT_ONCE = 200;

    @Inject
    StockSync stock;

    @Inject
    Config config;

    private final Set<String> hinted = new LinkedHashSet<>();

    /** What became of a delivery. */
    public enum Answer {
        /** There is no secret: nobody can say who sent it. */
        OFF,
        /** The signature is not Metakocka's. */
        FORGED,
        /** Signed, and not understood. */
        UNREADABLE,
        /** Noted. */
        TAKEN
    }

    /**
     * Takes a delivery. Reads nothing of it before its signature fits.
     *
     * @param body as it came
     * @param signature Base64 of the HMAC-SHA1 of the body
     */
    public Answer take(byte[] body, @Nullable String signature) {
        var secret = secret();
        if (secret.isEmpty()) {
            return Answer.OFF;
        }
        if (signature == null
                || !MessageDigest.isEqual(
                        sign(body, secret.get()).getBytes(StandardCharsets.UTF_8),
                        signature.strip().getBytes(StandardCharsets.UTF_8))) {
            LOGGER.log(WARNING, "A delivery of the stock web hook has a wrong signature and was refused");
            return Answer.FORGED;
        }
        try {
            var rows = JSON.readTree(body).path("stock_list");
            synchronized (hinted) {
                for (var row : rows.isArray() ? rows : List.of(rows)) {
                    var code = row.path("code").asText("");
                    if (!code.isBlank() && hinted.size() < MOST) {
                        hinted.add(code);
                    }
                }
            }
            return Answer.TAKEN;
        } catch (IOException e) {
            LOGGER.log(INFO, "A delivery of the stock web hook is no JSON");
            return Answer.UNREADABLE;
        }
    }

    /** Reads the products that were named since the last time; not in a transaction. */
    public void follow() {
        List<String> codes;
        synchronized (hinted) {
            codes = hinted.stream().limit(AT_ONCE).toList();
            codes.forEach(hinted::remove);
        }
        if (codes.isEmpty()) {
            return;
        }
        try {
            stock.refreshProducts(codes);
        } catch (MetakockaException e) {
            synchronized (hinted) {
                hinted.addAll(codes);
            }
            throw e;
        }
    }

    private Optional<String> secret() {
        return config.getOptionalValue(SECRET, String.class).filter(text -> !text.isBlank());
    }

    static String sign(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA1"); // Metakocka's choice
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
