package crmmind.orders.bulk;

import java.util.Arrays;
import java.util.Locale;

/** Where a job is. */
public enum JobState {
    /** Its orders are fixed and looked at; nothing was done yet. */
    PLANNED,
    /** Workers take its orders. */
    RUNNING,
    /** Nothing more is taken until somebody goes on with it. */
    PAUSED,
    /** Somebody ended it; what was not done is left. */
    STOPPED,
    /** Every order has its outcome. */
    FINISHED;

    /** Whether nothing more will happen by itself. */
    public boolean ended() {
        return this == STOPPED || this == FINISHED;
    }

    /** Whether it is under way. */
    public boolean live() {
        return this == RUNNING || this == PAUSED;
    }

    /** The word in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
