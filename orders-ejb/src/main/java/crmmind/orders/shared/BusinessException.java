package crmmind.orders.shared;

import jakarta.ejb.ApplicationException;
import java.util.List;

/**
 * A refusal that the user can act on. Rolls the transaction back, so that a refused request changes nothing. Everything
 * else that is thrown is a defect or an outage.
 */
@ApplicationException(rollback = true, inherited = true)
public class BusinessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final List<Violation> violations;

    /** Refuses with a problem and one sentence that names the thing, its state and the rule. */
    public BusinessException(Problem problem, String detail) {
        this(problem, detail, List.of());
    }

    /** Refuses with the values at fault, all at once. */
    public BusinessException(Problem problem, String detail, List<Violation> violations) {
        super(detail);
        this.problem = problem;
        this.violations = List.copyOf(violations);
    }

    /** Which rule of the registry refused. */
    public Problem problem() {
        return problem;
    }

    /** The stable code of {@link #problem()}. */
    public String code() {
        return problem.code();
    }

    /** The sentence for this occurrence. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The values at fault; empty where no single value is. */
    public List<Violation> violations() {
        return violations;
    }
}
