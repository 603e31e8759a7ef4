package costperchange.ingest.export;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a manifest stands:
/// - of an AWS Data Export, `<prefix>/<export>/metadata/BILLING_PERIOD=2026-01/<export>-Manifest.json`;
/// - of a cost and usage report from before Data Exports,
///   `<prefix>/<report>/20260101-20260201/<report>-Manifest.json`, or, where it writes over the delivery
///   before, `<prefix>/<report>/<report>/year=2026/month=1/<report>-Manifest.json`.
///
/// @param key in the bucket
/// @param export name of the export
/// @param period billing period, by the month in which it starts
/// @param copy whether it is the copy of one delivery, in a folder below: an export that keeps all deliveries
///     writes each manifest twice, and the one that is not a copy always tells of the latest delivery
public record ManifestKey(String key, String export, YearMonth period, boolean copy)
        implements Comparable<ManifestKey> {

    private static final Pattern EXPORT = Pattern.compile(
            "(?:.*/)?(?<export>[^/]+)/metadata/(?i:BILLING_PERIOD)=(?<period>[^/]+)/(?<delivery>[^/]+/)?[^/]*Manifest\\.json");

    private static final Pattern REPORT = Pattern.compile(
            "(?:.*/)?(?<export>[^/]+)/(?<period>\\d{8})-\\d{8}/(?<delivery>[^/]+/)?\\k<export>-Manifest\\.json");

    private static final Pattern REPORT_WRITTEN_OVER = Pattern.compile(
            "(?:.*/)?(?<export>[^/]+)/\\k<export>/year=(?<year>\\d{4})/month=(?<month>\\d{1,2})/(?<delivery>)?"
                    + "\\k<export>-Manifest\\.json");

    private static final Comparator<ManifestKey> ORDER = Comparator.comparing(ManifestKey::period)
            .thenComparing(ManifestKey::export)
            .thenComparing(ManifestKey::key);

    /// Empty if the object is not the manifest of a billing period.
    public static Optional<ManifestKey> of(String key) {
        return Stream.of(
                        read(key, EXPORT, layout -> YearMonth.parse(layout.group("period"))),
                        read(
                                key,
                                REPORT,
                                layout -> YearMonth.from(
                                        LocalDate.parse(layout.group("period"), DateTimeFormatter.BASIC_ISO_DATE))),
                        read(
                                key,
                                REPORT_WRITTEN_OVER,
                                layout -> YearMonth.of(
                                        Integer.parseInt(layout.group("year")),
                                        Integer.parseInt(layout.group("month")))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<ManifestKey> read(String key, Pattern pattern, Function<Matcher, YearMonth> period) {
        Matcher layout = pattern.matcher(key);
        if (!layout.matches()) {
            return Optional.empty();
        }
        try {
            String delivery = layout.group("delivery");
            return Optional.of(new ManifestKey(
                    key, layout.group("export"), period.apply(layout), delivery != null && !delivery.isEmpty()));
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
