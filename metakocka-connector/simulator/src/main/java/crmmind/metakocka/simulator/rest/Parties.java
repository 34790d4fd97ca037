package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Partner;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The buyer and the receiver of documents: taken from the partners by id, or made as a new partner. */
final class Parties {
    private static final String[] NAME_FIELDS = {
        "business_entity", "taxpayer", "foreign_county", "tax_id_number", "registration_number"
    };
    private static final String[] CONTACT_FIELDS = {"name", "phone", "fax", "gsm", "email"};

    private final Company company;

    Parties(Company company) {
        this.company = company;
    }

    /**
     * The block a document stores for its buyer.
     *
     * @throws Refusal if the partner is missing, unknown or has no recognisable address
     */
    ObjectNode buyer(JsonNode request) {
        var block = request.path("partner");
        if (!(block instanceof ObjectNode sent) || sent.isEmpty()) {
            throw new Refusal("2", "Partner data are missing");
        }
        var known = known(sent);
        if (known.isEmpty()) {
            if (text(sent, "customer") == null) {
                throw new Refusal("2", "Partner data are missing");
            }
            return block(create(sent), 0, sent);
        }
        return identified(known.get(), sent);
    }

    /** The block of the receiver; the buyer's when none was sent. A receiver is never made a partner of its own. */
    ObjectNode receiver(JsonNode request, ObjectNode buyer) {
        if (!(request.path("receiver") instanceof ObjectNode sent) || sent.isEmpty()) {
            return buyer.deepCopy();
        }
        var known = known(sent);
        return known.isPresent() ? identified(known.get(), sent) : asSent(sent);
    }

    /** Refuses what {@link #buyer} would refuse, without making anything. */
    void checkBuyer(JsonNode request) {
        if (!(request.path("partner") instanceof ObjectNode sent) || sent.isEmpty()) {
            throw new Refusal("2", "Partner data are missing");
        }
        if (known(sent).isEmpty() && text(sent, "customer") == null) {
            throw new Refusal("2", "Partner data are missing");
        }
        known(sent).ifPresent(partner -> addressOf(partner.content(), sent));
    }

    private Optional<Partner> known(ObjectNode sent) {
        var id = text(sent, "mk_id");
        if (id != null) {
            return Optional.of(byId(id));
        }
        var number = text(sent, "count_code");
        if (number != null) {
            return company.store().partners().stream()
                    .filter(partner -> partner.number().equals(number))
                    .findFirst();
        }
        return company.settings().flag("partnerPerInlineOrder") ? Optional.empty() : alike(sent);
    }

    private Optional<Partner> alike(ObjectNode sent) {
        var tax = text(sent, "tax_id_number");
        var customer = text(sent, "customer", "");
        var street = text(sent, "street", "");
        return company.store().partners().stream()
                .filter(partner -> {
                    var content = partner.content();
                    return tax != null
                            ? tax.equals(text(content, "tax_id_number"))
                            : customer.equals(text(content, "customer"))
                                    && address(content, "street", street).isPresent();
                })
                .findFirst();
    }

    /**
     * The partner with that {@code mk_id}.
     *
     * @throws Refusal if there is none
     */
    Partner byId(String id) {
        try {
            var partner = company.store().partner(Long.parseLong(id.strip()));
            if (partner.isPresent()) {
                return partner.get();
            }
        } catch (NumberFormatException e) {
            throw new Refusal("6", "Cannot find partner with mk_id = " + id);
        }
        throw new Refusal("6", "Cannot find partner with mk_id = " + id);
    }

    private ObjectNode identified(Partner partner, ObjectNode sent) {
        var content = partner.content();
        var addressId = addressOf(content, sent);
        if (addressId == 0) {
            addressId = addAddress(content, sent, "Dobava");
            var changed = Partner.of(content);
            company.store().put(changed);
            return block(changed, addressId, sent);
        }
        return block(partner, addressId, sent);
    }

    /** The id of the address that was meant; 0 for a new one. */
    private long addressOf(ObjectNode content, ObjectNode sent) {
        var addressId = text(sent, "mk_address_id");
        if (addressId != null) {
            return address(content, "mk_id", addressId)
                    .map(address -> address.path("mk_id").asLong())
                    .orElseThrow(() -> new Refusal("6", "Cannot find partner address with mk_id = " + addressId));
        }
        var street = text(sent, "street");
        if (text(sent, "customer") == null || street == null) {
            throw new Refusal(
                    "2", "Partner must have mk_address_id or customer and street for address identification.");
        }
        return address(content, "street", street)
                .map(address -> address.path("mk_id").asLong())
                .orElse(0L);
    }

    static Optional<ObjectNode> address(ObjectNode partner, String field, String value) {
        return Fields.objects(partner, "partner_delivery_address_list").stream()
                .filter(address -> value.equals(text(address, field)))
                .findFirst();
    }

