package costperchange.store;

import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.BillsAround;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Explanation;
import costperchange.calculator.allocation.KnownBills;
import costperchange.calculator.allocation.MonthSplit;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Basis;
import costperchange.store.Keys.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
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
/// A split is computed from the bills known at one moment and written in transactions that hold only while
/// nothing more became known, so an older split can never cover a newer one. The mark that a month is settling,
/// written with the commit of its bills, is taken away last, with the ledgers; until then readers see it.
///
/// @param table where they are kept
public record Splits(Table table) {

    /// What DynamoDB takes.
    private static final int ITEMS_IN_A_TRANSACTION = 100;
    private static final int BYTES_IN_A_TRANSACTION = 3 << 20;
    private static final int LINES_IN_A_CHUNK = 4_000;
    private static final int ENTRIES_IN_A_CHUNK = 2_000;
    private static final TypeReference<Ledger> LEDGER = new TypeReference<>() {};
    private static final TypeReference<List<Ledger.Entry>> ENTRIES = new TypeReference<>() {};
    private static final TypeReference<BillOfChunk> CHUNK = new TypeReference<>() {};

    private record BillOfChunk(
            Freshness freshness, @Nullable LocalDate measuredSince, List<Line> lines) {}

    /// What is known of the bills that can post to a calendar month: those filed under it, those filed under
    /// the month before whose periods reach into it, and earlier ones of which something amortised does.
    ///
    /// @param earlier months before, the two directly before always among them
    /// @param after the month after, whose bills tell what of this one no longer changes
    private record Known(KnownBills own, List<KnownBills> earlier, KnownBills after) {

        /// The versions that can post to the month, picked from each of them.
        List<BillVersion> posting(Function<KnownBills, List<BillVersion>> pick) {
            return Stream.concat(
                            earlier.stream()
                                    .flatMap(known -> pick.apply(known).stream())
                                    .filter(version -> version.postsTo(own.month())),
                            pick.apply(own).stream())
                    .toList();
        }

        Set<YearMonth> earlierMonths() {
            return earlier.stream().map(KnownBills::month).collect(Collectors.toSet());
        }

        Freshness freshness(Function<KnownBills, List<BillVersion>> pick) {
            return new BillsAround(earlier.get(earlier.size() - 2), earlier.getLast(), own, after).freshness(pick);
        }

        TreeSet<String> applications() {
            TreeSet<String> all = new TreeSet<>(own.applications());
            earlier.stream()
                    .filter(known -> known.versions().stream().anyMatch(v -> v.postsTo(own.month())))
                    .forEach(known -> all.addAll(known.applications()));
            return all;
        }
    }

    /// Splits the months that the bills filed under a month bear on: that month, and the next if it has bills,
    /// since those of the month before may cross its end; later ones to which something amortised posts; and those
    /// beside that can be relied on less or further for what is known now.
    public void updateTouchedBy(YearMonth billingMonth) {
        update(billingMonth);
        YearMonth next = billingMonth.plusMonths(1);
        if (!known(next).posting(KnownBills::versions).isEmpty()) {
            update(next);
        }
        new Bills(table)
                .known(billingMonth).later().stream().filter(next::isBefore).forEach(this::update);
        Stream.of(billingMonth.minusMonths(1), billingMonth.plusMonths(2))
                .filter(this::isReliedOnOtherwise)
                .forEach(this::update);
    }

    /// Whether a month was split for what was known before of the bills beside it. All its applications have the
    /// same freshness; one without a split yet is split after its own commit.
    private boolean isReliedOnOtherwise(YearMonth month) {
        Known known = known(month);
        return known.applications().stream()
                .findFirst()
                .flatMap(application -> bill(application, month))
                .filter(bill -> !bill.freshness().equals(known.freshness(KnownBills::current)))
                .isPresent();
    }

    /// Splits a month and writes what differs, again and again until nothing more becomes known meanwhile.
    public void update(YearMonth month) {
        boolean written = false;
        while (!written) {
            Optional<Item> mark = table.get(Keys.settling(month));
            Known known = known(month);
            // An earlier bill that reaches the month since was not among those that were checked. It says so before its
            // commit, so its own split comes after what was written here, or this one is not the last.
            written = write(known, compute(known, KnownBills::current), mark)
                    && earlier(month).equals(known.earlierMonths());
        }
    }

    /// The split as it was known at a time, computed from the parts.
    public MonthSplit asKnownAt(YearMonth month, Instant time) {
        return compute(known(month), bills -> bills.asKnownAt(time));
    }

    /// All versions ever known of the bills that post to a month.
    List<BillVersion> versions(YearMonth month) {
        return known(month).posting(KnownBills::versions);
    }

