package costperchange.calculator.charge;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChargeTest {

    private static final Period JANUARY = Period.of(YearMonth.of(2026, 1));

    @Test
    void a_day_and_a_half_posts_by_seconds() {
        Map<LocalDate, Cost> days =
                charge("3", "2026-01-10T12:00:00Z", "2026-01-12T00:00:00Z").byDay();
        assertThat(days)
                .containsOnly(
                        Map.entry(LocalDate.of(2026, 1, 10), Cost.of("1", "1")),
                        Map.entry(LocalDate.of(2026, 1, 11), Cost.of("2", "2")));
    }

    @Test
    void what_reaches_outside_the_billing_period_posts_inside_it_and_is_marked() {
        Charge charge = charge("31", "2025-07-01T00:00:00Z", "2026-07-01T00:00:00Z");
        assertThat(charge.multiPeriod()).isTrue();
        assertThat(charge.byDay()).hasSize(31).containsEntry(LocalDate.of(2026, 1, 1), Cost.of("1", "1"));
    }

    @Test
    void a_correction_of_another_period_posts_evenly_over_the_billing_period() {
        Map<LocalDate, Cost> days =
                charge("-10", "2025-11-03T00:00:00Z", "2025-11-04T00:00:00Z").byDay();
        assertThat(days).hasSize(31);
        assertThat(days.values().stream().reduce(Cost.ZERO, Cost::plus)).isEqualTo(Cost.of("-10", "-10"));
    }

    @Test
    void a_charge_of_one_day_posts_there() {
        Charge charge = charge("0.1", "2026-01-31T23:00:00Z", "2026-02-01T00:00:00Z");
        assertThat(charge.multiPeriod()).isFalse();
        assertThat(charge.byDay()).containsOnlyKeys(LocalDate.of(2026, 1, 31));
    }

    private static Charge charge(String cost, String from, String to) {
        return new Charge(
                "account",
                JANUARY,
                new Period(Instant.parse(from), Instant.parse(to)),
                ChargeCategory.USAGE,
                false,
                new Currency("USD"),
                "AWS",
                "",
                Map.of(),
                Cost.of(cost, cost),
                1);
    }
}
