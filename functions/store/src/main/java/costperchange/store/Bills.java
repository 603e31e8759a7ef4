package costperchange.store;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.BillId;
import costperchange.calculator.allocation.BillSummary;
import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.KnownBills;
import costperchange.calculator.allocation.MonthSplit;
import costperchange.calculator.allocation.Owner;
import costperchange.calculator.allocation.Posted;
import costperchange.calculator.allocation.Together;
import costperchange.store.Table.Condition;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import tools.jackson.core.type.TypeReference;

/// Bills, as the rules divided them.
///
/// Parts are named by their content, so writing them again changes nothing, and an unchanged bill writes none.
/// The item of a month's known bills is written last, with the marks of the months that have to be split: parts
/// that it does not name do not exist for readers.
///
/// @param table where they are kept
public record Bills(Table table) {

    private static final String NUMBER = "states";

    /// Attribute of the mark that a month is settling: the commit that made it so.
    static final String SETTLING_SINCE = "since";

    private static final int LINES_IN_A_CHUNK = 4_000;
    private static final TypeReference<KnownBills> KNOWN = new TypeReference<>() {};
    private static final TypeReference<List<Posted>> POSTED = new TypeReference<>() {};
    private static final TypeReference<BillSummary> SUMMARY = new TypeReference<>() {};

    /// What the importer says of a bill beside its charges.
    ///
    /// @param knownAt when the bill stood as it was read
    /// @param catalog version of the catalog it was divided by, [BillVersion#NO_CATALOG] if there was none
    /// @param completeThrough the last complete day, if the source says so
    /// @param declaredFinal whether the source says that the bill no longer changes
    public record Provenance(
            Instant knownAt, Instant catalog, @Nullable LocalDate completeThrough, boolean declaredFinal) {}

    /// How a commit went.
    public sealed interface Committed {

        /// The bill is known.
        sealed interface Taken extends Committed {
            BillVersion version();
        }

        /// The bill is new, or differs from the version before.
        record Changed(BillVersion version) implements Taken {}

        /// The bill is as it was: only that it was confirmed is new.
        record Confirmed(BillVersion version) implements Taken {}

        /// This version was known already.
        record Known(BillVersion version) implements Taken {}

        /// The bill is known, and the numbers stay: another version of it is current.
        ///
        /// @param current known later than this one; without rows where the bill was withdrawn
        /// @param known whether this version was known already
        record Superseded(BillVersion version, BillVersion current, boolean known) implements Taken {}

        /// What is known says otherwise; nothing was written.
        sealed interface Refused extends Committed {
            BillVersion known();
        }

        /// Another content was committed for the same time.
        record Contradicted(BillVersion known) implements Refused {}

        /// Another source, or the same with another billing period, bills the same account for the same time.
        ///
        /// @param known what the other bill says
        record CountedTwice(BillVersion known) implements Refused {}
    }

    /// Writes a bill of an account that no other source bills, and commits it.
    public Committed commit(Bill bill, Provenance provenance) {
        return commit(bill, provenance, Together.NONE);
    }

    /// Writes a bill and commits it.
    ///
    /// @param together which bills may stand beside it
    public Committed commit(Bill bill, Provenance provenance, Together together) {
        while (true) {
            Known known = known(bill.id());
            BillVersion version = known.own.keeping(version(bill, provenance));
            Optional<Committed.Refused> refused = known.refused(version, together);
            if (refused.isPresent()) {
                return refused.get();
            }
            KnownBills next = known.own.with(version, bill.applications());
            if (next.equals(known.own)) {
                return known.taken(new Committed.Known(version));
            }
            if (known.own.versions().stream().noneMatch(version::hasContentOf)) {
                table.putAll(parts(bill, version));
            }
            // Before the commit: without it they say nothing.
            table.putAll(reached(bill)
                    .map(month -> Item.of(Keys.reached(month, bill.id().month())))
                    .toList());
            if (table.write(commit(next, known, version.id()))) {
                return known.taken(
                        known.own.current().stream().anyMatch(version::hasContentOf)
                                ? new Committed.Confirmed(version)
                                : new Committed.Changed(version));
            }
        }
    }

    /// Why a bill would not be committed now; empty if it would.
    public Optional<Committed.Refused> refused(Bill bill, Provenance provenance, Together together) {
        Known known = known(bill.id());
        return known.refused(known.own.keeping(version(bill, provenance)), together);
    }

    /// What a bill comes to.
    ///
    /// @param own what is known of its month
    /// @param beside of other months whose bills may overlap it
    private record Known(KnownBills own, List<KnownBills> beside) {

        Optional<Committed.Refused> refused(BillVersion version, Together together) {
            Optional<Instant> until = own.until(version);
            return own.contradicting(version)
                    .<Committed.Refused>map(Committed.Contradicted::new)
                    .or(() -> Stream.concat(Stream.of(own), beside.stream())
                            .flatMap(known -> known.alsoBilling(version, until, together).stream())
                            .findFirst()
                            .map(Committed.CountedTwice::new));
        }

