package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import costperchange.store.Json;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Real bills and change histories, whose answers are known.
class RealInputTest {

    @TempDir
    Path data;

    @BeforeEach
    void the_data_is_there() {
        assumeTrue(
                Files.isDirectory(CommandLineRun.SHARED),
                "no ../shared/data beside the project: real input is not tested");
    }

    @Test
    void mybinder_gives_the_published_costs_and_the_known_cost_per_change() throws IOException {
        run("import", "bill", shared("mybinder/focus.csv"));
        run("import", "changes", shared("mybinder/changes.csv"));
        JsonNode answer = json("show", "--scope", "application:mybinder", "--from", "2017-12", "--to", "2019-11");
        assertThat(answer.path("total").path("changes").asInt()).isEqualTo(648);
        assertThat(answer.path("total").path("cost").asString()).isEqualTo("110623.655749");
        assertThat(answer.path("total").path("costPerChange").asString()).isEqualTo("170.715518");
        List<BigDecimal> months = new ArrayList<>();
        answer.path("rows")
                .forEach(row -> months.add(new BigDecimal(row.path("cost").asString())));
        assertThat(months).usingElementComparator(BigDecimal::compareTo).isEqualTo(published());
        JsonNode feb = answer.path("rows").path(2);
        assertThat(feb.path("missingDays").toString()).isEqualTo("[\"2018-02-03\"]");
        run_costs_add_up();
    }

    private void run_costs_add_up() {
        JsonNode changes = json("changes", "mybinder", "--from", "2017-12", "--to", "2019-11", "--limit", "1000");
        JsonNode sum = changes.path("sums").path(0);
        BigDecimal rows = new BigDecimal(0);
        for (JsonNode row : changes.path("rows")) {
            rows = rows.add(amount(row, "runCost"));
        }
        assertThat(changes.path("rows").size()).isEqualTo(648);
        assertThat(rows).isEqualByComparingTo(amount(sum, "runCost"));
        BigDecimal production = rows.add(amount(sum, "beforeFirstChange"));
        assertThat(production).isEqualByComparingTo("102058.089938");
        assertThat(amount(sum, "otherEnvironments")).isEqualByComparingTo("8565.565811");
        assertThat(production.add(amount(sum, "otherEnvironments"))).isEqualByComparingTo(amount(sum, "total"));
    }

    @Test
    void the_focus_sample_is_in_the_ledger_to_the_last_digit() {
        run("import", "bill", shared("focus/focus_sample_1.0.csv"));

        assertThat(ledger("billed")).isEqualByComparingTo("20.52022672899");
        assertThat(ledger("effective")).isEqualByComparingTo("14.97651418586");
        JsonNode applications = json("applications", "--basis", "billed", "--from", "2024-09", "--to", "2024-11");
        assertThat(applications.path("rows"))
                .filteredOn(row -> row.path("application").asString().equals("BrightPathMatrix"))
                .singleElement()
                .satisfies(row -> assertThat(
                                row.path("numbers").path("costNotMeasured").asString())
                        .isEqualTo("15.9580993182"));
    }

    private BigDecimal ledger(String basis) {
        BigDecimal total = BigDecimal.ZERO;
        for (String month : List.of("2024-09", "2024-10")) {
            for (JsonNode row : json("ledger", month, "--basis", basis).path("totals")) {
                assertThat(row.path("residual").asString()).isEqualTo("0");
                for (JsonNode reason : row.path("reasons")) {
                    assertThat(reason.path("reason").asString()).isEqualTo("no rule matches and no application tag");
                }
                total = total.add(amount(row, "total"));
            }
        }
        return total;
    }

    @Test
    void every_file_of_the_specification_is_imported_whole_or_refused_with_its_place() throws IOException {
        List<Path> files;
        try (var walk = Files.walk(CommandLineRun.SHARED.resolve("focus/spec-1.2"))) {
            files = walk.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSize(26);
        for (Path file : files) {
            CommandLineRun run = CommandLineRun.of(data, "import", "bill", file.toString());
            // As published, each lacks a mandatory column or holds a cell that is no number or time.
            assertThat(run.exit()).as(file.toString()).isEqualTo(1);
            assertThat(run.err()).contains("nothing was imported").contains(file.getFileName() + ", row ");
        }
        assertThat(json("ledger", "2023-01").path("totals")).isEmpty();
        assertThat(json("ledger", "2025-04").path("totals")).isEmpty();
    }

    private static List<BigDecimal> published() throws IOException {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(CommandLineRun.SHARED.resolve("mybinder/monthly_cost.csv"))) {
            return rows.stream()
                    .map(row -> new BigDecimal(row.getField("value")).setScale(6, RoundingMode.HALF_EVEN))
                    .toList();
        }
    }

    private static BigDecimal amount(JsonNode row, String name) {
        return new BigDecimal(row.path(name).asString());
    }

    private JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--format");
        all.add("json");
        return Json.MAPPER.readTree(run(all.toArray(String[]::new)));
    }

    private String run(String... arguments) {
        CommandLineRun run = CommandLineRun.of(data, arguments);
        assertThat(run.exit())
                .as(String.join(" ", arguments) + "\n" + run.err())
                .isZero();
        return run.out();
    }

    private static String shared(String file) {
        return CommandLineRun.SHARED.resolve(file).toString();
    }
}
