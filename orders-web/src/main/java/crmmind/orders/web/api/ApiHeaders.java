package crmmind.orders.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Headers of every answer: data is not kept by anybody on the way, and is never taken for a page. */
@Provider
public class ApiHeaders implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Referrer-Policy", "same-origin");
        headers.putIfAbsent(
                "Content-Security-Policy", java.util.List.of("default-src 'none'; frame-ancestors 'none'; sandbox"));
        headers.putIfAbsent("Cache-Control", java.util.List.of("no-store"));
    }
}
