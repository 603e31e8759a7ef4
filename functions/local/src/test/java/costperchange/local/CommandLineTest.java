package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What the command line refuses, and how: 1 with what is wrong on standard error, 2 with the usage.
class CommandLineTest {

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import bill no-such.csv | no-such.csv: there is no such file",
                "import changes no-such.csv | no-such.csv: there is no such file",
                "import changes --git no-such-folder | no-such-folder: there is no such folder",
                "import changes --git . --since yesterday | --since must be a day such as 2026-01-01",
                "import changes --github acme --since 2026-01-01 | --github must be OWNER/REPO or HOST/OWNER/REPO",
                "import changes --gitlab acme --since 2026-01-01 | --gitlab must be HOST/PATH such as",
                "import changes --gitlab h/a/b --since 2026-01-01 --token-file no-such | no-such: there is no such file",
                "catalog no-such.yaml | no-such.yaml: there is no such file",
                "import bill bill.csv --known-at yesterday | --known-at must be a time such as",
                "import bill bill.csv --known-at 2999-01-01T00:00:00Z | is in the future",
                "import bill bill.csv --complete-through today | --complete-through must be a day such as",
                "import exports --bucket b --from January | --from must be a month such as 2026-01, not 'January'",
                "import exports --bucket b --from 2026-02 --to 2026-01 | --to 2026-01 is before --from 2026-02",
                "import cost-explorer --tag t --account acme | the account must be twelve digits, not 'acme'",
                "import cost-explorer --tag t --account 111122223333 --by region | --by must be account or service",
                "import bill --engine trino --table a.b.c | a table does not tell when its bills stood so: say it with --known-at",
                "import bill --engine trino --table a.b --known-at 2026-01-02T00:00:00Z | --url must be such as jdbc:trino:",
                "import bill --engine trino --table a;b --known-at 2026-01-02T00:00:00Z | --table must be such as catalog.schema.table, not 'a;b'",
                "import bill --engine trino --table a.b --from 26 --known-at 2026-01-02T00:00:00Z | --from must be a month such as 2026-01, not '26'",
                "import bill --engine trino --table a.b --url jdbc:trino://localhost:1?user=me --known-at 2026-01-02T00:00:00Z | nothing was imported: Trino: ",
                "recompute 2026-1..2026-06 | is not MONTH..MONTH",
                "recompute 2026-06..2026-01 | is not MONTH..MONTH",
                "recompute 2026-01..2026-02..2026-03 | is not MONTH..MONTH",
                "ledger October | month must be a month such as 2026-10, not 'October'",
                "show --scope everyone | scope must be organisation",
                "show --from 2026-13 | from must be a day such as",
                "changes checkout --limit 0 | limit must be a number from 1 to 1000",
                "report 2026-1 | month",
                "serve --secret github | --secret must be SOURCE=SECRET"
            })
    void what_cannot_be_done_ends_with_1_and_says_why(String command, String why) throws Exception {
        Files.writeString(data.resolve("bill.csv"), "BillingAccountId\n");
        String[] arguments =
                command.replace("bill.csv", data.resolve("bill.csv").toString()).split(" ");

        CommandLineRun run = CommandLineRun.of(data.resolve("data"), arguments);

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.err()).startsWith("cost-per-change: ").contains(why).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import bill | say what to import: files, or --engine with --url and --table",
                "import bill a.csv --engine trino | say what to import: files, or --engine",
                "import changes | say where from, once: FILE, --git DIR, --github OWNER/REPO or --gitlab HOST/PATH",
                "import changes a.csv --git . | say where from, once",
                "import changes --github a/b --gitlab h/a/b --since 2026-01-01 | say where from, once",
                "import changes a.csv --by merges | go with --git",
                "import changes a.csv --token-file t | --token-file and --api go with",
                "import changes a.csv --since 2026-01-01 | --since does not go with FILE",
                "import changes --github a/b | say since when: --since DAY",
                "import changes --git . --by merges --tags v* | --tags goes with --by tags",
                "import changes --git . --branch main | --branch goes with --by merges",
                "import changes --git . --by commits | expected one of"
            })
    void imports_that_contradict_themselves_end_with_2_and_say_why(String command, String why) {
        CommandLineRun run = CommandLineRun.of(data.resolve("data"), command.split(" "));

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "show",
        "ledger 2026-10",
        "recompute 2026-01..2026-02",
        "import bill pom.xml",
        "report 2026-10",
        "import exports --bucket b",
        "import cost-explorer --tag t --account 111122223333"
    })
    void what_makes_no_sense_without_a_folder_asks_for_one(String command) {
        CommandLineRun run = withoutFolder(command.split(" "));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("say where the data is kept: --data DIR");
    }

    @ParameterizedTest
    @CsvSource({
        "bake",
        "''",
        "import",
        "show --format xml",
        "ledger 2026-01 --unknown",
        "show --unknown",
        "serve --port http",
        "import exports",
        "import cost-explorer --tag t"
    })
    void what_is_not_understood_ends_with_2_and_the_usage(String command) {
        CommandLineRun run = withoutFolder(command.isEmpty() ? new String[0] : command.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: cost-per-change");
    }

    @Test
    void help_is_given() {
        assertThat(withoutFolder("--help").exit()).isZero();
        assertThat(withoutFolder("import", "bill", "--help").out()).contains("--known-at");
    }

    private static CommandLineRun withoutFolder(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int exit = commandLine.execute(arguments);
        return new CommandLineRun(exit, out.toString(), err.toString());
    }
}
