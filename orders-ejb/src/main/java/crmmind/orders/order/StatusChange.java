package crmmind.orders.order;

import crmmind.orders.salesdocument.Submission;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A change of status that was made.
 *
 * @param wayBack what takes it back; null where nothing does so exactly, or the caller may not
 */
public record StatusChange(Submission submission, @Nullable WayBack wayBack) implements Serializable {

    /** The same for somebody who may not take it back. */
    StatusChange forGood() {
        return new StatusChange(submission, null);
    }
}
