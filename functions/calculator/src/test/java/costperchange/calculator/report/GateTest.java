package costperchange.calculator.report;

import static costperchange.calculator.report.BilledMonth.EUR;
import static costperchange.calculator.report.BilledMonth.USD;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The last week of October 2026 against the one before, in which a day cost 20 USD each.
class GateTest {

    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Test
    void a_currency_that_none_of_the_days_has_does_not_keep_the_gate_from_telling() {
        Gate gate = gate(
                null,
                october(),
                new BilledMonth("shop", SEPTEMBER)
                        .daily(USD, "20", Days.of(SEPTEMBER))
                        .daily(EUR, "3", Days.of(SEPTEMBER)));

        assertThat(gate.verdict()).isEqualTo("within");
        assertThat(gate.rows()).extracting(Gate.Row::currency).containsExactly(USD);
    }

    @Test
    void neither_does_one_in_which_only_charges_beyond_their_period_fall_on_these_days() {
        assertThat(gate(null, october().beyond(EUR, "365", OCTOBER.atDay(20))).verdict())
                .isEqualTo("within");
    }

    @Test
    void a_currency_that_one_of_the_days_has_is_compared() {
        Gate gate = gate(
                null,
                october()
                        .daily(
                                EUR,
                                "3",
                                new Days(
                                        OCTOBER.atDay(31), OCTOBER.plusMonths(1).atDay(1))));

        assertThat(gate.verdict()).isEqualTo("cannot tell");
        assertThat(gate.rows()).extracting(Gate.Row::currency).containsExactly(EUR, USD);
    }

    @Test
    void the_currency_that_is_asked_for_is_answered_whatever_the_days_have() {
        Gate gate = gate(EUR, october().daily(EUR, "3", new Days(OCTOBER.atDay(1), OCTOBER.atDay(3))));

        assertThat(gate.verdict()).isEqualTo("cannot tell");
        assertThat(gate.rows()).singleElement().satisfies(row -> {
            assertThat(row.currency()).isEqualTo(EUR);
            assertThat(row.reason()).isEqualTo("a window cost nothing");
        });
    }

    @Test
    void where_none_of_the_days_cost_anything_each_currency_says_so() {
        Gate gate = gate(
                null, new BilledMonth("shop", OCTOBER).daily(USD, "20", new Days(OCTOBER.atDay(1), OCTOBER.atDay(9))));

        assertThat(gate.rows()).extracting(Gate.Row::reason).containsExactly("a window cost nothing");
    }

    private static BilledMonth october() {
        return new BilledMonth("shop", OCTOBER).daily(USD, "20", Days.of(OCTOBER));
    }

    private static Gate gate(@Nullable Currency currency, BilledMonth... months) {
        return Gate.of(
                new Gate.Question(
                        new Scope.Application("shop"), Gate.On.COST_PER_DAY, new BigDecimal("0.1"), 7, currency),
                OCTOBER.plusMonths(1).atDay(3),
                List.of(months).stream().map(BilledMonth::joined).toList(),
                false);
    }
}
