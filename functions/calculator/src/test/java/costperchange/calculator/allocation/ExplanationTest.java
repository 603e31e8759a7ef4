package costperchange.calculator.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Explanation.Row;
import costperchange.calculator.allocation.Explanation.Sum;
import costperchange.calculator.allocation.Explanation.Through;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.ExplanationSheet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Currency USD = new Currency("USD");

    /// The network passes half of its cost to the platform, which cost 500 itself; of that, shop has a quarter.
    private final Explanation explanation = explanation(
            new Through("network", new BigDecimal("500"), new BigDecimal("1000")),
            new Through("platform", new BigDecimal("10"), new BigDecimal("40")));

    @Test
    void a_team_reads_its_own_weight_and_not_what_a_pool_between_cost() {
        Explanation own = explanation.withoutOthers();

        assertThat(own.rows().getFirst().pools())
                .containsExactly(
                        new Through("network", null, null), new Through("platform", new BigDecimal("10"), null));
        assertThat(own.sums()).isEqualTo(explanation.sums());
        assertThat(own.rows().getFirst().amount()).isEqualByComparingTo("25");
    }

    @Test
    void through_one_pool_alone_the_weight_is_the_applications_own() {
        assertThat(explanation(new Through("platform", new BigDecimal("10"), new BigDecimal("40")))
                        .withoutOthers()
                        .rows()
                        .getFirst()
                        .pools())
                .containsExactly(new Through("platform", new BigDecimal("10"), null));
    }

    @Test
    void the_table_names_the_pool_between_and_no_weight_of_it() {
        assertThat(ExplanationSheet.of(explanation.withoutOthers()).rows().getFirst())
                .contains("network, then platform (10)");
        assertThat(ExplanationSheet.of(explanation).rows().getFirst())
                .contains("network (500 of 1000), then platform (10 of 40)");
    }

    private static Explanation explanation(Through... pools) {
        BigDecimal amount = new BigDecimal("25");
        return new Explanation(
                "shop",
                LocalDate.of(2026, 1, 10),
                "effective",
                List.of(new Row(
                        "export",
                        "account",
                        YearMonth.of(2026, 1),
                        "pool network",
                        List.of(pools),
                        null,
                        null,
                        "usage",
                        false,
                        USD,
                        amount)),
                List.of(new Sum(USD, amount)));
    }
}
