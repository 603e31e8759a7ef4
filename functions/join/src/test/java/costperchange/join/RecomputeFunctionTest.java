package costperchange.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.store.ApplicationMonths;
import costperchange.store.Given;
import costperchange.store.LocalTable;
import costperchange.store.Splits;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecomputeFunctionTest {

    private final LocalTable local = new LocalTable();
    private final Given given = new Given(local.table());
    private final RecomputeFunction recompute = new RecomputeFunction(new Recompute(local.table()));

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void makes_what_the_stream_would_have_made() {
        given.committed("2026-03-01T06:00:00Z", List.of(Given.usage("checkout", "2026-01-15", "12.50")))
                .deployed("checkout", "c1", "2026-01-15T10:00:00Z")
                .deployed("search", "s1", "2026-02-15T10:00:00Z")
                .deployed("search", "s2", "2026-07-01T00:00:00Z");

        assertThat(recompute.handleRequest(Events.map("recompute"), null))
                .isEqualTo(Map.of("splits", 1, "applications", 2, "months", 2));

        assertThat(months("checkout")).extracting(Totals::month).containsExactly(YearMonth.of(2026, 1));
        assertThat(months("checkout").getFirst().changes()).isEqualTo(1);
        assertThat(months("search"))
                .as("only the months asked for")
                .extracting(Totals::month)
                .containsExactly(YearMonth.of(2026, 2));
        assertThat(new Splits(local.table()).ledgers(YearMonth.of(2026, 1))).hasSize(1);
    }

    @Test
    void an_empty_table_has_nothing_to_compute() {
        assertThat(recompute.handleRequest(Events.map("recompute"), null))
                .isEqualTo(Map.of("splits", 0, "applications", 0, "months", 0));
    }

    @ParameterizedTest
    @CsvSource({"from, 2026-1", "from, ''", "to, June", "to, 2026-13"})
    void an_input_that_cannot_be_read_is_named(String name, String text) {
        Map<String, String> input = new HashMap<>(Events.map("recompute"));
        input.put(name, text);

        assertThatThrownBy(() -> recompute.handleRequest(input, null))
                .hasMessage(name + " must be a month such as 2026-01, not '" + text + "'");
    }

    @Test
    void a_missing_month_is_named() {
        assertThatThrownBy(() -> recompute.handleRequest(Map.of("from", "2026-01"), null))
                .hasMessageStartingWith("to must be a month");
    }

    @Test
    void months_in_the_wrong_order_are_named() {
        assertThatThrownBy(() -> recompute.handleRequest(Map.of("from", "2026-06", "to", "2026-01"), null))
                .hasMessage("to must not be before from: 2026-06 to 2026-01");
    }

    private List<Totals> months(String application) {
        return new ApplicationMonths(local.table()).totals(application, YearMonth.of(2026, 1), YearMonth.of(2026, 12));
    }
}
