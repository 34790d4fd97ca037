package crmmind.orders.order;

import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.shared.InstantColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who ordered, as known from the last order, with Metakocka's identities. */
@Entity
@Table(name = "customers")
public class Customer {

    @Id
    private UUID id;

    private String name;
    private @Nullable String email;
    private @Nullable String phone;

    @Column(name = "tax_number")
    private @Nullable String taxNumber;

    private @Nullable String street;

    @Column(name = "post_code")
    private @Nullable String postCode;

    private @Nullable String city;
    private @Nullable String country;

    @Column(name = "metakocka_partner_id")
    private @Nullable String metakockaPartnerId;

    @Column(name = "metakocka_address_id")
    private @Nullable String metakockaAddressId;

    @Column(name = "created_at", updatable = false)
    @Convert(converter = InstantColumn.class)
    private Instant createdAt;

    @Column(name = "updated_at")
    @Convert(converter = InstantColumn.class)
    private Instant updatedAt;

    /** For JPA. */
    protected Customer() {}

    Customer(UUID id, CustomerData data, Instant now) {
        this.id = id;
        this.createdAt = now;
        this.updatedAt = now;
        this.name = data.name();
        describe(data);
    }

    /** Takes over how the customer is described now. */
    void update(CustomerData data, Instant now) {
        if (!data.equals(data())) {
            describe(data);
            updatedAt = now;
        }
    }

    private void describe(CustomerData data) {
        name = data.name();
        email = data.email();
        phone = data.phone();
        taxNumber = data.taxNumber();
        var address = data.address();
        if (!Objects.equals(address, data().address())) {
            metakockaAddressId = null; // it is the id of the old one
        }
        street = address == null ? null : address.street();
        postCode = address == null ? null : address.postCode();
        city = address == null ? null : address.city();
        country = address == null ? null : address.country();
    }

    /** Remembers Metakocka's identities of this customer. */
    public void standsInMetakockaAs(@Nullable String partnerId, @Nullable String addressId) {
        metakockaPartnerId = partnerId;
        metakockaAddressId = addressId;
    }

    public UUID id() {
        return id;
    }

    /** As on an order. */
    public CustomerData data() {
        boolean noAddress = street == null && postCode == null && city == null && country == null;
        return new CustomerData(
                name, email, phone, taxNumber, noAddress ? null : new PostalAddress(street, postCode, city, country));
    }

    public @Nullable String metakockaPartnerId() {
        return metakockaPartnerId;
    }

    public @Nullable String metakockaAddressId() {
        return metakockaAddressId;
    }
}
