package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Partner;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code get_partner}, {@code add_partner}, {@code update_partner}: their good answers carry no {@code opr_code}. */
final class Partners {
    private static final int MOST = 1000;
    private static final List<String> UPDATED = List.of(
            "business_entity",
            "taxpayer",
            "foreign_county",
            "tax_id_number",
            "registration_number",
            "customer",
            "buyer",
            "supplier");

    private final Company company;
    private final Parties parties;

    Partners(Company company, Parties parties) {
        this.company = company;
        this.parties = parties;
    }

    ObjectNode get(ObjectNode request) {
        var offset = Fields.whole(request, "offset", 0, 0, Integer.MAX_VALUE);
        var limit = Fields.whole(request, "limit", MOST, 1, MOST);
        var found = company.store().partners().stream()
                .map(Partner::content)
                .filter(partner -> meets(partner, request))
                .skip(offset)
                .limit(limit)
                .toList();
        if (found.isEmpty()) {
            throw new Refusal("2", "No partner with such properties.");
        }
        return shown(found);
    }

    private static boolean meets(ObjectNode partner, ObjectNode request) {
        var id = text(request, "partner_id");
        var name = text(request, "partner_name");
        var tax = text(request, "partner_tax_number");
        var email = text(request, "partner_email");
        var phone = text(request, "partner_phone_number");
        return (id == null || id.equals(text(partner, "mk_id")) || id.equals(text(partner, "count_code")))
                && (name == null
                        || text(partner, "customer", "")
                                .toLowerCase(Locale.ROOT)
                                .contains(name.toLowerCase(Locale.ROOT)))
                && (tax == null || tax.equalsIgnoreCase(text(partner, "tax_id_number")))
                && (email == null
                        || contacts(partner).anyMatch(contact -> email.equalsIgnoreCase(text(contact, "email"))))
                && (phone == null
                        || contacts(partner)
                                .anyMatch(contact -> digits(phone).equals(digits(text(contact, "gsm", "")))
                                        || digits(phone).equals(digits(text(contact, "phone", "")))));
    }

    private static Stream<ObjectNode> contacts(ObjectNode partner) {
        return objects(partner, "partner_contact_list").stream();
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "");
    }

    private static ObjectNode shown(List<ObjectNode> partners) {
        var answer = Json.object().put("partner_list_count", Integer.toString(partners.size()));
        var list = answer.putArray("partner_list");
        for (var partner : partners) {
            partner.remove(List.of("buyer", "supplier"));
            list.add(partner);
        }
        return answer;
    }

    ObjectNode add(ObjectNode request) {
        if (!(request.path("partner") instanceof ObjectNode sent) || text(sent, "customer") == null) {
            throw new Refusal("2", "Partner data are missing");
        }
        var content = parties.create(sent).content();
        for (var address : objects(sent, "partner_delivery_address")) {
            parties.addAddress(content, address, text(address, "address_type", "Dobava"));
        }
        company.store().put(Partner.of(content));
        var answer = Json.object().put("mk_id", text(content, "mk_id"));
        contacts(content).findFirst().ifPresent(contact -> answer.put("mk_contact_id", text(contact, "mk_id")));
        for (var address : objects(content, "partner_delivery_address_list")) {
            var shown = Documents.list(answer, "mk_address_id_list").addObject();
            shown.put("mk_id", text(address, "mk_id"));
            Parties.put(shown, "street", text(address, "street"));
        }
        return answer;
    }

    ObjectNode update(ObjectNode request) {
        if (!(request.path("partner") instanceof ObjectNode sent)) {
            throw new Refusal("2", "Partner data are missing");
        }
        var content = named(sent).content();
        for (var field : UPDATED) {
            Parties.put(content, field, text(sent, field));
        }
        var addresses = objects(content, "partner_delivery_address_list");
        if (!addresses.isEmpty()) {
            Parties.fillAddress(addresses.get(0), sent);
        }
        for (var address : objects(sent, "partner_delivery_address_list")) {
            updateAddress(content, address);
        }
        for (var contact : objects(sent, "partner_contact_list")) {
            updateContact(content, contact);
        }
        company.store().put(Partner.of(content));
        return shown(List.of(content));
    }

    private Partner named(ObjectNode sent) {
        var id = text(sent, "mk_id");
        if (id != null) {
            return parties.byId(id);
        }
        var number = text(sent, "count_code", "");
        return company.store().partners().stream()
                .filter(partner -> partner.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new Refusal("6", "Cannot find partner with count_code = " + number));
    }

    private void updateAddress(ObjectNode content, ObjectNode sent) {
        var id = text(sent, "mk_id");
        if (id == null) {
            parties.addAddress(content, sent, text(sent, "address_type", "Dobava"));
            return;
        }
        var address = Parties.address(content, "mk_id", id)
                .orElseThrow(() -> new Refusal("6", "Cannot find partner address with mk_id = " + id));
        Parties.put(address, "address_type", text(sent, "address_type"));
        Parties.fillAddress(address, sent);
        for (var contact : objects(content, "partner_contact_list")) {
            if (id.equals(text(contact, "mk_address_id"))) {
                Parties.put(contact, "contact_address", text(address, "street"));
            }
        }
    }

    private void updateContact(ObjectNode content, ObjectNode sent) {
        var id = text(sent, "mk_id");
        if (id == null) {
            var address = Ids.number(text(sent, "mk_address_id"))
                    .filter(number -> Parties.address(content, "mk_id", Long.toString(number))
                            .isPresent())
                    .orElseThrow(() -> new Refusal("6", "Cannot find partner address of the contact"));
            parties.addContact(content, sent, address);
            return;
        }
        var contact = objects(content, "partner_contact_list").stream()
                .filter(known -> id.equals(text(known, "mk_id")))
                .findFirst()
                .orElseThrow(() -> new Refusal("6", "Cannot find partner contact with mk_id = " + id));
        Parties.fillContact(contact, sent);
    }
}
