package costperchange.report.page;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.Dora;
import costperchange.calculator.report.MonthlyDelivery;
import costperchange.calculator.report.MonthlyDelivery.Named;
import costperchange.report.page.Table.Cell;
import costperchange.report.page.Table.Column;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How well change went: the five DORA metrics beside cost per change in one currency.
///
/// @param month that the report is of
/// @param currency null where nothing was charged at all
record DeliveryTables(
        YearMonth month, MonthlyDelivery delivery, @Nullable Currency currency) {

    private static final String NOTE =
            "Cost per change says nothing of how well change goes; these say it, after dora.dev."
                    + " What no source tells is not measured, which is not zero. Failed are changes that were rolled back or"
                    + " repaired, or that an incident names; the cost of failed and rework changes is what production cost while"
                    + " they were live.";

    String html() {
        if (delivery.months().stream().allMatch(row -> row.deployments() == 0)) {
            return "";
        }
        Table months = table("How well change went", "Month", NOTE);
        delivery.months().forEach(row -> {
            YearMonth of = YearMonth.from(row.from());
            months.row(Figures.shortMonth(of), of.equals(month) ? "now" : "", cells(row));
        });
        return months.html()
                + named("How well change went, by team", "Team", delivery.teams())
                + named("How well change went, by application", "Application", delivery.applications());
    }

    private String named(String caption, String heading, List<Named> all) {
        Table table = table(caption, heading, "The same of " + Figures.month(month) + ".");
        all.forEach(one -> table.row(
                Html.text(one.name()) + (one.within() == null ? "" : "<small>" + Html.text(one.within()) + "</small>"),
                "",
                cells(one.row())));
        return table.html();
    }

    private Table table(String caption, String heading, String note) {
        String unit = currency == null ? "" : ", " + currency;
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text(heading));
        columns.add(Column.number("Cost per change" + unit));
        for (String name : List.of("Deployments", "Changes")) {
            columns.add(Column.number(name));
        }
        columns.add(new Column("median", "Change lead time", "number"));
        columns.add(new Column("90 % within", "Change lead time", "number"));
        for (String name : List.of("Change fail rate", "Failed deployment recovery time", "Deployment rework rate")) {
            columns.add(Column.number(name));
        }
        columns.add(new Column("failed", "Cost of changes" + unit, "number"));
        columns.add(new Column("rework", "Cost of changes" + unit, "number"));
        return new Table(caption, note, columns);
    }

    private List<Cell> cells(Dora.Row row) {
        Dora.Costs costs = row.costs().stream()
                .filter(one -> Objects.equals(one.currency(), currency))
                .findFirst()
                .orElse(new Dora.Costs(currency, null, null, null, null));
        if (row.deployments() == 0) {
            Cell none = Cell.none("–");
            return List.of(amount(costs.costPerChange()), none, none, none, none, none, none, none, none, none);
        }
        Dora.RecoveryTime recovery = row.recoveryTime();
        return List.of(
                amount(costs.costPerChange()),
                Cell.count(row.deployments()),
                Cell.count(row.changes()),
                time(row.leadTime().medianSeconds(), known(row)),
                time(row.leadTime().percentile90Seconds(), ""),
                rate(row.changeFailRate(), "changes"),
                row.changeFailRate().value() == null
                        ? Cell.none("not measured")
                        : time(recovery.medianSeconds(), recovery.open() == 0 ? "" : recovery.open() + " open"),
                rate(row.reworkRate(), "deployments"),
                amount(costs.failedChangesCost()),
                amount(costs.reworkChangesCost()));
    }

    /// Of how many changes the lead time is known, where it is not of all.
    private static String known(Dora.Row row) {
        return row.leadTime().known() == row.changes()
                ? ""
                : Figures.count(row.leadTime().known()) + " of " + Figures.changes(row.changes());
    }

    private static Cell amount(@Nullable BigDecimal amount) {
        return amount == null ? Cell.none("–") : Cell.amount(amount);
    }

    private static Cell time(@Nullable Long seconds, String small) {
        return seconds == null ? Cell.none("–") : new Cell(Figures.duration(seconds) + small(small), "number");
    }

    private static Cell rate(Dora.Rate rate, String of) {
        BigDecimal value = rate.value();
        if (value == null) {
            return Cell.none("not measured");
        }
        String counted = Figures.count(rate.count()) + " of " + Figures.count(rate.measured()) + " " + of;
        String inferred = rate.inferred() == 0 ? "" : ", " + Figures.count(rate.inferred()) + " inferred";
        return new Cell(Figures.share(value) + small(counted + inferred), "number");
    }

    private static String small(String text) {
        return text.isEmpty() ? "" : "<small>" + Html.text(text) + "</small>";
    }
}
