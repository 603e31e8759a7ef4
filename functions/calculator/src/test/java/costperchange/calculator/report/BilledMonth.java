package costperchange.calculator.report;

import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Line;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Days;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A month of an application whose bill is all there, with one change a day.
final class BilledMonth {

    static final Currency USD = new Currency("USD");
    static final Currency EUR = new Currency("EUR");

    private final String application;
    private final YearMonth month;
    private final List<Line> lines = new ArrayList<>();

    BilledMonth(String application, YearMonth month) {
        this.application = application;
        this.month = month;
    }

    /// A charge on each of some days.
    BilledMonth daily(Currency currency, String amount, Days days) {
        days.list().forEach(day -> charge(currency, amount, day, false));
        return this;
    }

    /// A charge that reaches outside its billing period.
    BilledMonth beyond(Currency currency, String amount, LocalDate day) {
        return charge(currency, amount, day, true);
    }

    private BilledMonth charge(Currency currency, String amount, LocalDate day, boolean multiPeriod) {
        lines.add(new Line(
                new Line.Kind(
                        day, false, "production", true, "", ChargeCategory.USAGE, false, multiPeriod, false, currency),
                Cost.of(amount, amount)));
        return this;
    }

    MonthOfScope joined() {
        List<Success> successes = Days.of(month).list().stream()
                .map(day -> new Success(
                        new DeploymentId(application, "changes", day.toString()),
                        day.atTime(0, 0).toInstant(ZoneOffset.UTC),
                        true,
                        null,
                        Told.of(Origin.NONE, "production", "r" + day)))
                .toList();
        ApplicationMonth joined = ApplicationMonth.of(
                application,
                month,
                new ApplicationBill(
                        application, month, new Freshness(month.atEndOfMonth(), List.of(), false), null, lines),
                ApplicationMonth.Deliveries.of(successes, successes.getFirst().at()));
        return new MonthOfScope(joined.totals(), joined.days());
    }
}
