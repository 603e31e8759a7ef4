package costperchange.report;

import costperchange.calculator.money.Basis;
import costperchange.calculator.report.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the schedule, or a person, hands to a function.
///
/// EventBridge Scheduler sends its own event where the schedule has no input, with the scheduled time in `time`. That
/// is read as a map: its `detail` is a text, which the class that the Lambda library has for scheduled events refuses.
///
/// @param members of the JSON object
record Input(Map<String, Object> members) {

    /// The month asked for, or the one before the time of this input.
    ///
    /// @throws IllegalArgumentException if `month` or `time` cannot be read
    YearMonth month(Clock clock) {
        return read("month", "a month such as 2026-10", YearMonth::parse)
                .orElseGet(() ->
                        YearMonth.from(time(clock).atOffset(ZoneOffset.UTC)).minusMonths(1));
    }

    /// When this input was scheduled; now where it does not say.
    ///
    /// @throws IllegalArgumentException if `time` cannot be read
    Instant time(Clock clock) {
        return read("time", "a time such as 2026-11-04T06:00:00Z", Instant::parse)
                .orElseGet(clock::instant);
    }

    /// Whether a schedule sent it, and not a person who names a month.
    boolean isScheduled() {
        return members.containsKey("time") && !members.containsKey("month");
    }

    /// The only scope asked for; null for all.
    ///
    /// @throws IllegalArgumentException if `scope` is none
    @Nullable
    Scope scope() {
        Object label = members.get("scope");
        return label == null
                ? null
                : Scope.of(label.toString())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "scope must be organisation, tribe:NAME or team:NAME, not '" + label + "'"));
    }

    /// Names of channels that may be told again; none if not said.
    ///
    /// @throws IllegalArgumentException if `again` is no list
    List<String> again() {
        Object names = members.getOrDefault("again", List.of());
        if (names instanceof List<?> list) {
            return list.stream().map(Object::toString).toList();
        }
        throw new IllegalArgumentException("again must be a list of channels such as [\"slack\"], not '" + names + "'");
    }

    /// @throws IllegalArgumentException if `basis` is none
    Basis basis() {
        String label = Objects.toString(members.get("basis"), Basis.EFFECTIVE.label());
        return Basis.of(label)
                .orElseThrow(
                        () -> new IllegalArgumentException("basis must be effective or billed, not '" + label + "'"));
    }

    private <T> Optional<T> read(String name, String what, Function<String, T> parse) {
        try {
            return Optional.ofNullable(members.get(name)).map(Object::toString).map(parse);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    name + " must be " + what + ", not '" + members.get(name) + "'", unreadable);
        }
    }
}
