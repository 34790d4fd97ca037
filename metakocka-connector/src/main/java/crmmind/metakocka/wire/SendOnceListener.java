package crmmind.metakocka.wire;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderListener;

/**
 * Makes every REST client of this application send a request once. The HTTP library repeats a POST by itself when the
 * server closes the connection without an answer; a body in pieces it cannot repeat.
 */
public class SendOnceListener implements RestClientBuilderListener {

    static final String PROCESSING = "jersey.config.client.request.entity.processing";

    @Override
    public void onNewBuilder(RestClientBuilder builder) {
        builder.property(PROCESSING, "CHUNKED");
    }
}
