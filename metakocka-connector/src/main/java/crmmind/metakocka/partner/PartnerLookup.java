package crmmind.metakocka.partner;

import org.jspecify.annotations.Nullable;

/**
 * Whom an order is for, so that one partner is found again instead of a new one made for every order: by the known ids,
 * else by tax number, else by e-mail, else by equal name and address; only then is the partner added.
 *
 * @param knownMkId Metakocka's id of the partner, as an earlier order learnt it
 * @param knownAddressMkId its address
 * @param party how the partner is described where it must be added
 */
public record PartnerLookup(
        @Nullable String knownMkId, @Nullable String knownAddressMkId, Party party) {}
