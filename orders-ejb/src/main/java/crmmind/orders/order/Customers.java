package crmmind.orders.order;

import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import crmmind.orders.shared.TypedWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who ordered before. */
@ApplicationScoped
@Transactional
public class Customers {

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    @Inject
    Database database;

    /** The customer, if there is one. */
    public Optional<Customer> find(UUID id) {
        return Optional.ofNullable(entities.find(Customer.class, id));
    }

    /**
     * The customer this order's data means: the one with the same tax number, else the same e-mail, else the same name
     * and address; else a new one. Brings a known one up to date; what the order leaves out stays as it was.
     */
    public Customer recognise(CustomerData data, Instant now) {
        var known = known(data).flatMap(this::find);
        if (known.isEmpty()) {
            var customer = new Customer(Identities.at(now), data, now);
            entities.persist(customer);
            return customer;
        }
        known.get().update(merged(known.get().data(), data), now);
        return known.get();
    }

    private Optional<UUID> known(CustomerData data) {
        if (data.taxNumber() != null) {
            var byTaxNumber = first("tax_number = ?", data.taxNumber());
            if (byTaxNumber.isPresent()) {
                return byTaxNumber;
            }
        }
        // another tax number is another customer, even at the same address
        var sameTaxNumber = "(tax_number is null or ?::text is null) and ";
        if (data.email() != null) {
            var byEmail = first(sameTaxNumber + "lower(email) = lower(?)", data.taxNumber(), data.email());
            if (byEmail.isPresent()) {
                return byEmail;
            }
        }
        var address = data.address();
        return first(
                sameTaxNumber + """
                        (email is null or ?::text is null) and fold(name) = fold(?)
                        and fold(coalesce(street, '')) = fold(coalesce(?, ''))
                        and coalesce(post_code, '') = coalesce(?, '')
                        and fold(coalesce(city, '')) = fold(coalesce(?, ''))
                        and coalesce(country, '') = coalesce(?, '')
                        """,
                data.taxNumber(),
                data.email(),
                data.name(),
                address == null ? null : address.street(),
                address == null ? null : address.postCode(),
                address == null ? null : address.city(),
                address == null ? null : address.country());
    }

    private Optional<UUID> first(String condition, @Nullable Object... values) {
        return database
                .query(
                        "select id from customers where " + condition + " order by updated_at desc, id limit 1",
                        row -> row.getObject(1, UUID.class),
                        values)
                .stream()
                .findFirst();
    }

    private static CustomerData merged(CustomerData old, CustomerData data) {
        return new CustomerData(
                data.name(),
                data.email() == null ? old.email() : data.email(),
                data.phone() == null ? old.phone() : data.phone(),
                data.taxNumber() == null ? old.taxNumber() : data.taxNumber(),
                data.address() == null ? old.address() : data.address());
    }

    /**
     * Customers whose name, e-mail, tax number, phone and city contain every word typed, those whose name begins with
     * it first. A number is also looked for among the phones, however it is spaced and with or without its country.
     */
    public List<KnownCustomer> search(String text, int limit) {
        var words = TypedWords.of(text);
        if (words.none()) {
            return List.of();
        }
        var values = new ArrayList<Object>(words.values());
        var phone = phone(text);
        if (!phone.isEmpty()) {
            values.add(phone);
        }
        values.add(TypedWords.plain(text.strip()));
        values.add(limit);
        return database.query(
                "select id, name, email, phone, tax_number, street, post_code, city, country from customers where ("
                        + words.condition("search_text") + ")"
                        + (phone.isEmpty() ? "" : " or search_text like '%' || ? || '%'")
                        + " order by search_text like fold(?) || '%' desc, updated_at desc, id limit ?",
                Customers::customer,
                values.toArray());
    }

    /** The digits of a text that can only be a number, without what stands in front of it at home; else empty. */
    private static String phone(String text) {
        var digits =
                text.matches("[-+0-9 ()/.]+") ? text.replaceAll("[^0-9]", "").replaceFirst("^0+", "") : "";
        return digits.length() < 4 ? "" : digits;
    }

    private static KnownCustomer customer(ResultSet row) throws SQLException {
        var street = row.getString("street");
        var postCode = row.getString("post_code");
        var city = row.getString("city");
        var country = row.getString("country");
        boolean noAddress = street == null && postCode == null && city == null && country == null;
        return new KnownCustomer(
                row.getObject("id", UUID.class),
                new CustomerData(
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("tax_number"),
                        noAddress ? null : new PostalAddress(street, postCode, city, country)));
    }
}
