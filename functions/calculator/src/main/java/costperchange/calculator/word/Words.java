package costperchange.calculator.word;

import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.DayOfApplication;
import costperchange.calculator.delivery.Change;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.ChangesOfApplication.Row;
import costperchange.calculator.report.MonthOfScope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What there is to say of an application's changes on a day.
///
/// A change's full days begin with the first midnight (UTC) after it, and are compared with the seven days
/// before its own day: the same seven days of the week once seven full days are known. They are told when
/// every bill of the application covers them, however late those come, for two weeks. What was told already is
/// for the caller to know, and that whoever asks for the first time is not told a history ([#first]). Where a
/// bill came so late that both are known at once, only the seven days are told.
public final class Words {

    /// After how many full days something is said.
    public static final List<Integer> FULL_DAYS = List.of(1, 7);

    /// How many days ago what is told may have ended: older days are history.
    public static final int OLDEST = 14;

    /// How many days before it was asked for are told, too, so that something is seen of it soon.
    private static final int BEFORE_ASKED = 7;

    private static final int BEFORE = 7;
    private static final int SCALE = 12;

    /// The days that have to be read.
    public static Days needed(LocalDate today) {
        return new Days(today.minusDays(OLDEST + 2L * BEFORE), today);
    }

    /// The first day with which what is told may end.
    ///
    /// @param asked since when someone asks to be told
    public static LocalDate first(LocalDate today, LocalDate asked) {
        LocalDate oldest = today.minusDays(OLDEST);
        LocalDate own = (asked.isAfter(today) ? today : asked).minusDays(BEFORE_ASKED);
        return own.isAfter(oldest) ? own : oldest;
    }

    private final ChangesOfApplication changes;
    private final Map<YearMonth, Totals> totals = new HashMap<>();
    private final Map<LocalDate, DayOfApplication> days = new HashMap<>();
    private final Map<String, Instant> rolledBack = new HashMap<>();

    private Words(ChangesOfApplication changes, Collection<Change> counted, Collection<MonthOfScope> months) {
        this.changes = changes;
        counted.forEach(change -> {
            Instant at = change.rolledBackAt();
            if (at != null) {
                rolledBack.put(
                        change.success().id().source() + "\n"
                                + change.success().id().id(),
                        at);
            }
        });
        months.forEach(month -> {
            totals.put(month.totals().month(), month.totals());
            month.days().forEach(day -> days.put(day.day(), day));
        });
    }

    /// What there is to say, in order of the changes.
    ///
    /// @param changes of the months that [#needed] touches, all on one page
    /// @param counted the same changes, as they were counted
    /// @param months of the application, with their days
    public static List<Word> of(
            ChangesOfApplication changes,
            Collection<Change> counted,
            Collection<MonthOfScope> months,
            LocalDate today) {
        return new Words(changes, counted, months).on(today);
    }

    private List<Word> on(LocalDate today) {
        Days recent = new Days(today.minusDays(OLDEST), today);
        Map<String, List<Row>> byChange = new LinkedHashMap<>();
        changes.rows()
                .forEach(row -> byChange.computeIfAbsent(key(row), key -> new ArrayList<>())
                        .add(row));
        List<Instant> times =
                byChange.values().stream().map(rows -> rows.getFirst().at()).toList();
        List<Word> words = new ArrayList<>();
        for (List<Row> rows : byChange.values()) {
            FULL_DAYS.reversed().stream()
                    .map(fullDays -> after(rows.getFirst().at(), fullDays))
                    .filter(after -> recent.contains(after.to().minusDays(1)) && isKnown(after))
                    .findFirst()
                    .ifPresent(after -> words.add(word(rows, after, times)));
        }
        return words;
    }

    private static String key(Row row) {
        return row.source() + "\n" + row.id();
    }

    private static Days after(Instant change, int fullDays) {
        LocalDate day = Period.day(change);
        LocalDate first = Period.of(day).start().equals(change) ? day : day.plusDays(1);
        return new Days(first, first.plusDays(fullDays));
    }

    private Word word(List<Row> rows, Days after, List<Instant> changed) {
        Row change = rows.getFirst();
        LocalDate day = Period.day(change.at());
        Days before = new Days(day.minusDays(BEFORE), day);
        int fullDays = after.list().size();
        String subject = change.revision() == null ? change.source() + "#" + change.id() : change.revision();
        return new Word(
                Word.id(changes.application(), subject, day.toString(), Integer.toString(fullDays)),
                changes.application(),
                change.revision(),
                change.source(),
                change.id(),
                change.at(),
                change.url(),
                fullDays,
                Basis.EFFECTIVE.label(),
                before,
                after,
                isEstimated(new Days(before.from(), after.to())),
                rolledBack.get(key(change)),
                isMeasured(before) ? count(changed, before) : null,
                count(changed, new Days(day, after.to())) - 1,
                amounts(rows, before, after));
    }

    private List<Word.Amounts> amounts(List<Row> rows, Days before, Days after) {
        TreeSet<Currency> currencies = new TreeSet<>();
        Map<Currency, Row> running = new HashMap<>();
        for (Row row : rows) {
            Currency currency = row.currency();
            if (currency != null) {
                running.put(currency, row);
                currencies.add(currency);
            }
        }
        new Days(before.from(), after.to())
                .list().stream()
                        .map(days::get)
                        .filter(day -> day != null)
                        .flatMap(day -> day.amounts().stream())
                        .forEach(amounts -> currencies.add(amounts.currency()));
        return currencies.stream()
                .map(currency -> amounts(currency, running.get(currency), before, after))
                .toList();
    }

    private Word.Amounts amounts(Currency currency, @Nullable Row run, Days before, Days after) {
        BigDecimal first = isKnown(before) ? perDay(currency, before) : null;
        BigDecimal second = perDay(currency, after);
        return new Word.Amounts(
                currency,
                first,
                second,
                first == null ? null : plain(second.subtract(first)),
                run == null ? null : run.runCost(),
                run == null ? null : run.liveSeconds());
    }

    private BigDecimal perDay(Currency currency, Days span) {
        Cost cost = Cost.ZERO;
        for (LocalDate date : span.list()) {
            DayOfApplication day = days.get(date);
            for (DayOfApplication.Amounts amounts : day == null ? List.<DayOfApplication.Amounts>of() : day.amounts()) {
                if (amounts.currency().equals(currency)) {
                    cost = cost.plus(amounts.cost()).minus(amounts.multiPeriod());
                }
            }
        }
        return plain(
                cost.on(Basis.EFFECTIVE).divide(BigDecimal.valueOf(span.list().size()), SCALE, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    private static int count(List<Instant> changed, Days span) {
        return (int) changed.stream().map(Period::day).filter(span::contains).count();
    }

    private boolean isKnown(Days span) {
        return span.list().stream().allMatch(this::isKnown);
    }

    private boolean isKnown(LocalDate day) {
        Totals month = totals.get(YearMonth.from(day));
        return month != null && month.freshness() != null && month.freshness().covers(day);
    }

    private boolean isMeasured(Days span) {
        return span.list().stream()
                .map(day -> Optional.ofNullable(totals.get(YearMonth.from(day)))
                        .map(Totals::measuredSince)
                        .filter(since -> !day.isBefore(since)))
                .allMatch(Optional::isPresent);
    }

    private boolean isEstimated(Days span) {
        return span.months().stream()
                .map(totals::get)
                .anyMatch(month -> month != null
                        && month.freshness() != null
                        && month.freshness().estimated());
    }
}
