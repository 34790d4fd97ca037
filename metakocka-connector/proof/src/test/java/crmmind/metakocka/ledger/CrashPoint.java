package crmmind.metakocka.ledger;

/** Where a process is killed; named as in {@code docs/reliability.md}. */
enum CrashPoint {
    /** At any moment, the start included. */
    RANDOM,
    /** An operation is written and not committed. */
    W0,
    /** An operation is committed and nobody was told. */
    W1,
    /** {@code sending} is committed, nothing was sent. */
    W2,
    /** Half a write is on the wire. */
    W3,
    /** The write was done there, the answer is lost on the way. */
    W4,
    /** The answer was read, nothing of it is written. */
    W5,
    /** The outcome is written and not committed. */
    W5_IN_TRANSACTION,
    /** The outcome is committed, the next operation of the document was not woken. */
    W6,
    /** Before a look-up. */
    W7_BEFORE_LOOK,
    /** After a look-up, before its outcome is written. */
    W7_AFTER_LOOK;

    /** Whether the kill comes from outside, by what goes over the wire. */
    boolean onTheWire() {
        return this == W3 || this == W4;
    }
}
