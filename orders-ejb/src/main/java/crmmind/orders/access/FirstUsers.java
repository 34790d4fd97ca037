package crmmind.orders.access;

import static crmmind.orders.shared.Role.ADMIN;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.orders.shared.DatabaseMigration;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may come in first. In demo mode four users with well-known passwords and tokens; outside it they are shut out
 * again, should the same database have been a demonstration once, and a configured password makes the first
 * administrator.
 */
@Startup
@Singleton(name = FirstUsers.NAME)
@DependsOn(DatabaseMigration.NAME)
public class FirstUsers {

    /** The name to depend on. */
    public static final String NAME = "FirstUsers";

    private static final System.Logger LOGGER = System.getLogger(FirstUsers.class.getName());
    private static final List<String> DEMO = List.of("admin", "sales", "warehouse", "viewer");
    private static final String DEMO_PASSWORD = "demo";
    private static final String DEMO_NAME = "Demo ";

    @Inject
    Users users;

    /** Users, tokens and orders to play with. Never outside a demonstration. */
    @Inject
    @ConfigProperty(name = "orders.demo", defaultValue = "false")
    boolean demo;

    /** Makes the user {@code admin} once, when there are no users. */
    @Inject
    @ConfigProperty(name = "orders.admin.password")
    Optional<String> adminPassword;

    @PostConstruct
    void letIn() {
        if (demo) {
            DEMO.forEach(this::letInDemo);
            return;
        }
        DEMO.forEach(this::shutOutDemo);
        if (users.none()) {
            adminPassword.ifPresentOrElse(
                    password -> {
                        users.add("admin", "Administrator", Passwords.hash(password), List.of(ADMIN));
                        LOGGER.log(INFO, "The first administrator was created: admin");
                    },
                    () -> LOGGER.log(
                            WARNING,
                            "There are no users: set orders.admin.password to create the first administrator"));
        }
    }

    private void letInDemo(String role) {
        users.add(role, DEMO_NAME + role, Passwords.hashOfKnown(DEMO_PASSWORD), List.of(role));
        var user = users.find(role).orElseThrow();
        if (demoUser(user)) {
            users.activate(role, true);
            users.addToken(user.id(), "demo", "demo-token-" + role, null, null);
        }
    }

    private void shutOutDemo(String role) {
        users.revokeToken("demo-token-" + role);
        users.find(role).filter(FirstUsers::demoUser).ifPresent(user -> users.remove(user.id()));
    }

    private static boolean demoUser(Users.Kept user) {
        return user.user().displayName().startsWith(DEMO_NAME) && Passwords.matches(DEMO_PASSWORD, user.passwordHash());
    }
}
