package crmmind.orders.salesdocument;

import crmmind.orders.salesdocument.OrderStatusRules.Quantities;
import crmmind.orders.shared.JsonColumn;
import crmmind.orders.shared.UuidColumn;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order (later also an offer or an invoice) and the root of its lines. Keeps what people decided; its status follows
 * from that and from the lines, see {@link OrderStatusRules}.
 *
 * <p>Commands lock its row first; {@link #version()} is raised by them, once each, and not by the outcome of a sync: it
 * is what an editor saw, no lock.
 */
@Entity
@Table(name = "sales_documents")
public class SalesDocument {

    @Id
    private UUID id;

    @Column(name = "document_type", updatable = false)
    private String type = "order";

    @Column(name = "document_number", updatable = false)
    private String number;

    @Column(name = "document_date")
    private LocalDate date;

    @Column(name = "customer_id")
    @Convert(converter = UuidColumn.class)
    private @Nullable UUID customerId;

    @Column(name = "customer_name")
    private String customerName;

    @Column(name = "customer_email")
    private @Nullable String customerEmail;

    @Column(name = "customer_phone")
    private @Nullable String customerPhone;

    @Column(name = "customer_tax_number")
    private @Nullable String customerTaxNumber;

    @Column(name = "customer_street")
    private @Nullable String customerStreet;

    @Column(name = "customer_post_code")
    private @Nullable String customerPostCode;

    @Column(name = "customer_city")
    private @Nullable String customerCity;

    @Column(name = "customer_country")
    private @Nullable String customerCountry;

    @Column(name = "shipping_name")
    private @Nullable String shippingName;

    @Column(name = "shipping_street")
    private @Nullable String shippingStreet;

    @Column(name = "shipping_post_code")
    private @Nullable String shippingPostCode;

    @Column(name = "shipping_city")
    private @Nullable String shippingCity;

    @Column(name = "shipping_country")
    private @Nullable String shippingCountry;

    private String currency;
    private String warehouse;

    @Column(name = "warehouse_by_rule")
    private boolean warehouseByRule;

    @Column(name = "shipping_method")
    private @Nullable String shippingMethod;

    @Column(name = "expected_delivery_date")
    private @Nullable LocalDate expectedDeliveryDate;

    private @Nullable String notes;

    @Column(name = "net_amount")
    private BigDecimal netAmount = BigDecimal.ZERO;

    @Column(name = "tax_amount")
    private BigDecimal taxAmount = BigDecimal.ZERO;

    @Column(name = "total_amount")
    private BigDecimal totalAmount = BigDecimal.ZERO;

    @Convert(converter = StateColumns.DecisionColumn.class)
    private Decision decision = Decision.DRAFT;

    @Column(name = "order_status")
    @Convert(converter = StateColumns.OrderStatusColumn.class)
    private OrderStatus orderStatus = OrderStatus.DRAFT;

    @Column(name = "on_hold")
    private boolean onHold;

    @Column(name = "hold_reason")
    private @Nullable String holdReason;

    @Column(name = "cancellation_reason")
    private @Nullable String cancellationReason;

    @Column(name = "closed_short")
    private boolean closedShort;

    @Column(name = "allocation_status")
    @Convert(converter = StateColumns.AllocationStatusColumn.class)
    private AllocationStatus allocationStatus = AllocationStatus.NONE;

    @Column(name = "fulfillment_status")
    @Convert(converter = StateColumns.FulfillmentStatusColumn.class)
    private FulfillmentStatus fulfillmentStatus = FulfillmentStatus.UNFULFILLED;

    @Column(name = "return_status")
    @Convert(converter = StateColumns.ReturnStatusColumn.class)
    private ReturnStatus returnStatus = ReturnStatus.NONE;

    @Column(updatable = false)
    private String source;

    @Convert(converter = JsonColumn.class)
    private String metadata = "{}";

    private long version;

    @Column(name = "created_at", updatable = false)
    @Convert(converter = crmmind.orders.shared.InstantColumn.class)
    private Instant createdAt;

    @Column(name = "created_by", updatable = false)
    private String createdBy;

    @Column(name = "updated_at")
    @Convert(converter = crmmind.orders.shared.InstantColumn.class)
    private Instant updatedAt;

    @OneToMany(mappedBy = "document", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    private List<SalesDocumentItem> items = new ArrayList<>();

    /** For JPA. */
    protected SalesDocument() {}

    /**
     * A draft without lines.
     *
     * @param source {@code desk}, {@code api} or {@code metakocka}
     */
    public SalesDocument(
            UUID id,
            String number,
            LocalDate date,
            CustomerData customer,
            String currency,
            String warehouse,
            String source,
            String actor,
            Instant now) {
        this.id = id;
        this.number = number;
        this.date = date;
        this.customerName = customer.name();
        this.currency = currency;
        this.warehouse = warehouse;
        this.source = source;
        this.createdBy = actor;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Writes who buys, and where it goes if that is somewhere else. */
    public void deliverTo(@Nullable UUID customerId, CustomerData customer, @Nullable ShippingAddress shipping) {
        this.customerId = customerId;
        customerName = customer.name();
        customerEmail = customer.email();
        customerPhone = customer.phone();
        customerTaxNumber = customer.taxNumber();
        var address = customer.address();
        customerStreet = address == null ? null : address.street();
        customerPostCode = address == null ? null : address.postCode();
        customerCity = address == null ? null : address.city();
        customerCountry = address == null ? null : address.country();
        shippingName = shipping == null ? null : shipping.name();
        shippingStreet = shipping == null ? null : shipping.street();
        shippingPostCode = shipping == null ? null : shipping.postCode();
        shippingCity = shipping == null ? null : shipping.city();
        shippingCountry = shipping == null ? null : shipping.country();
    }

    /** Writes the conditions. */
    public void agree(
            String currency,
            String warehouse,
            @Nullable String shippingMethod,
            @Nullable LocalDate expectedDeliveryDate,
            @Nullable String notes) {
        this.currency = currency;
        this.warehouse = warehouse;
        this.shippingMethod = shippingMethod;
        this.expectedDeliveryDate = expectedDeliveryDate;
        this.notes = notes;
    }

    /** Says that nobody named the warehouse: the rules of allocation choose it at the confirmation. */
    public void leaveWarehouseToRules(boolean byRule) {
        warehouseByRule = byRule;
    }

    /** Whether the rules of allocation choose the warehouse. */
    public boolean warehouseByRule() {
        return warehouseByRule;
    }

    /** Writes the warehouse the rules have chosen. */
    public void serveFrom(String chosen) {
        warehouse = chosen;
    }

    /** Appends a line and counts it in. */
    public void add(SalesDocumentItem item) {
        item.placeIn(this);
        items.add(item);
        sumUp();
        recompute();
    }

    /** Takes a line away altogether; only while nothing happened to it. */
    public void remove(SalesDocumentItem item) {
        items.remove(item);
        sumUp();
        recompute();
    }

    /** Records what a person decided. */
    public void decide(Decision decision) {
        this.decision = decision;
        recompute();
    }

    /** Stops everything until it is released. */
    public void hold(@Nullable String reason) {
        onHold = true;
        holdReason = reason;
    }

    /** Lets it go on. */
    public void release() {
        onHold = false;
        holdReason = null;
    }

    /** Cancels what is open on every line. What was shipped stays shipped: then the order is closed short. */
    public void cancelOpen(String reason) {
        release();
        cancellationReason = reason;
        items.forEach(SalesDocumentItem::cancelOpen);
        boolean shipped =
                items.stream().anyMatch(item -> item.fulfilledQuantity().signum() > 0);
        closedShort = shipped;
        if (!shipped) {
            decision = Decision.CANCELLED;
        }
        recompute();
    }

    /** Adds up the lines' amounts. */
    public void sumUp() {
        netAmount = sum(items.stream().map(SalesDocumentItem::netAmount).toList());
        taxAmount = sum(items.stream().map(SalesDocumentItem::taxAmount).toList());
        totalAmount = netAmount.add(taxAmount);
    }

    /** Brings the derived states in line with the decision and the lines. The only writer of them. */
    public void recompute() {
        var quantities = items.stream().map(SalesDocumentItem::quantities).toList();
        orderStatus = OrderStatusRules.status(decision, quantities);
        fulfillmentStatus = OrderStatusRules.fulfillment(quantities);
        returnStatus = OrderStatusRules.returned(quantities);
        closedShort = orderStatus == OrderStatus.FULFILLED
                && items.stream().anyMatch(item -> item.cancelledQuantity().signum() > 0);
        if (closed() && onHold) {
            release();
        }
    }

    /** Writes how much of what is open is held, as {@link OrderStatusRules#allocation} says. */
    public void allocated(BigDecimal held) {
        var goods = items.stream()
                .filter(item -> !item.service())
                .map(SalesDocumentItem::quantities)
                .toList();
        allocationStatus = OrderStatusRules.allocation(orderStatus, goods, held);
    }

    /** Raises the version: once for each command of a person. */
    public void changed(Instant now) {
        version++;
        updatedAt = now;
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add).setScale(2);
    }

    private boolean closed() {
        return orderStatus == OrderStatus.FULFILLED
                || orderStatus == OrderStatus.RETURNED
                || orderStatus == OrderStatus.CANCELLED;
    }

    /** The line with that identity, if it is one of this document's. */
    public Optional<SalesDocumentItem> item(UUID itemId) {
        return items.stream().filter(item -> item.id().equals(itemId)).findFirst();
    }

    /** The lines, by position. */
    public List<SalesDocumentItem> items() {
        return List.copyOf(items);
    }

    /** What people see: the hold over the status it was held in. */
    public OrderStatus shown() {
        return onHold ? OrderStatus.ON_HOLD : orderStatus;
    }

    public UUID id() {
        return id;
    }

    /** {@code order}. */
    public String type() {
        return type;
    }

    public String number() {
        return number;
    }

    public LocalDate date() {
        return date;
    }

    public @Nullable UUID customerId() {
        return customerId;
    }

    /** Who buys, as written on this document. */
    public CustomerData customer() {
        boolean noAddress =
                customerStreet == null && customerPostCode == null && customerCity == null && customerCountry == null;
        return new CustomerData(
                customerName,
                customerEmail,
                customerPhone,
                customerTaxNumber,
                noAddress ? null : new PostalAddress(customerStreet, customerPostCode, customerCity, customerCountry));
    }

    /** Where the goods go; null where that is the customer's own address. */
    public @Nullable ShippingAddress shippingAddress() {
        boolean none = shippingName == null
                && shippingStreet == null
                && shippingPostCode == null
                && shippingCity == null
                && shippingCountry == null;
        return none
                ? null
                : new ShippingAddress(shippingName, shippingStreet, shippingPostCode, shippingCity, shippingCountry);
    }

    /** ISO 4217. */
    public String currency() {
        return currency;
    }

    /** Metakocka's mark of the warehouse it is served from. */
    public String warehouse() {
        return warehouse;
    }

    public @Nullable String shippingMethod() {
        return shippingMethod;
    }

    public @Nullable LocalDate expectedDeliveryDate() {
        return expectedDeliveryDate;
    }

    public @Nullable String notes() {
        return notes;
    }

    /** Without VAT. */
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

    public Decision decision() {
        return decision;
    }

    /** The status without regard to a hold. */
    public OrderStatus orderStatus() {
        return orderStatus;
    }

    public boolean onHold() {
        return onHold;
    }

    public @Nullable String holdReason() {
        return holdReason;
    }

    public @Nullable String cancellationReason() {
        return cancellationReason;
    }

    /** Whether the rest was cancelled after a part was shipped. */
    public boolean closedShort() {
        return closedShort;
    }

    public AllocationStatus allocationStatus() {
        return allocationStatus;
    }

    public FulfillmentStatus fulfillmentStatus() {
        return fulfillmentStatus;
    }

    public ReturnStatus returnStatus() {
        return returnStatus;
    }

    /** {@code desk}, {@code api} or {@code metakocka}. */
    public String source() {
        return source;
    }

    /** Room for what others keep with a document, as JSON. */
    public String metadata() {
        return metadata;
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SalesDocument document && id.equals(document.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return number;
    }

    /** The quantities of all lines. */
    public List<Quantities> quantities() {
        return items.stream().map(SalesDocumentItem::quantities).toList();
    }
}
