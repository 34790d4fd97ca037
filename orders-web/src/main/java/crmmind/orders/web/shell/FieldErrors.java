package crmmind.orders.web.shell;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Violation;
import java.io.Serializable;
import java.util.HashMap;

/** What is wrong with the fields of a form, by the pointers of the business. */
public class FieldErrors implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<String, String> errors = new HashMap<>();

    /** Does something that may be refused because of fields, and says whether it was done. */
    public boolean without(Runnable change, Refusals refusals) {
        errors.clear();
        try {
            change.run();
            return true;
        } catch (BusinessException e) {
            if (e.violations().isEmpty()) {
                throw e; // told at the head of the page
            }
            e.violations().forEach(violation -> errors.put(violation.pointer(), refusals.detail(violation)));
            return false;
        }
    }

    /** Says that this value alone is wrong. */
    public void only(Violation violation, Refusals refusals) {
        errors.clear();
        errors.put(violation.pointer(), refusals.detail(violation));
    }

    /** What is wrong with a field; empty where nothing is. */
    public String of(String pointer) {
        return errors.getOrDefault(pointer, "");
    }
}
