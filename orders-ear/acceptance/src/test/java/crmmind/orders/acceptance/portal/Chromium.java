package crmmind.orders.acceptance.portal;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One real browser for all tests of a run. It is the installed one: named by the variable {@code CHROMIUM}, or in a
 * usual place; where there is none and we are root on Debian, its package is installed.
 */
final class Chromium {

    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin/chromium-headless-shell", // the same browser without windows, which nobody sees here: less to do
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");
    /** Nothing here may call home, and a container has neither a sandbox nor a graphics card to offer. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private Chromium() {}

    private static final class Running {
        static final Browser BROWSER = launch();
    }

    /** The browser; started by the first who asks, it ends with the tests' JVM. */
    static Browser browser() {
        return Running.BROWSER;
    }

    private static Browser launch() {
        var executable = installed()
                .or(Chromium::install)
                .orElseThrow(() -> new IllegalStateException(
                        "No Chromium found. Install one, or name it in the variable CHROMIUM."));
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "stop browser"));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setHeadless(true)
                        .setArgs(FLAGS));
    }

    private static Optional<Path> installed() {
        return Stream.concat(Optional.ofNullable(System.getenv("CHROMIUM")).stream(), USUAL_PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> install() {
        var root = "root".equals(System.getProperty("user.name"));
        if (!root || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return Optional.empty();
        }
        var log = Path.of("target", "install-chromium.log");
        try {
            var process = new ProcessBuilder(
                            "sh",
                            "-c",
                            "apt-get update && export DEBIAN_FRONTEND=noninteractive"
                                    + " && for package in chromium-headless-shell chromium; do"
                                    + " apt-get install -y --no-install-recommends $package && break; done")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("Chromium could not be installed:\n" + Files.readString(log));
            }
            return installed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
