package crmmind.metakocka.exchange;

/** Where exchanges are written down. Writing never fails the call it is about. */
@FunctionalInterface
public interface ExchangeLog {

    /** Keeps one. */
    void record(Exchange exchange);
}
