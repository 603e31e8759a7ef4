package costperchange.store;

import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.cost.ApplicationMonth.Remainder;
import costperchange.calculator.cost.ApplicationMonth.RunCost;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.DayOfApplication;
import costperchange.calculator.cost.DeliveryOfMonth;
import costperchange.calculator.delivery.Change;
import costperchange.store.Keys.Key;
import costperchange.store.Table.Condition;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import tools.jackson.core.type.TypeReference;

/// Application months: totals, days and details, written as one.
///
/// `revision` counts how often a month was written. It only guards against two writers and says nothing of the
/// content.
///
/// @param table where they are kept
public record ApplicationMonths(Table table) {

    static final String REVISION = "revision";
    private static final String CHUNKS = "chunks";
    private static final int ROWS_IN_A_CHUNK = 2_000;
    private static final TypeReference<Totals> TOTALS = new TypeReference<>() {};
    private static final TypeReference<List<DayOfApplication>> DAYS = new TypeReference<>() {};
    private static final TypeReference<DeliveryOfMonth> DELIVERY = new TypeReference<>() {};
    private static final TypeReference<Detail> DETAIL = new TypeReference<>() {};

    /// What a month holds beside its numbers by day.
    public record Detail(List<Change> changes, List<RunCost> runCosts, List<Remainder> remainders) {}

    /// A month as it stands, to be compared and replaced.
    public record Stored(Map<Key, Item> items) {

        /// Whether the month was ever written.
        public boolean exists() {
            return !items.isEmpty();
        }
    }

    /// What is stored of a month, to be read before anything it is computed from.
    public Stored stored(String application, YearMonth month) {
        List<Key> keys = List.of(Keys.totals(application, month), Keys.days(application, month));
        Map<Key, Item> items = new HashMap<>();
        keys.forEach(key -> table.get(key).ifPresent(item -> items.put(key, item)));
        Stream.of("LEAD#", "DETAIL#")
                .flatMap(kind -> table.startingWith(Keys.application(application), kind + month + "#"))
                .forEach(item -> items.put(item.key(), item));
        return new Stored(items);
    }

    /// How a write went.
    public enum Written {
        /// The month is as it was.
        SAME,
        /// The month was written.
        CHANGED,
        /// Someone else wrote it since it was read; nothing was written.
        CONTENDED
    }

    /// Replaces a month, if it differs, and if it still is what was read.
    public Written replace(Stored stored, ApplicationMonth month) {
        Key totalsKey = Keys.totals(month.totals().application(), month.totals().month());
        Map<Key, Item> wanted = items(month);
        Item totals = Optional.ofNullable(wanted.remove(totalsKey)).orElseThrow();
        Map<Key, Item> left = new HashMap<>(stored.items);
        Optional<Item> before = Optional.ofNullable(left.remove(totalsKey));
        List<TransactWriteItem> writes = new ArrayList<>();
        wanted.forEach((key, item) -> {
            if (!item.equals(left.remove(key))) {
                writes.add(table.put(item));
            }
        });
        left.keySet().forEach(key -> writes.add(table.delete(key)));
        boolean sameTotals =
                before.map(item -> item.content(TOTALS).equals(month.totals())).orElse(false);
        if (writes.isEmpty() && sameTotals) {
            return Written.SAME;
        }
        totals.with(REVISION, before.map(item -> item.number(REVISION)).orElse(0L) + 1);
        writes.add(table.putWhere(
                totals,
                Condition.unchanged(
                        REVISION,
                        before.map(item -> item.attributes().get(REVISION)).orElse(null))));
        return table.write(writes) ? Written.CHANGED : Written.CONTENDED;
    }

    /// The months of an application that exist, from one month on. Strongly consistent.
    public List<YearMonth> from(String application, YearMonth first) {
        return between(application, "MONTH#", first, YearMonth.of(9999, 12), true)
                .map(item -> YearMonth.parse(item.text(Keys.SK).substring("MONTH#".length())))
                .toList();
    }

    /// Totals of an application, in order of the months. Both months are included.
    public List<Totals> totals(String application, YearMonth first, YearMonth last) {
        return between(application, "MONTH#", first, last, false)
                .map(item -> item.content(TOTALS))
                .toList();
    }

    /// Totals of all applications in a month, in order of their names. Eventually consistent.
    public List<Totals> totals(YearMonth month) {
        return table.query(q -> q.indexName(Keys.BY_MONTH)
                        .keyConditionExpression("byMonth = :month")
                        .expressionAttributeValues(Map.of(":month", AttributeValue.fromS(Keys.month(month)))))
                .map(item -> item.content(TOTALS))
                .toList();
    }

