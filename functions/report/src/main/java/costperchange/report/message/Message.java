package costperchange.report.message;

import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.Issue;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.OfMonth;
import costperchange.calculator.report.Scope;
import costperchange.report.page.CaveatList;
import costperchange.report.page.Figures;
import costperchange.report.page.Sentences;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What people are told of an issue: the headline figures, and where the report is. Plain text, which each
/// channel makes fit for itself.
///
/// @param scope whose report it is
/// @param month of the report
/// @param issue its number
/// @param title what the report is
/// @param subject the same, with cost per change in each currency
/// @param facts the figures, for each currency
/// @param remarks sentences: how it compares, what is not certain, what moved
/// @param page where the report is
/// @param workbook the report as XLSX
public record Message(
        Scope scope,
        String month,
        int issue,
        String title,
        String subject,
        List<Fact> facts,
        List<String> remarks,
        URI page,
        Attachment workbook) {

    /// A figure with its name.
    public record Fact(String name, String value) {}

    /// @param name of the file
    /// @param mediaType of its content
    public record Attachment(String name, String mediaType, byte[] content) {}

    /// @param report an issue
    /// @param page where it is
    public static Message of(MonthlyReport report, URI page, Attachment workbook) {
        Issue issue = report.issue();
        if (issue == null) {
            throw new IllegalArgumentException("a report that is not an issue is told to nobody");
        }
        List<OfMonth> own = report.own();
        String headline = own.stream().map(one -> headline(one.numbers())).collect(Collectors.joining(", "));
        return new Message(
                report.scoped(),
                report.month().toString(),
                issue.number(),
                title(report),
                title(report) + ": " + headline,
                own.stream()
                        .flatMap(one -> facts(one.numbers(), own.size() > 1).stream())
                        .toList(),
                remarks(report, issue, own),
                page,
                workbook);
    }

    private static String title(MonthlyReport report) {
        String whose = report.scoped() instanceof Scope.Organisation ? "" : " of " + Sentences.scope(report.scoped());
        return "Cost per change" + whose + " in " + Figures.month(report.month());
    }

    private static String headline(Row row) {
        BigDecimal ratio = row.costPerChange();
        return ratio == null ? Sentences.noRatio(row) : Figures.amount(ratio) + " " + row.currency();
    }

    private static List<Fact> facts(Row row, boolean several) {
        BigDecimal cost = row.cost();
        if (cost == null) {
            return List.of(new Fact("Cost", "no bill of the month is known"));
        }
        String in = several ? " in " + row.currency() : "";
        return List.of(
                new Fact("Cost per change" + in, headline(row)),
                new Fact("Cost" + in, Figures.amount(cost) + " " + row.currency()),
                new Fact("Changes" + in, Figures.count(row.changes())));
    }

    private static List<String> remarks(MonthlyReport report, Issue issue, List<OfMonth> own) {
        List<String> remarks = new ArrayList<>();
        own.stream()
                .filter(one -> one.numbers().cost() != null)
                .forEach(one ->
                        remarks.add((own.size() > 1 ? "In " + one.numbers().currency() + ": " : "")
                                + Sentences.difference(report.month(), one.difference())));
        remarks.addAll(CaveatList.missing(report));
        if (issue.estimated()) {
            remarks.add("Estimated: a bill of the month may still change. It is issued again when it is final.");
        }
        if (issue.moved() != null) {
            remarks.addAll(Sentences.moved(issue));
        }
        if (!report.basis().equals("effective")) {
            remarks.add("On the " + report.basis() + " basis.");
        }
        return remarks;
    }

    /// All of it as lines of text.
    String text() {
        return title + "\n\n"
                + facts.stream()
                        .map(fact -> fact.name + ": " + fact.value + "\n")
                        .collect(Collectors.joining())
                + "\n" + remarks.stream().map(remark -> remark + "\n").collect(Collectors.joining()) + "\n" + page
                + "\n";
    }
}
