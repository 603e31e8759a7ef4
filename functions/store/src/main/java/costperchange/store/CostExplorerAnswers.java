package costperchange.store;

import costperchange.store.Keys.Key;
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
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.type.TypeReference;

/// What Cost Explorer answered, so that nothing is paid for twice; and how many requests it was sent.
///
/// An answer is kept once for each request and day on which it was read: of two workers that ask the same, the
/// second takes the answer of the first, so both see the same bill.
///
/// @param table where they are kept
public record CostExplorerAnswers(Table table) {

    private static final int GROUPS_IN_A_CHUNK = 1_000;
    private static final int DELETES_IN_A_TRANSACTION = 50;
    private static final String REQUESTS = "requests";
    private static final String READ_AT = "readAt";
    private static final String NEXT = "next";
    private static final String CONTENT_NAME = "contentName";
    private static final String CHUNKS = "chunks";
    private static final String READ = "dayRead";
    private static final String SETTLED = "settled";
    private static final TypeReference<List<Day>> DAYS = new TypeReference<>() {};

    /// Which answer is meant.
    ///
    /// @param account FOCUS `BillingAccountId`
    /// @param month billing month
    /// @param read day (UTC) on which it was read
    /// @param request names everything that was asked, and the page
    public record Place(String account, YearMonth month, LocalDate read, String request) {

        private Key key() {
            return new Key(Keys.explorerAnswers(account, month), Keys.explorerAnswer(read, request));
        }
    }

    /// One page.
    ///
    /// @param readAt when it was asked for
    /// @param days in order
    /// @param next token of the next page; null on the last
    public record Answer(
            Instant readAt, List<Day> days, @Nullable String next) {
        public Answer {
            days = List.copyOf(days);
        }
    }

    /// What a page says of a day.
    ///
    /// @param estimated whether Cost Explorer says that it may change
    public record Day(LocalDate day, boolean estimated, List<Group> groups) {
        public Day {
            groups = List.copyOf(groups);
        }

        /// With what another page says of the same day.
        public Day and(Day more) {
            return new Day(
                    day,
                    estimated || more.estimated,
                    Stream.concat(groups.stream(), more.groups.stream()).toList());
        }

        private List<Day> parts(int most) {
            List<Day> parts = new ArrayList<>();
            int from = 0;
            do {
                parts.add(new Day(day, estimated, groups.subList(from, Math.min(from + most, groups.size()))));
                from += most;
            } while (from < groups.size());
            return parts;
        }
    }

    /// Costs that agree in the keys that were grouped by; texts as they came.
    ///
    /// @param keys none for all costs of the day
    public record Group(List<String> keys, String billed, String effective, String currency) {
        public Group {
            keys = List.copyOf(keys);
        }
    }

    /// A billing month all of whose answers are there and agree.
    ///
    /// @param read day on which they were read
    /// @param settled whether Cost Explorer said by then that none of it is estimated any more
    public record Whole(LocalDate read, boolean settled) {}

    /// Counts a request before it is sent. Never passes the budget, however many count at once; may count one
    /// that was not sent, if a call to the table had to be repeated.
    ///
    /// @param month calendar month in which it is sent
    /// @param budget how many requests the month may have
    /// @return whether it may be sent
    public boolean mayAsk(String account, YearMonth month, int budget) {
        Key key = Keys.explorerRequests(account, month);
        while (true) {
            Optional<Item> item = table.get(key);
            long before = item.map(found -> found.number(REQUESTS)).orElse(0L);
            if (before >= budget) {
                return false;
            }
            AttributeValue read =
                    item.map(found -> found.attributes().get(REQUESTS)).orElse(null);
            if (table.putIf(Item.of(key).with(REQUESTS, before + 1), Condition.unchanged(REQUESTS, read))) {
                return true;
            }
        }
    }

    /// How many requests a calendar month had.
    public long asked(String account, YearMonth month) {
        return table.get(Keys.explorerRequests(account, month))
                .map(item -> item.number(REQUESTS))
                .orElse(0L);
    }

    /// An answer; empty if there is none. Strongly consistent.
    public Optional<Answer> get(Place place) {
        return table.get(place.key()).flatMap(this::whole);
    }

