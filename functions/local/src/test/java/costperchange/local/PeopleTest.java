package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of the README: a fifth of an engineer belongs to an application's cost.
class PeopleTest {

    private static final String CATALOG = """
            bills:
              people:
                columns: {BilledCost: Salary, ServiceName: Role}
                constants: {BillingAccountId: people, BillingCurrency: EUR}
                period: Month
                factorColumn: Share
                tags: {application: Application}
            """;

    private static final String HOURS = """
            Month,Role,Salary,Share,Application
            2026-10,SRE,7400,20 %,checkout
            2026-10,SRE,7400,15 %,search
            """;

    @TempDir
    Path data;

    private String run(String... arguments) throws Exception {
        CommandLineRun run = CommandLineRun.of(data.resolve("data"), arguments);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void a_share_of_a_person_is_in_the_cost_of_the_application() throws Exception {
        Path catalog = Files.writeString(data.resolve("catalog.yaml"), CATALOG);
        Path hours = Files.writeString(data.resolve("people.csv"), HOURS);
        run("catalog", catalog.toString());

        assertThat(run("import", "bill", "--source", "people", hours.toString(), "--known-at", "2026-11-20T06:00:00Z"))
                .contains("2 rows read", "bill people people 2026-10: 2 rows, new");
        assertThat(run("applications", "--from", "2026-10", "--to", "2026-11").lines())
                .anyMatch(line -> line.startsWith("checkout") && line.contains(" 1480 "))
                .anyMatch(line -> line.startsWith("search") && line.contains(" 1110 "));
    }
}
