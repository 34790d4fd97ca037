package crmmind.metakocka.partner;

import org.jspecify.annotations.Nullable;

/** What {@code get_partner} is asked for; everything given must hold. */
public record PartnerSearch(
        @Nullable String mkId,
        @Nullable String name,
        @Nullable String taxNumber,
        @Nullable String email,
        @Nullable String phone) {

    /** By Metakocka's id. */
    public static PartnerSearch byMkId(String mkId) {
        return new PartnerSearch(mkId, null, null, null, null);
    }

    /** By tax number. */
    public static PartnerSearch byTaxNumber(String taxNumber) {
        return new PartnerSearch(null, null, taxNumber, null, null);
    }

    /** By e-mail. */
    public static PartnerSearch byEmail(String email) {
        return new PartnerSearch(null, null, null, email, null);
    }

    /** By name. */
    public static PartnerSearch byName(String name) {
        return new PartnerSearch(null, name, null, null, null);
    }
}
