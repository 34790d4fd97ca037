package crmmind.metakocka.wire;

import static crmmind.metakocka.wire.ValueFormats.day;
import static crmmind.metakocka.wire.ValueFormats.list;
import static crmmind.metakocka.wire.ValueFormats.number;
import static crmmind.metakocka.wire.ValueFormats.requiredText;
import static crmmind.metakocka.wire.ValueFormats.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.document.PackingListDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.partner.Party;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packing lists as JSON. */
public final class PackingListJson {

    /** Metakocka's word for them. */
    public static final String PACKING_LIST = "warehouse_packing_list";

    private PackingListJson() {}

    /**
     * The request that makes a packing list of an order.
     *
     * @param order as it was just read: number and reference must name the same one, which guards against a number used
     *     twice
     * @param partner the order's buyer, known by id
     * @param reference our reference of the shipment
     */
    public static ObjectNode create(
            SalesOrderDocument order,
            @Nullable Party partner,
            String shipmentId,
            String reference,
            LocalDate docDate,
            String warehouse,
            List<SalesOrderLine> lines) {
        var request = Json.object();
        request.put("doc_type", PACKING_LIST);
        request.put("doc_date", ValueFormats.date(docDate));
        request.put("title", reference);
        if (partner != null) {
            request.set("partner", PartnerJson.party(partner));
        }
        if (order.receiver() != null) {
            request.set("receiver", PartnerJson.party(order.receiver()));
        }
        request.put("warehouse", warehouse);
        PartnerJson.put(request, "currency_code", order.currencyCode());
        var link = request.putArray("sales_order_list").addObject();
        PartnerJson.put(link, "count_code", order.countCode());
        PartnerJson.put(link, "buyer_order", order.buyerOrder());
        SalesOrderJson.pairs(
                request, "meta_data", "key", "value_string", Map.of(PackingListDocument.CRM_SHIPMENT_ID, shipmentId));
        request.set("product_list", SalesOrderJson.lines(lines));
        return request;
    }

    /** The request that reads a document other than an order by its id. */
    public static ObjectNode get(String docType, String mkId) {
        return Json.object().put("doc_type", docType).put("doc_id", mkId);
    }

    /** Reads a packing list. */
    public static PackingListDocument document(JsonNode node) {
        return new PackingListDocument(
                requiredText(node, "mk_id"),
                text(node, "count_code"),
                day(node, "doc_date"),
                text(node, "title"),
                text(node, "warehouse"),
                number(node, "sum_all"),
                list(node, "product_list").stream().map(PackingListJson::line).toList(),
                SalesOrderJson.map(node, "meta_data", "key", "value_string"));
    }

    private static PackingListDocument.Line line(JsonNode node) {
        var amount = number(node, "amount");
        return new PackingListDocument.Line(text(node, "code"), amount == null ? BigDecimal.ZERO : amount);
    }
}
