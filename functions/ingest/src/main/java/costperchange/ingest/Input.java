package costperchange.ingest;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;

/// What the ingest function can be asked.
sealed interface Input {

    /// An object was created: an event of S3 by way of EventBridge, in which keys stand as they are, not
    /// URL-encoded.
    record Arrived(String bucket, String key) implements Input {}

    /// `{"manifest": {"bucket": "acme-exports", "key": "..."}}`
    record Named(String bucket, String key) implements Input {}

    /// `{"reread": {"from": "2026-01", "to": "2026-06"}}`, both billing periods included.
    record Reread(YearMonth from, YearMonth to) implements Input {}

    /// `{"withdraw": {"source": "cost-explorer", "from": "2026-01", "to": "2026-06"}}`: takes back what a source bills.
    record Withdraw(String source, YearMonth from, YearMonth to) implements Input {}

    /// @throws IllegalArgumentException if it is none of these; says what is missing
    static Input of(Map<String, Object> input) {
        if (input.get("manifest") instanceof Map<?, ?> manifest) {
            return new Named(text(manifest, "bucket"), text(manifest, "key"));
        }
        if (input.get("reread") instanceof Map<?, ?> span) {
            return new Reread(month(span, "from"), month(span, "to"));
        }
        if (input.get("withdraw") instanceof Map<?, ?> span) {
            return new Withdraw(text(span, "source"), month(span, "from"), month(span, "to"));
        }
        if (input.get("detail") instanceof Map<?, ?> detail
                && detail.get("bucket") instanceof Map<?, ?> bucket
                && detail.get("object") instanceof Map<?, ?> object) {
            return new Arrived(text(bucket, "name"), text(object, "key"));
        }
        throw new IllegalArgumentException(
                "neither an event of S3 nor a manifest, a reread or a withdraw, but has " + input.keySet());
    }

    private static String text(Map<?, ?> map, String name) {
        if (map.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(name + " is missing");
    }

    /// @throws IllegalArgumentException if it is missing or no month
    static YearMonth month(Map<?, ?> map, String name) {
        String text = text(map, name);
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a month such as 2026-01, not '" + text + "'", e);
        }
    }
}
