package crmmind.orders.web.settings;

import crmmind.orders.access.AccessAdministration.AccessEvent;
import crmmind.orders.web.shown.Shown;
import crmmind.orders.web.shown.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes of access as sentences in the reader's language. */
@Named("accessTexts")
@ApplicationScoped
public class AccessTexts {

    private static final String BUNDLE = "accesstexts";

    @Inject
    Texts texts;

    @Inject
    Shown shown;

    /** A change in words, with everything that is known about it. */
    public String text(AccessEvent event) {
        var values = new TreeMap<String, String>(event.details());
        values.put("username", event.username());
        values.computeIfPresent("roles", (name, roles) -> roles(roles));
        values.computeIfPresent(
                "before", (name, before) -> event.kind().equals("roles_changed") ? roles(before) : before);
        values.computeIfPresent("role", (name, role) -> roles(role));
        values.computeIfPresent(
                "expiresAt",
                (name, at) -> shown.day(LocalDate.ofInstant(Instant.parse(at).minusMillis(1), Shown.ZONE)));
        var key = "event." + event.kind();
        return Stream.of(key + ".full", key + ".role", key + ".until", key)
                .flatMap(found -> texts.find(BUNDLE, found, values).stream())
                .findFirst()
                .orElse(event.kind());
    }

    private String roles(String codes) {
        return Arrays.stream(codes.split(", "))
                .map(code -> texts.find("messages", "role." + code, Map.of()).orElse(code))
                .collect(Collectors.joining(", "));
    }
}
