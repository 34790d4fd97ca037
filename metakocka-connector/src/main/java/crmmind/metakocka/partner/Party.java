package crmmind.metakocka.partner;

import org.jspecify.annotations.Nullable;

/**
 * The block {@code partner} (who buys) or {@code receiver} (who gets the goods) of a document.
 *
 * @param mkId the partner's id; null for one that is only described
 * @param mkAddressId the id of the partner's address
 * @param customer the name, at most 100 characters
 * @param businessEntity a company rather than a person
 * @param taxpayer liable to VAT
 * @param foreignCounty abroad (the misspelling is Metakocka's)
 * @param country name or two letters
 * @param countryIso2 in answers only
 */
public record Party(
        @Nullable String mkId,
        @Nullable String mkAddressId,
        @Nullable String countCode,
        String customer,
        @Nullable Boolean businessEntity,
        @Nullable Boolean taxpayer,
        @Nullable Boolean foreignCounty,
        @Nullable String taxIdNumber,
        @Nullable String street,
        @Nullable String postNumber,
        @Nullable String place,
        @Nullable String province,
        @Nullable String country,
        @Nullable String countryIso2,
        @Nullable Contact contact) {

    /** How to reach them ({@code partner_contact}). */
    public record Contact(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String gsm) {}

    /** A party as it is sent, described and without ids. */
    public static Party of(
            String customer,
            boolean businessEntity,
            @Nullable String taxIdNumber,
            @Nullable String street,
            @Nullable String postNumber,
            @Nullable String place,
            @Nullable String country,
            @Nullable Contact contact) {
        return new Party(
                null,
                null,
                null,
                customer,
                businessEntity,
                null,
                null,
                taxIdNumber,
                street,
                postNumber,
                place,
                null,
                country,
                null,
                contact);
    }

    /** The same party, known by its ids. */
    public Party withIds(String partnerMkId, @Nullable String addressMkId) {
        return new Party(
                partnerMkId,
                addressMkId,
                countCode,
                customer,
                businessEntity,
                taxpayer,
                foreignCounty,
                taxIdNumber,
                street,
                postNumber,
                place,
                province,
                country,
                countryIso2,
                contact);
    }
}
