package costperchange.ingest.export;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a manifest stands: `<prefix>/<export>/metadata/BILLING_PERIOD=2026-01/<export>-Manifest.json`.
///
/// @param key in the bucket
/// @param export name of the export
/// @param period billing period, by the month in which it starts
/// @param copy whether it is the copy of one delivery, in a folder below: an export that keeps all deliveries writes
///     each manifest twice, and the one that is not a copy always tells of the latest delivery
public record ManifestKey(String key, String export, YearMonth period, boolean copy)
        implements Comparable<ManifestKey> {

    private static final Pattern LAYOUT = Pattern.compile(
            "(?:.*/)?(?<export>[^/]+)/metadata/(?i:BILLING_PERIOD)=(?<period>[^/]+)/(?<delivery>[^/]+/)?[^/]*Manifest\\.json");

    private static final Comparator<ManifestKey> ORDER = Comparator.comparing(ManifestKey::period)
            .thenComparing(ManifestKey::export)
            .thenComparing(ManifestKey::key);

    /// Empty if the object is not the manifest of a billing period.
    public static Optional<ManifestKey> of(String key) {
        Matcher layout = LAYOUT.matcher(key);
        if (!layout.matches()) {
            return Optional.empty();
        }
        try {
            YearMonth period = YearMonth.parse(layout.group("period"));
            return Optional.of(new ManifestKey(key, layout.group("export"), period, layout.group("delivery") != null));
        } catch (DateTimeException notAMonth) {
            return Optional.empty();
        }
    }

    /// By billing period, then by export.
    @Override
    public int compareTo(ManifestKey other) {
        return ORDER.compare(this, other);
    }
}
