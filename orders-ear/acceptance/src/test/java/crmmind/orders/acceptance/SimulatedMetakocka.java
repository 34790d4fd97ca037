package crmmind.orders.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The control side of the simulator: what Metakocka holds, what it was asked, and how it shall misbehave. */
public final class SimulatedMetakocka {

    private final HttpSide http;

    SimulatedMetakocka(URI base) {
        this.http = HttpSide.of(base);
    }

    /** The one that answers at this address. */
    public static SimulatedMetakocka at(URI base) {
        return new SimulatedMetakocka(base);
    }

    /** Counts per document type and status, and references carried by more than one live order. */
    public JsonNode state() {
        return http.get("/_sim/state").expect(200).json();
    }

    /** The sales orders with this reference of ours (the order number). */
    public JsonNode salesOrders(String reference) {
        return http.get("/_sim/documents?doc_type=sales_order&buyer_order="
                        + URLEncoder.encode(reference, StandardCharsets.UTF_8))
                .expect(200)
                .json();
    }

    /** The simulator itself, for faults, settings and actions ({@code /_sim/…}). */
    public HttpSide control() {
        return http;
    }
}
