package costperchange.calculator.allocation;

import costperchange.calculator.cost.Freshness;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// That a bill stood like this at a time.
///
/// @param id which bill
/// @param knownAt when the bill stood so, as its manifest or its importer says
/// @param catalog the version of the catalog by whose rules it was divided: when that was uploaded,
///     [#NO_CATALOG] if there was none
/// @param content names the parts; the same for the same parts
/// @param rows how many rows the bill had
/// @param completeThrough the last day whose charges are all there, if the source says so
/// @param declaredFinal whether the source says that the bill no longer changes
/// @param missingDays days that the bill left out although it charges by the day
/// @param amortisedThrough the last month after its billing period to which something amortised of it posts;
///     null where nothing does
public record BillVersion(
        BillId id,
        Instant knownAt,
        Instant catalog,
        String content,
        long rows,
        @Nullable LocalDate completeThrough,
        boolean declaredFinal,
        List<LocalDate> missingDays,
        @Nullable YearMonth amortisedThrough)
        implements Comparable<BillVersion> {

    public static final Instant NO_CATALOG = Instant.EPOCH;

    /// How long after its period a bill is estimated, unless the source says that it is final.
    public static final Duration SETTLES_AFTER = Duration.ofDays(15);

    /// How many days before it is known a bill is complete, unless the source says better.
    private static final int DAYS_BEHIND = 2;

    private static final Comparator<BillVersion> ORDER = Comparator.comparing(BillVersion::id)
            .thenComparing(BillVersion::knownAt)
            .thenComparing(BillVersion::catalog)
            .thenComparing(BillVersion::content)
            .thenComparing(BillVersion::declaredFinal)
            .thenComparing(BillVersion::completeThrough, Comparator.nullsFirst(Comparator.naturalOrder()));

    public BillVersion {
        knownAt = knownAt.truncatedTo(ChronoUnit.MILLIS);
        missingDays = List.copyOf(missingDays);
    }

    /// Whether charges of the bill can post to a calendar month: its billing period touches it, or something
    /// amortised reaches it.
    public boolean postsTo(YearMonth month) {
        return id.touches(month)
                || (amortisedThrough != null && month.isAfter(id.month()) && !month.isAfter(amortisedThrough));
    }

    /// Whether the source says that all its account's charges are there up to a day.
    boolean isCompleteThrough(LocalDate day) {
        return completeThrough != null && !completeThrough.isBefore(day);
    }

    /// Whether the bill was withdrawn, and no source will bill its account in its place.
    boolean isGone() {
        return rows == 0 && declaredFinal;
    }

    /// Whether another version of the same bill has the same charges.
    public boolean hasContentOf(BillVersion other) {
        return id.equals(other.id) && content.equals(other.content);
    }

    boolean isOfAccount(BillVersion other) {
        return id.account().equals(other.id.account());
    }

    /// From when on the bill is taken to change no more.
    Instant settles() {
        return id.period().end().plus(SETTLES_AFTER);
    }

    /// Whether the bill may still change, by what it says itself.
    public boolean isEstimated() {
        return !declaredFinal && knownAt.isBefore(settles());
    }

    /// The same, relied on as far as it is or another one, which has the same charges, is said to be.
    BillVersion reliedOnLike(BillVersion other) {
        boolean further = other.completeThrough != null
                && (completeThrough == null || other.completeThrough.isAfter(completeThrough));
        return new BillVersion(
                id,
                knownAt,
                catalog,
                content,
                rows,
                further ? other.completeThrough : completeThrough,
                declaredFinal || other.declaredFinal,
                missingDays,
                amortisedThrough);
    }

    /// How far this bill can be relied on in a calendar month that it touches.
    ///
    /// @param estimated whether it may still change
    Freshness freshness(YearMonth month, boolean estimated) {
        Days days = Days.of(month);
        LocalDate told =
                completeThrough != null ? completeThrough : Period.day(knownAt).minusDays(DAYS_BEHIND);
        LocalDate last = Period.day(id.period().end().minusNanos(1));
        LocalDate through = earlier(earlier(told, last), days.to().minusDays(1));
        LocalDate before = days.from().minusDays(1);
        return new Freshness(
                through.isBefore(before) ? before : through,
                missingDays.stream().filter(days::contains).toList(),
                estimated);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /// By bill, then by when it was known, then by the catalog, then by how far it is said to be relied on: the last
    /// of a bill's versions is current.
    @Override
    public int compareTo(BillVersion other) {
        return ORDER.compare(this, other);
    }
}
