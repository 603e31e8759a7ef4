package costperchange.ingest;

import costperchange.ingest.focus.DistributedReader.Months;
import costperchange.ingest.focus.TableName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the ingest function can be asked.
sealed interface Input {

    /// An object was created: an event of S3 by way of EventBridge, in which keys stand as they are, not
    /// URL-encoded.
    record Arrived(String bucket, String key) implements Input {}

    /// `{"manifest": {"bucket": "acme-exports", "key": "..."}}`
    record Named(String bucket, String key) implements Input {}

    /// `{"reread": {"from": "2026-01", "to": "2026-06"}}`, both billing periods included.
    record Reread(YearMonth from, YearMonth to) implements Input {}

    /// `{"withdraw": {"source": "cost-explorer", "from": "2026-01", "to": "2026-06", "knownAt":
    /// "2026-07-02T05:00:00Z"}}`: takes back what a source bills, from that time on; with `"nothingFollows": true`
    /// the months are complete without.
    record Withdraw(Withdrawal.Asked asked) implements Input {}

    /// `{"athena": {"table": "exports.focus", "source": "focus", "knownAt": "2026-02-20T05:00:00Z",
    /// "from": "2026-01", "to": "2026-01"}}`, both billing periods included; without `from` and `to` all that
    /// the table has. `knownAt` is when the table's bills stood so.
    record Athena(
            BillImport.Export export,
            TableName table,
            @Nullable Months months) implements Input {}

    /// @param now nothing is known later
    /// @throws IllegalArgumentException if it is none of these; says what is missing, or wrong
    static Input of(Map<String, Object> input, Instant now) {
        if (input.get("manifest") instanceof Map<?, ?> manifest) {
            return new Named(text(manifest, "bucket"), text(manifest, "key"));
        }
        if (input.get("reread") instanceof Map<?, ?> span) {
            Months months = months(span);
            return new Reread(months.from(), months.to());
        }
        if (input.get("withdraw") instanceof Map<?, ?> span) {
            Months months = months(span);
            return new Withdraw(new Withdrawal.Asked(
                    text(span, "source"),
                    months.from(),
                    months.to(),
                    knownAt(span, now),
                    Boolean.TRUE.equals(span.get("nothingFollows"))));
        }
        if (input.get("athena") instanceof Map<?, ?> asked) {
            return new Athena(
                    new BillImport.Export(text(asked, "source"), knownAt(asked, now), null, false),
                    TableName.of(text(asked, "table")),
                    asked.containsKey("from") || asked.containsKey("to") ? months(asked) : null);
        }
        if (input.get("detail") instanceof Map<?, ?> detail
                && detail.get("bucket") instanceof Map<?, ?> bucket
                && detail.get("object") instanceof Map<?, ?> object) {
            return new Arrived(text(bucket, "name"), text(object, "key"));
        }
        throw new IllegalArgumentException(
                "neither an event of S3 nor a manifest, a reread, a withdraw or a question to Athena, but has "
                        + input.keySet());
    }

    private static String text(Map<?, ?> map, String name) {
        if (map.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(name + " is missing");
    }

    /// A time in the future would hide all that comes until then, as what is known later holds.
    private static Instant knownAt(Map<?, ?> map, Instant now) {
        Instant knownAt = time(map, "knownAt");
        if (knownAt.isAfter(now)) {
            throw new IllegalArgumentException("knownAt is in the future: " + knownAt);
        }
        return knownAt;
    }

    private static Instant time(Map<?, ?> map, String name) {
        String text = text(map, name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + " must be a time such as 2026-02-20T05:00:00Z, not '" + text + "'", e);
        }
    }

    /// The months that `from` and `to` say, both included.
    ///
    /// @throws IllegalArgumentException if one is missing or no month, or there are none from one to the other
    static Months months(Map<?, ?> map) {
        Months months = new Months(month(map, "from"), month(map, "to"));
        if (months.from().isAfter(months.to())) {
            throw new IllegalArgumentException("from must not be after to: " + months.from() + " to " + months.to());
        }
        return months;
    }

    private static YearMonth month(Map<?, ?> map, String name) {
        String text = text(map, name);
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a month such as 2026-01, not '" + text + "'", e);
        }
    }
}
