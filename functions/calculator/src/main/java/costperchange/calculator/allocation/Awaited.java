package costperchange.calculator.allocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// An account that was billed to the end of a month, and how long its next bill is waited for.
///
/// Bills of people's time or of licences come once a month, when it is over. Until then no day of the month has all
/// its charges, however many other bills tell of it. What does not come in its usual time is taken to have ended.
///
/// @param last the bill it was billed by
/// @param until as long after that bill's end as that bill took to come after its start, and some days more
record Awaited(BillId last, Instant until) {

    private static final Duration LATE = Duration.ofDays(6);

    /// The accounts of which bills hold charges up to the end of the month they are filed under, and which may have
    /// some in the next: not those that are said to be complete beyond it, such as a year's licence. One whose bill
    /// was withdrawn is waited for unless another source bills it, or it is said that none will.
    ///
    /// @param picked one version of each bill known, such as [KnownBills#current]
    /// @param before what is known of the bills of the month before
    static List<Awaited> after(KnownBills known, List<BillVersion> picked, List<BillVersion> before) {
        return picked.stream()
                .filter(version -> version.rows() > 0
                        || (!version.isGone()
                                && picked.stream().noneMatch(other -> other.rows() > 0 && other.isOfAccount(version))))
                .filter(version ->
                        !version.id().lastDay().isBefore(known.month().atEndOfMonth())
                                && !version.isCompleteThrough(
                                        known.month().plusMonths(1).atEndOfMonth()))
                .map(version -> after(
                        version.id(),
                        known.firstKnown(version.id()),
                        before.isEmpty() || before.stream().anyMatch(version::isOfAccount)))
                .toList();
    }

    /// @param firstKnown when the bill was known first. What became known after it had settled, as by an import of old
    ///     bills, says no more than that
    /// @param went whether the account had bills before: where a first bill is known in its period, it says when
    ///     the account began, and not how long its bills take
    static Awaited after(BillId last, Instant firstKnown, boolean went) {
        Instant start = last.period().start();
        Instant end = last.period().end();
        Duration took = !went && firstKnown.isBefore(end) ? Duration.ZERO : Duration.between(start, firstKnown);
        Duration most = Duration.between(start, end).plus(BillVersion.SETTLES_AFTER);
        Duration usual = took.compareTo(most) > 0 ? most : took.isNegative() ? Duration.ZERO : took;
        return new Awaited(last, end.plus(usual).plus(LATE));
    }

    /// Whether the month lacks it.
    ///
    /// @param versions that are known of the month's bills
    /// @param later what is known of later bills: like those, they tell that the time has passed
    /// @param all that were billed to the end of the month before, this one among them
    boolean isMissing(List<BillVersion> versions, List<BillVersion> later, List<Awaited> all) {
        return Stream.concat(versions.stream(), later.stream())
                        .noneMatch(version -> version.knownAt().isAfter(until))
                && versions.stream()
                        .filter(version -> version.rows() > 0 || version.isGone())
                        .noneMatch(version -> continues(version.id(), all));
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
