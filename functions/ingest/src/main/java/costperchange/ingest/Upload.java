package costperchange.ingest;

import costperchange.ingest.BillImport.Export;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is said of an uploaded bill beside its content.
sealed interface Upload {

    Set<String> PARAMETERS = Set.of("known-at", "complete-through", "final", "beside");

    Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /// @param export what the bill is, and how far it can be relied on
    /// @param together sources that bill the same account, this one among them
    record Asked(Export export, Set<String> together) implements Upload {}

    /// @param parameter that cannot be read
    /// @param why to be read after its name
    record Bad(String parameter, String why) implements Upload {}

    /// @param now nothing is known later
    static Upload of(String source, Map<String, String> query, Instant now) {
        Optional<String> unknown = query.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            return new Bad(
                    unknown.get(), "is no parameter here; there are " + String.join(", ", new TreeSet<>(PARAMETERS)));
        }
        if (!SOURCE.matcher(source).matches()) {
            return new Bad(
                    "source", "must be up to 100 letters, digits, dots, dashes and underscores, not '" + source + "'");
        }
        Instant knownAt = time(query.get("known-at"));
        if (knownAt == null) {
            return new Bad("known-at", "says when the bill stood so, as a time such as 2026-11-03T06:00:00Z");
        }
        if (knownAt.isAfter(now)) {
            return new Bad("known-at", "is in the future: " + knownAt);
        }
        String through = query.get("complete-through");
        LocalDate completeThrough = day(through);
        if (through != null && completeThrough == null) {
            return new Bad("complete-through", "must be a day such as 2026-11-01, not '" + through + "'");
        }
        String declaredFinal = query.getOrDefault("final", "false");
        if (!declaredFinal.equals("true") && !declaredFinal.equals("false")) {
            return new Bad("final", "must be true or false, not '" + declaredFinal + "'");
        }
        return new Asked(
                new Export(source, knownAt, completeThrough, declaredFinal.equals("true")),
                together(source, query.getOrDefault("beside", "")));
    }

    private static Set<String> together(String source, String beside) {
        Set<String> together = new HashSet<>(Arrays.asList(beside.split(",", -1)));
        together.remove("");
        together.add(source);
        return together;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
