package costperchange.calculator.report;

import static costperchange.calculator.report.BilledMonth.EUR;
import static costperchange.calculator.report.BilledMonth.USD;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.money.Currency;
import costperchange.calculator.objective.Objective;
import costperchange.calculator.objective.State;
import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectivesTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

    @Test
    void an_objective_in_a_currency_that_is_not_charged_cannot_be_told_rather_than_met() {
        Objectives.Row row = row(EUR, new BilledMonth("shop", OCTOBER).daily(USD, "20", Days.of(OCTOBER)));

        assertThat(row.costPerDay().state()).isEqualTo(State.CANNOT_TELL);
        assertThat(row.costPerDay().reason()).isEqualTo("nothing was charged in EUR");
        assertThat(row.costPerDay().actual()).isNull();
        assertThat(row.costPerDay().left()).isNull();
        assertThat(row.costPerDay().burnRate())
                .allSatisfy(burn -> assertThat(burn.rate()).isNull());
        assertThat(row.costPerChange().state()).isEqualTo(State.CANNOT_TELL);
        assertThat(row.costPerChange().reason()).isEqualTo("nothing was charged in EUR");
        assertThat(row.costPerChange().actual()).isNull();
        assertThat(row.otherCurrencies()).containsExactly(USD);
    }

    @Test
    void beside_other_currencies_its_own_is_held_against_it() {
        Objectives.Row row = row(
                EUR,
                new BilledMonth("shop", OCTOBER)
                        .daily(USD, "20", Days.of(OCTOBER))
                        .daily(EUR, "11", Days.of(OCTOBER)));

        assertThat(row.costPerDay().state()).isEqualTo(State.MISSED);
        assertThat(row.costPerDay().actual()).isEqualByComparingTo("11");
    }

    @Test
    void what_was_charged_before_the_window_is_nothing_in_it() {
        Objectives.Row row = row(
                EUR,
                new BilledMonth("shop", SEPTEMBER).daily(EUR, "5", Days.of(SEPTEMBER)),
                new BilledMonth("shop", OCTOBER)
                        .daily(EUR, "5", new Days(OCTOBER.atDay(1), OCTOBER.atDay(4)))
                        .daily(USD, "5", new Days(OCTOBER.atDay(4), OCTOBER.atDay(31))));

        assertThat(row.from()).isEqualTo(OCTOBER.atDay(4));
        assertThat(row.costPerDay().reason()).isEqualTo("nothing was charged in EUR");
    }

    @Test
    void who_was_charged_nothing_at_all_spent_nothing() {
        Objectives.Row row = row(EUR, new BilledMonth("shop", OCTOBER));

        assertThat(row.costPerDay().state()).isEqualTo(State.MET);
        assertThat(row.costPerDay().left()).isEqualByComparingTo("280");
    }

    private static Objectives.Row row(Currency currency, BilledMonth... months) {
        return Objectives.of(
                new Scope.Application("shop"),
                new Objective(currency, BigDecimal.TEN, BigDecimal.TEN, Objective.USUAL_WINDOW),
                OCTOBER.plusMonths(1).atDay(3),
                List.of(months).stream().map(BilledMonth::joined).toList());
    }
}
