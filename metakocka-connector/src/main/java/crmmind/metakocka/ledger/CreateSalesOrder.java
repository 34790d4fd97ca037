package crmmind.metakocka.ledger;

import crmmind.metakocka.document.NewSalesOrder;
import crmmind.metakocka.partner.PartnerLookup;

/**
 * Make this order.
 *
 * @param document the order
 * @param partner whom it is for
 * @param crmOrderId our id of the order; travels in the meta data and tells ours from somebody else's
 */
public record CreateSalesOrder(NewSalesOrder document, PartnerLookup partner, String crmOrderId)
        implements RemoteChange {

    /** The same order under another reference. */
    CreateSalesOrder under(String reference) {
        return new CreateSalesOrder(document.under(reference), partner, crmOrderId);
    }
}
