package crmmind.metakocka.wire;

import static crmmind.metakocka.wire.ValueFormats.list;
import static crmmind.metakocka.wire.ValueFormats.requiredText;
import static crmmind.metakocka.wire.ValueFormats.text;
import static crmmind.metakocka.wire.ValueFormats.yes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.partner.Partner;
import crmmind.metakocka.partner.PartnerSearch;
import crmmind.metakocka.partner.Party;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Partners as JSON. */
public final class PartnerJson {

    private PartnerJson() {}

    /** The request of {@code get_partner}. */
    public static ObjectNode search(PartnerSearch search) {
        var request = Json.object();
        put(request, "partner_id", search.mkId());
        put(request, "partner_name", search.name());
        put(request, "partner_tax_number", search.taxNumber());
        put(request, "partner_email", search.email());
        put(request, "partner_phone_number", search.phone());
        return request;
    }

    /** The partners of an answer. */
    public static List<Partner> partners(JsonNode answer) {
        return list(answer, "partner_list").stream()
                .filter(row -> text(row, "mk_id") != null)
                .map(PartnerJson::partner)
                .toList();
    }

    private static Partner partner(JsonNode row) {
        var name = text(row, "customer");
        return new Partner(
                requiredText(row, "mk_id"),
                text(row, "count_code"),
                name == null ? "" : name,
                yes(row, "business_entity"),
                text(row, "tax_id_number"),
                list(row, "partner_contact_list").stream()
                        .map(contact -> new Partner.Contact(
                                text(contact, "mk_id"),
                                text(contact, "mk_address_id"),
                                text(contact, "name"),
                                text(contact, "email"),
                                text(contact, "phone"),
                                text(contact, "gsm")))
                        .toList(),
                list(row, "partner_delivery_address_list").stream()
                        .filter(address -> text(address, "mk_id") != null)
                        .map(address -> new Partner.Address(
                                requiredText(address, "mk_id"),
                                text(address, "address_type"),
                                text(address, "street"),
                                text(address, "post_number"),
                                text(address, "city"),
                                text(address, "country")))
                        .toList());
    }

    /** The request of {@code add_partner}. */
    public static ObjectNode add(Party party) {
        var partner = party(party);
        partner.put("buyer", "true");
        partner.remove("mk_id");
        partner.remove("mk_address_id");
        var request = Json.object();
        request.set("partner", partner);
        return request;
    }

    /** A party as it stands in a document. */
    public static ObjectNode party(Party party) {
        var node = Json.object();
        put(node, "mk_id", party.mkId());
        put(node, "mk_address_id", party.mkAddressId());
        put(node, "count_code", party.countCode());
        put(node, "customer", party.customer());
        put(node, "business_entity", party.businessEntity());
        put(node, "taxpayer", party.taxpayer());
        put(node, "foreign_county", party.foreignCounty());
        put(node, "tax_id_number", party.taxIdNumber());
        put(node, "street", party.street());
        put(node, "post_number", party.postNumber());
        put(node, "place", party.place());
        put(node, "province", party.province());
        put(node, "country", party.country());
        var contact = party.contact();
        if (contact != null) {
            var inner = Json.object();
            put(inner, "name", contact.name());
            put(inner, "email", contact.email());
            put(inner, "phone", contact.phone());
            put(inner, "gsm", contact.gsm());
            if (!inner.isEmpty()) {
                node.set("partner_contact", inner);
            }
        }
        return node;
    }

    /** Reads a party of a document; null when it is missing. */
    public static @Nullable Party party(JsonNode document, String field) {
        var node = document.get(field);
        if (node == null || !node.isObject()) {
            return null;
        }
        var contact = node.get("partner_contact");
        var name = text(node, "customer");
        return new Party(
                text(node, "mk_id"),
                text(node, "mk_address_id"),
                text(node, "count_code"),
                name == null ? "" : name,
                ValueFormats.flag(node, "business_entity"),
                ValueFormats.flag(node, "taxpayer"),
                ValueFormats.flag(node, "foreign_county"),
                text(node, "tax_id_number"),
                text(node, "street"),
                text(node, "post_number"),
                text(node, "place"),
                text(node, "province"),
                text(node, "country"),
                text(node, "country_iso_2"),
                contact == null || !contact.isObject() ? null : contact(contact));
    }

    private static Party.Contact contact(JsonNode node) {
        var name = text(node, "name");
        return new Party.Contact(
                name == null ? text(node, "contact") : name,
                text(node, "email"),
                text(node, "phone"),
                text(node, "gsm"));
    }

    static void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            node.put(field, value);
        }
    }

    static void put(ObjectNode node, String field, @Nullable Boolean value) {
        if (value != null) {
            node.put(field, value.toString());
        }
    }
}
