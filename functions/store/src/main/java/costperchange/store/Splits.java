package costperchange.store;

import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.KnownBills;
import costperchange.calculator.allocation.MonthSplit;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.store.Keys.Key;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import tools.jackson.core.type.TypeReference;

/// Splits of months: application bills and ledgers.
///
/// A split is computed from the bills known at one moment and written in transactions that hold only while nothing more
/// became known, so an older split can never cover a newer one. The mark that a month is settling, written with the
/// commit of its bills, is taken away last, with the ledgers; until then readers see it.
///
/// @param table where they are kept
public record Splits(Table table) {

    private static final int ITEMS_IN_A_TRANSACTION = 50;
    private static final int LINES_IN_A_CHUNK = 4_000;
    private static final TypeReference<Ledger> LEDGER = new TypeReference<>() {};
    private static final TypeReference<BillOfChunk> CHUNK = new TypeReference<>() {};

    private record BillOfChunk(
            Freshness freshness, @Nullable LocalDate measuredSince, List<Line> lines) {}

    /// What is known of the bills that can touch a calendar month: those filed under it, and those filed under the
    /// month
    /// before whose periods reach into it.
    public record Known(KnownBills before, KnownBills own) {

        /// The versions that can touch the month, picked from each of the two.
        List<BillVersion> touching(Function<KnownBills, List<BillVersion>> pick) {
            return Stream.concat(
                            pick.apply(before).stream().filter(v -> v.id().touches(own.month())),
                            pick.apply(own).stream())
                    .toList();
        }

        TreeSet<String> applications() {
            TreeSet<String> all = new TreeSet<>(own.applications());
            if (before.versions().stream().anyMatch(v -> v.id().touches(own.month()))) {
                all.addAll(before.applications());
            }
            return all;
        }
    }

    /// Splits the months that the bills filed under a month touch: that month, and the next where a billing period
    /// crosses the month's end.
    public void updateTouchedBy(YearMonth billingMonth) {
        update(billingMonth);
        YearMonth next = billingMonth.plusMonths(1);
        if (new Bills(table).known(billingMonth).versions().stream().anyMatch(v -> v.id().touches(next))) {
            update(next);
        }
    }

    /// Splits a month and writes what differs, again and again until nothing more becomes known meanwhile.
    public void update(YearMonth month) {
        Known known = known(month);
        while (!write(known, compute(known, KnownBills::current))) {
            known = known(month);
        }
    }

    /// The split as it was known at a time, computed from the parts.
    public MonthSplit asKnownAt(YearMonth month, Instant time) {
        return compute(known(month), bills -> bills.asKnownAt(time));
    }

