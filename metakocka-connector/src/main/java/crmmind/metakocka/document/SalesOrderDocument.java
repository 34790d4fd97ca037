package crmmind.metakocka.document;

import crmmind.metakocka.partner.Party;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sales order as Metakocka has it. What Metakocka leaves out is null or empty.
 *
 * @param mkId the id
 * @param countCode the number; not unique
 * @param createdAt when it was entered, read as Ljubljana time
 * @param buyerOrder the customer's order number; ours for orders we created
 * @param statusCode code of the status register, as sent in {@code status_code} and read from {@code status_desc}; null
 *     on older installations and for companies without order statuses
 * @param statusName what people see, read from {@code status_code}
 * @param warehouse the warehouse's mark
 * @param deliveryType the carrier
 * @param trackingCode from the extra column {@code tracking_number}, else the field {@code tracking_code}
 * @param discountValue absolute amount off the gross total
 * @param docLinks invoices, packing lists, credit notes, siblings of a split
 */
public record SalesOrderDocument(
        String mkId,
        @Nullable String countCode,
        @Nullable LocalDate docDate,
        @Nullable Instant createdAt,
        @Nullable String title,
        @Nullable String buyerOrder,
        @Nullable Party partner,
        @Nullable Party receiver,
        @Nullable String currencyCode,
        @Nullable String statusCode,
        @Nullable String statusName,
        @Nullable String warehouse,
        @Nullable String deliveryType,
        @Nullable String methodOfPayment,
        @Nullable String profitCenter,
        @Nullable String eshopName,
        @Nullable String notes,
        @Nullable String notesHeader,
        @Nullable LocalDate deliveryDeadline,
        @Nullable LocalDate shippedDate,
        @Nullable String trackingCode,
        @Nullable String salesOrderTrackingType,
        @Nullable BigDecimal discountValue,
        List<Line> lines,
        Sums sums,
        List<LinkedDocument> docLinks,
        Map<String, String> extraColumns,
        Map<String, String> metaData) {

    /** The key of {@link #metaData} under which the sender's own id of the order stands. */
    public static final String CRM_ORDER_ID = "crm_order_id";

    /** Copies what can change. */
    public SalesOrderDocument {
        lines = List.copyOf(lines);
        docLinks = List.copyOf(docLinks);
        extraColumns = Map.copyOf(extraColumns);
        metaData = Map.copyOf(metaData);
    }

    /**
     * A line.
     *
     * @param mkRowId the line's id; another one after a full replacement
     * @param productMkId the product's id
     * @param code the SKU
     * @param docDesc text on this line
     * @param price net unit price; null where the line is kept gross
     * @param priceWithTax gross unit price; null where the line is kept net
     * @param discount percent, possibly a chain like {@code 22;23}
     * @param tax the company's tax code
     * @param taxFactor where Metakocka gives it
     */
    public record Line(
            @Nullable String mkRowId,
            @Nullable String productMkId,
            @Nullable String code,
            @Nullable String name,
            @Nullable String docDesc,
            @Nullable String unit,
            BigDecimal amount,
            @Nullable BigDecimal price,
            @Nullable BigDecimal priceWithTax,
            @Nullable String discount,
            @Nullable String tax,
            @Nullable BigDecimal taxFactor) {}

    /**
     * The sums, in the document's currency. Null is "not given", which for {@code paid} means nothing was paid.
     *
     * @param basic net
     * @param taxes per tax code
     * @param all gross
     */
    public record Sums(
            @Nullable BigDecimal basic,
            @Nullable BigDecimal discount,
            Map<String, BigDecimal> taxes,
            @Nullable BigDecimal prepayment,
            @Nullable BigDecimal all,
            @Nullable BigDecimal paid,
            @Nullable BigDecimal credit) {

        /** Copies the taxes. */
        public Sums {
            taxes = Map.copyOf(taxes);
        }
    }

    /** The sender's own id of the order, where it stands in the meta data. */
    public Optional<String> crmOrderId() {
        return Optional.ofNullable(metaData.get(CRM_ORDER_ID));
    }

    /** The invoices made of it. A prepayment invoice takes no goods out and is none of them. */
    public List<LinkedDocument> invoices() {
        return docLinks.stream()
                .filter(link -> link.docType() != null
                        && link.docType().startsWith("sales_bill")
                        && !link.docType().equals("sales_bill_credit_note")
                        && !link.docType().equals("sales_bill_prepaid"))
                .toList();
    }

    /** The packing lists made of it. */
    public List<LinkedDocument> packingLists() {
        return docLinks.stream()
                .filter(link -> "warehouse_packing_list".equals(link.docType()))
                .toList();
    }
}
