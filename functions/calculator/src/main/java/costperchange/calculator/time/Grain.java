package costperchange.calculator.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How finely a span is cut into rows.
public enum Grain {
    DAY,
    WEEK,
    MONTH;

    /// The name used in answers and parameters: `day`, `week` or `month`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Grain> of(String label) {
        for (Grain grain : values()) {
            if (grain.label().equals(label)) {
                return Optional.of(grain);
            }
        }
        return Optional.empty();
    }

    /// Cuts days at the borders of this grain. The first and last piece may be shorter than a whole week or month.
    public List<Days> cut(Days days) {
        List<Days> pieces = new ArrayList<>();
        for (LocalDate start = days.from(); start.isBefore(days.to()); ) {
            LocalDate next = next(start);
            LocalDate end = next.isBefore(days.to()) ? next : days.to();
            pieces.add(new Days(start, end));
            start = end;
        }
        return pieces;
    }

    /// What a piece is called: `2026-11-02`, `2026-W45` or `2026-11`.
    public String name(LocalDate start) {
        return switch (this) {
            case DAY -> start.toString();
            case WEEK ->
                "%04d-W%02d"
                        .formatted(start.get(IsoFields.WEEK_BASED_YEAR), start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> start.toString().substring(0, 7);
        };
    }

    private LocalDate next(LocalDate day) {
        return switch (this) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1).plusMonths(1);
        };
    }
}