    /// Totals of several applications in a month. Eventually consistent.
    public List<Totals> totals(Collection<String> applications, YearMonth month) {
        return table
                .getAll(applications.stream().map(a -> Keys.totals(a, month)).toList())
                .stream()
                .map(item -> item.content(TOTALS))
                .toList();
    }

    /// Days of one application. Both months are included.
    public List<DayOfApplication> days(String application, YearMonth first, YearMonth last) {
        return between(application, "DAYS#", first, last, false)
                .flatMap(item -> item.content(DAYS).stream())
                .toList();
    }

    /// Days of several applications in a month, by application. Eventually consistent.
    public Map<String, List<DayOfApplication>> days(Collection<String> applications, YearMonth month) {
        return table.getAll(applications.stream().map(a -> Keys.days(a, month)).toList()).stream()
                .collect(Collectors.toMap(
                        item -> Keys.applicationOf(item.text(Keys.PK)),
                        item -> item.content(DAYS),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /// How delivery of several applications went in a month, by application. Eventually consistent.
    public Map<String, DeliveryOfMonth> deliveries(Collection<String> applications, YearMonth month) {
        Map<String, DeliveryOfMonth> byApplication = new TreeMap<>();
        List<Key> keys =
                applications.stream().map(name -> Keys.lead(name, month, 0)).toList();
        while (!keys.isEmpty()) {
            List<Key> more = new ArrayList<>();
            for (Item item : table.getAll(keys)) {
                String application = Keys.applicationOf(item.text(Keys.PK));
                byApplication.merge(application, item.content(DELIVERY), DeliveryOfMonth::with);
                int next = Integer.parseInt(item.text(Keys.SK).split("#", -1)[2]) + 1;
                if (next < item.number(CHUNKS)) {
                    more.add(Keys.lead(application, month, next));
                }
            }
            keys = more;
        }
        return byApplication;
    }

    private static YearMonth monthOf(Item item) {
        return YearMonth.parse(item.text(Keys.SK).split("#", -1)[1]);
    }

    /// Changes, run costs and remainders of an application, by month. Both months are included.
    public Map<YearMonth, Detail> details(String application, YearMonth first, YearMonth last) {
        Map<YearMonth, Detail> byMonth = new TreeMap<>();
        between(application, "DETAIL#", first, last, false)
                .forEach(item -> byMonth.merge(
                        monthOf(item),
                        item.content(DETAIL),
                        (one, other) -> new Detail(
                                concat(one.changes, other.changes),
                                concat(one.runCosts, other.runCosts),
                                concat(one.remainders, other.remainders))));
        return byMonth;
    }

    private Stream<Item> between(String application, String kind, YearMonth first, YearMonth last, boolean consistent) {
        return table.query(q -> q.keyConditionExpression("pk = :pk and sk between :first and :last")
                .consistentRead(consistent)
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(Keys.application(application)),
                        ":first", AttributeValue.fromS(kind + first),
                        ":last", AttributeValue.fromS(kind + last + "~"))));
    }

    private static Map<Key, Item> items(ApplicationMonth month) {
        String application = month.totals().application();
        YearMonth of = month.totals().month();
        Map<Key, Item> items = new HashMap<>();
        Stream.of(
                        Item.of(Keys.totals(application, of))
                                .with(Keys.BY_MONTH, Keys.month(of))
                                .withContent(month.totals()),
                        Item.of(Keys.days(application, of)).withContent(month.days()))
                .forEach(item -> items.put(item.key(), item));
        int rows = Math.max(month.changes().size(), month.runCosts().size());
        for (int from = 0, chunk = 0; from < Math.max(rows, 1); from += ROWS_IN_A_CHUNK, chunk++) {
            Item item = Item.of(Keys.detail(application, of, chunk))
                    .withContent(new Detail(
                            slice(month.changes(), from),
                            slice(month.runCosts(), from),
                            from == 0 ? month.remainders() : List.of()));
            items.put(item.key(), item);
        }
        leads(month).forEach(item -> items.put(item.key(), item));
        return items;
    }

    private static List<Item> leads(ApplicationMonth month) {
        DeliveryOfMonth delivery = month.delivery();
        int chunks = Math.max(1, Math.ceilDiv(delivery.changes().size(), ROWS_IN_A_CHUNK));
        List<Item> items = new ArrayList<>();
        for (int chunk = 0; chunk < chunks; chunk++) {
            items.add(Item.of(Keys.lead(
                            month.totals().application(), month.totals().month(), chunk))
                    .with(CHUNKS, chunks)
                    .withContent(delivery.part(slice(delivery.changes(), chunk * ROWS_IN_A_CHUNK), chunk == 0)));
        }
        return items;
    }

    private static <T> List<T> slice(List<T> rows, int from) {
        return rows.subList(Math.min(from, rows.size()), Math.min(from + ROWS_IN_A_CHUNK, rows.size()));
    }

    private static <T> List<T> concat(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
