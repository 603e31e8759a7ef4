package costperchange.ingest.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file that a manifest lists.
///
/// @param key in the bucket
/// @param executed when the export ran that wrote it, if its folder says so; nothing is ever written over such a file
public record DataFile(String key, Optional<Instant> executed) {

    /// An export that keeps all deliveries puts each in a folder `<time>-<execution id>`.
    private static final Pattern DELIVERY =
            Pattern.compile("(?:.*/)?(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z)-[^/]+/[^/]+");

    static DataFile of(String key) {
        Matcher delivery = DELIVERY.matcher(key);
        return new DataFile(key, delivery.matches() ? time(delivery.group("time")) : Optional.empty());
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /// The last part of the key, which tells the format by its ending.
    String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
