package costperchange.calculator.report;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.ApplicationList.Cursor;
import costperchange.calculator.report.ApplicationList.Order;
import costperchange.calculator.report.ApplicationList.Question;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationListTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate TO = LocalDate.of(2026, 2, 1);

    /// Ties, rows without a value, two currencies, and names that hold whatever a tag may.
    @ParameterizedTest
    @EnumSource(Order.class)
    void pages_of_any_size_follow_one_another_without_gap_or_repeat(Order order) {
        Applications all = all(new Random(7), 60);
        for (boolean descending : List.of(false, true)) {
            List<Applications.Row> whole =
                    all.page(question(order, descending, null, 1_000)).rows();
            assertThat(whole).containsExactlyInAnyOrderElementsOf(all.rows());
            for (int limit : List.of(1, 2, 7, 59, 60)) {
                assertThat(pages(all, order, descending, limit)).isEqualTo(whole);
            }
        }
    }

    @Test
    void a_row_that_comes_or_goes_between_two_pages_moves_no_other() {
        Applications all = all(new Random(8), 20);
        Applications first = all.page(question(Order.COST, true, null, 10));
        List<Applications.Row> left = new ArrayList<>(all.rows());
        left.removeAll(first.rows().subList(3, 6));
        List<Applications.Row> second = with(left)
                .page(question(
                        Order.COST,
                        true,
                        Cursor.of(first.next(), Order.COST, true).orElseThrow(),
                        10))
                .rows();
        assertThat(second)
                .doesNotContainAnyElementsOf(first.rows())
                .hasSize(all.rows().size() - 10);
    }

    @Test
    void rows_without_a_value_stand_last_whichever_way_it_goes() {
        Applications all = all(new Random(9), 30);
        for (boolean descending : List.of(false, true)) {
            assertThat(all.page(question(Order.COST, descending, null, 1_000))
                            .rows()
                            .getLast()
                            .numbers()
                            .cost())
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "-cost~1~2~3", "-cost~a~~~", "-cost~1~~***~", "-cost~1~~~~", "cost~1~~YQ~", "1~~YQ~"})
    void what_is_no_cursor_is_none(String label) {
        assertThat(Cursor.of(label, Order.COST, true)).isEmpty();
    }

    private static List<Applications.Row> pages(Applications all, Order order, boolean descending, int limit) {
        List<Applications.Row> rows = new ArrayList<>();
        String next = null;
        do {
            Cursor after =
                    next == null ? null : Cursor.of(next, order, descending).orElseThrow();
            Applications page = all.page(question(order, descending, after, limit));
            assertThat(page.rows()).hasSizeBetween(1, limit);
            rows.addAll(page.rows());
            next = page.next();
        } while (next != null);
        return rows;
    }

    private static Question question(Order order, boolean descending, @Nullable Cursor after, int limit) {
        return new Question("", order, descending, after, limit);
    }

    private static Applications all(Random random, int size) {
        List<Applications.Row> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = List.of("shop~", "a\nb", "ü ~ \u0000", "Shop", "").get(i % 5) + i / 2;
            Currency currency = random.nextInt(6) == 0 ? null : new Currency(i % 2 == 0 ? "USD" : "EUR");
            BigDecimal cost = currency == null ? null : BigDecimal.valueOf(random.nextInt(-2, 3), 1);
            int changes = random.nextInt(3);
            rows.add(new Applications.Row(
                    name + "-" + i,
                    random.nextInt(3) == 0 ? null : "team " + random.nextInt(3),
                    null,
                    null,
                    numbers(currency, cost, changes)));
        }
        return with(rows);
    }

    private static Applications with(List<Applications.Row> rows) {
        return new Applications("effective", FROM, TO, false, rows, null);
    }

    private static CostPerChange.Row numbers(@Nullable Currency currency, @Nullable BigDecimal cost, int changes) {
        return new CostPerChange.Row(
                "total",
                FROM,
                TO,
                currency,
                cost,
                cost,
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                changes,
                0,
                changes,
                cost == null || changes == 0 ? null : cost.divide(BigDecimal.valueOf(changes)),
                null,
                null,
                31,
                null,
                false,
                List.of(),
                Map.of());
    }
}
