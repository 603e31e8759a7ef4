package costperchange.query.catalog;

import costperchange.calculator.money.Currency;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What makes the rates of a file none: months that do not exist, currencies that cannot be, rates of nothing.
final class RateChecks {

    private RateChecks() {}

    static List<Problem> problems(Part root) {
        List<Problem> problems = new ArrayList<>();
        root.get("rates").ifPresent(rates -> {
            Part to = rates.need("to");
            Optional<Currency> target = Currency.named(to.text());
            if (target.isEmpty()) {
                problems.add(to.problem("is not a currency"));
            }
            rates.need("months").members().forEach((month, ofMonth) -> {
                if (!isMonth(month)) {
                    problems.add(ofMonth.keyProblem("is not a month such as 2026-10"));
                }
                check(ofMonth, target, problems);
            });
        });
        return problems;
    }

    private static void check(Part ofMonth, Optional<Currency> target, List<Problem> problems) {
        Set<Currency> others = new HashSet<>();
        ofMonth.members().forEach((name, rate) -> {
            Optional<Currency> currency = Currency.named(name);
            if (currency.isEmpty() || currency.equals(target)) {
                problems.add(rate.keyProblem("is not another currency"));
            } else if (!others.add(currency.get())) {
                problems.add(rate.keyProblem("has a rate already"));
            }
            if (rate.node().decimalValue().signum() <= 0) {
                problems.add(rate.problem("is not above zero"));
            }
        });
    }

    private static boolean isMonth(String text) {
        try {
            return YearMonth.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
