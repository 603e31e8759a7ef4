package costperchange.query.catalog;

import costperchange.calculator.money.Currency;
import costperchange.calculator.objective.Objective;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what applications and teams want to spend: `{costPerDay: 500 USD, costPerChange: 120 USD, window: 28d}`.
final class Objectives {

    private static final List<String> AMOUNTS = List.of("costPerDay", "costPerChange");
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,12})?)\\s+(\\S+)");
    private static final Pattern WINDOW = Pattern.compile("([0-9]{1,3})\\s*d");
    private static final int WEEK = 7;

    private record Amount(BigDecimal value, Currency currency) {}

    private Objectives() {}

    /// Of an application or a team; null where it says nothing.
    static @Nullable Objective of(Part owner) {
        return owner.get("objective")
                .map(objective -> new Objective(
                        amounts(objective).getFirst().currency,
                        value(objective, "costPerDay"),
                        value(objective, "costPerChange"),
                        objective.get("window").flatMap(Objectives::days).orElse(Objective.USUAL_WINDOW)))
                .orElse(null);
    }

    private static @Nullable BigDecimal value(Part objective, String key) {
        return objective.get(key).flatMap(Objectives::amount).map(Amount::value).orElse(null);
    }

    private static List<Amount> amounts(Part objective) {
        return AMOUNTS.stream()
                .flatMap(key -> objective.get(key).stream())
                .flatMap(part -> amount(part).stream())
                .toList();
    }

    private static Optional<Amount> amount(Part part) {
        Matcher amount = AMOUNT.matcher(part.text());
        return amount.matches()
                ? Currency.named(amount.group(2)).map(currency -> new Amount(new BigDecimal(amount.group(1)), currency))
                : Optional.empty();
    }

    private static Optional<Integer> days(Part part) {
        Matcher days = WINDOW.matcher(part.text());
        return days.matches() ? Optional.of(Integer.valueOf(days.group(1))) : Optional.empty();
    }

    static List<Problem> problems(Part root) {
        List<Problem> problems = new ArrayList<>();
        Stream.of("applications", "teams")
                .flatMap(list -> root.items(list).stream())
                .flatMap(owner -> owner.get("objective").stream())
                .forEach(objective -> check(objective, problems));
        return problems;
    }

    private static void check(Part objective, List<Problem> problems) {
        for (String key : AMOUNTS) {
            objective
                    .get(key)
                    .filter(part -> amount(part)
                            .filter(amount -> amount.value.signum() > 0)
                            .isEmpty())
                    .ifPresent(part -> problems.add(part.problem("is not an amount above zero such as 120 USD")));
        }
        if (AMOUNTS.stream().allMatch(key -> objective.get(key).isEmpty())) {
            problems.add(objective.problem("has neither costPerDay nor costPerChange"));
        }
        if (amounts(objective).stream().map(Amount::currency).distinct().count() > 1) {
            problems.add(objective.problem("has amounts in two currencies"));
        }
        objective
                .get("window")
                .filter(part -> days(part)
                        .filter(days -> days >= WEEK && days <= Objective.LONGEST_WINDOW && days % WEEK == 0)
                        .isEmpty())
                .ifPresent(
                        part -> problems.add(part.problem("is not whole weeks in days, from 7d to 91d, such as 28d")));
    }
}
