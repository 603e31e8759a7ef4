package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.money.Basis;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.ChangeOfMonth;
import costperchange.calculator.report.Scope;
import costperchange.store.Issues;
import costperchange.store.Issues.Head;
import costperchange.store.Json;
import costperchange.store.LocalTable;
import costperchange.store.Measurements;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuesTest {

    private final LocalTable local = new LocalTable();
    private final Issues issues = new Issues(local.table());

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void an_issue_larger_than_an_item_is_read_as_it_was_written() {
        MonthlyReport issued = report(6_000).issued(null);
        assertThat(Json.text(issued)).hasSizeGreaterThan(1_500_000);
        assertThat(issues.keep(issued)).isTrue();

        Head head = issues.latest(Acme.OCTOBER, "effective").get("organisation");
        assertThat(Json.text(issues.read(head))).isEqualTo(Json.text(issued));
        assertThat(head.figures()).isEqualTo(Issues.figures(report(6_000)));
    }

    @Test
    void a_number_is_given_once_and_what_it_said_first_holds() {
        MonthlyReport first = report(1).issued(null);
        assertThat(issues.keep(first)).isTrue();
        assertThat(issues.keep(report(2).issued(null))).isFalse();

        Head head = issues.latest(Acme.OCTOBER, "effective").get("organisation");
        assertThat(issues.read(head).changes()).hasSize(1);
        assertThat(head.done()).isFalse();
        issues.done(head);
        assertThat(issues.latest(Acme.OCTOBER, "effective").get("organisation").done())
                .isTrue();
    }

    @Test
    void the_latest_issue_is_that_with_the_highest_number() {
        MonthlyReport issue = report(1).issued(null);
        for (int number = 1; number <= 11; number++) {
            assertThat(issues.keep(issue)).isTrue();
            issue = issue.issued(issue);
        }
        assertThat(issues.latest(Acme.OCTOBER, "effective").get("organisation").number())
                .isEqualTo(11);
        assertThat(issues.latest(Acme.OCTOBER, "billed")).isEmpty();
    }

    /// With as many changes, whose names are of two characters in one.
    private static MonthlyReport report(int changes) {
        MonthlyReport all = new MonthlyReports(new Measurements(Acme.books().table()))
                .of(Acme.OCTOBER, new Scope.Organisation(), Basis.EFFECTIVE);
        List<ChangeOfMonth> many = IntStream.range(0, changes)
                .mapToObj(i -> new ChangeOfMonth("checkout", null, change("\uD83D\uDE80".repeat(i % 7 + 1) + i)))
                .toList();
        return new MonthlyReport(
                all.month(),
                all.scope(),
                all.basis(),
                null,
                all.months(),
                all.against(),
                all.teams(),
                all.applications(),
                all.delivery(),
                many,
                all.objectives(),
                all.ledger(),
                all.caveats(),
                all.milestones());
    }

    private static ChangesOfApplication.Row change(String name) {
        return new ChangesOfApplication.Row(
                name,
                "changes",
                name,
                Instant.parse("2026-10-01T00:00:00Z"),
                1L,
                2,
                3L,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null);
    }
}
