package costperchange.local;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A span of billing months, both ends included.
final class Months {

    @Option(names = "--from", paramLabel = "MONTH", description = "the first billing month, such as 2026-01")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "MONTH", description = "the last billing month, included")
    private @Nullable String to;

    /// @throws Refusal if it is no month
    YearMonth from(YearMonth otherwise) {
        return month("--from", from, otherwise);
    }

    /// @throws Refusal if it is no month, or before the first
    YearMonth to(YearMonth otherwise) {
        YearMonth last = month("--to", to, otherwise);
        if (from != null && last.isBefore(from(last))) {
            throw new Refusal("--to " + last + " is before --from " + from);
        }
        return last;
    }

    private static YearMonth month(String option, @Nullable String text, YearMonth otherwise) {
        try {
            return text == null ? otherwise : YearMonth.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new Refusal(option + " must be a month such as 2026-01, not '" + text + "'");
        }
    }
}
