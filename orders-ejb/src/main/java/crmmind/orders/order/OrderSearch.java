package crmmind.orders.order;

import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.shared.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The search for one text among orders, as parts of statements. An order is found by a part of its number, its
 * customer, a product's code, a tracking number, or Metakocka's id, number or reference, without regard to case or
 * diacritics. A long text that <em>is</em> one of these numbers finds the orders that have it, and no others: that
 * needs no look at a million orders.
 */
final class OrderSearch {

    /** Nobody types a word of eight characters with a digit in it who does not mean just this number. */
    private static final Pattern NUMBER = Pattern.compile("(?=.*\\d)\\S{8,}");

    private static final String CODES = "array(select code from ordered_products where folded like ?)";

    private final String text;
    private final String folded;
    private final String like;

    /** A part of a statement with the values for its places. */
    record Part(String sql, List<Object> values) {}

    /** Where a text can be found; a number of {@code source} is a sum of these. */
    private enum Place {
        ORDER(1, "select id as id, %d as source from sales_documents where search_text like ?", "d.search_text like ?"),
        LINE(
                2,
                "select document_id, %d from sales_document_items where product_code = any(" + CODES + ")",
                "exists (select from sales_document_items i where i.document_id = d.id and i.product_code = any("
                        + CODES + "))"),
        PARCEL(
                4,
                "select document_id, %d from order_fulfillments where search_text like ?",
                "exists (select from order_fulfillments f where f.document_id = d.id and f.search_text like ?)"),
        METAKOCKA(
                8,
                "select document_id, %d from sales_document_mappings where search_text like ?",
                "coalesce(m.search_text like ?, false)");

        private static final int ALL = 1 + 2 + 4 + 8;

        private final int source;
        private final String hits;
        private final String condition;

        Place(int source, String hits, String condition) {
            this.source = source;
            this.hits = hits.formatted(source);
            this.condition = condition;
        }
    }

    OrderSearch(Database database, String text) {
        this.text = text.strip();
        var plain = database.folded(this.text);
        this.folded = plain.replace("\\%", "%").replace("\\_", "_").replace("\\\\", "\\");
        this.like = "%" + plain + "%";
    }

    /**
     * A query for the ids of all orders it finds, some of them twice, each with the place where it was found as
     * {@code source}.
     *
     * @param most how many are wanted of each place
     */
    Part hits(int most) {
        var values = new ArrayList<Object>();
        var parts = new ArrayList<String>();
        boolean number = NUMBER.matcher(text).matches();
        if (number) {
            values.addAll(exact().values());
        }
        for (var place : Place.values()) {
            parts.add(
                    "(" + place.hits + (number ? " and not exists (select from exact)" : "") + " limit " + most + ")");
            values.add(like);
        }
        var contained = String.join(" union all ", parts);
        return new Part(
                number
                        ? "with exact as materialized (" + exact().sql()
                                + ") select id, 1 as source from exact union all " + contained
                        : contained,
                values);
    }

    /**
     * The condition that it finds an order {@code d} with its mapping {@code m}.
     *
     * @param sources where it is found at all; other places are not looked at
     */
    Part condition(int sources) {
        var conditions = new ArrayList<String>();
        for (var place : Place.values()) {
            if ((sources & place.source) != 0) {
                conditions.add(place.condition);
            }
        }
        return new Part("(" + String.join(" or ", conditions) + ")", Collections.nCopies(conditions.size(), like));
    }

    /** The condition that it finds an order {@code d} with its mapping {@code m}: for a few orders, one by one. */
    Part condition() {
        var contained = condition(Place.ALL);
        if (!NUMBER.matcher(text).matches()) {
            return contained;
        }
        var values = new ArrayList<>(exact().values());
        values.addAll(exact().values());
        values.addAll(contained.values());
        return new Part(
                "case when exists (" + exact().sql() + ") then d.id in (" + exact().sql() + ") else " + contained.sql()
                        + " end",
                values);
    }

    /** A query for the ids of the orders that have the text as one of their numbers. */
    Part exact() {
        return new Part("""
                select id from sales_documents where document_type = 'order' and document_number = upper(?)
                union
                select document_id from sales_document_mappings
                where connection_id = '%s' and (metakocka_id = ? or metakocka_number = ? or metakocka_reference = ?)
                union
                select document_id from order_fulfillments where tracking_number is not null and search_text = ?
                """.formatted(SalesDocumentMapping.CONNECTION), List.of(text, text, text, text, folded));
    }
}