    /// The months for which bills were committed that their splits do not hold yet. Eventually consistent.
    public Set<YearMonth> settling() {
        return table.query(q -> q.keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(Keys.SETTLING))))
                .map(item -> YearMonth.parse(item.text(Keys.SK)))
                .collect(Collectors.toSet());
    }

    /// Whether bills of a month were committed that its split does not hold yet.
    public boolean isSettling(YearMonth month) {
        return settling().contains(month);
    }

    /// An application's bill; empty if it was never charged in that month.
    public Optional<ApplicationBill> bill(String application, YearMonth month) {
        List<BillOfChunk> chunks = table.startingWith(Keys.application(application), Keys.applicationBills(month))
                .map(item -> item.content(CHUNK))
                .toList();
        return chunks.stream()
                .findFirst()
                .map(first -> new ApplicationBill(
                        application,
                        month,
                        first.freshness,
                        first.measuredSince,
                        chunks.stream().flatMap(chunk -> chunk.lines.stream()).toList()));
    }

    /// The ledgers of the bills filed under a month, in order; one for each bill, currency and calendar month.
    public List<Ledger> ledgers(YearMonth billingMonth) {
        return table.partition(Keys.ledgers(billingMonth))
                .map(item -> item.content(LEDGER))
                .sorted(Ledger.ORDER)
                .toList();
    }

    private Known known(YearMonth month) {
        Bills bills = new Bills(table);
        return new Known(bills.known(month.minusMonths(1)), bills.known(month));
    }

    private MonthSplit compute(Known known, Function<KnownBills, List<BillVersion>> pick) {
        List<BillVersion> versions = known.touching(pick);
        Bills bills = new Bills(table);
        Catalog catalog = versions.stream()
                .map(BillVersion::catalog)
                .max(Instant::compareTo)
                .flatMap(version -> new Catalogs(table).version(version))
                .orElse(Catalog.NONE);
        return MonthSplit.of(
                known.own.month(), versions.stream().map(bills::content).toList(), catalog, known.applications());
    }

    /// @return whether all was written before anything more became known
    private boolean write(Known known, MonthSplit split) {
        List<TransactWriteItem> checks = List.of(
                table.check(Keys.bills(known.before.month()), Bills.stillKnown(known.before)),
                table.check(Keys.bills(known.own.month()), Bills.stillKnown(known.own)));
        List<TransactWriteItem> changed = new ArrayList<>();
        for (ApplicationBill bill : split.applications()) {
            changed.addAll(differing(
                    items(bill),
                    byKey(table.startingWith(
                            Keys.application(bill.application()), Keys.applicationBills(bill.month())))));
        }
        List<TransactWriteItem> last = differing(ledgerItems(split), existingLedgers(split.month()));
        if (table.get(Keys.settling(split.month())).isPresent()) {
            last.add(table.delete(Keys.settling(split.month())));
        }
        for (int from = 0; from < changed.size(); from += ITEMS_IN_A_TRANSACTION) {
            if (!write(checks, changed.subList(from, Math.min(from + ITEMS_IN_A_TRANSACTION, changed.size())))) {
                return false;
            }
        }
        return last.isEmpty() || write(checks, last);
    }

    private boolean write(List<TransactWriteItem> checks, List<TransactWriteItem> writes) {
        return table.write(Stream.concat(checks.stream(), writes.stream()).toList());
    }

    private static Map<Key, Item> byKey(Stream<Item> items) {
        return items.collect(Collectors.toMap(Item::key, item -> item));
    }

    private Map<Key, Item> existingLedgers(YearMonth month) {
        return byKey(Stream.of(month.minusMonths(1), month)
                .flatMap(billing -> table.partition(Keys.ledgers(billing)))
                .filter(item -> item.text(Keys.SK).endsWith("#" + month)));
    }

    private List<TransactWriteItem> differing(List<Item> wanted, Map<Key, Item> existing) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<Key, Item> left = new HashMap<>(existing);
        for (Item item : wanted) {
            if (!item.equals(left.remove(item.key()))) {
                writes.add(table.put(item));
            }
        }
        left.keySet().forEach(key -> writes.add(table.delete(key)));
        return writes;
    }

    private static List<Item> items(ApplicationBill bill) {
        List<Item> items = new ArrayList<>();
        int from = 0;
        do {
            List<Line> some = bill.lines()
                    .subList(
                            from, Math.min(from + LINES_IN_A_CHUNK, bill.lines().size()));
            items.add(Item.of(Keys.applicationBill(bill.application(), bill.month(), items.size()))
                    .withContent(new BillOfChunk(bill.freshness(), bill.measuredSince(), some)));
            from += LINES_IN_A_CHUNK;
        } while (from < bill.lines().size());
        return items;
    }

    private static List<Item> ledgerItems(MonthSplit split) {
        return split.ledgers().stream()
                .map(ledger -> Item.of(new Key(
                                Keys.ledgers(ledger.billingMonth()),
                                Keys.ledger(
                                        ledger.source(),
                                        ledger.account(),
                                        ledger.currency().code(),
                                        ledger.month())))
                        .withContent(ledger))
                .toList();
    }
}
