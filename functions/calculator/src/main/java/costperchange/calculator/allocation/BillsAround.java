package costperchange.calculator.allocation;

import costperchange.calculator.cost.Freshness;
import costperchange.calculator.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What is known of the bills filed under a calendar month and those beside it. Together they say how far the month
/// can be relied on: which accounts it lacks yet, and what no longer changes since later bills have come.
///
/// @param twoBefore of the month two before
/// @param before of the month before
/// @param own of the month
/// @param after of the month after
public record BillsAround(KnownBills twoBefore, KnownBills before, KnownBills own, KnownBills after) {

    /// How far the month's bills can be relied on together: for each account as far as its bills follow each
    /// other, for all accounts as far as the one furthest behind. A bill that is still to come holds the whole
    /// month up. Where only what is amortised reaches the month, nothing is complete.
    ///
    /// @param pick one version of each bill, such as [KnownBills#current]
    public Freshness freshness(Function<KnownBills, List<BillVersion>> pick) {
        List<BillVersion> versions = touching(pick, before, own);
        List<BillVersion> later = pick.apply(after);
        List<BillVersion> billing =
                versions.stream().filter(version -> version.rows() > 0).toList();
        if (billing.isEmpty() || lacksOne(versions, billing) || isWaiting(pick, versions, later)) {
            return new Freshness(own.month().atDay(1).minusDays(1), List.of(), true);
        }
        List<BillVersion> all = concat(versions, later);
        Map<String, Freshness> byAccount = new TreeMap<>();
        billing.stream()
                .sorted()
                .forEach(version -> byAccount.merge(
                        version.id().source() + "\n" + version.id().account(),
                        version.freshness(own.month(), version.isEstimated() && !hasSettled(version, all)),
                        (earlier, next) -> following(version, earlier, next)));
        return Freshness.of(byAccount.values());
    }

    /// Whether an account's bill was withdrawn, no other source bills it, and one is to.
    private static boolean lacksOne(List<BillVersion> versions, List<BillVersion> billing) {
        return versions.stream()
                .filter(version -> version.rows() == 0 && !version.isGone())
                .anyMatch(version -> billing.stream().noneMatch(version::isOfAccount));
    }

    private boolean isWaiting(
            Function<KnownBills, List<BillVersion>> pick, List<BillVersion> versions, List<BillVersion> later) {
        List<Awaited> awaited = awaited(pick);
        return awaited.stream().anyMatch(one -> one.isMissing(versions, later, awaited));
    }

    /// The accounts that were billed to the end of the month before, and those that were waited for there already.
    private List<Awaited> awaited(Function<KnownBills, List<BillVersion>> pick) {
        List<Awaited> earlier = Awaited.after(twoBefore, pick.apply(twoBefore), List.of());
        List<BillVersion> monthBefore = touching(pick, twoBefore, before);
        return concat(
                earlier.stream()
                        .filter(one -> one.isMissing(monthBefore, pick.apply(own), earlier))
                        .toList(),
                Awaited.after(before, pick.apply(before), twoBefore.versions()));
    }

    /// The versions of bills that touch the second of two months.
    private static List<BillVersion> touching(
            Function<KnownBills, List<BillVersion>> pick, KnownBills one, KnownBills next) {
        return Stream.of(one, next)
                .flatMap(known -> pick.apply(known).stream())
                .filter(version -> version.id().touches(next.month()))
                .toList();
    }

    /// Whether the bill's source told of its account once the bill was closed for long enough, and not of it.
    private static boolean hasSettled(BillVersion version, List<BillVersion> all) {
        return all.stream()
                .anyMatch(other -> other.isOfAccount(version)
                        && other.id().source().equals(version.id().source())
                        && !other.knownAt().isBefore(version.settles()));
    }

    /// Two bills of one account in a month: the later one carries on only from where the earlier one is
    /// complete.
    private static Freshness following(BillVersion version, Freshness earlier, Freshness later) {
        boolean carriesOn = !Period.day(version.id().period().start())
                .isAfter(earlier.completeThrough().plusDays(1));
        Freshness both = Freshness.of(List.of(earlier, later));
        return new Freshness(
                carriesOn && later.completeThrough().isAfter(earlier.completeThrough())
                        ? later.completeThrough()
                        : earlier.completeThrough(),
                both.missingDays(),
                both.estimated());
    }

    private static <T> List<T> concat(Collection<T> some, Collection<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
