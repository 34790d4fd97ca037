package crmmind.orders.acceptance.server;

import crmmind.orders.acceptance.Folders;
import crmmind.orders.acceptance.FreePorts;
import crmmind.orders.acceptance.HttpSide;
import crmmind.orders.acceptance.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A full Payara Server with one application in it. Its domain is a copy of the one it ships with, in which every
 * listener is on the loopback address, on a free port, and Hazelcast and JMS are off.
 */
final class PayaraServer {

    private final URI baseUri;

    private PayaraServer(URI baseUri) {
        this.baseUri = baseUri;
    }

    /**
     * Starts the server; the application is deployed by it while it starts.
     *
     * @param home the unpacked distribution; nothing in it is changed
     * @param domain the folder of the domain, made anew
     * @param variables settings of the application
     */
    static PayaraServer start(Path home, Path domain, Path application, Map<String, String> variables) {
        var ports = FreePorts.some(7);
        try {
            Folders.delete(domain);
            Folders.copy(home.resolve("glassfish/domains/domain1"), domain);
            var config = domain.resolve("config/domain.xml");
            Files.writeString(config, onLoopback(Files.readString(config), ports));
            Files.createDirectories(domain.resolve("autodeploy"));
            Files.copy(
                    application,
                    domain.resolve("autodeploy").resolve(application.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
            var baseUri = URI.create("http://127.0.0.1:" + ports.get(0));
            ServerProcess.start(
                    "payara-server",
                    // started elsewhere, its object request broker does not find its own classes
                    domain.resolve("config"),
                    command(home, domain),
                    variables,
                    output -> ready(HttpSide.of(baseUri), domain));
            return new PayaraServer(baseUri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI baseUri() {
        return baseUri;
    }

    /** The server marks a failed deployment with a file; without an application it is "ready" as well. */
    private static boolean ready(HttpSide http, Path domain) {
        try (var deployed = Files.list(domain.resolve("autodeploy"))) {
            if (deployed.anyMatch(file -> file.toString().endsWith("_deployFailed"))) {
                throw new IllegalStateException("The application could not be deployed, see " + domain.resolve("logs"));
            }
            var answer = http.get("/health/ready");
            return answer.status() == 200 && answer.body().contains("\"name\"");
        } catch (UncheckedIOException e) {
            return false; // nobody listens yet
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only configuration that counts is {@code server-config}, the first of the file. */
    private static String onLoopback(String domain, List<Integer> ports) {
        var end = domain.indexOf("</config>");
        var config = domain.substring(0, end);
        config = replace(
                config,
                "<network-listener port=\"8080\"",
                "<network-listener address=\"127.0.0.1\" port=\"" + ports.get(0) + "\"");
        config = replace(
                config,
                "<network-listener port=\"8181\"",
                "<network-listener address=\"127.0.0.1\" port=\"" + ports.get(1) + "\"");
        config = replace(
                config,
                "<network-listener port=\"4848\"",
                "<network-listener address=\"127.0.0.1\" port=\"" + ports.get(2) + "\"");
        config = replace(
                config, "address=\"0.0.0.0\" port=\"3700\"", "address=\"127.0.0.1\" port=\"" + ports.get(3) + "\"");
        config = replace(
                config, "address=\"0.0.0.0\" port=\"3820\"", "address=\"127.0.0.1\" port=\"" + ports.get(4) + "\"");
        config = replace(
                config, "address=\"0.0.0.0\" port=\"3920\"", "address=\"127.0.0.1\" port=\"" + ports.get(5) + "\"");
        config = replace(
                config, "address=\"0.0.0.0\" port=\"8686\"", "enabled=\"false\" address=\"127.0.0.1\" port=\"8686\"");
        config = replace(
                config,
                "<hazelcast-config-specific-configuration",
                "<hazelcast-config-specific-configuration enabled=\"false\"");
        config = replace(config, "<iiop-service>", "<jms-service type=\"DISABLED\"></jms-service><iiop-service>");
        config = replace(config, ",org.apache.felix.shell.remote", "");
        config = replace(
                config,
                "<jvm-options>-Djava.awt.headless=true</jvm-options>",
                "<jvm-options>-Djava.awt.headless=true</jvm-options>"
                        + "<jvm-options>-Dsun.net.http.retryPost=false</jvm-options>");
        return config + domain.substring(end);
    }

    private static String replace(String text, String what, String by) {
        if (!text.contains(what)) {
            throw new IllegalStateException("domain.xml has no " + what);
        }
        return text.replaceFirst(Pattern.quote(what), by);
    }

    /** The server's own starter says how it would start the JVM; we do it, so that the process is ours. */
    private static List<String> command(Path home, Path domain) throws IOException {
        var plan = Path.of("target", "payara-server-start.log");
        var starter = new ProcessBuilder(
                ServerProcess.java(),
                "-jar",
                home.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "start-domain",
                "--dry-run",
                "--domaindir",
                domain.getParent().toString(),
                domain.getFileName().toString());
        starter.environment().put("AS_JAVA", System.getProperty("java.home"));
        var process =
                starter.redirectErrorStream(true).redirectOutput(plan.toFile()).start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("start-domain --dry-run failed: " + Files.readString(plan));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        var lines = Files.readAllLines(plan, StandardCharsets.UTF_8);
        var command = new ArrayList<String>();
        for (var line : lines) {
            if (!command.isEmpty() && line.isBlank()) {
                break;
            }
            if (!command.isEmpty() || line.endsWith("/bin/java")) {
                command.add(line.strip());
            }
        }
        // the master password is the default one; nobody is going to type it
        command.set(command.indexOf("-read-stdin") + 1, "false");
        return command;
    }
}
