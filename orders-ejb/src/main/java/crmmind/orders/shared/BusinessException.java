package crmmind.orders.shared;

import jakarta.ejb.ApplicationException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the user can act on. Rolls the transaction back, so that a refused request changes nothing. Everything
 * else that is thrown is a defect or an outage.
 */
@ApplicationException(rollback = true, inherited = true)
public class BusinessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final List<Violation> violations;
    private final @Nullable Sentence sentence;

    /** Refuses with a problem and one sentence that names the thing, its state and the rule. */
    public BusinessException(Problem problem, Sentence sentence) {
        this(problem, sentence, List.of());
    }

    /** Refuses with the values at fault, all at once. */
    public BusinessException(Problem problem, Sentence sentence, List<Violation> violations) {
        super(sentence.english());
        this.problem = problem;
        this.violations = List.copyOf(violations);
        this.sentence = sentence;
    }

    /** Refuses in words that are the same in every language, as Metakocka's own are. */
    public BusinessException(Problem problem, String detail) {
        this(problem, detail, List.of());
    }

    /** Refuses in such words, with the values at fault. */
    public BusinessException(Problem problem, String detail, List<Violation> violations) {
        super(detail);
        this.problem = problem;
        this.violations = List.copyOf(violations);
        this.sentence = null;
    }

    /** Which rule of the registry refused. */
    public Problem problem() {
        return problem;
    }

    /** The stable code of {@link #problem()}. */
    public String code() {
        return problem.code();
    }

    /** The sentence for this occurrence, in English. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The sentence for this occurrence in a language; as it was said where it has no other words. */
    public String detail(Locale locale) {
        return sentence == null ? detail() : sentence.in(locale);
    }

    /** The values at fault; empty where no single value is. */
    public List<Violation> violations() {
        return violations;
    }
}
