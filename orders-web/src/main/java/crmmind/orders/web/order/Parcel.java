package crmmind.orders.web.order;

import crmmind.orders.fulfillment.FulfillmentData;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shipment's form asks for besides quantities: number, carrier and notes, each optional, as they were typed. */
public final class Parcel implements Serializable {

    private static final long serialVersionUID = 1;

    private @Nullable String trackingNumber;
    private @Nullable String carrier;
    private @Nullable String notes;

    /** The shipment of these quantities; nothing is checked yet. */
    public FulfillmentData with(List<FulfillmentData.Item> items) {
        return new FulfillmentData(trackingNumber, carrier, notes, items);
    }

    public @Nullable String getTrackingNumber() {
        return trackingNumber;
    }

    public void setTrackingNumber(@Nullable String trackingNumber) {
        this.trackingNumber = trackingNumber;
    }

    public @Nullable String getCarrier() {
        return carrier;
    }

    public void setCarrier(@Nullable String carrier) {
        this.carrier = carrier;
    }

    public @Nullable String getNotes() {
        return notes;
    }

    public void setNotes(@Nullable String notes) {
        this.notes = notes;
    }
}
