package costperchange.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Currency;
import costperchange.calculator.objective.Objective;
import costperchange.calculator.report.ApplicationList;
import costperchange.calculator.report.Bridge;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.Gate;
import costperchange.calculator.report.LedgerChanges;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.calculator.time.Period;
import costperchange.store.api.Answer;
import java.math.BigDecimal;
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

    static final Set<String> OF_COST = Set.of("scope", "from", "to", "by", "basis", "currency", "as-of", "convert");
    static final Set<String> OF_APPLICATIONS =
            Set.of("scope", "from", "to", "basis", "currency", "as-of", "name", "sort", "after", "limit");
    static final Set<String> OF_SCOPE = Set.of("scope");
    static final Set<String> OF_GATE = Set.of("scope", "on", "max-increase", "window", "currency");
    static final Set<String> OF_BRIDGE = Set.of("scope", "from", "to", "basis");
    static final Set<String> OF_DAY = Set.of("application", "day", "basis");
    static final Set<String> OF_MONTHS = Set.of("from", "to", "basis");
    static final Set<String> OF_LEDGER_CHANGES = Set.of("from", "to", "basis");
    static final Set<String> OF_DORA = Set.of("scope", "from", "to", "by", "basis", "currency");
    static final Set<String> OF_UPLOAD = Set.of("deployments-from");
    static final Set<String> OF_CHANGES =
            Set.of("application", "from", "to", "basis", "failed", "sort", "after", "limit");
    static final Set<String> OF_LEDGER = Set.of("basis", "as-of", "corrections");
    private static final int MOST_DAYS_BY_DAY = 800;
    private static final int MOST_MONTHS = 120;
    private static final int MOST_MONTHS_AS_OF = 13;
    private static final int LONGEST_NAME = 256;
    private static final BigDecimal LARGEST_FRACTION = new BigDecimal("0.999999");
    private static final int PAGE = 100;
    private static final int MOST_ON_A_PAGE = 1_000;

    private final Map<String, String> query;
    private final Access access;
    private final Clock clock;
    private Optional<APIGatewayV2HTTPResponse> problem = Optional.empty();

    /// @param known those that the query has; others are refused, as whoever sends one expects something of it
    /// @param access what of it the caller may read
    Parameters(Map<String, String> query, Set<String> known, Access access, Clock clock) {
        this.query = query;
        this.access = access;
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
        boolean newestFirst = read(
                "sort",
                "at or -at",
                text -> switch (text) {
                    case "at" -> Optional.of(false);
                    case "-at" -> Optional.of(true);
                    default -> Optional.empty();
                },
                false);
        boolean failed = read("failed", "true or false", Parameters::truth, false);
        return new ChangesOfApplication.Question(
                application,
                months.from,
                months.to,
                months.basis,
                newestFirst,
                failed,
                after(text -> Optional.of(text).filter(ChangesOfApplication::isCursor)),
                limit(PAGE));
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

    /// What a pipeline asks before it goes on.
    Gate.Question gate() {
        Gate.On on = read("on", "cost-per-day or cost-per-change", Gate.On::of, Gate.On.COST_PER_DAY);
        if (!query.containsKey("scope")) {
            refuse("scope", "is required");
        }
        if (!query.containsKey("max-increase")) {
            refuse("max-increase", "is required");
        }
        return new Gate.Question(
                scope(),
                on,
                read("max-increase", "a part such as 10% or 0.1", Parameters::part, BigDecimal.ZERO),
                read("window", "whole weeks in days, from 7d to 91d", Parameters::weeks, on.usualWindow()),
                currency());
    }

    /// `10%`, up to 1000 %, or `0.1`. Who writes 10 means ten per cent, and would be given a thousand.
    private static Optional<BigDecimal> part(String text) {
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1).strip() : text;
        if (!number.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            return Optional.empty();
        }
        BigDecimal part = percent ? new BigDecimal(number).movePointLeft(2) : new BigDecimal(number);
        return Optional.of(part).filter(one -> one.compareTo(percent ? BigDecimal.TEN : LARGEST_FRACTION) <= 0);
    }

    private static Optional<Integer> weeks(String text) {
        if (!text.matches("[0-9]{1,2}d")) {
            return Optional.empty();
        }
        int days = Integer.parseInt(text.substring(0, text.length() - 1));
        return days >= 7 && days <= Objective.LONGEST_WINDOW && days % 7 == 0 ? Optional.of(days) : Optional.empty();
    }

    /// Which applications, in which order.
    ApplicationList.Question list() {
        String sort = query.getOrDefault("sort", "application");
        boolean descending = sort.startsWith("-");
        ApplicationList.Order order = read(
                "sort",
                ApplicationList.Order.allowed() + ", with - before it for the reverse",
                text -> ApplicationList.Order.of(descending ? text.substring(1) : text),
                ApplicationList.Order.APPLICATION);
        return new ApplicationList.Question(
                query.getOrDefault("name", ""),
                order,
                descending,
                after(text -> ApplicationList.Cursor.of(text, order, descending)),
                limit(MOST_ON_A_PAGE));
    }

    /// Where the page before ended; null for the first.
    private <T> @Nullable T after(Function<String, Optional<T>> read) {
        return query.containsKey("after")
                ? read("after", "the next of the page before, in the same order", read)
                        .orElse(null)
                : null;
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
            return application;
        }
        if (application.length() > LONGEST_NAME) {
            refuse("application", "has at most " + LONGEST_NAME + " characters");
            return application;
        }
        return permitted(new Scope.Application(application)).name();
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

    Scope scope() {
        return permitted(read(
                "scope",
                "organisation, tribe:NAME, team:NAME or application:NAME",
                text -> text.length() > LONGEST_NAME ? Optional.empty() : Scope.of(text),
                access.usual()));
    }

    private <S extends Scope> S permitted(S scope) {
        access.refuses(scope).ifPresent(why -> refuse(Answer.problem(403, why)));
        return scope;
    }

    private @Nullable Currency currency() {
        String code = query.get("currency");
        if (code == null) {
            return null;
        }
        Optional<Currency> currency = Currency.named(code);
        if (currency.isEmpty()) {
            refuse("currency", "must be a currency's code, not '" + code + "'");
        }
        return currency.orElse(null);
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

    private int limit(int usual) {
        String text = query.getOrDefault("limit", Integer.toString(usual));
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_ON_A_PAGE) {
            refuse("limit", "must be a number from 1 to " + MOST_ON_A_PAGE + ", not '" + text + "'");
            return usual;
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
        return query.containsKey(name) ? read(name, allowed, read).orElse(otherwise) : otherwise;
    }

    private <T> Optional<T> read(String name, String allowed, Function<String, Optional<T>> read) {
        String text = query.getOrDefault(name, "");
        Optional<T> value = read.apply(text);
        if (value.isEmpty()) {
            refuse(name, "must be " + allowed + ", not '" + text + "'");
        }
        return value;
    }

    private LocalDate today() {
        return Period.day(clock.instant());
    }

    /// For what is told of the whole organisation only.
    Parameters ofEverything() {
        permitted(new Scope.Organisation());
        return this;
    }

    private void refuse(String name, String why) {
        refuse(Answer.badParameter(name, why));
    }

    private void refuse(APIGatewayV2HTTPResponse why) {
        if (problem.isEmpty()) {
            problem = Optional.of(why);
        }
    }
}
