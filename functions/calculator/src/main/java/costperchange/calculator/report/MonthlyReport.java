package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog.Milestone;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.time.Days;
import costperchange.calculator.trend.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A month of the organisation, a tribe or a team: its cost per change beside earlier months, by team and by
/// application, with the ledger and with what the numbers do not hold. Depends on nothing but what was read, so
/// the same month read again is the same report.
///
/// @param month which
/// @param scope whose, as [Scope#label] writes it
/// @param basis `effective` or `billed`
/// @param issue which issue of the month's report this is; null while it was not issued
/// @param months the scope in the thirteen months that end with this one; in each, a row for each currency
/// @param against the month against earlier windows, for each currency
/// @param teams in order of their names, for each currency; applications without a team come last, under null;
///     none in the report of a team
/// @param applications in order of their names, for each currency
/// @param delivery how well change went
/// @param changes of the month, by application and time; their run costs are of this month alone
/// @param objectives of the scope and of what belongs to it, over the windows that end with the month or, where
///     bills are not all there yet, with the last day that is; none on the billed basis, as objectives are on
///     effective cost
/// @param ledger of the bills filed under the month; null for a tribe or a team, to which no bill belongs
/// @param caveats what the month's numbers do not hold, or not for certain
/// @param milestones of the catalog in the thirteen months, in order of time
public record MonthlyReport(
        YearMonth month,
        String scope,
        String basis,
        @Nullable Issue issue,
        List<OfMonth> months,
        List<Against> against,
        List<OfTeam> teams,
        List<OfApplication> applications,
        MonthlyDelivery delivery,
        List<ChangeOfMonth> changes,
        List<Objectives.Row> objectives,
        @Nullable LedgerOfMonth ledger,
        Caveats caveats,
        List<Milestone> milestones) {

    public MonthlyReport {
        // Reports that were issued before there were objectives have none.
        objectives = objectives == null ? List.of() : List.copyOf(objectives);
    }

    /// How many months a report shows: the same month of the year before is the first.
    public static final int MONTHS = 13;

    /// A month of the scope in one currency.
    ///
    /// @param difference to the month before; null in the first month of the report
    public record OfMonth(
            YearMonth month, Row numbers, @Nullable Difference difference) {}

    /// The month of a team in one currency.
    ///
    /// @param team null for the applications that no team owns
    /// @param tribe null where the team belongs to none
    /// @param difference to the month before
    public record OfTeam(@Nullable String team, @Nullable String tribe, Row numbers, Difference difference) {}

    /// The month of an application in one currency.
    ///
    /// @param team null where no team owns it
    /// @param tribe null where its team belongs to none
    /// @param measuredSince the first day from which its deployments are known; null where none is
    /// @param difference to the month before
    public record OfApplication(
            String application,
            @Nullable String team,
            @Nullable String tribe,
            @Nullable LocalDate measuredSince,
            Row numbers,
            Difference difference) {}

    /// A change that was counted in the month.
    ///
    /// @param team null where no team owns the application
    public record ChangeOfMonth(
            String application, @Nullable String team, ChangesOfApplication.Row change) {}

    /// A month less the month before, of the days that enter the ratio and without charges that reach outside
    /// their billing period (see [Caveats]). All null where one of the two months is not measured.
    ///
    /// @param cost how much more it cost
    /// @param changes how many more changes it had
    /// @param costPerChange how much more a change cost; null where one of the months had none
    /// @param relative the same as a part of the earlier ratio; null where it cannot be told
    /// @param reason why it cannot be told; null where it can
    public record Difference(
            @Nullable BigDecimal cost,
            @Nullable Integer changes,
            @Nullable BigDecimal costPerChange,
            @Nullable Relative relative,
            @Nullable String reason) {

        static Difference none(String reason) {
            return new Difference(null, null, null, null, reason);
        }

        static Difference of(Comparison comparison) {
            return new Difference(
                    comparison.cost(),
                    comparison.changes(),
                    comparison.costPerChange(),
                    comparison.relative() == null ? null : Relative.of(comparison.relative()),
                    comparison.reason());
        }
    }

    /// A relative difference with its 90 % interval, as fractions of four digits: `0.05` is 5 % more.
    ///
    /// @param noise whether the interval leaves open in which direction it went
    public record Relative(BigDecimal value, BigDecimal low, BigDecimal high, boolean noise) {

        private static final int SCALE = 4;

        static Relative of(Comparison.Relative relative) {
            return new Relative(
                    digits(relative.value()), digits(relative.low()), digits(relative.high()), relative.isNoise());
        }

        private static BigDecimal digits(double fraction) {
            return BigDecimal.valueOf(fraction).setScale(SCALE, RoundingMode.HALF_EVEN);
        }
    }

    /// What the month's numbers do not hold, or not for certain. Amounts that are not measured or not allocated
    /// stand in the rows.
    ///
    /// @param estimated whether a bill of the month may still change
    /// @param settling whether bills were committed that are not in these numbers yet
    /// @param completeThrough the last day of the month whose charges are all there, of all bills for a scope
    ///     that was charged nothing; null without bills
    /// @param missingDays days up to then that a bill left out; neither their cost nor their changes enter a
    ///     ratio
    /// @param changesNotMeasured changes on days whose cost is not known
    /// @param withoutRevision changes whose source told no revision: each deployment was counted
    /// @param neverMeasured applications that were charged and have no known deployment
    /// @param multiPeriod charges that reach outside their billing period: in costs, not in differences
    public record Caveats(
            boolean estimated,
            boolean settling,
            @Nullable LocalDate completeThrough,
            List<LocalDate> missingDays,
            int changesNotMeasured,
            int withoutRevision,
            List<String> neverMeasured,
            List<Amount> multiPeriod) {}

    /// @param before the month before
    public record Amount(Currency currency, BigDecimal before, BigDecimal month) {}

    /// The days that a report shows.
    public static Days span(YearMonth month) {
        return new Days(
                month.minusMonths(MONTHS - 1).atDay(1), month.plusMonths(1).atDay(1));
    }

    /// Reports on a scope from what was read.
    ///
    /// @param numbers of the scope by month, over the span
    /// @param own the deliveries of the scope's applications
    static MonthlyReport of(MonthlyInputs inputs, Scope scope, CostPerChange numbers, Collection<DeliveryOfScope> own) {
        YearMonth month = inputs.month();
        boolean organisation = scope instanceof Scope.Organisation;
        MonthlyReportRows rows = new MonthlyReportRows(
                month,
                scope,
                numbers,
                inputs.catalog(),
                own.stream().map(DeliveryOfScope::month).toList());
        return new MonthlyReport(
                month,
                scope.label(),
                numbers.basis(),
                null,
                rows.months(),
                rows.against(),
                rows.teams(),
                rows.applications(),
                MonthlyDelivery.of(month, scope, inputs.basis(), inputs.catalog(), own),
                inputs.changes(own),
                inputs.objectives(scope),
                organisation ? inputs.ledger() : null,
                rows.caveats(inputs.settling(), inputs.freshness()),
                inputs.catalog().milestones().stream()
                        .filter(milestone -> span(month).contains(milestone.date()))
                        .sorted((one, other) -> one.date().compareTo(other.date()))
                        .toList());
    }

    /// This report as the issue after another.
    ///
    /// @param former the issue before, of the same month, scope and basis; null for the first
    public MonthlyReport issued(@Nullable MonthlyReport former) {
        return with(Issue.of(this, former));
    }

    /// Its figures alone: what two issues with the same figures have in common.
    public MonthlyReport notIssued() {
        return with(null);
    }

    private MonthlyReport with(@Nullable Issue as) {
        return new MonthlyReport(
                month,
                scope,
                basis,
                as,
                months,
                against,
                teams,
                applications,
                delivery,
                changes,
                objectives,
                ledger,
                caveats,
                milestones);
    }

    /// Whether its numbers stay as they are: bills are known, all are final, and all they say is in it.
    public boolean isFinal() {
        return caveats.completeThrough != null && !caveats.estimated && !caveats.settling;
    }

    /// The month's own rows, one for each currency.
    public List<OfMonth> own() {
        return months.stream().filter(one -> one.month.equals(month)).toList();
    }

    public Scope scoped() {
        return Scope.of(scope).orElseThrow();
    }

    /// All of it as one table, told apart by its first column.
    public Sheet sheet() {
        return MonthlyReportSheet.of(this);
    }

    /// The columns of that table that fit a terminal, without the ledger.
    public Sheet overview() {
        return MonthlyReportSheet.overview(this);
    }
}
