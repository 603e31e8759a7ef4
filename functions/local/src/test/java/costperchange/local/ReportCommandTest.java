package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's example, with a team, as reports on a laptop.
class ReportCommandTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void example() throws IOException {
        Path catalog = folder.resolve("catalog.yaml");
        Files.writeString(
                catalog,
                Files.readString(CommandLineRun.ROOT.resolve("events/example/catalog.yaml"))
                        .replace("{name: checkout}", "{name: checkout, team: payments}"));
        run("catalog", catalog.toString());
        run("import", "bill", example("bill.csv"), "--known-at", "2026-11-20T06:00:00Z");
        run("import", "changes", example("changes.csv"));
    }

    @Test
    void without_a_scope_there_is_a_report_for_each_in_every_format() throws IOException {
        assertThat(run("report", "2026-10", "--out", folder.resolve("reports").toString()))
                .contains("reports/2026-10/cost-per-change.html\n")
                .contains("reports/2026-10/team/payments/cost-per-change.html\n");
        assertThat(files("2026-10")).hasSize(5);
        assertThat(files("2026-10/team/payments"))
                .containsExactlyInAnyOrder(
                        "cost-per-change.html", "cost-per-change.xlsx", "cost-per-change.csv", "cost-per-change.json");
        assertThat(Files.readString(folder.resolve("reports/2026-10/team/payments/cost-per-change.csv")))
                .contains("team,payments,payments,,2026-10,USD,341,279,62,");
    }

    @Test
    void a_scope_and_formats_can_be_chosen() throws IOException {
        run(
                "report",
                "2026-10",
                "--scope",
                "team:payments",
                "--format",
                "html,xlsx",
                "--out",
                folder.resolve("reports").toString());
        assertThat(files("2026-10")).containsExactly("team");
        assertThat(files("2026-10/team/payments"))
                .containsExactlyInAnyOrder("cost-per-change.html", "cost-per-change.xlsx");
    }

    @Test
    void printed_it_is_of_the_organisation_or_the_scope_named() {
        assertThat(run("report", "2026-10")).contains("application   search").contains("75.29");
        assertThat(run("report", "2026-10", "--scope", "team:payments"))
                .contains("68.20")
                .doesNotContain("search");
        assertThat(run("report", "2026-10", "--format", "json")).startsWith("{\"month\":\"2026-10\"");
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        assertThat(refused("--format", "html,xlsx")).contains("one of html, csv and json can be printed; --out DIR");
        assertThat(refused("--format", "pdf")).contains("--format must be html, xlsx, csv or json, not 'pdf'");
        assertThat(refused("--scope", "payments"))
                .contains("--scope must be organisation, tribe:NAME or team:NAME, not 'payments'");
    }

    private String run(String... command) {
        CommandLineRun run = CommandLineRun.of(folder.resolve("data"), command);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    private String refused(String... options) {
        String[] command = Stream.concat(Stream.of("report", "2026-10"), Stream.of(options))
                .toArray(String[]::new);
        CommandLineRun run = CommandLineRun.of(folder.resolve("data"), command);
        assertThat(run.exit()).isEqualTo(1);
        return run.err();
    }

    private List<String> files(String under) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("reports").resolve(under))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String example(String name) {
        return CommandLineRun.ROOT.resolve("events/example").resolve(name).toString();
    }
}
