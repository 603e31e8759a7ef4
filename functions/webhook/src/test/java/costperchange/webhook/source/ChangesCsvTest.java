package costperchange.webhook.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.Samples;
import costperchange.webhook.source.ChangesCsv.Content.Readable;
import costperchange.webhook.source.ChangesCsv.Content.Unreadable;
import costperchange.webhook.source.ChangesCsv.Problem;
import costperchange.webhook.source.Fact.DeploymentTold;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesCsvTest {

    private static final String COLUMNS = "id,application,environment,outcome,finished_at";
    private static final String ROW = "a,checkout,production,succeeded,2026-11-02T10:05:00Z";

    @Test
    void all_fields_are_read_in_any_order_and_other_columns_are_ignored() {
        String file = """
                outcome,remark,id,application,environment,finished_at,started_at,revision,first_commit_at,commits,pipeline_seconds,url,rolled_back_at,repository,rework,fixes,reverts
                succeeded,"said ""go"", twice",a,checkout,production,2026-11-02T10:05:00Z,2026-11-02T10:01:30Z,9f2c41d,2026-11-01T16:20:00Z,3,412,https://ci.example.com/1,2026-11-02T10:30:00Z,git@github.com:acme/shop.git,yes,b,1
                """;

        assertThat(facts(file))
                .containsExactly(new DeploymentTold(
                        "changes",
                        "a",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:05:00Z"),
                        new Told(
                                new Origin("checkout", "github.com/acme/shop", List.of(), Map.of()),
                                "production",
                                "9f2c41d",
                                Instant.parse("2026-11-02T10:01:30Z"),
                                Instant.parse("2026-11-01T16:20:00Z"),
                                3,
                                412L,
                                "https://ci.example.com/1",
                                Instant.parse("2026-11-02T10:30:00Z"),
                                true,
                                "b",
                                1)));
    }

    @Test
    void a_blank_cell_says_nothing() {
        DeploymentTold fact = facts(
                        COLUMNS + ",revision,commits,url,repository,rework,fixes,reverts\n" + ROW + ", ,,,,,,\n")
                .getFirst();

        assertThat(fact.told()).isEqualTo(Told.of(Origin.application("checkout"), "production", null));
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_and_empty_lines_do_not_matter() {
        assertThat(facts("\uFEFF\"id\"" + COLUMNS.substring(2) + "\r\n\r\n" + ROW + "\r\n\r\n"))
                .hasSize(1);
    }

    @Test
    void what_is_wrong_is_named_by_line_and_column() {
        String file = String.join(
                "\n",
                COLUMNS + ",commits",
                ROW + ",3",
                "\"b\nc\",checkout,production,succeeded,2026-11-02T10:05:00Z,",
                "d,checkout,production,finished,2026-11-02T10:05:00Z,",
                ROW + ",three",
                "e,checkout",
                ",checkout,production,succeeded,2026-11-02T10:05:00Z,");

        assertThat(problems(file))
                .containsExactly(
                        new Problem(3, "id", "has a control character"),
                        new Problem(5, "outcome", "is none of in_progress, cancelled, failed, succeeded"),
                        new Problem(6, "commits", "is not a whole number"),
                        new Problem(7, "", "has 2 cells, not 6"),
                        new Problem(8, "id", "is missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "finished_at, is missing, 'a,checkout,production,succeeded,'",
        "started_at, is missing, 'a,checkout,production,in_progress,'",
        "finished_at, is more than 24 hours in the future, 'a,checkout,production,failed,2027-01-01T00:00:00Z'"
    })
    void a_field_is_named_as_its_column(String column, String message, String row) {
        assertThat(problems(COLUMNS + "\n" + row)).containsExactly(new Problem(2, column, message));
    }

    @ParameterizedTest
    @CsvSource({
        "rework, maybe, is not true or false",
        "reverts, -1, is not a whole number",
        "reverts, few, is not a whole number"
    })
    void what_is_wrong_with_rework_is_named(String column, String cell, String message) {
        assertThat(problems(COLUMNS + "," + column + "\n" + ROW + "," + cell))
                .containsExactly(new Problem(2, column, message));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "1, true", "no, false", "0, false", "False, false"})
    void rework_is_a_flag_as_spreadsheets_write_one(String cell, boolean rework) {
        assertThat(facts(COLUMNS + ",rework\n" + ROW + "," + cell)
                        .getFirst()
                        .told()
                        .rework())
                .isEqualTo(rework);
    }

    @Test
    void the_first_row_must_name_the_columns() {
        assertThat(problems("")).containsExactly(new Problem(1, "", "is missing: the first row names the columns"));
        assertThat(problems("id,application,id,environment"))
                .containsExactly(new Problem(1, "id", "stands twice"), new Problem(1, "outcome", "is missing"));
    }

    @Test
    void text_in_another_encoding_is_not_guessed() {
        byte[] file = (COLUMNS + "\nä" + ROW).getBytes(ISO_8859_1);

        assertThat(ChangesCsv.read(new ByteArrayInputStream(file), Samples.SENT))
                .isEqualTo(new Unreadable(List.of(new Problem(2, "id", "is not UTF-8"))));
    }

    @Test
    void a_broken_file_has_a_few_problems_only() {
        assertThat(problems(COLUMNS + "\n" + "x\n".repeat(5_000))).hasSize(ChangesCsv.MOST_PROBLEMS);
    }

    private static List<DeploymentTold> facts(String file) {
        return ((Readable) read(file)).facts();
    }

    private static List<Problem> problems(String file) {
        return ((Unreadable) read(file)).problems();
    }

    private static ChangesCsv.Content read(String file) {
        return ChangesCsv.read(new ByteArrayInputStream(file.getBytes(UTF_8)), Samples.SENT);
    }
}
