package crmmind.orders.acceptance.container;

import crmmind.orders.acceptance.Backends;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts database and Metakocka before Arquillian starts the container, which finds their addresses in
 * {@code arquillian.xml}. Stands before Arquillian's own extension; does nothing inside the container.
 */
public final class ContainerBackends implements BeforeAllCallback {

    private static final class Running {
        static final Backends BACKENDS = Backends.start("container");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getProperty("container.settings") != null || System.getProperty("orders.db.url") != null) {
            return;
        }
        System.setProperty(
                "container.settings",
                Running.BACKENDS.variables().entrySet().stream()
                        .map(setting -> "-D" + property(setting.getKey()) + "=" + setting.getValue())
                        .collect(Collectors.joining(" ")));
        System.setProperty(
                "container.preboot",
                Path.of("target/test-classes/preboot.asadmin").toAbsolutePath().toString());
        System.setProperty(
                "container.log",
                Path.of("target/payara-micro.log").toAbsolutePath().toString());
    }

    /** {@code METAKOCKA_COMPANY_ID} as the setting it stands for. */
    private static String property(String variable) {
        return switch (variable) {
            case "METAKOCKA_COMPANY_ID" -> "metakocka.company-id";
            case "METAKOCKA_SECRET_KEY" -> "metakocka.secret-key";
            default -> variable.toLowerCase(Locale.ROOT).replace('_', '.');
        };
    }
}
