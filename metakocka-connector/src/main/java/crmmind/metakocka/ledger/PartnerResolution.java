package crmmind.metakocka.ledger;

import crmmind.metakocka.partner.Partner;
import crmmind.metakocka.partner.PartnerLookup;
import crmmind.metakocka.partner.PartnerSearch;
import crmmind.metakocka.partner.Party;
import crmmind.metakocka.wire.Answers;
import crmmind.metakocka.wire.CallContext;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.Outcome;
import crmmind.metakocka.wire.PartnerJson;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.metakocka.wire.ValueFormats;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the partner of an order, and adds it only when it is nowhere: an order that describes its partner makes a new
 * one each time. Adding is not repeatable; that is why looking comes first, every time, also after an attempt in doubt.
 */
final class PartnerResolution {

    private final MetakockaGateway gateway;
    /** Two orders of one new customer must not both add it. */
    private final PartnerTurns turns;

    PartnerResolution(MetakockaGateway gateway, PartnerTurns turns) {
        this.gateway = gateway;
        this.turns = turns;
    }

    /** What came of it. */
    sealed interface Resolved {

        /**
         * The partner is known.
         *
         * @param addressFits whether the partner has the address of the order
         */
        record Known(Party party, boolean addressFits) implements Resolved {}

        /** It is not. */
        record Failed(Delivery delivery) implements Resolved {}
    }

    Resolved resolve(PartnerLookup lookup, BooleanSupplier stillOurs, CallContext context) {
        var known = lookup.knownMkId();
        if (known != null) {
            return lookup.knownAddressMkId() == null && isBlank(lookup.party().street())
                    ? withAnAddress(known, lookup.party(), context)
                    : new Resolved.Known(
                            lookup.party().withIds(known, lookup.knownAddressMkId()),
                            lookup.knownAddressMkId() != null);
        }
        return turns.take(key(lookup.party()), () -> find(lookup.party(), stillOurs, context))
                .orElseGet(() -> notSent("Another order adds the same customer"));
    }

    /** Without a street Metakocka takes only the id of an address; an order that names neither would be refused. */
    private Resolved withAnAddress(String mkId, Party party, CallContext context) {
        return search(PartnerSearch.byMkId(mkId), partner -> partner.mkId().equals(mkId), party, context)
                // it is not there any more: Metakocka's own refusal says it best
                .orElseGet(() -> new Resolved.Known(party.withIds(mkId, null), false));
    }

    private Resolved find(Party party, BooleanSupplier stillOurs, CallContext context) {
        var taxNumber = party.taxIdNumber();
        if (taxNumber != null && !taxNumber.isBlank()) {
            var found = search(
                    PartnerSearch.byTaxNumber(taxNumber),
                    partner -> partner.taxIdNumber() == null || sameTaxNumber(partner.taxIdNumber(), taxNumber),
                    party,
                    context);
            if (found.isPresent()) {
                return found.get();
            }
        }
        var contact = party.contact();
        var email = contact == null ? null : contact.email();
        if (email != null && !email.isBlank()) {
            var found = search(
                    PartnerSearch.byEmail(email),
                    // an address like info@… is shared: the name must fit too
                    partner -> same(partner.customer(), party.customer())
                            && partner.contacts().stream().anyMatch(person -> same(person.email(), email)),
                    party,
                    context);
            if (found.isPresent()) {
                return found.get();
            }
        }
        var found = search(
                PartnerSearch.byName(party.customer()),
                partner -> same(partner.customer(), party.customer())
                        && (partner.taxIdNumber() == null
                                || party.taxIdNumber() == null
                                || sameTaxNumber(partner.taxIdNumber(), party.taxIdNumber()))
                        && address(partner, party).isPresent(),
                party,
                context);
        return found.orElseGet(() -> add(party, stillOurs, context));
    }

