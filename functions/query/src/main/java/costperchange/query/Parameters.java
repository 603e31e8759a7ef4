package costperchange.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.Bridge;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.LedgerChanges;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.calculator.time.Period;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of a query. The first that cannot be read is remembered, and [#answer] then answers
/// with it.
final class Parameters {

    static final Set<String> OF_PERIODS = Set.of("scope", "from", "to", "by", "basis", "currency", "as-of");
    static final Set<String> OF_COST = Set.of("scope", "from", "to", "by", "basis", "currency", "as-of", "convert");
    static final Set<String> OF_BRIDGE = Set.of("scope", "from", "to", "basis");
    static final Set<String> OF_DAY = Set.of("application", "day", "basis");
    static final Set<String> OF_MONTHS = Set.of("from", "to", "basis");
    static final Set<String> OF_LEDGER_CHANGES = Set.of("from", "to", "basis");
    static final Set<String> OF_DORA = Set.of("scope", "from", "to", "by", "basis", "currency");
    static final Set<String> OF_UPLOAD = Set.of("deployments-from");
    static final Set<String> OF_CHANGES = Set.of("application", "from", "to", "basis", "after", "limit");
    static final Set<String> OF_LEDGER = Set.of("basis", "as-of", "corrections");
    private static final int MOST_DAYS_BY_DAY = 800;
    private static final int MOST_MONTHS = 120;
    private static final int MOST_MONTHS_AS_OF = 13;
    private static final int PAGE = 100;
    private static final int MOST_ON_A_PAGE = 1_000;

    private final Map<String, String> query;
    private final Clock clock;
    private Optional<APIGatewayV2HTTPResponse> problem = Optional.empty();

    /// @param known those that the query has; others are refused, as whoever sends one expects something of it
    Parameters(Map<String, String> query, Set<String> known, Clock clock) {
        this.query = query;
        this.clock = clock;
        query.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> refuse(name, "is not a parameter of this query"));
    }

    /// What was asked, answered; or the problem with it.
    <Q> APIGatewayV2HTTPResponse answer(Q question, Function<Q, APIGatewayV2HTTPResponse> answer) {
        return problem.orElseGet(() -> answer.apply(question));
    }

    Question question() {
        Grain by = read("by", "day, week or month", Grain::of, Grain.MONTH);
        Days days = days();
        int months = days.months().size();
        if (by == Grain.DAY && ChronoUnit.DAYS.between(days.from(), days.to()) > MOST_DAYS_BY_DAY) {
            refuse("from", "by=day answers at most " + MOST_DAYS_BY_DAY + " days");
        } else if (months > MOST_MONTHS) {
            refuse("from", "at most " + MOST_MONTHS + " months are answered");
        } else if (asOf() != null && months > MOST_MONTHS_AS_OF) {
            refuse("as-of", "with as-of at most " + MOST_MONTHS_AS_OF + " months are answered");
        }
        return new Question(scope(), days, by, basis(), currency(), asOf());
    }

    /// Whether a converted view is asked for.
    boolean convert() {
        return read("convert", "true or false", Parameters::truth, false);
    }

    ChangesOfApplication.Question changes() {
        String application = application();
        Months months = months();
        return new ChangesOfApplication.Question(
                application, months.from, months.to, months.basis, query.get("after"), limit());
    }

    /// Some whole months.
    ///
    /// @param to the month after the last
    record Months(YearMonth from, YearMonth to, Basis basis) {}

    Months months() {
        Days days = days();
        if (days.months().size() > MOST_MONTHS) {
            refuse("from", "at most " + MOST_MONTHS + " months are answered");
        }
        if (days.from().getDayOfMonth() != 1 || days.to().getDayOfMonth() != 1) {
            refuse("from", "and to must be months, or first days of months");
        }
        return new Months(YearMonth.from(days.from()), YearMonth.from(days.to()), basis());
    }

    /// Two months: the last two that are over, if nothing is said.
    Bridge.Question bridge() {
        YearMonth to = Optional.ofNullable(query.get("to"))
                .map(text -> month("to", text))
                .orElseGet(() -> YearMonth.from(today()).minusMonths(1));
        YearMonth from = Optional.ofNullable(query.get("from"))
                .map(text -> month("from", text))
                .orElseGet(() -> to.minusMonths(1));
        if (from.equals(to)) {
            refuse("to", "must be another month than from: " + from);
        }
        return new Bridge.Question(scope(), from, to, basis());
    }

    /// An application's day.
    record OfDay(String application, LocalDate day, Basis basis) {}

    OfDay day() {
        String day = query.get("day");
        if (day == null) {
            refuse("day", "is required");
        }
        return new OfDay(application(), day == null ? today() : date("day", day), basis());
    }

    LedgerChanges.Question ledgerChanges(String month) {
        Instant from = optionalTime("from");
        Instant to = optionalTime("to");
        if (from != null && to != null && !from.isBefore(to)) {
            refuse("to", "must be after from: " + from + " to " + to);
        }
        return new LedgerChanges.Question(month("month", month), basis(), from, to);
    }

    private String application() {
        String application = query.getOrDefault("application", "");
        if (application.isBlank()) {
            refuse("application", "is required");
        }
        return application;
    }

    LedgerOfMonth.Question ledger(String month) {
        boolean corrected = read(
                "corrections",
                "billed or corrected",
                text -> switch (text) {
                    case "billed" -> Optional.of(false);
                    case "corrected" -> Optional.of(true);
                    default -> Optional.empty();
                },
                false);
        return new LedgerOfMonth.Question(month("month", month), basis(), asOf(), corrected);
    }

    /// First day whose deployments an uploaded catalog assigns; null for all there are.
    @Nullable
    LocalDate deploymentsFrom() {
        String text = query.get("deployments-from");
        return text == null ? null : date("deployments-from", text);
    }

    private Basis basis() {
        return read("basis", "effective or billed", Basis::of, Basis.EFFECTIVE);
    }

    private @Nullable Instant asOf() {
        return optionalTime("as-of");
    }

    private @Nullable Instant optionalTime(String name) {
        String text = query.get(name);
        return text == null ? null : time(name, text);
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private YearMonth month(String name, String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (isYearOfBills(month.getYear())) {
                return month;
            }
        } catch (DateTimeParseException unreadable) {
            // Answered below, like a month that no bill can have.
        }
        refuse(name, "must be a month such as 2026-10, not '" + text + "'");
        return YearMonth.from(today());
    }

    private static boolean isYearOfBills(int year) {
        return year >= 1970 && year <= 9998;
    }

    private Scope scope() {
        return read(
                "scope",
                "organisation, tribe:NAME, team:NAME or application:NAME",
                Scope::of,
                new Scope.Organisation());
    }

    private @Nullable Currency currency() {
        String code = query.get("currency");
        if (code == null) {
            return null;
        }
        if (!Currency.isCode(code)) {
            refuse("currency", "must be a currency's code, not '" + code + "'");
            return null;
        }
        return new Currency(code);
    }

    /// From the first day to the one before `to`; the last twelve months and the present one if nothing is said.
    private Days days() {
        LocalDate to = Optional.ofNullable(query.get("to"))
                .map(text -> date("to", text))
                .orElseGet(() -> today().withDayOfMonth(1).plusMonths(1));
        LocalDate from = Optional.ofNullable(query.get("from"))
                .map(text -> date("from", text))
                .orElseGet(() -> to.withDayOfMonth(1).minusMonths(13));
        if (!from.isBefore(to)) {
            refuse("to", "must be after from: " + from + " to " + to);
            return new Days(from, from.plusDays(1));
        }
        return new Days(from, to);
    }

    private int limit() {
        String text = query.getOrDefault("limit", Integer.toString(PAGE));
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_ON_A_PAGE) {
            refuse("limit", "must be a number from 1 to " + MOST_ON_A_PAGE + ", not '" + text + "'");
            return PAGE;
        }
        return Integer.parseInt(text);
    }

    private LocalDate date(String name, String text) {
        try {
            LocalDate date = text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
            if (isYearOfBills(date.getYear())) {
                return date;
            }
        } catch (DateTimeParseException unreadable) {
            // Answered below, like a date that no bill can have.
        }
        refuse(name, "must be a day such as 2026-10-31 or a month such as 2026-10, not '" + text + "'");
        return today();
    }

    private Instant time(String name, String text) {
        try {
            Instant time = Instant.parse(text);
            if (isYearOfBills(Period.day(time).getYear())) {
                return time;
            }
        } catch (DateTimeParseException unreadable) {
            // Answered below, like a time before or after all bills.
        }
        refuse(name, "must be a time such as 2026-10-31T12:00:00Z, not '" + text + "'");
        return clock.instant();
    }

    private <T> T read(String name, String allowed, Function<String, Optional<T>> read, T otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        Optional<T> value = read.apply(text);
        if (value.isEmpty()) {
            refuse(name, "must be " + allowed + ", not '" + text + "'");
        }
        return value.orElse(otherwise);
    }

    private LocalDate today() {
        return Period.day(clock.instant());
    }

    private void refuse(String name, String why) {
        if (problem.isEmpty()) {
            problem = Optional.of(Answer.badParameter(name, why));
        }
    }
}