        /// What is said of a bill, unless another version of it is current.
        Committed.Taken taken(Committed.Taken taken) {
            BillVersion version = taken.version();
            return own.with(version, List.of()).current().stream()
                    .filter(current -> current.id().isSameBill(version.id()) && !current.equals(version))
                    .findFirst()
                    .<Committed.Taken>map(
                            current -> new Committed.Superseded(version, current, taken instanceof Committed.Known))
                    .orElse(taken);
        }
    }

    /// A billing period is of two calendar months at most: those of the month before may reach this one, and this one
    /// those of the next.
    private Known known(BillId bill) {
        YearMonth month = bill.month();
        return new Known(
                known(month),
                Stream.of(month.minusMonths(1), month.plusMonths(1))
                        .filter(beside -> beside.isBefore(month) || bill.touches(beside))
                        .map(this::known)
                        .toList());
    }

    /// What is known of the bills of a month.
    public KnownBills known(YearMonth month) {
        return table.get(Keys.bills(month)).map(item -> item.content(KNOWN)).orElseGet(() -> KnownBills.none(month));
    }

    /// The months of other bills that bear on a month: earlier ones of which something amortised posts to it,
    /// and later ones that correct it. More may be named than do.
    public List<YearMonth> reaching(YearMonth month) {
        return table.partition(Keys.reached(month))
                .map(item -> YearMonth.parse(item.text(Keys.SK)))
                .toList();
    }

    /// The parts of a bill's version.
    public MonthSplit.Content content(BillVersion version) {
        Map<Owner, List<Posted>> parts = new TreeMap<>();
        List<BillSummary> summary = new ArrayList<>();
        table.partition(Keys.billParts(version.id(), version.content())).forEach(item -> {
            if (item.text(Keys.SK).equals(Keys.SUMMARY)) {
                summary.add(item.content(SUMMARY));
            } else {
                parts.computeIfAbsent(Keys.ownerOf(item.text(Keys.SK)), owner -> new ArrayList<>())
                        .addAll(item.content(POSTED));
            }
        });
        return new MonthSplit.Content(version, summary.getFirst(), parts);
    }

    /// Holds while nothing more became known of a month's bills.
    static Condition stillKnown(KnownBills known) {
        return Condition.unchanged(
                NUMBER, known.number() == 0 ? null : AttributeValue.fromN(Integer.toString(known.number())));
    }

    /// The commit, and with it the marks of the months whose splits are behind from now on.
    ///
    /// @param read nothing more of which may be known
    private List<TransactWriteItem> commit(KnownBills next, Known read, BillId bill) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(table.putWhere(item(next), stillKnown(read.own)));
        read.beside.forEach(beside -> writes.add(table.check(Keys.bills(beside.month()), stillKnown(beside))));
        Stream.concat(Stream.of(bill.month(), bill.month().plusMonths(1)).filter(bill::touches), next.later().stream())
                .distinct()
                .forEach(month -> writes.add(table.put(
                        Item.of(Keys.settling(month)).with(SETTLING_SINCE, next.month() + "#" + next.number()))));
        return writes;
    }

    /// The months outside its billing period on which a bill bears.
    private static Stream<YearMonth> reached(Bill bill) {
        YearMonth last = bill.amortisedThrough();
        Stream<YearMonth> later = last == null
                ? Stream.of()
                : Stream.iterate(bill.id().month().plusMonths(1), m -> !m.isAfter(last), m -> m.plusMonths(1));
        return Stream.concat(later, bill.corrects().stream());
    }

    private static Item item(KnownBills known) {
        return Item.of(Keys.bills(known.month())).with(NUMBER, known.number()).withContent(known);
    }

    private static List<Item> parts(Bill bill, BillVersion version) {
        String partition = Keys.billParts(version.id(), version.content());
        List<Item> items = new ArrayList<>();
        items.add(Item.of(new Keys.Key(partition, Keys.SUMMARY)).withContent(bill.summary()));
        bill.parts().forEach((owner, posted) -> {
            for (int from = 0, chunk = 0; from < posted.size(); from += LINES_IN_A_CHUNK, chunk++) {
                List<Posted> some = posted.subList(from, Math.min(from + LINES_IN_A_CHUNK, posted.size()));
                items.add(Item.of(new Keys.Key(partition, Keys.billPart(owner, chunk)))
                        .withContent(some));
            }
        });
        return items;
    }

    private static BillVersion version(Bill bill, Provenance provenance) {
        return new BillVersion(
                bill.id(),
                provenance.knownAt,
                provenance.catalog,
                digest(bill),
                bill.rows(),
                provenance.completeThrough,
                provenance.declaredFinal,
                bill.missingDays(),
                bill.amortisedThrough());
    }

    /// Names the content of a bill: the first 128 bits of the SHA-256 of its summary, owners and postings, in
    /// order.
    private static String digest(Bill bill) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(Json.bytes(bill.summary()));
            bill.parts().forEach((owner, posted) -> {
                sha.update(Json.bytes(Keys.owner(owner)));
                sha.update(Json.bytes(posted));
            });
            return HexFormat.of().formatHex(sha.digest(), 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
