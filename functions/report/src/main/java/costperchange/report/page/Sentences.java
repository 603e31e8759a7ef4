package costperchange.report.page;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.Issue;
import costperchange.calculator.report.Issue.Move;
import costperchange.calculator.report.Issue.Moved;
import costperchange.calculator.report.Issue.Said;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.Difference;
import costperchange.calculator.report.MonthlyReport.Relative;
import costperchange.calculator.report.Objectives;
import costperchange.calculator.report.Scope;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the numbers say, in words. Plain text, not yet fit for markup.
public final class Sentences {

    /// Why a tribe's or a team's report has no ledger.
    public static final String NO_LEDGER =
            "Bills belong to the organisation: where they went, and what nobody took of them, is in its report.";

    /// How a month is compared with earlier ones.
    public static final String AGAINST =
            "Of the days that enter the ratio, without charges that reach outside their billing period. Cost and changes"
                    + " of twelve months are given for as many measured days as this month has.";

    /// How objectives are judged.
    public static final String OBJECTIVES =
            "What the catalog wants days and changes to cost, at most, over the days up to the last whose charges are all"
                    + " there. A burn rate of 1 spends the budget exactly; it is on cost, which every day has.";

    private Sentences() {}

    /// The days that an objective looks at: `, 28 days to 31 October`; nothing where no bill is known.
    static String window(Objectives.Row row) {
        return row.to() == null
                ? ""
                : ", " + row.window() + " days to " + Figures.day(row.to().minusDays(1));
    }

    /// Whose report this is, which issue, and how sure.
    public static String standing(MonthlyReport report) {
        Issue issue = report.issue();
        boolean estimated = issue == null ? !report.isFinal() : issue.estimated();
        return whole(report.scoped())
                + (issue == null ? "" : ", issue " + issue.number())
                + (estimated ? ", estimated: bills may still change" : ", final")
                + ". On the " + report.basis() + " basis; days are UTC.";
    }

    /// Why a row has no cost per change.
    public static String noRatio(Row row) {
        BigDecimal cost = row.cost();
        if (cost == null) {
            return "no bill";
        }
        boolean allLeftOut = cost.signum() == 0 && row.costNotMeasured().signum() != 0;
        return allLeftOut ? "not measured" : "no change";
    }

    /// A month against the month before.
    public static String difference(YearMonth month, @Nullable Difference difference) {
        String before = "Against " + Figures.month(month.minusMonths(1));
        if (difference == null) {
            return before + " nothing is compared.";
        }
        Relative relative = difference.relative();
        return relative == null
                ? before + " no percentage is given: " + difference.reason() + "."
                : before + ": " + Figures.percent(relative.value()) + ", 90\u00a0% interval "
                        + Figures.percent(relative.low()) + " to " + Figures.percent(relative.high()) + "."
                        + (relative.noise() ? " The interval leaves open in which direction." : "");
    }

    /// A scope in words: `the whole organisation`, `team payments`.
    public static String scope(Scope scope) {
        return switch (scope) {
            case Scope.Organisation() -> "the whole organisation";
            case Scope.Tribe(String name) -> "tribe " + name;
            case Scope.Team(String name) -> "team " + name;
            case Scope.Application(String name) -> "application " + name;
        };
    }

    /// A scope at the start of a sentence: `The whole organisation`.
    static String whole(Scope scope) {
        String words = scope(scope);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// What moved since the issue before, in a sentence for each currency.
    public static List<String> moved(Issue issue) {
        Moved moved = issue.moved();
        if (moved == null) {
            return List.of();
        }
        String since = "Since issue " + moved.since() + (moved.estimated() ? ", which was estimated, " : " ");
        long applications = moved.moves().stream()
                .map(Move::application)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        String how = applications == 0
                ? "no application moved"
                : applications == 1 ? "1 application moved" : applications + " applications moved";
        return moved.moves().stream()
                .filter(move -> move.application() == null)
                .map(move -> since + how + "; cost per change was " + ratio(move.before(), move.currency()) + " and is "
                        + ratio(move.after(), move.currency()) + ".")
                .toList();
    }

    private static String ratio(@Nullable Said said, @Nullable Currency currency) {
        if (said == null || said.cost() == null) {
            return "not known";
        }
        return said.costPerChange() == null
                ? "none, without a change"
                : Figures.amount(said.costPerChange()) + " " + currency;
    }

    /// The three differences, for a month that can be compared.
    static String parts(Difference difference, String currency) {
        BigDecimal cost = difference.cost();
        Integer changes = difference.changes();
        BigDecimal ratio = difference.costPerChange();
        if (cost == null || changes == null) {
            return "";
        }
        return "Cost " + Figures.more(cost) + " " + currency + ", changes " + Figures.more(changes)
                + (ratio == null ? "" : ", cost per change " + Figures.more(ratio) + " " + currency) + ".";
    }
}
