package crmmind.metakocka;

import org.jspecify.annotations.Nullable;

/** Why a read of Metakocka gave nothing. Writes never throw it: their outcome is in the ledger. */
public abstract sealed class MetakockaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MetakockaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Not reached, no answer in time, or an answer that cannot be understood. Worth another try later. */
    public static final class Unavailable extends MetakockaException {
        private static final long serialVersionUID = 1L;

        /** Says what happened, without any secret. */
        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Metakocka understood and said no. */
    public static final class Refused extends MetakockaException {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final String text;
        private final @Nullable String appCode;

        /** Keeps Metakocka's own words. */
        public Refused(String code, String text, @Nullable String appCode) {
            super("Metakocka refused (" + code + "): " + text, null);
            this.code = code;
            this.text = text;
            this.appCode = appCode;
        }

        /** {@code opr_code}. */
        public String code() {
            return code;
        }

        /** {@code opr_desc}, or {@code opr_desc_app} where that is missing. */
        public String text() {
            return text;
        }

        /** {@code opr_code_app}. */
        public @Nullable String appCode() {
            return appCode;
        }
    }

    /** Address, company or key are missing: nothing was tried. */
    public static final class NotConfigured extends MetakockaException {
        private static final long serialVersionUID = 1L;

        /** Says which settings are needed. */
        public NotConfigured() {
            super("Metakocka is not configured: set metakocka.url, metakocka.company-id, metakocka.secret-key", null);
        }
    }
}
