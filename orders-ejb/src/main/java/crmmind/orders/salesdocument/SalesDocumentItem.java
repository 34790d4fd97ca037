package crmmind.orders.salesdocument;

import crmmind.orders.salesdocument.OrderStatusRules.Quantities;
import crmmind.orders.shared.LineAmounts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line: so much of a product at a price. Four quantities: ordered, of that cancelled, of that fulfilled, of that
 * returned.
 */
@Entity
@Table(name = "sales_document_items")
public class SalesDocumentItem {

    @Id
    private UUID id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "document_id", updatable = false)
    @SuppressWarnings("NullAway.Init") // set when the document takes the line in
    private SalesDocument document;

    private int position;

    @Column(name = "product_code", updatable = false)
    private String productCode;

    private String description;

    @Column(updatable = false)
    private boolean service;

    private BigDecimal quantity;

    @Column(name = "cancelled_quantity")
    private BigDecimal cancelledQuantity = BigDecimal.ZERO;

    @Column(name = "fulfilled_quantity")
    private BigDecimal fulfilledQuantity = BigDecimal.ZERO;

    @Column(name = "returned_quantity")
    private BigDecimal returnedQuantity = BigDecimal.ZERO;

    @Column(name = "unit_price")
    private BigDecimal unitPrice;

    @Column(name = "gross_unit_price")
    private @Nullable BigDecimal grossUnitPrice;

    @Column(name = "discount_percent")
    private BigDecimal discountPercent;

    @Column(name = "tax_rate")
    private BigDecimal taxRate;

    @Column(name = "net_amount")
    private BigDecimal netAmount;

    @Column(name = "tax_amount")
    private BigDecimal taxAmount;

    @Column(name = "total_amount")
    private BigDecimal totalAmount;

    @Column(name = "metakocka_row_id")
    private @Nullable String metakockaRowId;

    /** For JPA. */
    protected SalesDocumentItem() {}

    /** A new line; computes its amounts. */
    public SalesDocumentItem(
            UUID id,
            int position,
            String productCode,
            String description,
            boolean service,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal discountPercent,
            BigDecimal taxRate) {
        this.id = id;
        this.position = position;
        this.productCode = productCode;
        this.description = description;
        this.service = service;
        this.quantity = quantity;
        price(unitPrice, discountPercent, taxRate);
    }

    void placeIn(SalesDocument document) {
        this.document = document;
    }

    /** Orders another quantity; never less than was cancelled and fulfilled already. */
    public void order(BigDecimal quantity) {
        this.quantity = quantity;
        price(unitPrice, discountPercent, taxRate);
    }

    /** Writes another text. */
    public void describe(String description) {
        this.description = description;
    }

    /** Writes another price: net, up to 6 decimals; percentages. Amounts follow. */
    public final void price(BigDecimal unitPrice, BigDecimal discountPercent, BigDecimal taxRate) {
        if (this.unitPrice != null && this.unitPrice.compareTo(unitPrice) != 0) {
            grossUnitPrice = null; // it was another price's
        }
        this.unitPrice = unitPrice;
        this.discountPercent = discountPercent;
        this.taxRate = taxRate;
        var amounts = LineAmounts.of(quantity, unitPrice, discountPercent, taxRate);
        netAmount = amounts.net();
        taxAmount = amounts.tax();
        totalAmount = amounts.total();
    }

    /** Takes over Metakocka's own amounts and gross price, so that the sums agree to the cent. */
    public void takeOver(BigDecimal net, BigDecimal tax, @Nullable BigDecimal grossUnitPrice) {
        netAmount = net;
        taxAmount = tax;
        totalAmount = net.add(tax);
        this.grossUnitPrice = grossUnitPrice;
    }

    /** Moves the line. */
    public void move(int position) {
        this.position = position;
    }

    /** Records that so much was shipped; never more than is open. */
    public void ship(BigDecimal shipped) {
        if (shipped.compareTo(openQuantity()) > 0) {
            throw new IllegalArgumentException(
                    "Line " + id + ": " + shipped.toPlainString() + " is more than is open: " + openQuantity());
        }
        fulfilledQuantity = fulfilledQuantity.add(shipped);
    }

    /** Cancels what is open. */
    public void cancelOpen() {
        cancelledQuantity = cancelledQuantity.add(openQuantity());
    }

    /** Remembers Metakocka's identity of this line. */
    public void standsInMetakockaAs(@Nullable String metakockaRowId) {
        this.metakockaRowId = metakockaRowId;
    }

    /** What is still to be shipped. */
    public BigDecimal openQuantity() {
        return quantity.subtract(cancelledQuantity).subtract(fulfilledQuantity);
    }

    /** The four quantities. */
    public Quantities quantities() {
        return new Quantities(quantity, cancelledQuantity, fulfilledQuantity, returnedQuantity);
    }

    public UUID id() {
        return id;
    }

    /** The document it is a line of. */
    public SalesDocument document() {
        return document;
    }

    /** From 1. */
    public int position() {
        return position;
    }

    public String productCode() {
        return productCode;
    }

    public String description() {
        return description;
    }

    /** Services need no stock. */
    public boolean service() {
        return service;
    }

    /** Ordered. */
    public BigDecimal quantity() {
        return quantity;
    }

    public BigDecimal cancelledQuantity() {
        return cancelledQuantity;
    }

    public BigDecimal fulfilledQuantity() {
        return fulfilledQuantity;
    }

    public BigDecimal returnedQuantity() {
        return returnedQuantity;
    }

    /** Net of VAT, up to 6 decimals. */
    public BigDecimal unitPrice() {
        return unitPrice;
    }

    /** With VAT; only where Metakocka stored it so. */
    public @Nullable BigDecimal grossUnitPrice() {
        return grossUnitPrice;
    }

    /** 0 to 100. */
    public BigDecimal discountPercent() {
        return discountPercent;
    }

    /** VAT in percent. */
    public BigDecimal taxRate() {
        return taxRate;
    }

    /** Without VAT, of the ordered quantity. */
    public BigDecimal netAmount() {
        return netAmount;
    }

    public BigDecimal taxAmount() {
        return taxAmount;
    }

    /** With VAT. */
    public BigDecimal totalAmount() {
        return totalAmount;
    }

    /** Metakocka's identity of this line, once it was read back. */
    public @Nullable String metakockaRowId() {
        return metakockaRowId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SalesDocumentItem item && id.equals(item.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
