package costperchange.calculator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.cost.ApplicationMonth.Deliveries;
import costperchange.calculator.cost.DeliveryOfMonth;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Line;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.MonthlyReport.Difference;
import costperchange.calculator.report.MonthlyReport.OfApplication;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MonthlyReportTest {

    private static final Currency USD = new Currency("USD");
    private static final Currency EUR = new Currency("EUR");
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Test
    void a_month_is_compared_by_cost_changes_and_ratio() {
        MonthlyReport report = report(
                Basis.EFFECTIVE,
                month("shop", SEPTEMBER, 20, line(USD, 300, false)),
                month("shop", OCTOBER, 24, line(USD, 480, false)));
        Difference difference = report.months().getLast().difference();
        assertThat(difference).isEqualTo(report.applications().getFirst().difference());
        assertThat(difference.cost()).isEqualByComparingTo("180");
        assertThat(difference.changes()).isEqualTo(4);
        assertThat(difference.costPerChange()).isEqualByComparingTo("5");
        assertThat(difference.relative().value()).isEqualByComparingTo("0.3333");
        assertThat(difference.relative().noise()).isTrue();
        assertThat(difference.reason()).isNull();
    }

    @Test
    void the_first_of_thirteen_months_has_nothing_before_it() {
        MonthlyReport report = report(Basis.EFFECTIVE, month("shop", OCTOBER, 1, line(USD, 10, false)));
        assertThat(report.months()).hasSize(13);
        assertThat(report.months().getFirst().month()).isEqualTo(YearMonth.of(2025, 10));
        assertThat(report.months().getFirst().difference()).isNull();
        assertThat(report.months().getLast().difference().reason()).isEqualTo("the month before is not measured");
        assertThat(report.months().getLast().difference().cost()).isNull();
    }

    @Test
    void charges_that_reach_outside_their_period_are_in_the_cost_and_not_in_the_difference() {
        MonthlyReport report = report(
                Basis.EFFECTIVE,
                month("shop", SEPTEMBER, 20, line(USD, 300, false)),
                month("shop", OCTOBER, 20, line(USD, 300, false), line(USD, 120, true)));
        assertThat(report.months().getLast().numbers().cost()).isEqualByComparingTo("420");
        assertThat(report.months().getLast().difference().cost()).isZero();
        assertThat(report.caveats().multiPeriod())
                .containsExactly(new MonthlyReport.Amount(USD, BigDecimal.ZERO, new BigDecimal("1.2E+2")));
    }

    @Test
    void billed_cost_is_not_compared() {
        MonthlyReport report = report(
                Basis.BILLED,
                month("shop", SEPTEMBER, 20, line(USD, 300, false)),
                month("shop", OCTOBER, 20, line(USD, 300, false)));
        assertThat(report.months().getLast().difference().reason()).isEqualTo("only effective cost is compared");
    }

    @Test
    void currencies_have_rows_of_their_own_that_share_the_changes() {
        MonthlyReport report = report(
                Basis.EFFECTIVE,
                month("shop", SEPTEMBER, 12, line(USD, 120, false)),
                month("shop", OCTOBER, 12, line(USD, 120, false), line(EUR, 60, false)));
        List<OfApplication> rows = report.applications();
        assertThat(rows).extracting(row -> row.numbers().currency()).containsExactly(EUR, USD);
        assertThat(rows).extracting(row -> row.numbers().changes()).containsExactly(12, 12);
        assertThat(rows.getFirst().difference().cost()).isEqualByComparingTo("60");
        assertThat(rows.getFirst().difference().reason()).isEqualTo("a window cost nothing");
    }

    @Test
    void an_application_that_was_charged_the_month_before_only_is_shown_without_a_bill() {
        MonthlyReport report = report(
                Basis.EFFECTIVE,
                month("gone", SEPTEMBER, 12, line(USD, 120, false)),
                month("shop", OCTOBER, 12, line(USD, 120, false)));
        OfApplication gone = report.applications().getFirst();
        assertThat(gone.application()).isEqualTo("gone");
        assertThat(gone.numbers().cost()).isNull();
        assertThat(gone.difference().reason()).isEqualTo("not measured");
    }

    @Test
    void an_application_without_deployments_is_named_and_its_cost_not_divided() {
        MonthlyReport report = report(
                Basis.EFFECTIVE,
                month("mainframe", OCTOBER, 0, line(USD, 50, false)),
                month("shop", OCTOBER, 2, line(USD, 10, false)));
        assertThat(report.caveats().neverMeasured()).containsExactly("mainframe");
        assertThat(report.months().getLast().numbers().costNotMeasured()).isEqualByComparingTo("50");
        assertThat(report.months().getLast().numbers().costPerChange()).isEqualByComparingTo("5");
    }

    @Test
    void teams_are_sums_and_applications_without_one_come_last() {
        Catalog catalog = catalog(new Catalog.Application(
                "shop", List.of(), "payments", List.of(), List.of(), List.of(), null, null, false));
        MonthlyReport report = report(
                catalog,
                Basis.EFFECTIVE,
                month("blog", OCTOBER, 2, line(USD, 10, false)),
                month("shop", OCTOBER, 4, line(USD, 30, false)));
        assertThat(report.teams()).extracting(team -> team.team()).containsExactly("payments", null);
        assertThat(report.teams().getFirst().tribe()).isEqualTo("commerce");
        assertThat(report.teams().getFirst().numbers().cost()).isEqualByComparingTo("30");
    }

    @Test
    void milestones_are_those_of_the_thirteen_months() {
        assertThat(report(Basis.EFFECTIVE).milestones())
                .extracting(Catalog.Milestone::name)
                .containsExactly("first day", "last day");
    }

    @Test
    void the_sheet_has_a_cell_for_every_column_in_every_row() {
        MonthlyReport first = report(Basis.EFFECTIVE, month("shop", OCTOBER, 12, line(USD, 120, false)));
        MonthlyReport report = first.issued(first.issued(null));
        for (Sheet sheet : List.of(report.sheet(), report.overview())) {
            assertThat(sheet.rows())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row).hasSameSizeAs(sheet.columns()));
        }
    }

    @Test
    void a_month_is_compared_with_the_year_before_and_with_twelve_months_too() {
        MonthlyReport report = report(
                Basis.EFFECTIVE,
                month("shop", YearMonth.of(2025, 10), 20, line(USD, 300, false)),
                month("shop", SEPTEMBER, 10, line(USD, 310, false)),
                month("shop", OCTOBER, 24, line(USD, 480, false)));
        assertThat(report.against())
                .extracting(Against::earlier)
                .containsExactly("month before", "year before", "twelve months before");
        Against year = report.against().get(1);
        assertThat(year.cost()).isEqualByComparingTo("180");
        assertThat(year.changes()).isEqualByComparingTo("4");
        assertThat(year.relative().value()).isEqualByComparingTo("0.3333");

        Against twelve = report.against().getLast();
        assertThat(twelve.from()).isEqualTo(LocalDate.of(2025, 10, 1));
        assertThat(twelve.to()).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(twelve.days()).isEqualTo(365);
        assertThat(twelve.daysMeasured()).isEqualTo(61);
        // 610 and 30 in 61 days are 310 and 15.2 in October's 31.
        assertThat(twelve.earlierCost()).isEqualByComparingTo("310");
        assertThat(twelve.earlierChanges()).isEqualByComparingTo("15.2");
        assertThat(twelve.cost()).isEqualByComparingTo("170");
        assertThat(twelve.changes()).isEqualByComparingTo("8.8");
        // 610 / 30 against 480 / 24.
        assertThat(twelve.costPerChange()).isEqualByComparingTo("-0.333333");
        assertThat(twelve.relative().value()).isEqualByComparingTo("-0.0164");
    }

    @Test
    void what_was_not_measured_is_null_and_says_so() {
        MonthlyReport report = report(Basis.EFFECTIVE, month("shop", OCTOBER, 24, line(USD, 480, false)));
        assertThat(report.against())
                .extracting(Against::reason)
                .containsExactly(
                        "the month before is not measured",
                        "the same month a year before is not measured",
                        "the twelve months before are not measured");
        assertThat(report.against()).allSatisfy(one -> {
            assertThat(one.cost()).isNull();
            assertThat(one.changes()).isNull();
            assertThat(one.relative()).isNull();
            assertThat(one.daysMeasured()).isZero();
        });
    }

    @Test
    void a_team_has_its_own_applications_and_no_ledger() {
        Catalog catalog = catalog(new Catalog.Application(
                "shop", List.of(), "payments", List.of(), List.of(), List.of(), null, null, false));
        assertThat(MonthlyInputs.scopes(catalog))
                .extracting(Scope::label)
                .containsExactly("organisation", "tribe:commerce", "team:payments");
        MonthlyReport team = report(
                new Scope.Team("payments"),
                catalog,
                Basis.EFFECTIVE,
                month("blog", OCTOBER, 2, line(USD, 10, false)),
                month("shop", SEPTEMBER, 12, line(USD, 120, false)),
                month("shop", OCTOBER, 15, line(USD, 300, false)));
        assertThat(team.scope()).isEqualTo("team:payments");
        assertThat(team.ledger()).isNull();
        assertThat(team.teams()).isEmpty();
        assertThat(team.applications()).extracting(OfApplication::application).containsExactly("shop");
        assertThat(team.own().getFirst().numbers().costPerChange()).isEqualByComparingTo("20");
        assertThat(team.own().getFirst().numbers().unallocated()).isNull();
        assertThat(team.against().getFirst().cost()).isEqualByComparingTo("180");

        MonthlyReport tribe = report(
                new Scope.Tribe("commerce"),
                catalog,
                Basis.EFFECTIVE,
                month("shop", OCTOBER, 15, line(USD, 300, false)));
        assertThat(tribe.teams()).extracting(one -> one.team()).containsExactly("payments");
    }

    @Test
    void a_team_that_was_charged_nothing_is_as_final_as_the_bills_of_the_month() {
        Catalog catalog = catalog(new Catalog.Application(
                "idle", List.of(), "payments", List.of(), List.of(), List.of(), null, null, false));
        MonthOfScope billed = month("shop", OCTOBER, 1, line(USD, 10, false));
        assertThat(report(new Scope.Team("payments"), catalog, Basis.EFFECTIVE, billed)
                        .isFinal())
                .isTrue();
        assertThat(report(new Scope.Team("payments"), catalog, Basis.EFFECTIVE).isFinal())
                .as("without any bill")
                .isFalse();
    }

    @Test
    void an_issue_says_what_moved_since_the_one_before() {
        MonthlyReport first = report(
                        Basis.EFFECTIVE,
                        month("blog", OCTOBER, 2, line(USD, 10, false)),
                        month("gone", OCTOBER, 1, line(USD, 7, false)),
                        month("shop", OCTOBER, 4, line(USD, 30, false)))
                .issued(null);
        assertThat(first.issue()).isEqualTo(new Issue(1, false, null));
        MonthlyReport second = report(
                        Basis.EFFECTIVE,
                        month("blog", OCTOBER, 2, line(USD, 10, false)),
                        month("shop", OCTOBER, 5, line(USD, 35, false)))
                .issued(first);
        Issue.Moved moved = second.issue().moved();
        assertThat(moved.since()).isEqualTo(1);
        assertThat(moved.moves()).extracting(Issue.Move::application).containsExactly(null, "gone", "shop");
        assertThat(moved.moves().getFirst().before().costPerChange()).isEqualByComparingTo("6.714286");
        assertThat(moved.moves().getFirst().after().costPerChange()).isEqualByComparingTo("6.428571");
        assertThat(moved.moves().get(1).after()).isNull();
        assertThat(moved.moves().getLast().before().cost()).isEqualByComparingTo("30");
        assertThat(moved.moves().getLast().after().changes()).isEqualTo(5);
        assertThat(second.issued(second).issue().moved().moves())
                .as("the scope as a whole is always told")
                .singleElement()
                .satisfies(whole -> assertThat(whole.before()).isEqualTo(whole.after()));
    }

    @Test
    void an_application_that_is_charged_no_more_moved_once_in_its_currency() {
        Catalog catalog = catalog(new Catalog.Application(
                "blog", List.of(), "payments", List.of(), List.of(), List.of(), null, null, false));
        MonthlyReport first = report(catalog, Basis.EFFECTIVE, month("blog", OCTOBER, 1, line(USD, 7, false)))
                .issued(null);
        MonthlyReport second = report(catalog, Basis.EFFECTIVE, month("shop", OCTOBER, 1, line(USD, 7, false)))
                .issued(first);
        assertThat(second.issue().moved().moves())
                .extracting(Issue.Move::application, Issue.Move::currency)
                .containsExactly(tuple(null, USD), tuple("blog", USD), tuple("shop", USD));
        assertThat(second.issue().moved().moves().get(1).after().cost()).isNull();
    }

    private record Charged(Currency currency, int amount, boolean multiPeriod) {}

    private static Charged line(Currency currency, int amount, boolean multiPeriod) {
        return new Charged(currency, amount, multiPeriod);
    }

    /// A month whose charges post to its first day, with one change on each of its first days.
    private static MonthOfScope month(String application, YearMonth month, int changes, Charged... charged) {
        List<Line> lines = new ArrayList<>();
        for (Charged one : charged) {
            lines.add(new Line(
                    new Line.Kind(
                            month.atDay(1),
                            false,
                            "",
                            false,
                            "",
                            ChargeCategory.USAGE,
                            false,
                            one.multiPeriod,
                            false,
                            one.currency),
                    Cost.of("" + one.amount, "" + one.amount)));
        }
        ApplicationBill bill = new ApplicationBill(
                application, month, new Freshness(month.atEndOfMonth(), List.of(), false), null, lines);
        List<Success> successes = Days.of(month).list().subList(0, changes).stream()
                .map(day -> success(application, day))
                .toList();
        ApplicationMonth joined = ApplicationMonth.of(
                application,
                month,
                bill,
                Deliveries.of(
                        successes,
                        successes.isEmpty() ? null : successes.getFirst().at()));
        return new MonthOfScope(joined.totals(), joined.days());
    }

    private static Success success(String application, LocalDate day) {
        return new Success(
                new DeploymentId(application, "changes", day.toString()),
                day.atTime(0, 0).toInstant(ZoneOffset.UTC),
                true,
                null,
                Told.of(Origin.NONE, "production", "r" + day));
    }

    private static Catalog catalog(Catalog.Application... applications) {
        return new Catalog(
                Set.of("production"),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(new Catalog.Team("payments", "commerce")),
                List.of(applications),
                List.of(),
                List.of(),
                List.of(
                        new Catalog.Milestone(LocalDate.of(2026, 11, 1), "after"),
                        new Catalog.Milestone(LocalDate.of(2026, 10, 31), "last day"),
                        new Catalog.Milestone(LocalDate.of(2025, 10, 1), "first day")),
                Catalog.Deliveries.DEFAULT,
                Rates.NONE,
                Map.of());
    }

    private static MonthlyReport report(Basis basis, MonthOfScope... months) {
        return report(catalog(), basis, months);
    }

    private static MonthlyReport report(Catalog catalog, Basis basis, MonthOfScope... months) {
        return report(new Scope.Organisation(), catalog, basis, months);
    }

    private static MonthlyReport report(Scope scope, Catalog catalog, Basis basis, MonthOfScope... months) {
        Days span = MonthlyReport.span(OCTOBER);
        Question question = new Question(new Scope.Organisation(), span, Grain.MONTH, basis, null, null);
        List<MonthOfScope> all = List.of(months);
        return new MonthlyInputs(
                        OCTOBER,
                        catalog,
                        CostPerChange.of(question, all, List.of(), false),
                        all.stream()
                                .map(month -> new DeliveryOfScope(month, DeliveryOfMonth.NONE))
                                .toList(),
                        Map.of(),
                        LedgerOfMonth.of(
                                new LedgerOfMonth.Question(OCTOBER, basis, null, false), false, List.of(), List.of()),
                        false)
                .of(scope);
    }
}
