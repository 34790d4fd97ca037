package crmmind.orders.shared;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A command that is one transaction, and is done again from its beginning where the database undid it for a reason that
 * passes: a dead lock, a serialization failure, a transaction that took too long. See {@link CommandRepetition}.
 *
 * <p>On a session bean together with {@code @TransactionAttribute(SUPPORTS)}: the container would begin the transaction
 * before anything can be put around it.
 */
@InterceptorBinding
@Inherited
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface WholeCommand {}