    /** Empty when nobody fits; a failure stops everything, for adding blindly would make doubles. */
    private Optional<Resolved> search(PartnerSearch search, Predicate<Partner> fits, Party party, CallContext context) {
        var outcome = gateway.call(RemoteOperation.GET_PARTNER, PartnerJson.search(search), context);
        if (outcome instanceof Outcome.Done done) {
            List<Partner> partners;
            try {
                partners = PartnerJson.partners(done.answer());
            } catch (ValueFormats.UnreadableValueException e) {
                return Optional.of(notSent("The partners cannot be read: " + e.getMessage()));
            }
            return partners.stream()
                    .filter(fits)
                    .min(Comparator.comparing(
                                    (Partner partner) -> address(partner, party).isEmpty())
                            .thenComparing(partner -> !same(partner.customer(), party.customer()))
                            // the oldest
                            .thenComparing(partner -> partner.mkId().length())
                            .thenComparing(Partner::mkId))
                    .map(partner -> known(partner, party));
        } else if (outcome instanceof Outcome.Refused refused) {
            return Answers.noPartner(refused.text())
                    ? Optional.empty()
                    : Optional.of(new Resolved.Failed(
                            new Delivery.Refused(refused.code(), "Partner: " + refused.text(), refused.appCode())));
        } else if (outcome instanceof Outcome.NotConfigured) {
            return Optional.of(
                    new Resolved.Failed(new Delivery.NotSent(WaitingFor.SETTINGS, "Metakocka is not configured")));
        } else if (outcome instanceof Outcome.NotSent notSent) {
            return Optional.of(notSent(notSent.reason()));
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return Optional.of(notSent(unknown.reason()));
        }
        return Optional.of(notSent("The partners could not be read"));
    }

    private static Resolved notSent(String reason) {
        return new Resolved.Failed(new Delivery.NotSent(WaitingFor.CONNECTION, reason));
    }

    private Resolved add(Party party, BooleanSupplier stillOurs, CallContext context) {
        if (!stillOurs.getAsBoolean()) {
            return new Resolved.Failed(MetakockaOrders.GIVEN_UP);
        }
        var outcome = gateway.call(RemoteOperation.ADD_PARTNER, PartnerJson.add(party), context);
        if (outcome instanceof Outcome.Done done) {
            var mkId = ValueFormats.text(done.answer(), "mk_id");
            if (mkId != null) {
                var address = ValueFormats.list(done.answer(), "mk_address_id_list").stream()
                        .map(row -> ValueFormats.text(row, "mk_id"))
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                return new Resolved.Known(party.withIds(mkId, address), true);
            }
            return new Resolved.Failed(new Delivery.PartnerInDoubt("The partner was added without an id"));
        } else if (outcome instanceof Outcome.Refused refused) {
            return new Resolved.Failed(
                    new Delivery.Refused(refused.code(), "Partner: " + refused.text(), refused.appCode()));
        } else if (outcome instanceof Outcome.NotSent notSent) {
            return notSent(notSent.reason());
        } else if (outcome instanceof Outcome.NotConfigured) {
            return new Resolved.Failed(new Delivery.NotSent(WaitingFor.SETTINGS, "Metakocka is not configured"));
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return new Resolved.Failed(new Delivery.PartnerInDoubt(
                    "Whether the partner was added is not known; it is looked for before the next attempt: "
                            + unknown.reason()));
        }
        return new Resolved.Failed(new Delivery.PartnerInDoubt("Whether the partner was added is not known"));
    }

    private static Resolved known(Partner partner, Party party) {
        var fitting = address(partner, party);
        var address = fitting.or(() -> partner.addresses().stream()
                        .filter(candidate -> "Račun".equals(candidate.addressType()))
                        .findFirst())
                .or(() -> partner.addresses().stream().findFirst());
        return new Resolved.Known(
                party.withIds(partner.mkId(), address.map(Partner.Address::mkId).orElse(null)), fitting.isPresent());
    }

    private static Optional<Partner.Address> address(Partner partner, Party party) {
        return partner.addresses().stream()
                .filter(address ->
                        same(address.street(), party.street()) && same(address.postNumber(), party.postNumber()))
                .findFirst();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String key(Party party) {
        return party.taxIdNumber() == null ? plain(party.customer()) : digits(party.taxIdNumber());
    }

    private static boolean sameTaxNumber(@Nullable String one, @Nullable String other) {
        return digits(one).equals(digits(other));
    }

    private static String digits(@Nullable String taxNumber) {
        return taxNumber == null ? "" : taxNumber.replaceAll("[^0-9]", "");
    }

    static boolean same(@Nullable String one, @Nullable String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(@Nullable String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFC)
                        .strip()
                        .replaceAll("\\s+", " ")
                        .toLowerCase(Locale.ROOT);
    }
}
