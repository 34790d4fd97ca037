package crmmind.orders.shared;

import java.util.Locale;

/** The form a noun takes beside a number, after Unicode's CLDR; the desk speaks English and Slovenian. */
public enum PluralForm {
    ONE,
    TWO,
    FEW,
    OTHER;

    /** The form beside a whole number. */
    public static PluralForm of(Locale locale, long number) {
        if (!locale.getLanguage().equals("sl")) {
            return number == 1 ? ONE : OTHER;
        }
        // 101 naročilo, 102 naročili, 103 naročila, 105 naročil
        return switch ((int) Math.abs(number % 100)) {
            case 1 -> ONE;
            case 2 -> TWO;
            case 3, 4 -> FEW;
            default -> OTHER;
        };
    }

    /** How keys of texts end for this form, as {@code few}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
