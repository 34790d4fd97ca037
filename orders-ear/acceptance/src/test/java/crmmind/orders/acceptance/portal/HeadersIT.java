package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer tells the browser to be careful about, whichever way the answer was made. */
@ExtendWith(DeskExtension.class)
class HeadersIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/orders",
                "/nowhere",
                "/jakarta.faces.resource/desk.css.xhtml?ln=desk",
                "/api/orders",
                "/health/ready"
            })
    void whoever_answers_the_headers_are_there(String path, Desk desk) throws Exception {
        var answer = sent(HttpRequest.newBuilder(desk.baseUri().resolve(path)));

        assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                .as(path)
                .hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).as(path).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy"))
                .as(path)
                .hasValue("same-origin");
    }

    @Test
    void a_form_that_another_site_sends_is_refused_before_anybody_reads_it(Desk desk) throws Exception {
        var login = desk.baseUri().resolve("/login");
        var form = HttpRequest.BodyPublishers.ofString("login=login");

        assertThat(sent(HttpRequest.newBuilder(login)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(form))
                        .statusCode())
                .isEqualTo(403);
        assertThat(sent(HttpRequest.newBuilder(login)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", "https://elsewhere.example")
                                .POST(form))
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<Void> sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.discarding());
    }
}
