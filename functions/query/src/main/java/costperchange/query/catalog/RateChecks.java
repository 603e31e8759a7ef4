package costperchange.query.catalog;

import costperchange.calculator.money.Currency;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// What makes the rates of a file none: months that do not exist, currencies that cannot be, rates of nothing.
final class RateChecks {

    private RateChecks() {}

    static List<Problem> problems(Part root) {
        List<Problem> problems = new ArrayList<>();
        root.get("rates").ifPresent(rates -> {
            Part to = rates.need("to");
            check(problems, to, to.text());
            rates.need("months").members().forEach((month, ofMonth) -> {
                if (!isMonth(month)) {
                    problems.add(ofMonth.keyProblem("is not a month such as 2026-10"));
                }
                ofMonth.members().forEach((code, rate) -> {
                    if (!Currency.isCode(code.strip()) || code.strip().equals(to.text())) {
                        problems.add(rate.keyProblem("is not another currency"));
                    }
                    if (rate.node().decimalValue().signum() <= 0) {
                        problems.add(rate.problem("is not above zero"));
                    }
                });
            });
        });
        return problems;
    }

    private static void check(List<Problem> problems, Part part, String code) {
        if (!Currency.isCode(code)) {
            problems.add(part.problem("is not a currency"));
        }
    }

    private static boolean isMonth(String text) {
        try {
            return YearMonth.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