    /** Makes a partner of an inline block, with its address as the first, of type "Račun". */
    Partner create(ObjectNode sent) {
        var store = company.store();
        var content = Json.object();
        var id = store.nextId();
        content.put("mk_id", Long.toString(id));
        for (var field : NAME_FIELDS) {
            put(content, field, text(sent, field));
        }
        content.put("customer", text(sent, "customer", ""));
        var number = text(sent, "count_code");
        content.put("count_code", number == null ? Long.toString(store.nextNumber("partner", 1001)) : number);
        put(content, "buyer", text(sent, "buyer"));
        put(content, "supplier", text(sent, "supplier"));
        var addressId = addAddress(content, sent, "Račun");
        if (sent.path("partner_contact") instanceof ObjectNode contact && !contact.isEmpty()) {
            addContact(content, contact, addressId);
        }
        var partner = Partner.of(content);
        store.put(partner);
        return partner;
    }

    /** Adds an address to a partner's content and answers its id. */
    long addAddress(ObjectNode content, ObjectNode sent, String type) {
        var address = list(content, "partner_delivery_address_list").addObject();
        var id = company.store().nextId();
        address.put("mk_id", Long.toString(id));
        address.put("address_type", type);
        fillAddress(address, sent);
        address.put("language", "Slovenski");
        return id;
    }

    static void fillAddress(ObjectNode address, ObjectNode sent) {
        var street = text(sent, "street");
        var number = text(sent, "street_number");
        put(address, "street", number == null ? street : (street == null ? number : street + " " + number));
        put(address, "post_number", text(sent, "post_number"));
        put(address, "city", text(sent, "place", text(sent, "city", "")));
        put(address, "province", text(sent, "province"));
        var country = text(sent, "country");
        put(address, "country", country == null ? null : Countries.name(country));
        put(address, "payment_due_days", text(sent, "payment_due_days"));
    }

    /** Adds a contact to a partner's content and answers its id. */
    long addContact(ObjectNode content, ObjectNode sent, long addressId) {
        var contact = list(content, "partner_contact_list").addObject();
        var id = company.store().nextId();
        contact.put("mk_id", Long.toString(id));
        contact.put("mk_address_id", Long.toString(addressId));
        put(
                contact,
                "contact_address",
                address(content, "mk_id", Long.toString(addressId))
                        .map(address -> text(address, "street"))
                        .orElse(null));
        fillContact(contact, sent);
        return id;
    }

    static void fillContact(ObjectNode contact, ObjectNode sent) {
        for (var field : CONTACT_FIELDS) {
            put(contact, field, text(sent, field));
        }
        if (!contact.has("name")) {
            put(contact, "name", text(sent, "contact"));
        }
    }

    /** What a document shows of a stored partner at one of its addresses; 0 is the first. */
    private static ObjectNode block(Partner partner, long addressId, ObjectNode sent) {
        var content = partner.content();
        var block = Json.object();
        for (var field : NAME_FIELDS) {
            put(block, field, text(content, field));
        }
        block.put("customer", text(content, "customer", ""));
        var addresses = Fields.objects(content, "partner_delivery_address_list");
        var address = addresses.stream()
                .filter(one -> one.path("mk_id").asLong() == addressId)
                .findFirst()
                .or(() -> addresses.stream().findFirst())
                .orElseGet(Json::object);
        put(block, "street", text(address, "street"));
        put(block, "post_number", text(address, "post_number"));
        put(block, "place", text(address, "city"));
        put(block, "province", text(address, "province"));
        putCountry(block, text(address, "country"));
        block.put("count_code", partner.number());
        block.put("useCustomerAsContact", text(sent, "useCustomerAsContact", "false"));
        block.put("mk_id", Long.toString(partner.id()));
        put(block, "mk_address_id", text(address, "mk_id"));
        contact(block, sent);
        return block;
    }

    private static ObjectNode asSent(ObjectNode sent) {
        var block = Json.object();
        for (var field : NAME_FIELDS) {
            put(block, field, text(sent, field));
        }
        put(block, "customer", text(sent, "customer"));
        var street = text(sent, "street");
        var number = text(sent, "street_number");
        put(block, "street", number == null ? street : (street == null ? number : street + " " + number));
        put(block, "post_number", text(sent, "post_number"));
        put(block, "place", text(sent, "place"));
        put(block, "province", text(sent, "province"));
        putCountry(block, text(sent, "country"));
        block.put("useCustomerAsContact", text(sent, "useCustomerAsContact", "false"));
        contact(block, sent);
        return block;
    }

    private static void contact(ObjectNode block, ObjectNode sent) {
        if (sent.path("partner_contact") instanceof ObjectNode contact && !contact.isEmpty()) {
            fillContact(block.putObject("partner_contact"), contact);
        }
    }

    private static void putCountry(ObjectNode block, @Nullable String country) {
        if (country != null) {
            block.put("country", Countries.name(country));
            Countries.code(country).ifPresent(code -> block.put("country_iso_2", code));
        }
    }

    static ArrayNode list(ObjectNode content, String name) {
        return content.get(name) instanceof ArrayNode list ? list : content.putArray(name);
    }

    static void put(ObjectNode object, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            object.put(name, value);
        }
    }
}
