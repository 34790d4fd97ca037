package crmmind.metakocka.ledger;

import java.time.Instant;

/** Metakocka was lost or is back, as this node sees it. */
public record MetakockaReachability(boolean up, Instant since) {}