    /// Keeps an answer, unless there is one already.
    ///
    /// @return the one that is kept now
    public Answer keep(Place place, Answer answer) {
        List<List<Day>> chunks = chunks(answer.days());
        String name = digest(chunks);
        List<Item> items = new ArrayList<>();
        for (List<Day> chunk : chunks) {
            items.add(Item.of(Keys.explorerGroups(place.key(), name, items.size()))
                    .withContent(chunk));
        }
        table.putAll(items);
        Item head = Item.of(place.key())
                .with(READ_AT, answer.readAt())
                .with(CONTENT_NAME, name)
                .with(CHUNKS, chunks.size())
                .with(NEXT, answer.next());
        return table.putIf(head, Condition.ABSENT) ? answer : get(place).orElse(answer);
    }

    /// The latest answers of a billing month that are whole; empty if there are none.
    public Optional<Whole> whole(String account, YearMonth month) {
        return table.get(Keys.wholeExplorerAnswers(account, month))
                .map(item -> new Whole(
                        LocalDate.parse(item.text(READ)),
                        Objects.requireNonNull(item.attributes().get(SETTLED)).bool()));
    }

    /// Keeps that the answers of a day are whole, and lets those of earlier days go.
    public void finished(String account, YearMonth month, Whole whole) {
        Item item = Item.of(Keys.wholeExplorerAnswers(account, month))
                .with(READ, whole.read().toString())
                .with(SETTLED, whole.settled());
        Condition notOlder = new Condition(
                "attribute_not_exists(pk) or dayRead <= :read",
                Map.of(":read", AttributeValue.fromS(whole.read().toString())));
        boolean differs =
                whole(account, month).filter(known -> known.equals(whole)).isEmpty();
        if (differs && table.putIf(item, notOlder)) {
            delete(account, month, sk -> sk.compareTo(whole.read().toString()) < 0);
        }
    }

    /// Lets the answers of a day go, since they do not agree.
    public void forget(String account, YearMonth month, LocalDate read) {
        delete(account, month, sk -> sk.startsWith(read + "#"));
    }

    private void delete(String account, YearMonth month, Predicate<String> sortKey) {
        List<Key> keys = table.partition(Keys.explorerAnswers(account, month))
                .map(Item::key)
                .filter(key -> sortKey.test(key.sk()))
                .toList();
        for (int from = 0; from < keys.size(); from += DELETES_IN_A_TRANSACTION) {
            // Someone else may be deleting the same.
            table.write(keys.subList(from, Math.min(from + DELETES_IN_A_TRANSACTION, keys.size())).stream()
                    .map(table::delete)
                    .toList());
        }
    }

    private Optional<Answer> whole(Item head) {
        List<Item> chunks = table.startingWith(
                        head.text(Keys.PK), Keys.explorerGroups(head.text(Keys.SK), head.text(CONTENT_NAME)))
                .toList();
        if (chunks.size() != head.number(CHUNKS)) {
            // They are being let go.
            return Optional.empty();
        }
        Map<LocalDate, Day> days = new TreeMap<>();
        chunks.forEach(chunk -> chunk.content(DAYS).forEach(day -> days.merge(day.day(), day, Day::and)));
        return Optional.of(new Answer(
                Objects.requireNonNull(head.optionalTime(READ_AT)),
                List.copyOf(days.values()),
                head.optionalText(NEXT)));
    }

    private static List<List<Day>> chunks(List<Day> days) {
        List<List<Day>> chunks = new ArrayList<>();
        List<Day> some = new ArrayList<>();
        int groups = 0;
        for (Day day : days) {
            for (Day part : day.parts(GROUPS_IN_A_CHUNK)) {
                if (groups + part.groups().size() > GROUPS_IN_A_CHUNK) {
                    chunks.add(some);
                    some = new ArrayList<>();
                    groups = 0;
                }
                some.add(part);
                groups += part.groups().size();
            }
        }
        chunks.add(some);
        return chunks;
    }

    /// Names a content, so that chunks of different answers cannot be mixed.
    private static String digest(List<List<Day>> chunks) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(Json.bytes(chunks)), 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
