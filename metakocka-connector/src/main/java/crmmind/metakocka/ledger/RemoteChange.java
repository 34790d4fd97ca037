package crmmind.metakocka.ledger;

/** What an operation wants in Metakocka. Kept as JSON, without credentials. */
public sealed interface RemoteChange permits CreateSalesOrder, ChangeSalesOrder, CreatePackingList, CreateInvoice {}
