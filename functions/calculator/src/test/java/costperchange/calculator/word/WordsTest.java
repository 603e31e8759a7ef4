package costperchange.calculator.word;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.cost.ApplicationMonth.Deliveries;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Line;
import costperchange.calculator.delivery.Change;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.ChangesOfApplication.Question;
import costperchange.calculator.report.MonthOfScope;
import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Hand-made numbers: 10 a day in the first week, from the change of the 8th on 17.
class WordsTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final Currency USD = new Currency("USD");
    private static final Currency EUR = new Currency("EUR");

    private final List<Line> lines = new ArrayList<>();
    private final List<Success> successes = new ArrayList<>();
    private List<LocalDate> missing = List.of();
    private boolean estimated = true;

    WordsTest() {
        for (int day = 1; day <= 7; day++) {
            line(day, "10");
        }
        for (int day = 8; day <= 28; day++) {
            line(day, "17");
        }
        deployed("first", "2026-01-01T00:00:00Z");
        deployed("a", "2026-01-08T12:00:00Z");
    }

    @Test
    void after_a_full_day_it_is_compared_with_the_seven_days_before() {
        Word word = only(9, 11);

        assertThat(word.fullDays()).isEqualTo(1);
        assertThat(word.before()).isEqualTo(new Days(day(1), day(8)));
        assertThat(word.after()).isEqualTo(new Days(day(9), day(10)));
        // Run cost as far as the bill goes, which is the 28th: half a day and twenty, 17 each.
        assertThat(word.amounts())
                .containsExactly(
                        new Word.Amounts(USD, number("10"), number("17"), number("7"), number("348.5"), 1_771_200L));
        assertThat(word.revision()).isEqualTo("a");
        assertThat(word.basis()).isEqualTo("effective");
        assertThat(word.estimated()).isTrue();
        assertThat(word.rolledBackAt()).isNull();
        assertThat(word.changesBefore()).isEqualTo(1);
        assertThat(word.otherChanges()).isZero();
    }

    @Test
    void after_seven_full_days_it_is_said_again_under_another_id() {
        line(10, "3.5");
        Word seven = only(15, 17);

        assertThat(seven.fullDays()).isEqualTo(7);
        assertThat(seven.after()).isEqualTo(new Days(day(9), day(16)));
        assertThat(seven.amounts().getFirst().perDayAfter()).isEqualByComparingTo("17.5");
        assertThat(seven.id()).isNotEqualTo(only(9, 11).id()).startsWith("cpc_");
        assertThat(seven.id()).isEqualTo(only(16, 18).id());
    }

    @Test
    void nothing_is_said_before_the_day_is_complete() {
        assertThat(words(8, 11)).isEmpty();
        assertThat(only(14, 16).fullDays()).isEqualTo(1);
        assertThat(only(15, 17).fullDays()).isEqualTo(7);
    }

    @Test
    void a_day_that_is_missing_after_the_change_holds_its_word_back() {
        missing = List.of(day(12));
        assertThat(only(15, 17).fullDays()).isEqualTo(1);
        assertThat(words(9, 11)).hasSize(1);
    }

    @Test
    void where_a_day_before_is_missing_what_it_was_before_cannot_be_told() {
        missing = List.of(day(3));
        assertThat(only(9, 11).amounts())
                .containsExactly(new Word.Amounts(USD, null, number("17"), null, number("348.5"), 1_771_200L));
    }

    @Test
    void where_the_bill_of_the_month_before_is_not_known_it_cannot_be_told_either() {
        successes.clear();
        deployed("b", "2026-01-03T12:00:00Z");
        Word word = only(4, 6);
        assertThat(word.amounts().getFirst().perDayBefore()).isNull();
        assertThat(word.changesBefore())
                .as("deployments are known since the third only")
                .isNull();
    }

    @Test
    void however_late_a_bill_comes_it_is_said_for_two_weeks() {
        assertThat(words(9, 23)).hasSize(1);
        assertThat(words(9, 24)).as("fifteen days later").isEmpty();
        assertThat(only(28, 29).fullDays()).isEqualTo(7);
        assertThat(words(28, 30)).isEmpty();
    }

    @Test
    void where_both_become_known_at_once_the_seven_days_are_said_alone() {
        assertThat(words(20, 22)).extracting(Word::fullDays).containsExactly(7);
    }

    @Test
    void whoever_asks_for_the_first_time_is_told_of_the_week_before_and_no_history() {
        assertThat(Words.first(day(28), day(27))).isEqualTo(day(20));
        assertThat(Words.first(day(28), day(1))).as("asked long ago").isEqualTo(day(14));
        assertThat(Words.first(day(28), LocalDate.of(2026, 2, 20)))
                .as("a day that was, by what is asked since")
                .isEqualTo(day(21));
    }

    @Test
    void other_changes_in_these_days_are_counted() {
        deployed("b", "2026-01-05T09:00:00Z");
        deployed("c", "2026-01-08T09:00:00Z");
        deployed("d", "2026-01-09T23:59:59Z");
        deployed("e", "2026-01-10T00:00:00Z");
        Word word = words(9, 11).stream()
                .filter(one -> "a".equals(one.revision()))
                .findFirst()
                .orElseThrow();
        assertThat(word.changesBefore()).isEqualTo(2);
        assertThat(word.otherChanges()).isEqualTo(2);
    }

    @Test
    void the_first_full_day_of_a_change_at_midnight_is_its_own() {
        successes.removeLast();
        deployed("a", "2026-01-08T00:00:00Z");
        Word word = only(8, 10);
        assertThat(word.after()).isEqualTo(new Days(day(8), day(9)));
        assertThat(word.before()).isEqualTo(new Days(day(1), day(8)));
    }

    @Test
    void currencies_stay_apart_and_one_that_stopped_is_there_with_nothing() {
        lines.add(line(EUR, 2, "14", false));
        assertThat(only(9, 11).amounts())
                .containsExactly(
                        new Word.Amounts(EUR, number("2"), BigDecimal.ZERO, number("-2"), null, null),
                        new Word.Amounts(USD, number("10"), number("17"), number("7"), number("348.5"), 1_771_200L));
    }

    @Test
    void charges_that_reach_outside_their_billing_period_stay_out_of_the_days() {
        lines.add(line(USD, 9, "1000", true));
        assertThat(only(9, 11).amounts().getFirst().perDayAfter()).isEqualByComparingTo("17");
    }

    @Test
    void a_change_that_was_rolled_back_says_so() {
        successes.removeLast();
        successes.add(new Success(
                new DeploymentId("shop", "changes", "a"),
                Instant.parse("2026-01-08T12:00:00Z"),
                true,
                null,
                new Told(
                        Origin.NONE,
                        "production",
                        "a",
                        null,
                        null,
                        null,
                        null,
                        null,
                        Instant.parse("2026-01-08T13:00:00Z"),
                        null,
                        null,
                        null)));
        assertThat(only(9, 11).rolledBackAt()).isEqualTo("2026-01-08T13:00:00Z");
    }

    private Word only(int through, int today) {
        return words(through, today).stream()
                .filter(word -> !"first".equals(word.revision()))
                .reduce((one, other) -> {
                    throw new AssertionError(one + " and " + other);
                })
                .orElseThrow();
    }

    private List<Word> words(int through, int today) {
        LocalDate on = day(today);
        Freshness freshness = new Freshness(day(through), missing, estimated);
        ApplicationMonth month = ApplicationMonth.of(
                "shop",
                JANUARY,
                new ApplicationBill("shop", JANUARY, freshness, null, lines),
                Deliveries.of(successes, successes.getFirst().at()));
        Map<YearMonth, ChangesOfApplication.Month> stored = new TreeMap<>();
        stored.put(JANUARY, new ChangesOfApplication.Month(month.changes(), month.runCosts(), month.remainders()));
        ChangesOfApplication changes = ChangesOfApplication.of(
                new Question(
                        "shop",
                        YearMonth.from(Words.needed(on).from()),
                        FEBRUARY,
                        Basis.EFFECTIVE,
                        false,
                        false,
                        null,
                        1_000),
                stored,
                null);
        List<Change> counted = month.changes();
        return Words.of(changes, counted, List.of(new MonthOfScope(month.totals(), month.days())), on).stream()
                .filter(word -> !"first".equals(word.revision()))
                .toList();
    }

    private void deployed(String revision, String at) {
        successes.add(new Success(
                new DeploymentId("shop", "changes", revision),
                Instant.parse(at),
                true,
                null,
                Told.of(Origin.NONE, "production", revision)));
    }

    private void line(int day, String amount) {
        lines.add(line(USD, day, amount, false));
    }

    private static Line line(Currency currency, int day, String amount, boolean multiPeriod) {
        return new Line(
                new Line.Kind(
                        day(day),
                        false,
                        "production",
                        true,
                        "AWS",
                        ChargeCategory.USAGE,
                        false,
                        multiPeriod,
                        false,
                        currency),
                Cost.of(amount, amount));
    }

    /// Without trailing zeros, as amounts are kept.
    private static BigDecimal number(String number) {
        return new BigDecimal(number).stripTrailingZeros();
    }

    private static LocalDate day(int day) {
        return LocalDate.ofInstant(
                JANUARY.atDay(day).atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    }
}
