package crmmind.orders.web.bulk;

import crmmind.orders.bulk.BulkJob;
import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the pages of jobs, numbers with the form their language asks for. */
@Named
@ApplicationScoped
public class JobTexts {

    private static final String BUNDLE = "bulktexts";
    private static final String REASON = "reason.";

    @Inject
    Texts texts;

    @Inject
    Language language;

    /** A text with its places <code>{0}</code>, <code>{1}</code> filled in. */
    public String text(String key, Object... values) {
        return texts.text(BUNDLE, key, Arrays.stream(values).map(this::shown).toArray());
    }

    /** A text about a number, in the form the number asks for. */
    public String count(String key, long number) {
        return texts.count(BUNDLE, key, number);
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
        for (var key = REASON + code; key.length() > REASON.length(); key = key.substring(0, key.lastIndexOf('.'))) {
            var found = texts.find(BUNDLE, key, Map.of());
            if (found.isPresent()) {
                return found.get();
            }
        }
        return code;
    }

    private Object shown(Object value) {
        return value instanceof Number number
                ? NumberFormat.getIntegerInstance(language.getLocale()).format(number)
                : value;
    }
}