    /// What an application was charged on a day, and why.
    public Explanation explain(String application, LocalDate day, Basis basis) {
        List<BillVersion> versions = known(YearMonth.from(day)).posting(KnownBills::current);
        return Explanation.of(application, day, basis, contents(versions), newest(versions));
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
    /// With them those of what earlier bills released to that month.
    public List<Ledger> ledgers(YearMonth billingMonth) {
        Map<String, Ledger> ledgers = new HashMap<>();
        table.partition(Keys.ledgers(billingMonth)).forEach(item -> {
            String key = item.text(Keys.SK);
            if (Keys.isMoreOfLedger(key)) {
                ledgers.computeIfPresent(
                        Keys.ledgerOfMore(key),
                        (_, ledger) -> ledger.withEntries(
                                Stream.concat(ledger.entries().stream(), item.content(ENTRIES).stream())
                                        .toList()));
            } else {
                ledgers.put(key, item.content(LEDGER));
            }
        });
        return ledgers.values().stream().sorted(Ledger.ORDER).toList();
    }

    private Known known(YearMonth month) {
        Bills bills = new Bills(table);
        return new Known(
                bills.known(month),
                earlier(month).stream().map(bills::known).toList(),
                bills.known(month.plusMonths(1)));
    }

    /// The months before one whose bills may post to it, or say what it lacks.
    private SortedSet<YearMonth> earlier(YearMonth month) {
        TreeSet<YearMonth> earlier = new TreeSet<>(new Bills(table).reaching(month));
        earlier.addAll(List.of(month.minusMonths(2), month.minusMonths(1)));
        return earlier.headSet(month);
    }

    private MonthSplit compute(Known known, Function<KnownBills, List<BillVersion>> pick) {
        List<BillVersion> versions = known.posting(pick);
        return MonthSplit.of(
                known.own.month(), contents(versions), newest(versions), everCharged(known), known.freshness(pick));
    }

    private List<MonthSplit.Content> contents(List<BillVersion> versions) {
        Bills bills = new Bills(table);
        return versions.stream().map(bills::content).toList();
    }

    private Catalog newest(List<BillVersion> versions) {
        return versions.stream()
                .map(BillVersion::catalog)
                .max(Instant::compareTo)
                .flatMap(version -> new Catalogs(table).version(version))
                .orElse(Catalog.NONE);
    }

    /// All that a split may ever have given something: by rules, or by the weights of any catalog that the
    /// bills were read by.
    private Set<String> everCharged(Known known) {
        Set<String> all = known.applications();
        known.posting(KnownBills::versions).stream()
                .map(BillVersion::catalog)
                .distinct()
                .flatMap(version -> new Catalogs(table).version(version).stream())
                .flatMap((Catalog catalog) -> catalog.pools().stream())
                .forEach(pool -> {
                    if (pool.split() instanceof Catalog.Split.Weights(Map<String, BigDecimal> weights)) {
                        weights.keySet().stream()
                                .filter(name -> !pool.feeds().contains(name))
                                .forEach(all::add);
                    }
                });
        return all;
    }

    /// @return whether all was written before anything more became known
    private boolean write(Known known, MonthSplit split, Optional<Item> mark) {
        List<TransactWriteItem> checks = Stream.concat(known.earlier.stream(), Stream.of(known.own, known.after))
                .map(one -> table.check(Keys.bills(one.month()), Bills.stillKnown(one)))
                .toList();
        List<TransactWriteItem> changed = new ArrayList<>();
        Map<String, List<Item>> bills = new TreeMap<>();
        everCharged(known).forEach(application -> bills.put(application, List.of()));
        split.applications().forEach(bill -> bills.put(bill.application(), items(bill)));
        bills.forEach((application, items) -> changed.addAll(differing(
                items,
                byKey(table.startingWith(Keys.application(application), Keys.applicationBills(split.month()))))));
        List<Item> ledgers = split.ledgers().stream()
                .flatMap(ledger -> items(ledger).stream())
                .toList();
        changed.addAll(differing(ledgers, existingLedgers(split.month())));
        for (List<TransactWriteItem> some : transactions(changed, ITEMS_IN_A_TRANSACTION - checks.size())) {
            if (!write(checks, some)) {
                return false;
            }
        }
        return mark.isEmpty() || write(checks, List.of(unmark(mark.get())));
    }

    /// Takes the mark away that the month is settling, unless another commit set it since.
    private TransactWriteItem unmark(Item mark) {
        AttributeValue since = mark.attributes().get(Bills.SETTLING_SINCE);
        return table.delete(mark.key(), Table.Condition.unchanged(Bills.SETTLING_SINCE, since));
    }

    /// Cuts writes into what one transaction takes.
    private static List<List<TransactWriteItem>> transactions(List<TransactWriteItem> writes, int most) {
        List<List<TransactWriteItem>> transactions = new ArrayList<>();
        List<TransactWriteItem> some = new ArrayList<>();
        int bytes = 0;
        for (TransactWriteItem write : writes) {
            int size = write.put() == null ? 0 : new Item(write.put().item()).contentBytes();
            if (some.size() == most || bytes + size > BYTES_IN_A_TRANSACTION) {
                transactions.add(some);
                some = new ArrayList<>();
                bytes = 0;
            }
            some.add(write);
            bytes += size;
        }
        if (!some.isEmpty()) {
            transactions.add(some);
        }
        return transactions;
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

    private static List<Item> items(Ledger ledger) {
        List<Ledger.Entry> entries = ledger.entries();
        int first = Math.min(ENTRIES_IN_A_CHUNK, entries.size());
        List<Item> items = new ArrayList<>();
        items.add(Item.of(Keys.ledger(ledger)).withContent(ledger.withEntries(entries.subList(0, first))));
        for (int from = first; from < entries.size(); from += ENTRIES_IN_A_CHUNK) {
            items.add(Item.of(Keys.moreOfLedger(ledger, items.size()))
                    .withContent(entries.subList(from, Math.min(from + ENTRIES_IN_A_CHUNK, entries.size()))));
        }
        return items;
    }
}
