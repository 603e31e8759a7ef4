package costperchange.calculator.allocation;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/// All that is known of the bills filed under a month. Grows and never shrinks, so [#number()] tells its states
/// apart.
///
/// @param month in which the bills' periods start
/// @param versions of all bills, in order
/// @param applications that were ever charged by one of them
public record KnownBills(YearMonth month, List<BillVersion> versions, Set<String> applications) {

    public KnownBills {
        versions = List.copyOf(versions);
        applications = new TreeSet<>(applications);
    }

    public static KnownBills none(YearMonth month) {
        return new KnownBills(month, List.of(), Set.of());
    }

    /// The later months to which something amortised by any version posts, in order.
    public List<YearMonth> later() {
        return versions.stream()
                .map(BillVersion::amortisedThrough)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(last -> Stream.iterate(month.plusMonths(1), m -> !m.isAfter(last), m -> m.plusMonths(1))
                        .toList())
                .orElse(List.of());
    }

    /// How many states came before this one.
    public int number() {
        return versions.size();
    }

    /// With one more version; the same if it was known already.
    public KnownBills with(BillVersion version, Collection<String> charged) {
        Set<String> all = new TreeSet<>(applications);
        all.addAll(charged);
        return new KnownBills(
                month,
                Stream.concat(versions.stream(), Stream.of(version))
                        .distinct()
                        .sorted()
                        .toList(),
                all);
    }

    /// A version of the same bill known at the same time by the same catalog that has other charges; empty if there
    /// is none. Of two such versions nobody could tell which is current, so the second is to be refused. What has
    /// the same charges may say later that they are final, or all there.
    public Optional<BillVersion> contradicting(BillVersion version) {
        return versions.stream()
                .filter(known -> known.id().equals(version.id())
                        && known.knownAt().equals(version.knownAt())
                        && known.catalog().equals(version.catalog())
                        && !known.content().equals(version.content()))
                .findFirst();
    }

    /// The bill as it was said of another version already, where both differ only in how far they can be relied on:
    /// what was said once, holds.
    public BillVersion keeping(BillVersion version) {
        return versions.stream()
                .filter(known -> known.id().equals(version.id())
                        && known.knownAt().equals(version.knownAt())
                        && known.catalog().equals(version.catalog())
                        && known.content().equals(version.content()))
                .reduce(version, BillVersion::reliedOnLike);
    }

    /// When a version is told no longer, since the next of its bill became known; empty if none did.
    public Optional<Instant> until(BillVersion version) {
        return versions.stream()
                .filter(other -> other.id().isSameBill(version.id()))
                .map(BillVersion::knownAt)
                .filter(version.knownAt()::isBefore)
                .min(Comparator.naturalOrder());
    }

    /// A bill beside which another would count the costs of an account twice, at any time at which that is told: of
    /// another source, or of the same with another billing period; empty if there is none.
    ///
    /// @param version what is to become known; without rows it counts nothing
    /// @param until when it is told no longer; empty if it is current
    public Optional<BillVersion> alsoBilling(BillVersion version, Optional<Instant> until, Together together) {
        BillId bill = version.id();
        if (version.rows() == 0) {
            return Optional.empty();
        }
        KnownBills others = new KnownBills(
                month,
                versions.stream()
                        .filter(known -> known.id().account().equals(bill.account())
                                && !known.id().isSameBill(bill)
                                && !together.mayStandBeside(known.id(), bill))
                        .toList(),
                Set.of());
        Stream<Instant> changing = others.versions.stream()
                .map(BillVersion::knownAt)
                .filter(time -> time.isAfter(version.knownAt())
                        && until.map(time::isBefore).orElse(true));
        return Stream.concat(Stream.of(version.knownAt()), changing)
                .flatMap(time -> others.asKnownAt(time).stream())
                .filter(known -> known.rows() > 0
                        && known.id().period().overlap(bill.period()).isPresent())
                .findFirst();
    }

    /// The current version of each bill.
    public List<BillVersion> current() {
        return last(versions.stream());
    }

    /// The version of each bill that was current at a time: the bill as it was known then, by the catalog that
    /// held then. A bill that was read by later catalogs only is shown by the first of them, since it was known
    /// all the same.
    public List<BillVersion> asKnownAt(Instant time) {
        List<BillVersion> known =
                last(versions.stream().filter(version -> !version.knownAt().isAfter(time)));
        return known.stream().map(current -> asReadAt(current, time)).toList();
    }

    /// When a bill became known first.
    Instant firstKnown(BillId bill) {
        return versions.stream()
                .filter(version -> version.id().isSameBill(bill))
                .map(BillVersion::knownAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// Since when each version is told by [#asKnownAt]: the first reading of a bill that stood so since it did,
    /// and later readings of the same since the catalogs were there that they were read by.
    ///
    /// @param versions all that were ever known of some bills
    public static Map<BillVersion, Instant> toldSince(Collection<BillVersion> versions) {
        record Stood(BillId id, Instant knownAt) {}
        Set<Stood> seen = new HashSet<>();
        Map<BillVersion, Instant> since = new TreeMap<>();
        versions.stream().sorted().forEach(version -> {
            boolean first = seen.add(new Stood(version.id(), version.knownAt()));
            since.put(
                    version,
                    first || version.catalog().isBefore(version.knownAt()) ? version.knownAt() : version.catalog());
        });
        return since;
    }

    private BillVersion asReadAt(BillVersion current, Instant time) {
        List<BillVersion> readings = versions.stream()
                .filter(version ->
                        version.id().equals(current.id()) && version.knownAt().equals(current.knownAt()))
                .sorted()
                .toList();
        return readings.stream()
                .filter(reading -> !reading.catalog().isAfter(time))
                .reduce((earlier, later) -> later)
                .orElse(readings.getFirst());
    }

    private static List<BillVersion> last(Stream<BillVersion> versions) {
        Map<BillId.Same, BillVersion> last = new HashMap<>();
        versions.forEach(version -> last.merge(
                version.id().same(),
                version,
                BinaryOperator.maxBy(Comparator.comparing(BillVersion::knownAt)
                        .thenComparing(BillVersion::catalog)
                        .thenComparing(Comparator.naturalOrder()))));
        return last.values().stream().sorted().toList();
    }
}
