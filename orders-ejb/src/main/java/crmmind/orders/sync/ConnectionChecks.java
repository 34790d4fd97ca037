package crmmind.orders.sync;

import static crmmind.orders.shared.Role.ADMIN;
import static java.lang.System.Logger.Level.INFO;

import crmmind.metakocka.Metakocka;
import crmmind.metakocka.MetakockaException;
import crmmind.metakocka.connection.ConnectionCheck;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Whether the desk's settings and Metakocka's company fit together: asked live, by an administrator. Everything here
 * only reads in Metakocka.
 */
@Stateless
@RolesAllowed(ADMIN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the network is slow; no transaction waits for it
public class ConnectionChecks {

    private static final System.Logger LOGGER = System.getLogger(ConnectionChecks.class.getName());
    private static final int MOST_ORDERS = 1000;

    @Inject
    ConnectionCheck connection;

    @Inject
    Metakocka metakocka;

    @Inject
    DeskVocabulary vocabulary;

    @Inject
    StatusWords words;

    @Inject
    Clock clock;

    @Inject
    Config config;

    @Resource
    SessionContext session;

    /**
     * One call of a connection test.
     *
     * @param problem what was wrong, as {@code host_unknown}; null where it did what it should
     * @param code Metakocka's code of a refusal
     * @param text the other side's words
     */
    public record Call(
            String operation,
            String path,
            long milliseconds,
            @Nullable Integer httpStatus,
            @Nullable String problem,
            @Nullable String code,
            @Nullable String text)
            implements Serializable {}

    /** A warehouse as Metakocka lists it now. */
    public record WarehouseFound(String mark, String name, String metakockaId, boolean main, boolean active)
            implements Serializable {}

    /**
     * What a connection test found.
     *
     * @param failed the call that names the trouble; null where all is well
     */
    public record Tested(Instant at, @Nullable Call failed, List<Call> calls, List<WarehouseFound> warehouses)
            implements Serializable {

        /** Whether every call did what it should. */
        public boolean good() {
            return failed == null;
        }

        /** How long all calls took, in milliseconds. */
        public long milliseconds() {
            return calls.stream().mapToLong(Call::milliseconds).sum();
        }
    }

    /**
     * Tries the connection: one read in each family of paths. Takes as long as the time-outs allow, and never fails.
     */
    public Tested test() {
        var report = connection.run();
        var calls = report.calls().stream()
                .map(call -> new Call(
                        call.operation(),
                        call.path(),
                        call.milliseconds(),
                        call.httpStatus(),
                        call.problem() == null ? null : call.problem().code(),
                        call.code(),
                        call.text()))
                .toList();
        var failed = calls.stream()
                .filter(call -> call.problem() != null)
                .findFirst()
                .orElse(null);
        LOGGER.log(
                INFO,
                "Connection to Metakocka tested by {0}: {1}",
                session.getCallerPrincipal().getName(),
                failed == null ? "good" : String.valueOf(failed.problem()));
        return new Tested(
                clock.instant(),
                failed,
                calls,
                report.warehouses().stream()
                        .map(there -> new WarehouseFound(
                                there.mark(), there.name(), there.mkId(), there.main(), there.active()))
                        .toList());
    }

    /**
     * Looks which status codes, carriers and tax rates the company's newest orders use. Refuses with
     * METAKOCKA_UNAVAILABLE where they cannot be read.
     *
     * @param orders how many, at most 1000
     */
    public Harvest harvest(int orders) {
        if (orders < 1 || orders > MOST_ORDERS) {
            throw new BusinessException(Problem.VALIDATION_FAILED, Sentence.of("harvest.size", MOST_ORDERS));
        }
        try {
            return new OrderHarvest(metakocka, words.meanings()).of(orders, clock.instant());
        } catch (MetakockaException.Unavailable e) {
            throw new BusinessException(Problem.METAKOCKA_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (MetakockaException e) {
            throw new BusinessException(Problem.METAKOCKA_REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Judges every value the desk sends or understands, as far as it can be checked.
     *
     * @param warehouses those of a connection test; empty where none was made, then the ones read last count
     * @param harvest null where none was made
     */
    public List<Finding> review(List<WarehouseFound> warehouses, @Nullable Harvest harvest) {
        var prefix = EffectiveSettings.numberPrefix(config);
        var likeOurs = harvest == null
                ? List.<String>of()
                : harvest.references().stream()
                        .filter(reference -> reference.startsWith(prefix + "-"))
                        .toList();
        return new SettingsReview(vocabulary.used(), warehouses, harvest)
                .findings(EffectiveSettings.fulfillmentMode(config), prefix, vocabulary.unknownNumbers(likeOurs));
    }

    /**
     * Says what a status code of Metakocka's means here, from now on.
     *
     * @param status null where it has no meaning, so that orders with it need somebody
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED) // only the database is asked
    public void assign(String metakockaStatus, @Nullable OrderStatus status) {
        words.assign(metakockaStatus, status);
        LOGGER.log(
                INFO,
                "{0} assigned {1} to Metakocka''s status {2}",
                session.getCallerPrincipal().getName(),
                status == null ? "no meaning" : status.code(),
                metakockaStatus);
    }

    /** Every setting of the connection with its effective value and where that comes from; never the secret. */
    public List<EffectiveSettings.Row> settings() {
        return EffectiveSettings.rows(config);
    }
}
