package crmmind.orders.web.security;

import crmmind.orders.shared.Statements;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says in each answer how long the server took for it and how many statements it sent to the database, as
 * {@code Server-Timing: total;dur=12.3, sql;desc="4"}, which browsers show among their developer tools. For those who
 * look for what is slow; off unless {@code orders.web.server-timing} is true, since it tells strangers how the desk
 * works.
 */
public class ServerTiming extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** A whole page fits in; an answer is not on its way before its figures are known. */
    private static final int BUFFER = 512 * 1024;

    /** Whether it is said. */
    @Inject
    @ConfigProperty(name = "orders.web.server-timing", defaultValue = "false")
    boolean told;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!told || request.getHeader("Upgrade") != null) { // a web socket goes on after its answer
            chain.doFilter(request, response);
            return;
        }
        response.setBufferSize(BUFFER);
        long started = System.nanoTime();
        Statements.begin();
        try {
            chain.doFilter(request, new Patient(response));
        } finally {
            if (!response.isCommitted()) {
                double took = (System.nanoTime() - started) / (double) TimeUnit.MILLISECONDS.toNanos(1);
                response.setHeader(
                        "Server-Timing",
                        String.format(Locale.ROOT, "total;dur=%.1f, sql;desc=\"%d\"", took, Statements.count()));
            }
            Statements.end();
        }
    }

    /** Sends nothing before all is written: Faces flushes at the end of the page, and headers would be too late. */
    private static final class Patient extends HttpServletResponseWrapper {

        private Patient(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            return new PrintWriter(super.getWriter()) {
                @Override
                public void flush() {
                    // the container does at the end
                }

                @Override
                public void close() {
                    // what forwards closes, too
                }
            };
        }

        @Override
        public void flushBuffer() {
            // the container does at the end
        }
    }
}
