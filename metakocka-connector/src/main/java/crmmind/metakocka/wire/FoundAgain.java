package crmmind.metakocka.wire;

/**
 * How one finds out whether a call whose answer got lost did its work. Every remote operation names one; what is not
 * found is sent again only where a missing trace proves that nothing happened.
 */
public enum FoundAgain {
    /** It changes nothing: there is nothing to find, it is simply asked again. */
    NOTHING_TO_FIND(true),
    /**
     * By our reference of the order, which is its key there: {@code get_document} and {@code search} by buyer_order.
     */
    BY_REFERENCE(true),
    /** By the partner's tax number, e-mail, or name and address: {@code get_partner}. */
    BY_PARTNER_DATA(true),
    /** By reading the values it sets; setting them again changes nothing more. */
    BY_VALUES(true),
    /**
     * Among the packing lists linked to the order, by our mark or else by date and goods. It has no key there: what is
     * not found may still come, so only a person has it sent again.
     */
    LINKED_PACKING_LIST(false),
    /** Among the invoices linked to the order. Only a person has it made again. */
    LINKED_INVOICE(false);

    private final boolean sentAgainWhenNotFound;

    FoundAgain(boolean sentAgainWhenNotFound) {
        this.sentAgainWhenNotFound = sentAgainWhenNotFound;
    }

    /** Whether it is sent again by itself when it is not there after the quiet period. */
    public boolean sentAgainWhenNotFound() {
        return sentAgainWhenNotFound;
    }
}
