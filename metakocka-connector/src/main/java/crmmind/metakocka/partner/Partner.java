package crmmind.metakocka.partner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partner as {@code get_partner} gives it.
 *
 * @param taxIdNumber where Metakocka gives it
 */
public record Partner(
        String mkId,
        @Nullable String countCode,
        String customer,
        boolean businessEntity,
        @Nullable String taxIdNumber,
        List<Contact> contacts,
        List<Address> addresses) {

    /** Copies the lists. */
    public Partner {
        contacts = List.copyOf(contacts);
        addresses = List.copyOf(addresses);
    }

    /** One contact person. */
    public record Contact(
            @Nullable String mkId,
            @Nullable String mkAddressId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String gsm) {}

    /**
     * One address.
     *
     * @param addressType {@code Račun} (billing), {@code Dobava} (delivery) or {@code Poslovna enota}
     */
    public record Address(
            String mkId,
            @Nullable String addressType,
            @Nullable String street,
            @Nullable String postNumber,
            @Nullable String city,
            @Nullable String country) {}
}
