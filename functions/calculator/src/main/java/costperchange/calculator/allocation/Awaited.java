package costperchange.calculator.allocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An account that was billed to the end of a month, and how long its next bill is waited for.
///
/// Bills of people's time or of licences come once a month, when it is over. Until then no day of the month has all
/// its charges, however many other bills tell of it. What does not come in its usual time is taken to have ended.
///
/// @param last the bill it was billed by
/// @param until as long after that bill's end as that bill took to come after its start, and some days more
public record Awaited(BillId last, Instant until) {

    private static final Duration LATE = Duration.ofDays(6);

    /// @param firstKnown when the bill was known first. What became known after it had settled, as by an import of old
    ///     bills, says no more than that
    static Awaited after(BillId last, Instant firstKnown) {
        Instant start = last.period().start();
        Instant end = last.period().end();
        Duration took = Duration.between(start, firstKnown);
        Duration most = Duration.between(start, end).plus(BillVersion.SETTLES_AFTER);
        Duration usual = took.compareTo(most) > 0 ? most : took.isNegative() ? Duration.ZERO : took;
        return new Awaited(last, end.plus(usual).plus(LATE));
    }

    /// Whether the month lacks it.
    ///
    /// @param versions that are known of the month's bills
    /// @param all that were billed to the end of the month before, this one among them
    boolean isMissing(List<BillVersion> versions, List<Awaited> all) {
        return versions.stream().noneMatch(version -> version.knownAt().isAfter(until))
                && versions.stream().map(BillVersion::id).noneMatch(id -> continues(id, all));
    }

    /// Whether a bill is the next of this account, by the same source or by one that took it over.
    private boolean continues(BillId id, List<Awaited> all) {
        return id.account().equals(last.account())
                && (id.source().equals(last.source())
                        || all.stream()
                                .noneMatch(one -> one.last.account().equals(id.account())
                                        && one.last.source().equals(id.source())));
    }
}
