package crmmind.metakocka.ledger;

/** Who goes first when several operations are due. */
public enum Priority {
    /** Somebody waits in front of the screen. */
    INTERACTIVE(100),
    /** One of many. */
    BULK(0);

    private final int weight;

    Priority(int weight) {
        this.weight = weight;
    }

    /** Higher goes first. */
    public int weight() {
        return weight;
    }

    /** The priority with this weight. */
    public static Priority of(int weight) {
        return weight >= INTERACTIVE.weight ? INTERACTIVE : BULK;
    }
}
