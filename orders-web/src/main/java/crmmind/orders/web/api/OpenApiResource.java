package crmmind.orders.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The API's own description: {@code /api/openapi.json}, the same as YAML, and a page to read. No token needed. */
@Path("/")
@RequestScoped
public class OpenApiResource {

    private static final String PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** As JSON. */
    @GET
    @Path("/openapi.json")
    @Produces("application/json")
    public String json() {
        return text();
    }

    /** As YAML, of which JSON is a part. */
    @GET
    @Path("/openapi.yaml")
    @Produces("application/yaml")
    public String yaml() {
        return text();
    }

    /** As a page. */
    @GET
    @Path("/docs")
    @Produces("text/html;charset=UTF-8")
    public Response page() {
        return Response.ok(html(text()))
                .header("Content-Security-Policy", PAGE_POLICY)
                .build();
    }

    static String text() {
        try (var stream = OpenApiResource.class.getResourceAsStream("/crmmind/orders/web/api/openapi.json")) {
            if (stream == null) {
                throw new IllegalStateException("The description of the API is not in the archive");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String html(String text) {
        JsonNode api;
        try {
            api = MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var page = new StringBuilder();
        page.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"UTF-8\"><meta name=\"viewport\" ")
                .append("content=\"width=device-width, initial-scale=1\"><title>Order desk API</title><style>")
                .append(":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:900px;")
                .append("margin:2rem auto;padding:0 1rem}summary{cursor:pointer;padding:.5rem 0}pre{overflow:auto;")
                .append("padding:1rem;border:1px solid #8885;border-radius:8px;font-size:13px}")
                .append("b.m{display:inline-block;width:4.5rem}li{border-top:1px solid #8883;list-style:none}")
                .append("ul{padding:0}</style></head><body><h1>")
                .append(escaped(api.at("/info/title").asText()))
                .append("</h1><p>")
                .append(escaped(api.at("/info/description").asText()))
                .append(
                        "</p><p><a href=\"openapi.json\">openapi.json</a> · <a href=\"openapi.yaml\">openapi.yaml</a></p><ul>");
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> page.append("<li><details><summary><b class=\"m\">")
                                .append(operation.getKey().toUpperCase(Locale.ROOT))
                                .append("</b><code>/api")
                                .append(escaped(path.getKey()))
                                .append("</code> — ")
                                .append(escaped(
                                        operation.getValue().path("summary").asText()))
                                .append("</summary><pre>")
                                .append(escaped(operation.getValue().toPrettyString()))
                                .append("</pre></details></li>")));
        page.append("</ul><h2>Schemas</h2><ul>");
        api.at("/components/schemas")
                .properties()
                .forEach(schema -> page.append("<li><details><summary><code>")
                        .append(escaped(schema.getKey()))
                        .append("</code></summary><pre>")
                        .append(escaped(schema.getValue().toPrettyString()))
                        .append("</pre></details></li>"));
        return page.append("</ul></body></html>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
