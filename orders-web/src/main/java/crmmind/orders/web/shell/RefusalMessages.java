package crmmind.orders.web.shell;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.web.shown.Texts;
import jakarta.ejb.EJBAccessException;
import jakarta.faces.FacesException;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns a refusal of the business into a message on the page that asked; everything else goes on to the error page. */
public class RefusalMessages extends ExceptionHandlerFactory {

    /** Around the next factory. */
    public RefusalMessages(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Handler(getWrapped().getExceptionHandler());
    }

    private static final class Handler extends ExceptionHandlerWrapper {

        Handler(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() throws FacesException {
            var context = FacesContext.getCurrentInstance();
            var events = getUnhandledExceptionQueuedEvents().iterator();
            while (events.hasNext()) {
                var thrown = events.next().getContext().getException();
                var refusal = find(thrown, BusinessException.class);
                if (context == null || context.getResponseComplete()) {
                    continue;
                }
                var root = context.getViewRoot();
                var locale = root == null ? Locale.ENGLISH : root.getLocale();
                if (refusal != null) {
                    context.addMessage(
                            null, message(Refusals.title(refusal.problem(), locale), Refusals.detail(refusal, locale)));
                    events.remove();
                } else if (find(thrown, EJBAccessException.class) != null) {
                    var texts = Texts.of("refusaltexts", locale);
                    context.addMessage(
                            null, message(texts.text("problem.FORBIDDEN"), texts.text("problem.forbidden.help")));
                    events.remove();
                }
            }
            getWrapped().handle();
        }

        private static FacesMessage message(String title, String detail) {
            return new FacesMessage(FacesMessage.SEVERITY_ERROR, title, detail);
        }

        private static <T extends Throwable> @Nullable T find(@Nullable Throwable thrown, Class<T> type) {
            for (var cause = thrown; cause != null; cause = cause.getCause()) {
                if (type.isInstance(cause)) {
                    return type.cast(cause);
                }
            }
            return null;
        }
    }
}
