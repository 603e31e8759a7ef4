package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Question;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The applications there are, with their numbers over a span: those of the catalog and those that were charged or
/// deployed.
///
/// @param basis `effective` or `billed`
/// @param from first day
/// @param to the day after the last
/// @param settling whether bills of these months were committed that are not in these numbers yet
/// @param rows one for each application and currency, in order of their names if no other is asked for
/// @param next where the next page starts; null on the last
public record Applications(
        String basis,
        LocalDate from,
        LocalDate to,
        boolean settling,
        List<Row> rows,
        @Nullable String next) {

    /// @param team null where no team owns it
    /// @param tribe null where its team belongs to none
    /// @param measuredSince the first day from which its deployments are known; null where none is
    /// @param numbers of the whole span
    public record Row(
            String application,
            @Nullable String team,
            @Nullable String tribe,
            @Nullable LocalDate measuredSince,
            CostPerChange.Row numbers) {}

    public static Applications of(
            Question question, Catalog catalog, Collection<MonthOfScope> months, boolean settling) {
        Map<String, List<MonthOfScope>> byApplication = new TreeMap<>();
        question.scope()
                .applications(catalog)
                .orElseGet(() ->
                        catalog.applications().stream().map(Application::name).toList())
                .forEach(name -> byApplication.put(name, new ArrayList<>()));
        months.forEach(month -> byApplication
                .computeIfAbsent(month.totals().application(), name -> new ArrayList<>())
                .add(month));
        List<Row> rows = new ArrayList<>();
        byApplication.forEach((name, own) -> numbers(question, name, own)
                .forEach(
                        numbers -> rows.add(row(name, catalog.application(name).orElse(null), catalog, own, numbers))));
        return new Applications(
                question.basis().label(),
                question.days().from(),
                question.days().to(),
                settling,
                rows,
                null);
    }

    /// Some of these.
    public Applications page(ApplicationList.Question question) {
        return ApplicationList.page(this, question);
    }

    private static List<CostPerChange.Row> numbers(Question question, String name, List<MonthOfScope> months) {
        Map<@Nullable Currency, List<CostPerChange.Row>> byCurrency = new LinkedHashMap<>();
        Question own = new Question(
                new Scope.Application(name),
                question.days(),
                question.by(),
                question.basis(),
                question.currency(),
                question.asOf());
        CostPerChange.of(own, months, List.of(), false)
                .rows()
                .forEach(row -> byCurrency
                        .computeIfAbsent(row.currency(), currency -> new ArrayList<>())
                        .add(row));
        return byCurrency.values().stream()
                .map(rows -> Objects.requireNonNull(CostPerChange.total(question.days(), rows)))
                .toList();
    }

    private static Row row(
            String name,
            @Nullable Application application,
            Catalog catalog,
            List<MonthOfScope> months,
            CostPerChange.Row numbers) {
        LocalDate since = months.stream()
                .map(month -> month.totals().measuredSince())
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
        return new Row(
                name,
                application == null ? null : application.team(),
                application == null ? null : catalog.tribeOf(application).orElse(null),
                since,
                numbers);
    }

    /// The applications as a table.
    public Sheet sheet() {
        return new Sheet(
                List.of(
                        "application",
                        "team",
                        "tribe",
                        "measured_since",
                        "currency",
                        "cost",
                        "direct",
                        "shared",
                        "cost_not_measured",
                        "changes",
                        "deployments",
                        "cost_per_change",
                        "estimated"),
                rows.stream()
                        .map(row -> {
                            BigDecimal cost = row.numbers.cost();
                            return Arrays.<@Nullable Object>asList(
                                    row.application,
                                    row.team,
                                    row.tribe,
                                    row.measuredSince,
                                    row.numbers.currency(),
                                    cost,
                                    row.numbers.direct(),
                                    row.numbers.shared(),
                                    row.numbers.costNotMeasured(),
                                    row.numbers.changes(),
                                    row.numbers.deployments(),
                                    row.numbers.costPerChange(),
                                    row.numbers.estimated());
                        })
                        .toList());
    }
}
