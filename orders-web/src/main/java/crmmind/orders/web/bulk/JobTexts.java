package crmmind.orders.web.bulk;

import crmmind.orders.bulk.BulkJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The words of the pages of jobs, numbers with the form their language asks for. */
@Named
@ApplicationScoped
public class JobTexts {

    private static final String BUNDLE = "crmmind.orders.web.bulktexts";

    /** A text with its places <code>{0}</code>, <code>{1}</code> filled in. */
    public String text(String key, Object... values) {
        var text = bundle().getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", shown(values[i]));
        }
        return text;
    }

    /** A text about a number, in the form the number asks for: {@code <key>.one}, {@code .two}, {@code .few}. */
    public String count(String key, long number) {
        var form = key + "." + form(locale(), number);
        return text(bundle().containsKey(form) ? form : key + ".other", number);
    }

    /** What a job does, with how many orders. */
    public String title(BulkJob job) {
        return count("title." + job.action().code(), job.orders());
    }

    /** A code of the dry run, or of an outcome, in words. */
    public String reason(@Nullable String code) {
        if (code == null) {
            return "";
        }
        var bundle = bundle();
        for (var key = "reason." + code;
                key.length() > "reason".length();
                key = key.substring(0, key.lastIndexOf('.'))) {
            if (bundle.containsKey(key)) {
                return bundle.getString(key);
            }
        }
        return code;
    }

    private static String form(Locale locale, long number) {
        if (!locale.getLanguage().equals("sl")) {
            return number == 1 ? "one" : "other";
        }
        return switch ((int) (number % 100)) {
            case 1 -> "one";
            case 2 -> "two";
            case 3, 4 -> "few";
            default -> "other";
        };
    }

    private static String shown(Object value) {
        return value instanceof Number number
                ? NumberFormat.getIntegerInstance(locale()).format(number)
                : String.valueOf(value);
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale(),
                JobTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static Locale locale() {
        var context = FacesContext.getCurrentInstance();
        return context == null || context.getViewRoot() == null
                ? Locale.ENGLISH
                : context.getViewRoot().getLocale();
    }
}
