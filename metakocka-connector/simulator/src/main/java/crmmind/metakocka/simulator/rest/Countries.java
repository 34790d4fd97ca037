package crmmind.metakocka.simulator.rest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries by English name, Slovenian name or ISO code. Northern Ireland is one of them, as {@code XI}. */
final class Countries {
    private static final String[][] KNOWN = {
        {"SI", "Slovenia", "Slovenija"},
        {"HR", "Croatia", "Hrvaška"},
        {"AT", "Austria", "Avstrija"},
        {"IT", "Italy", "Italija"},
        {"DE", "Germany", "Nemčija"},
        {"HU", "Hungary", "Madžarska"},
        {"RS", "Serbia", "Srbija"},
        {"BA", "Bosnia and Herzegovina", "Bosna in Hercegovina"},
        {"ME", "Montenegro", "Črna gora"},
        {"MK", "North Macedonia", "Severna Makedonija"},
        {"XK", "Kosovo", "Kosovo"},
        {"AL", "Albania", "Albanija"},
        {"BE", "Belgium", "Belgija"},
        {"BG", "Bulgaria", "Bolgarija"},
        {"CH", "Switzerland", "Švica"},
        {"CY", "Cyprus", "Ciper"},
        {"CZ", "Czech Republic", "Češka"},
        {"DK", "Denmark", "Danska"},
        {"EE", "Estonia", "Estonija"},
        {"ES", "Spain", "Španija"},
        {"FI", "Finland", "Finska"},
        {"FR", "France", "Francija"},
        {"GB", "United Kingdom", "Velika Britanija"},
        {"XI", "United Kingdom - Northern Ireland", "Severna Irska"},
        {"GR", "Greece", "Grčija"},
        {"IE", "Ireland", "Irska"},
        {"LT", "Lithuania", "Litva"},
        {"LU", "Luxembourg", "Luksemburg"},
        {"LV", "Latvia", "Latvija"},
        {"MT", "Malta", "Malta"},
        {"NL", "Netherlands", "Nizozemska"},
        {"NO", "Norway", "Norveška"},
        {"PL", "Poland", "Poljska"},
        {"PT", "Portugal", "Portugalska"},
        {"RO", "Romania", "Romunija"},
        {"SE", "Sweden", "Švedska"},
        {"SK", "Slovakia", "Slovaška"},
        {"TR", "Turkey", "Turčija"},
        {"UA", "Ukraine", "Ukrajina"},
        {"US", "United States", "Združene države Amerike"},
    };
    private static final Map<String, String> CODES = new HashMap<>();
    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        for (var country : KNOWN) {
            NAMES.put(country[0], country[1]);
            for (var name : country) {
                CODES.put(name.toLowerCase(Locale.ROOT), country[0]);
            }
        }
    }

    private Countries() {}

    /** The ISO code of a country named in either language or by its code. */
    static Optional<String> code(String country) {
        return Optional.ofNullable(CODES.get(country.strip().toLowerCase(Locale.ROOT)));
    }

    /** What is stored: the name as sent, or the English name when a code was sent. */
    static String name(String country) {
        return NAMES.getOrDefault(country.strip().toUpperCase(Locale.ROOT), country);
    }

    /** Whether both name the same country. */
    static boolean same(String one, String other) {
        return code(one).orElse(one).equalsIgnoreCase(code(other).orElse(other));
    }
}
