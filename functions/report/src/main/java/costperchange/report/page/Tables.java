package costperchange.report.page;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.OfApplication;
import costperchange.calculator.report.MonthlyReport.OfMonth;
import costperchange.calculator.report.MonthlyReport.OfTeam;
import costperchange.calculator.report.Objectives;
import costperchange.report.page.Table.Cell;
import costperchange.report.page.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tables of a report in one currency.
///
/// @param currency null where nothing was charged at all
record Tables(MonthlyReport report, @Nullable Currency currency) {

    String html() {
        return new MovedTable(report.issue(), report.scoped(), currency).html()
                + new AgainstTable(report, currency).html()
                + new ObjectivesTable(objectives()).html()
                + months()
                + new DeliveryTables(report.month(), report.delivery(), currency).html()
                + teams()
                + applications()
                + (report.ledger() == null ? "" : new LedgerTable(report.ledger(), currency).html());
    }

    /// Whether a row is to be shown beside those of this currency: it has it, or none.
    private boolean shown(Row row) {
        return row.currency() == null || row.currency().equals(currency);
    }

    private String months() {
        Table table = new Table(
                "Month by month" + unit(),
                "Cost is what applications were charged, their part of shared pools included, on the days that enter"
                        + " the ratio. Differences are to the month before each, with a 90 % interval where counts"
                        + " allow a percentage.",
                columns(
                        "Month",
                        report.ledger() == null
                                ? List.of("of it shared", "Not measured")
                                : List.of("of it shared", "Not measured", "Unallocated"),
                        "Against the month before"));
        report.months().stream()
                .filter(one -> Objects.equals(one.numbers().currency(), currency))
                .forEach(one -> {
                    Row row = one.numbers();
                    table.row(
                            Figures.shortMonth(one.month())
                                    + (row.estimated() ? " <em class=\"tag\">estimated</em>" : ""),
                            one.month().equals(report.month()) ? "now" : "",
                            cells(
                                    row,
                                    report.ledger() == null ? measured(row) : withUnallocated(row),
                                    Table.differences(one.difference())));
                });
        return table.html();
    }

    private String teams() {
        Table table = new Table(
                "Teams" + unit(),
                "A team's numbers are the sums over its applications; nothing is a mean of means.",
                columns("Team", List.of("of it shared", "Not measured"), before()));
        boolean anyTeam = report.teams().stream().anyMatch(team -> team.team() != null);
        for (OfTeam team : anyTeam ? report.teams() : List.<OfTeam>of()) {
            if (shown(team.numbers())) {
                table.row(
                        named(team.team(), team.tribe()),
                        "",
                        cells(team.numbers(), measured(team.numbers()), Table.differences(team.difference())));
            }
        }
        return table.html();
    }

    private String applications() {
        Table table = new Table(
                "Applications" + unit(),
                "It describes, it does not rank: applications differ in what a change is to them. An application is"
                        + " measured from its first known deployment on; what it cost before is shown and not divided.",
                columns("Application", List.of("of it shared", "Not measured"), before()));
        for (OfApplication application : report.applications()) {
            if (shown(application.numbers())) {
                table.row(
                        named(application.application(), application.team()),
                        "",
                        cells(
                                application.numbers(),
                                measured(application.numbers()),
                                Table.differences(application.difference())));
            }
        }
        return table.html();
    }

    /// Those in this currency; beside the first also those in currencies in which nothing was charged.
    private List<Objectives.Row> objectives() {
        List<OfMonth> own = report.own();
        boolean first = Objects.equals(own.getFirst().numbers().currency(), currency);
        return report.objectives().stream()
                .filter(row -> row.currency().equals(currency)
                        || first
                                && own.stream()
                                        .noneMatch(one -> row.currency()
                                                .equals(one.numbers().currency())))
                .toList();
    }

    private static List<Cell> withUnallocated(Row row) {
        return Stream.concat(measured(row).stream(), Stream.of(Cell.known(row, row.unallocated())))
                .toList();
    }

    private static List<Cell> measured(Row row) {
        return List.of(Cell.measured(row, row.shared()), Cell.known(row, row.costNotMeasured()));
    }

    private static List<Column> columns(String name, List<String> amounts, String before) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text(name));
        Stream.of("Cost per change", "Cost", "Changes", "Deployments")
                .forEach(number -> columns.add(Column.number(number)));
        amounts.forEach(amount -> columns.add(Column.number(amount)));
        columns.addAll(Table.differences(before));
        return columns;
    }

    private static List<Cell> cells(Row row, List<Cell> amounts, List<Cell> differences) {
        return Stream.of(
                        List.of(
                                Cell.ratio(row),
                                Cell.measured(row, row.cost()),
                                Cell.changes(row),
                                Cell.count(row.deployments())),
                        amounts,
                        differences)
                .flatMap(List::stream)
                .toList();
    }

    /// @param within to whom it belongs; null where to nobody
    private static String named(@Nullable String name, @Nullable String within) {
        return (name == null ? "<em>no team</em>" : Html.text(name))
                + (within == null ? "" : "<small>" + Html.text(within) + "</small>");
    }

    private String before() {
        return "Against " + Figures.month(report.month().minusMonths(1));
    }

    private String unit() {
        return currency == null ? "" : ", " + currency;
    }
}
