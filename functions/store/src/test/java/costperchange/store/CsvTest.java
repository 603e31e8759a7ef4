package costperchange.store;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.Sheet;
import de.siegmar.fastcsv.reader.CsvReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"https://example.com\",\"click\")",
                "-1+1",
                "-31",
                "+1",
                "@SUM(A1)",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1"
            })
    void a_text_that_would_start_a_formula_is_defused_and_kept_as_it_was(String name) {
        assertThat(row(name)).containsExactly("'" + name);
        assertThat(row(new Currency("-X"))).containsExactly("'-X");
    }

    @Test
    void numbers_stay_numbers_below_zero_too() {
        assertThat(row(new BigDecimal("-31"), new BigDecimal("-3.1E+1"), -31, -31L))
                .containsExactly("-31", "-31", "-31", "-31");
    }

    @Test
    void other_cells_are_as_they_are_and_nothing_is_nothing() {
        assertThat(row("a=b", "", null, YearMonth.of(2026, 10), LocalDate.of(2026, 10, 1), true, "'quoted"))
                .containsExactly("a=b", "", "", "2026-10", "2026-10-01", "true", "'quoted");
    }

    @Test
    void a_cell_with_commas_quotes_and_lines_is_one_cell() {
        assertThat(row("a,\"b\"\nc", "d")).containsExactly("a,\"b\"\nc", "d");
    }

    private static List<String> row(Object... cells) {
        String[] columns = new String[cells.length];
        Arrays.fill(columns, "column");
        String csv = Csv.text(new Sheet(List.of(columns), List.of(Arrays.asList(cells))));
        return CsvReader.builder().ofCsvRecord(csv).stream()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .getFields();
    }
}
